import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { RETURN_REASON_NAMES } from "../../components/words.ts";
import { InsetText } from "../../govuk/InsetText.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import type { ViewCafQuery } from "../caf/Caf.generated.ts";

type Review = NonNullable<NonNullable<ViewCafQuery["caf"]>["versions"][number]["review"]>;

/** What the coordinator found. */
export function ReviewSummary({ review, banner = false }: { review: Review; banner?: boolean }) {
  const returned = review.result === "RETURNED";
  const said = (
    <>
      {returned && (
        <ul className="govuk-list govuk-list--bullet">
          {review.reasons.map((reason) => (
            <li key={reason}>{RETURN_REASON_NAMES[reason]}</li>
          ))}
        </ul>
      )}
      {review.note && <p className="govuk-body app-words">{review.note}</p>}
      <p className="govuk-body-s">
        {review.reviewer.name}, <FormattedInstant instant={review.reviewedAt} />
      </p>
    </>
  );
  const heading = returned ? "Returned, with reasons" : "Passed the quality check";
  if (banner) {
    return (
      <NotificationBanner title="Returned" heading={heading}>
        {said}
      </NotificationBanner>
    );
  }
  return (
    <InsetText>
      <p className="govuk-body govuk-!-font-weight-bold">{heading}</p>
      {said}
    </InsetText>
  );
}
