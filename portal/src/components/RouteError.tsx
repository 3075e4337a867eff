import { useRouteError } from "react-router";
import { Button } from "../govuk/Button.tsx";
import { usePage } from "./use-page.ts";

const TITLE = "Sorry, there is a problem with this page";

/** A bug in a page, or a page whose code could not be fetched: the rest of the portal still stands. */
export function RouteError() {
  const error = useRouteError();
  usePage(TITLE);
  return (
    <div className="app-narrow">
      <h1 className="govuk-heading-l">{TITLE}</h1>
      <p className="govuk-body">Load it again. If that does not help, try again in a few minutes.</p>
      {import.meta.env.DEV && error instanceof Error && <pre>{error.stack}</pre>}
      <Button type="button" onClick={() => window.location.reload()}>
        Load the page again
      </Button>
    </div>
  );
}
