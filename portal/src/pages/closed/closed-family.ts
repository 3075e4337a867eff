import type { ClosedAnswersQuery } from "./Closed.generated.ts";

/** A family with what is closed in it, as the pages that close and open read it. */
export type ClosedFamily = NonNullable<ClosedAnswersQuery["family"]>;
