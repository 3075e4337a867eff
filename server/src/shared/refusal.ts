/** One thing that the person can mend. `field` is a dotted path into the input, or null for the whole of it. */
export interface Fault {
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
}

/**
 * An expected refusal: thrown inside a transaction so that nothing of it is kept, and turned into the payload's
 * `errors` by the resolver. Its messages never repeat what the person typed.
 */
export class Refusal extends Error {
  readonly faults: readonly Fault[];

  constructor(...faults: readonly Fault[]) {
    super(faults.map((fault) => fault.code).join(", "));
    this.name = "Refusal";
    this.faults = faults;
  }
}

/** Refuses for one reason. */
export function refuse(code: string, field: string | null, message: string): never {
  throw new Refusal({ code, field, message });
}

/** For a write whose version is no longer the record's: the other person's change is not overwritten. */
export function refuseStale(): never {
  refuse("STALE", null, "Someone else changed this while you were working. Look at what changed, then try again");
}

/** What is not there and what the viewer may not see get the same words, so that the answer confirms nothing. */
export function refuseUnknown(field: string | null, what: string): never {
  refuse("NOT_FOUND", field, `There is no such ${what}, or you cannot see it`);
}
