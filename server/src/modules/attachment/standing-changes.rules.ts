import { addDays, type LocalDate } from "../../shared/local-date.ts";
import { planOn, type Rules } from "../criteria/dated-plans.rules.ts";
import type { FamilyFacts } from "../criteria/family-facts.rules.ts";
import type { Standing } from "../criteria/standings.rules.ts";
import { rowsBetween, type StandingRow, type StandingRows, sameFigures } from "./standing-rows.rules.ts";

/** What becomes of the rows that a family has: at most one kept and altered, and those added after it. */
export interface Change {
  readonly kept: { readonly familyId: string; readonly validTo: LocalDate | null; readonly nextChangeOn: LocalDate | null } | null;
  readonly added: readonly StandingRow[];
  /** The standing today, with its reasons. */
  readonly last: Standing;
  /** Reports count the family otherwise than before. */
  readonly moved: boolean;
}

/** A family's rows from a day to another: each day by what was known at the end of it, and by the plan then in force. */
function rowsUnder({ plans, terms }: Rules, facts: FamilyFacts, from: LocalDate, until: LocalDate): StandingRows {
  const whole = { rows: [] as StandingRow[], last: undefined as Standing | undefined, evaluations: 0 };
  for (let start = from; start <= until; ) {
    const { plan } = planOn(plans, start);
    const next = plans.find((later) => later.from > start)?.from;
    const end = next !== undefined && next <= until ? addDays(next, -1) : until;
    const part = rowsBetween(plan, terms, facts, start, end);
    append(whole.rows, part.rows);
    whole.last = part.last;
    whole.evaluations += part.evaluations;
    start = addDays(end, 1);
  }
  if (!whole.last) throw new RangeError(`no standing from ${from} until ${until}`);
  return { ...whole, last: whole.last };
}

/** The whole history of a family's rows: from the day on which it was first recorded. */
export function historyUnder(rules: Rules, facts: FamilyFacts, until: LocalDate): StandingRows {
  return rowsUnder(rules, facts, facts.recordedOn < until ? facts.recordedOn : until, until);
}

/** From the first day that is not settled; a family without rows gets its whole history. */
export function changeOf(rules: Rules, facts: FamilyFacts, current: StandingRow | undefined, today: LocalDate): Change {
  if (!current) {
    const { rows, last } = historyUnder(rules, facts, today);
    return { kept: null, added: rows, last, moved: true };
  }
  const { rows, last } = rowsUnder(rules, facts, firstUnsettled(rules, current, today), today);
  const before = current.figures;
  const now = rows.at(-1)?.figures;
  return { ...join(current, rows), last, moved: now !== undefined && !sameFigures(before, now) };
}

/**
 * Today; or the first day that was missed; or, while the county is being worked out anew, the day on which that began,
 * or the row that goes on where it began later: whatever has closed since was worked out since.
 */
function firstUnsettled({ owedSince }: Rules, { validFrom, nextChangeOn }: StandingRow, today: LocalDate): LocalDate {
  const missed = nextChangeOn ?? today;
  const owed = owedSince ?? today;
  const first = [missed, owed, today].reduce((earliest, day) => (day < earliest ? day : earliest));
  return first < validFrom ? validFrom : first;
}

/** A row that began no earlier is replaced; an earlier one goes on where nothing changed, and closes where something did. */
function join(current: StandingRow, rows: readonly StandingRow[]): Pick<Change, "kept" | "added"> {
  const [first, ...rest] = rows;
  if (!first) return { kept: null, added: [] };
  const same = sameFigures(current.figures, first.figures);
  const { familyId } = current;
  const goesOn = { familyId, validTo: first.validTo, nextChangeOn: first.nextChangeOn };
  if (same) return { kept: first.validTo === null && first.nextChangeOn === current.nextChangeOn ? null : goesOn, added: rest };
  if (current.validFrom >= first.validFrom) return { kept: null, added: rows };
  return { kept: { familyId, validTo: addDays(first.validFrom, -1), nextChangeOn: null }, added: rows };
}

/** Adds the rows of the days that follow; a stretch that no report can tell from the one before goes on in it. */
function append(rows: StandingRow[], following: readonly StandingRow[]): void {
  const [first, ...rest] = following;
  const before = rows.at(-1);
  if (!first || !before) {
    rows.push(...following);
    return;
  }
  const goesOn = sameFigures(before.figures, first.figures);
  rows[rows.length - 1] = goesOn
    ? { ...before, validTo: first.validTo, nextChangeOn: first.nextChangeOn }
    : { ...before, validTo: addDays(first.validFrom, -1) };
  rows.push(...(goesOn ? rest : following));
}
