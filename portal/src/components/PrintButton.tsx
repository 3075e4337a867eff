import { Button } from "../govuk/Button.tsx";

/** For those who take a page to a meeting; everything that is only for clicking stays off the paper. */
export function PrintButton() {
  return (
    <Button type="button" variant="secondary" onClick={() => window.print()}>
      Print this page
    </Button>
  );
}
