import type { LocalDate } from "../../shared/local-date.ts";

/** What of a ledger's row says when it holds and when it was known. */
export interface LedgerRow {
  readonly id: string;
  readonly from: LocalDate;
  readonly recordedOn: LocalDate;
  /** Whoever recorded it, as far as asked for. */
  readonly recordedBy?: object | null;
  /** The row that it corrects. */
  readonly supersedes: string | null;
  /** It says no more than that the row which it corrects never was. */
  readonly withdrawn: boolean;
}

export interface LedgerQuestion {
  /** Leaves out what had not begun by the end of this day; unless `knownAt` says otherwise, also what was not yet known. */
  readonly asOf?: LocalDate | null | undefined;
  /** Leaves out what was not recorded by the end of this day, or corrected by then. */
  readonly knownAt?: LocalDate | null | undefined;
  /** Shows what was corrected too. */
  readonly corrected?: boolean;
}

/** What became of a row: when, by whom and how it was corrected, as far as known today. */
export interface Correction<Row extends LedgerRow> {
  readonly supersededOn: LocalDate | null;
  readonly supersededBy: NonNullable<Row["recordedBy"]> | null;
  readonly neverWas: boolean;
}

const NONE = { supersededOn: null, supersededBy: null, neverWas: false };

/**
 * Reads a ledger by the day its facts hold and the day they were known. Late evidence is in today's answer and not in that
 * of the days before it came; a fact that was corrected since is in theirs, and says so.
 */
export function readLedger<Row extends LedgerRow>(rows: readonly Row[], question: LedgerQuestion): (Row & Correction<Row>)[] {
  const asOf = question.asOf ?? null;
  const knownAt = question.knownAt ?? asOf;
  const known = rows.filter(({ recordedOn }) => knownAt === null || recordedOn <= knownAt);
  const correctedThen = new Set(known.map(({ supersedes }) => supersedes));
  const corrections = new Map(rows.map((row) => [row.supersedes, correctionBy<Row>(row)]));
  return known
    .filter((row) => !row.withdrawn && (asOf === null || row.from <= asOf) && (question.corrected || !correctedThen.has(row.id)))
    .map((row) => ({ ...row, ...(corrections.get(row.id) ?? NONE) }));
}

function correctionBy<Row extends LedgerRow>({ recordedOn, recordedBy, withdrawn }: Row): Correction<Row> {
  return { supersededOn: recordedOn, supersededBy: recordedBy ?? null, neverWas: withdrawn };
}
