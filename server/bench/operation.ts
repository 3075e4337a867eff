/** One question put to every contender. */
export interface Operation {
  readonly name: string;
  readonly operationName: string;
  readonly wtwf: string;
  readonly postgraphile: string;
  /** Who asks: the place of a viewer among the contenders' viewers. The first is the coordinator. */
  viewer?(n: number, subjects: Subjects): number;
  /** Variables of the n-th request: districts and families in turn. */
  variables(n: number, subjects: Subjects, contender: string): Record<string, unknown>;
  /** The answer's data in one form, where aliases cannot make the contenders' shapes the same. */
  comparable?(data: unknown): unknown;
  /** Whether each request changes something, so that a number serves for one request of one contender only. */
  readonly writes?: boolean;
}

export interface Subjects {
  readonly districts: readonly string[];
  readonly familyIds: readonly string[];
  readonly practitioners: readonly Practitioner[];
  /** The standing that the rules come to for the sample CAF, for contenders that have no rules. */
  readonly standing: { readonly rows: readonly object[]; readonly criteria: unknown; readonly blockers: unknown };
}

export interface Practitioner {
  readonly userId: string;
  readonly agencyId: string;
  readonly teamId: string;
}

/** A statement of the floor. The last of an operation yields the answer's JSON as `data`. */
export interface FloorStatement {
  readonly sql: string;
  parameters(variables: Record<string, unknown>): unknown[];
}

export const pick = <T>(values: readonly T[], n: number): T => values[n % values.length] as T;
