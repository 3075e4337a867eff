import { addDays, type LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind, Criterion, OpenTo, Principle } from "../criteria/facts.rules.ts";
import type { FamilyFacts } from "../criteria/family-facts.rules.ts";
import type { OutcomesPlan } from "../criteria/outcomes-plan.rules.ts";
import { standingHistory } from "../criteria/standing-history.rules.ts";
import type { CriterionStanding, PersonStanding, Standing } from "../criteria/standings.rules.ts";
import type { SchoolTerm } from "../criteria/terms.rules.ts";

/** What reports ask of a standing. Two days on which these are the same share a row. */
export interface StandingFigures {
  readonly districtCode: string;
  readonly needs: readonly Criterion[];
  readonly eligible: boolean;
  readonly attachedOn: LocalDate | null;
  readonly leadAgencyKind: AgencyKind | null;
  readonly outstanding: readonly Criterion[];
  readonly openTo: OpenTo | null;
  readonly progress: Standing["progress"];
  readonly trackedContinuousEmployment: boolean;
  readonly needsTwelveMonths: boolean;
  readonly cafOnRecord: boolean;
  readonly openCafOpenedOn: LocalDate | null;
  readonly claimSubmittedOn: LocalDate | null;
  readonly blockedBy: readonly Principle[];
}

/** A standing and the days for which it holds; the last one of a history goes on. */
export interface StandingRow {
  readonly familyId: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly figures: StandingFigures;
  /** By what was known on the last day looked at. */
  readonly nextChangeOn: LocalDate | null;
}

export interface StandingRows {
  readonly rows: readonly StandingRow[];
  /** The standing on the last day looked at, with its reasons. */
  readonly last: Standing;
  readonly evaluations: number;
}

/** A family's rows from a day to another: each day by what was known at the end of it. */
export function rowsBetween(
  plan: OutcomesPlan,
  terms: readonly SchoolTerm[],
  facts: FamilyFacts,
  from: LocalDate,
  until: LocalDate,
): StandingRows {
  const history = standingHistory(plan, terms, facts, from, until);
  const rows: StandingRow[] = [];
  for (const { from: validFrom, standing } of history) {
    const figures = figuresOf(facts, standing);
    const before = rows.at(-1);
    const same = before !== undefined && sameFigures(before.figures, figures);
    if (before)
      rows[rows.length - 1] = same ? { ...before, nextChangeOn: standing.nextChangeOn } : { ...before, validTo: addDays(validFrom, -1) };
    if (!same) rows.push({ familyId: facts.familyId, validFrom, validTo: null, figures, nextChangeOn: standing.nextChangeOn });
  }
  const last = history.at(-1)?.standing;
  if (!last) throw new RangeError(`no standing from ${from} until ${until}`);
  return { rows, last, evaluations: history.length };
}

/** The whole history of a family's rows: from the day on which it was first recorded. */
export function historyOf(plan: OutcomesPlan, terms: readonly SchoolTerm[], facts: FamilyFacts, until: LocalDate): StandingRows {
  return rowsBetween(plan, terms, facts, facts.recordedOn < until ? facts.recordedOn : until, until);
}

/** What a stored row keeps of a standing. */
export function figuresOf(facts: FamilyFacts, standing: Standing): StandingFigures {
  const help = standing.criteria.find((entry) => entry.criterion === "CHILDREN_WHO_NEED_HELP");
  return {
    districtCode: facts.district,
    needs: standing.criteria.filter((entry) => entry.need).map((entry) => entry.criterion),
    eligible: standing.eligible,
    attachedOn: standing.attachedOn,
    leadAgencyKind: standing.leadAgencyKind,
    outstanding: standing.outstanding,
    openTo: help?.openTo ?? null,
    progress: standing.progress,
    trackedContinuousEmployment: standing.trackedForContinuousEmployment,
    needsTwelveMonths: standing.needsTwelveMonths,
    cafOnRecord: standing.cafOnRecord,
    openCafOpenedOn: standing.openCafOpenedOn,
    claimSubmittedOn: standing.claimSubmittedOn,
    blockedBy: standing.blockers.map((blocker) => blocker.principle),
  };
}

/** The criteria as they are written down: of people only what there is to say, under most criteria the answer alone. */
export function keptCriteria(criteria: readonly CriterionStanding[]): readonly object[] {
  return criteria.map((entry) => ({ ...entry, people: entry.people.map(kept) }));
}

/** JSON leaves out what is undefined. */
function kept(person: PersonStanding): object {
  return {
    personId: person.personId,
    answer: person.answer,
    needSince: person.needSince ?? undefined,
    significantOn: person.significantOn ?? undefined,
    sustainedOn: person.sustainedOn ?? undefined,
    sustainedExpectedOn: person.sustainedExpectedOn ?? undefined,
    relapsedOn: person.relapsedOn ?? undefined,
  };
}

/** Whether two standings say the same to every report. */
export function sameFigures(a: StandingFigures, b: StandingFigures): boolean {
  return (Object.keys(a) as (keyof StandingFigures)[]).every((key) => sameValue(a[key], b[key]));
}

type Value = StandingFigures[keyof StandingFigures];

function sameValue(a: Value, b: Value): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
