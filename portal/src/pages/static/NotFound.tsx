import { Link } from "react-router";
import { PageTitle } from "../../components/PageTitle.tsx";

type NotFoundProps = {
  what?: string;
  /** The list in which it would be, for whoever looks after the whole of it. */
  list?: { to: string; text: string };
};

/** Said alike of what is not there and of what this person may not know to be there. */
export function NotFound({ what = "page", list }: NotFoundProps) {
  return (
    <div className="app-narrow">
      <PageTitle title={`We could not find that ${what}`} />
      <p className="govuk-body">If you typed or pasted the address, check that it is complete.</p>
      {list === undefined ? (
        <p className="govuk-body">
          It may also be something that you and your team are not involved with, or no longer are.{" "}
          <Link className="govuk-link" to="/">
            Go to your home page
          </Link>
          .
        </p>
      ) : (
        <p className="govuk-body">
          Or look for it in the list:{" "}
          <Link className="govuk-link" to={list.to}>
            {list.text}
          </Link>
          .
        </p>
      )}
    </div>
  );
}
