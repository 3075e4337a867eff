import { useState } from "react";

/**
 * The first value that there was, kept for as long as the page shows. A form's own success takes away the right to fill
 * it in again, and must not replace it while the way to the next page is still open.
 */
export function useKept<Value>(value: Value | null | undefined): Value | null {
  const [kept, setKept] = useState(value ?? null);
  if (kept === null && value !== null && value !== undefined) setKept(value);
  return kept;
}
