import { troubleOf } from "../apollo/errors.ts";
import { Button } from "../govuk/Button.tsx";
import { Denied } from "../pages/static/Denied.tsx";
import { PageTitle } from "./PageTitle.tsx";

/** In place of a page whose question had no answer. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const trouble = troubleOf(error);
  if (trouble.kind === "forbidden") return <Denied />;
  const retry = onRetry && (
    <Button type="button" onClick={onRetry}>
      Try again
    </Button>
  );
  if (trouble.kind === "connection") {
    return (
      <>
        <PageTitle title="We could not reach the service" />
        <p className="govuk-body">Check your connection, then try again. Nothing that was saved is lost.</p>
        {retry}
      </>
    );
  }
  if (trouble.kind === "step-up") {
    return (
      <>
        <PageTitle title="We need to know that it is you" />
        <p className="govuk-body">This page shows or changes who may use the service. Enter your password or a code to go on.</p>
        {retry}
      </>
    );
  }
  if (trouble.kind === "too-many") {
    return (
      <>
        <PageTitle title="Too many requests" />
        <p className="govuk-body">This was asked for too many times. Wait a few minutes, then try again.</p>
        {retry}
      </>
    );
  }
  return (
    <>
      <PageTitle title="Sorry, there is a problem with the service" />
      <p className="govuk-body">It has been written down for us to mend. Try again in a few minutes.</p>
      {trouble.kind === "fault" && trouble.reference !== null && (
        <p className="govuk-body">
          If you ask for help, quote <strong>{trouble.reference}</strong>.
        </p>
      )}
      {retry}
    </>
  );
}
