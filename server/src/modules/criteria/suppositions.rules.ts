import { addDays, type LocalDate } from "../../shared/local-date.ts";
import { later } from "./dates.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import { type Criterion, type EvidenceKind, SAFEGUARDING_STATUSES } from "./facts.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";
import type { SchoolTerm } from "./terms.rules.ts";

/** What might be supposed of a family's future. */
export type Supposition =
  /** Each child's rate of the last completed term, in every term to come and in those whose return is owed. */
  | { readonly kind: "ATTENDANCE_STAYS" }
  /** The same with a rate of absence of one's choosing. */
  | { readonly kind: "ATTENDANCE_AT"; readonly percent: number }
  | { readonly kind: "NO_NEW_INCIDENTS" }
  | { readonly kind: "STAYS_IN_WORK" }
  /** Every adult who has been on a benefit, or the one named. */
  | { readonly kind: "STARTS_WORK"; readonly on: LocalDate; readonly personId: string | null }
  /** At closure, of every problem; on no day named: as soon as a claim waits for nothing else. */
  | { readonly kind: "LEAD_WORKER_CONFIRMS"; readonly on: LocalDate | null }
  /** One level down the safeguarding ladder, for every child on it or the one named. */
  | { readonly kind: "STEPS_DOWN"; readonly on: LocalDate; readonly personId: string | null };

export const SUPPOSITION_KINDS = [
  "ATTENDANCE_STAYS",
  "ATTENDANCE_AT",
  "NO_NEW_INCIDENTS",
  "STAYS_IN_WORK",
  "STARTS_WORK",
  "LEAD_WORKER_CONFIRMS",
  "STEPS_DOWN",
] as const satisfies readonly Supposition["kind"][];

/** Ids of supposed facts begin like this; no record has such a one. */
export const SUPPOSED = "supposed-";

/** The day of supposing, the last day looked at, and what the calendar and the plan have by then. */
export interface Scene {
  readonly today: LocalDate;
  readonly until: LocalDate;
  readonly terms: readonly SchoolTerm[];
  readonly criteria: readonly Criterion[];
}

type Fact<T> = T extends Evidence ? Omit<T, "id" | "recordedOn"> : never;

/** The family's facts as they would be: what is supposed is known from today, and what it contradicts is cut short. */
export function suppose(facts: FamilyFacts, suppositions: readonly Supposition[], scene: Scene): FamilyFacts {
  let evidence = facts.evidence;
  for (const supposition of suppositions) {
    const known = evidence.filter((item) => item.recordedOn <= scene.today && (facts.superseded.get(item.id) ?? "9999") > scene.today);
    const { changed, added } = consequences(supposition, known, scene);
    const instead = new Map(changed.map((item) => [item.id, item]));
    const first = evidence.length;
    evidence = [
      ...evidence.map((item) => instead.get(item.id) ?? item),
      ...added.map((item, index) => ({ ...item, id: `${SUPPOSED}${first + index}`, recordedOn: scene.today }) as Evidence),
    ];
  }
  return { ...facts, evidence };
}

interface Consequences {
  readonly changed: readonly Evidence[];
  readonly added: readonly Fact<Evidence>[];
}

function consequences(supposition: Supposition, known: readonly Evidence[], scene: Scene): Consequences {
  switch (supposition.kind) {
    case "ATTENDANCE_STAYS":
      return { changed: [], added: returns(known, scene, null) };
    case "ATTENDANCE_AT":
      return { changed: [], added: returns(known, scene, supposition.percent) };
    case "NO_NEW_INCIDENTS":
      return { changed: [], added: EVENTS.map((of) => coverage(known, scene, of)) };
    case "STAYS_IN_WORK":
      return { changed: known.flatMap((item) => goesOn(item, scene.today)), added: [] };
    case "STARTS_WORK":
      return startsWork(known, supposition.on, supposition.personId);
    case "LEAD_WORKER_CONFIRMS":
      return { changed: [], added: supposition.on === null ? [] : judgements(scene.criteria, supposition.on) };
    case "STEPS_DOWN":
      return stepsDown(known, supposition.on, supposition.personId);
  }
}

type Return = Extract<Evidence, { kind: "ATTENDANCE" }>;

/** For each child of whom there is a return: one for every later term of the calendar that has none. */
function returns(known: readonly Evidence[], { terms, today, until }: Scene, percent: number | null): readonly Fact<Evidence>[] {
  const children = new Map<string, Return[]>();
  for (const item of known) {
    if (item.kind === "ATTENDANCE" && item.personId !== undefined && item.possible > 0)
      children.set(item.personId, [...(children.get(item.personId) ?? []), item]);
  }
  const added: Fact<Evidence>[] = [];
  for (const [personId, theirs] of children) {
    const last = terms.findLast((term) => term.to <= today && theirs.some((item) => item.term === term.from));
    if (!last) continue;
    const rate =
      percent === null
        ? together(theirs.filter((item) => item.term === last.from))
        : { possible: 100, authorised: 0, unauthorised: percent };
    const school = theirs.find((item) => item.term === last.from)?.school ?? "";
    for (const { from, to } of terms) {
      if (from <= last.from || to > until || theirs.some((item) => item.term === from)) continue;
      added.push({ kind: "ATTENDANCE", source: "SCHOOL", personId, school, term: from, from, to, ...rate });
    }
  }
  return added;
}

/** One term's sessions over all schools. */
function together(term: readonly Return[]): { possible: number; authorised: number; unauthorised: number } {
  const sum = { possible: 0, authorised: 0, unauthorised: 0 };
  for (const item of term) {
    sum.possible += item.possible;
    sum.authorised += item.authorised;
    sum.unauthorised += item.unauthorised;
  }
  return sum;
}

const EVENTS: readonly EvidenceKind[] = ["OFFENCE", "ASB_INCIDENT", "DOMESTIC_CALL_OUT"];

/** The feed goes on looking, and finds nothing: from where it last looked to. */
function coverage(known: readonly Evidence[], { today, until }: Scene, of: EvidenceKind): Fact<Evidence> {
  let from: LocalDate | null = null;
  for (const item of known)
    if (item.kind === "COVERAGE" && item.of === of && item.to !== undefined) from = later(addDays(item.to, 1), from);
  return { kind: "COVERAGE", of, source: "POLICE", from: from ?? today, to: until };
}

/** Work that goes on today goes on, and so does the proof of its earnings. */
function goesOn(item: Evidence, today: LocalDate): readonly Evidence[] {
  if (item.kind !== "EMPLOYMENT" && !(item.kind === "UC_EARNINGS" && item.thresholdMet)) return [];
  if (item.from > today || item.to === undefined || item.to < today) return [];
  const { to: _, ...open } = item;
  return [open];
}

/** Older benefits end the day before; Universal Credit goes on, with its earnings threshold met. */
function startsWork(known: readonly Evidence[], on: LocalDate, only: string | null): Consequences {
  const adults: string[] = [];
  const changed: Evidence[] = [];
  const universal = new Set<string>();
  for (const item of known) {
    if (item.kind !== "BENEFIT" || item.personId === undefined || (only !== null && item.personId !== only)) continue;
    if (!adults.includes(item.personId)) adults.push(item.personId);
    if (item.from >= on || (item.to !== undefined && item.to < on)) continue;
    if (item.benefit === "UNIVERSAL_CREDIT") universal.add(item.personId);
    else changed.push({ ...item, to: addDays(on, -1) });
  }
  const added = adults.flatMap((personId): Fact<Evidence>[] => [
    { kind: "EMPLOYMENT", source: "DWP", personId, from: on },
    ...(universal.has(personId) ? [{ kind: "UC_EARNINGS", source: "DWP", personId, from: on, thresholdMet: true } as const] : []),
  ]);
  return { changed, added };
}

/** The lead worker's judgement at closure, of every problem. */
export function judgements(criteria: readonly Criterion[], on: LocalDate): readonly Fact<Evidence>[] {
  return criteria.map((criterion) => ({ kind: "JUDGEMENT", source: "WPEHS", criterion, progressed: true, atClosure: true, from: on }));
}

/**
 * Every safeguarding status above universal ends by de-escalation and the next one down begins. The county's early
 * help service closes where early help was the highest of all.
 */
function stepsDown(known: readonly Evidence[], on: LocalDate, only: string | null): Consequences {
  const open = known.filter((item) => item.from < on && (item.to === undefined || item.to >= on));
  const changed: Evidence[] = [];
  const added: Fact<Evidence>[] = [];
  const to = addDays(on, -1);
  let higher = false;
  for (const item of open) {
    if (item.kind !== "SAFEGUARDING" || item.status === "UNIVERSAL") continue;
    if (item.status !== "EARLY_HELP") higher = true;
    if (only !== null && item.personId !== only) continue;
    changed.push({ ...item, to, end: "DE_ESCALATED" });
    const status = SAFEGUARDING_STATUSES[SAFEGUARDING_STATUSES.indexOf(item.status) + 1] ?? "UNIVERSAL";
    const { kind, source, personId } = item;
    added.push({ kind, source, status, from: on, ...(personId === undefined ? {} : { personId }) });
  }
  for (const item of higher ? [] : open) {
    if (item.kind === "EARLY_HELP" && (only === null || item.personId === only || item.personId === undefined))
      changed.push({ ...item, to });
  }
  return { changed, added };
}
