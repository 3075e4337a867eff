import { isApplicable } from "../../server/src/modules/criteria/applicability.rules.ts";
import type { Evidence } from "../../server/src/modules/criteria/evidence-on-record.rules.ts";
import type { AgencyKind, Answer, CafCriterion } from "../../server/src/modules/criteria/facts.rules.ts";
import { CAF_CRITERIA } from "../../server/src/modules/criteria/facts.rules.ts";
import type {
  AssessmentFact,
  AttachmentFact,
  ClaimFact,
  FamilyFacts,
  LeadProfessionalFact,
  MemberFact,
  PlanActionFact,
} from "../../server/src/modules/criteria/family-facts.rules.ts";
import type { SchoolTerm } from "../../server/src/modules/criteria/terms.rules.ts";
import { addDays, addMonths, daysBetween, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";

/** What a recipe needs from the generator: chance, new ids, the authority's terms, and where the family lives. */
export interface RecipeContext {
  /** A number from 0 up to 1, from a seeded source. */
  rng: () => number;
  /** A new id at every call, for the family, its people and every fact. */
  ids: () => string;
  terms: readonly SchoolTerm[];
  district: string;
}

export type LeadKind = "WPEHS" | "CSC";

export type CafRecord = "NONE" | "HISTORIC" | "OLD_OPEN" | "RECENT_OPEN";

export interface RecipeOptions extends RecipeContext {
  /** For attached groups. */
  lead?: LeadKind;
  dates: {
    /** For attached groups: within the group's window. */
    attachedOn?: LocalDate;
    /** For eligible groups: the day on which matching found them (by 31 October for 713 of them). */
    knownOn?: LocalDate;
    /** SSP_SUSTAINED and CE_TRACKED only: the day of a claim, from 7 November 2016. */
    claimedOn?: LocalDate;
  };
  /** For eligible groups: what the CAF database holds, and whose it is. */
  caf?: CafRecord;
  cafHeldBy?: AgencyKind;
}

/** A family being written: the parts below add dated, recorded facts to it. */
export interface Draft {
  readonly context: RecipeContext;
  readonly facts: FamilyFacts & {
    members: MemberFact[];
    evidence: Evidence[];
    superseded: Map<string, LocalDate>;
    assessments: AssessmentFact[];
    actions: PlanActionFact[];
    leadProfessionals: LeadProfessionalFact[];
    claims: ClaimFact[];
  };
  readonly adult: string;
  readonly child: string;
}

export const whole = (context: RecipeContext, from: number, to: number): number => from + Math.floor(context.rng() * (to - from + 1));
export const chance = (context: RecipeContext, probability: number): boolean => context.rng() < probability;
export function pick<T>(context: RecipeContext, items: readonly T[]): T {
  const item = items[Math.floor(context.rng() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}
/** A day from one to another, both included. */
export const dayBetween = (context: RecipeContext, from: LocalDate, to: LocalDate): LocalDate =>
  addDays(from, whole(context, 0, Math.max(0, daysBetween(from, to))));
export const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
export const earlierOf = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/**
 * Begins a family of about four: one or two adults and one to five children, the first of them of school age
 * through all the terms of the cohort, nobody passing 16 before January 2017.
 */
export function beginFamily(context: RecipeContext, recordedOn: LocalDate, childAge: readonly [number, number] = [8, 14]): Draft {
  const members: MemberFact[] = [];
  const add = (dateOfBirth: LocalDate): string => {
    const personId = context.ids();
    members.push({
      personId,
      dateOfBirth,
      from: laterOf(earlierOf(localDate("2014-04-01"), recordedOn), dateOfBirth),
      recordedOn: laterOf(recordedOn, addDays(dateOfBirth, 20)),
    });
    return personId;
  };
  const yearsBefore = (day: LocalDate, years: number): LocalDate => addDays(addMonths(day, -12 * years), -whole(context, 1, 364));
  const familyId = context.ids();
  const adult = add(yearsBefore(localDate("2016-12-31"), whole(context, 27, 48)));
  if (chance(context, 0.55)) add(yearsBefore(localDate("2016-12-31"), whole(context, 25, 52)));
  const child = add(yearsBefore(localDate("2016-12-31"), whole(context, childAge[0], childAge[1])));
  const roll = context.rng();
  const others = roll < 0.2 ? 0 : roll < 0.55 ? 1 : roll < 0.85 ? 2 : roll < 0.97 ? 3 : 4;
  for (let index = 0; index < others; index++) add(addDays(laterOf(recordedOn, localDate("2015-03-01")), -whole(context, 40, 4700)));
  return {
    context,
    adult,
    child,
    facts: {
      familyId,
      district: context.district,
      recordedOn,
      members,
      evidence: [],
      superseded: new Map(),
      assessments: [],
      actions: [],
      leadProfessionals: [],
      attachment: null,
      claims: [],
    },
  };
}

/** Whose need each criterion is, in these families: the adult's or the child's. */
function needy(draft: Draft, criterion: CafCriterion): string {
  return criterion === "WORKLESSNESS" || criterion === "DOMESTIC_ABUSE" || criterion === "HEALTH" ? draft.adult : draft.child;
}

/** Every member answered under every criterion that applies at their age on a day. */
function fullAnswers(draft: Draft, needs: readonly CafCriterion[], on: LocalDate): AssessmentFact["answers"] {
  return draft.facts.members.flatMap((member) =>
    CAF_CRITERIA.map((criterion) => {
      const need = needs.includes(criterion) && needy(draft, criterion) === member.personId;
      const answer: Answer = need ? "NEED" : isApplicable(criterion, member.dateOfBirth, on) ? "NO_NEED" : "NOT_APPLICABLE";
      return { personId: member.personId, criterion, answer, evidenced: need };
    }),
  );
}

/** Makes the four principles hold by a day and attaches the family on it (S2, November 2016, 1 to 4). */
export function attach(draft: Draft, lead: LeadKind, needs: readonly CafCriterion[], attachedOn: LocalDate, acceptedOn: LocalDate): void {
  const { context, facts } = draft;
  const opened = dayBetween(context, facts.recordedOn, earlierOf(addDays(facts.recordedOn, 14), acceptedOn));
  const compliantOn = dayBetween(context, laterOf(opened, addDays(attachedOn, -12)), attachedOn);
  facts.assessments.push({
    id: context.ids(),
    kind: lead === "CSC" ? "SOCIAL_CARE" : "CAF",
    heldBy: lead,
    openedOn: opened,
    recordedOn: opened,
    compliantOn,
    compliantRecordedOn: compliantOn,
    considered: facts.members.map((member) => member.personId),
    answers: lead === "CSC" ? [] : fullAnswers(draft, needs, attachedOn),
  });
  for (const criterion of needs) {
    const from = dayBetween(context, laterOf(compliantOn, addDays(attachedOn, -5)), attachedOn);
    facts.actions.push({ id: context.ids(), criterion, hasOutcome: true, from, recordedOn: from });
  }
  const askedOn = laterOf(addDays(acceptedOn, -whole(context, 1, 7)), facts.recordedOn);
  facts.leadProfessionals.push({ id: context.ids(), agencyKind: lead, askedOn, acceptedOn, acceptedRecordedOn: acceptedOn });
  const attachment: AttachmentFact = { attachedOn, recordedOn: attachedOn, district: context.district, leadAgencyKind: lead };
  (facts as { attachment: AttachmentFact | null }).attachment = attachment;
}

/**
 * A CAF of a family not attached: closed long ago, never notified as closed, or opened since April 2016. None is
 * compliant: it asks about the child alone (S2, February 2017, Challenges).
 */
export function addPartialCaf(draft: Draft, heldBy: AgencyKind, openedOn: LocalDate, closedOn: LocalDate | null): void {
  const { facts, child, context } = draft;
  const answers = CAF_CRITERIA.map((criterion) => ({
    personId: child,
    criterion,
    answer: (criterion === "MISSING_EDUCATION" ? "NEED" : "NOT_ASKED") as Answer,
    evidenced: false,
  }));
  facts.assessments.push({
    id: context.ids(),
    kind: "CAF",
    heldBy,
    openedOn,
    recordedOn: openedOn,
    considered: [child],
    answers,
    ...(closedOn ? { closedOn, closedRecordedOn: closedOn } : {}),
  });
}
