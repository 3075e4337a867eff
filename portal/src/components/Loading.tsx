import { useEffect, useState } from "react";

/** Says nothing for the first moments, so that a quick answer does not flicker. */
export function Loading({ what = "page" }: { what?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="app-loading" role="status">
      {late && <p className="govuk-body">Loading {what}…</p>}
    </div>
  );
}
