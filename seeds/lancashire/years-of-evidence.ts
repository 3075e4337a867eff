import type { BenefitEvidence, Evidence } from "../../server/src/modules/criteria/evidence-on-record.rules.ts";
import type { FamilyFacts, MemberFact } from "../../server/src/modules/criteria/family-facts.rules.ts";
import type { SchoolTerm } from "../../server/src/modules/criteria/terms.rules.ts";
import { addDays, addMonths, ageOn, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import type { Random } from "../random.ts";
import type { Order } from "./cohort.ts";
import { type Added, addFact, addReturn, type Dossier, LAST_RETURN } from "./recipe-facts.ts";
import { chance, dayBetween, earlierOf, laterOf, pick, whole } from "./recipe-parts.ts";

/** How far back the feeds reach (ours). Everybody old enough to be in them was of their family by then. */
const FIRST = localDate("2014-04-01");
/** The last day of an event, with time left to record it in 2016. */
const LAST = localDate("2016-11-30");
const END = localDate("2016-12-31");

/**
 * What feeds bring in over the years besides the facts that make a family what its recipe says: a return for every
 * child and term, spells of benefit and of work, an incident now and then, earlier help. Some twenty facts a family,
 * most of them schools' returns; few in one family and forty in another. For trials of scale: families with them stand
 * elsewhere than their recipe says, so the county is one like that of the papers and not cell by cell the same.
 */
export function withYearsOfEvidence(order: Order, facts: FamilyFacts, terms: readonly SchoolTerm[], random: Random): FamilyFacts {
  const evidence = [...facts.evidence];
  const isAdult = ({ dateOfBirth }: MemberFact): boolean => dateOfBirth !== null && ageOn(dateOfBirth, END) >= 18;
  const adults = facts.members.filter(isAdult);
  const children = facts.members.filter((member) => !isAdult(member));
  const draft: Dossier = {
    context: { rng: () => random.next(), ids: () => random.id(), terms, district: order.district },
    // Of a family that was matched nothing was known before the matching, whatever was on record elsewhere.
    facts: { ...facts, recordedOn: order.dates.knownOn ?? facts.recordedOn, evidence },
  };
  for (const child of children) addSchooling(draft, child);
  for (const adult of adults) addWork(draft, adult);
  addIncidents(draft, adults, children);
  addHelp(draft, adults, children);
  return { ...facts, evidence };
}

/** A fact that its feed told once it was over. */
function addTold(draft: Dossier, fact: Added<Evidence>): void {
  addFact(draft, addDays(fact.to ?? fact.from, whole(draft.context, 1, 20)), fact);
}

/** Every term of school age for which no return came yet. */
function addSchooling(draft: Dossier, { personId, dateOfBirth }: MemberFact): void {
  const { context, facts } = draft;
  const school = `school-${whole(context, 1, 9)}`;
  const usual = chance(context, 0.1) ? whole(context, 10, 22) : whole(context, 1, 7);
  const returned = new Set(facts.evidence.flatMap((item) => (item.kind === "ATTENDANCE" && item.personId === personId ? item.term : [])));
  for (const term of context.terms) {
    const age = dateOfBirth === null ? 0 : ageOn(dateOfBirth, term.from);
    if (term.to > LAST_RETURN || age < 5 || age > 15 || returned.has(term.from)) continue;
    addReturn(draft, personId, school, term, Math.max(0, usual + whole(context, -2, 2)));
  }
}

const OLDER: readonly BenefitEvidence["benefit"][] = ["JSA", "JSA", "ESA", "INCOME_SUPPORT"];

/** Benefits and work in turn until the spell that the recipe gave; who has none is mostly in work by the end. */
function addWork(draft: Dossier, { personId }: MemberFact): void {
  const { context, facts } = draft;
  const given = facts.evidence.filter((item) => item.kind === "BENEFIT" && item.personId === personId);
  const until = given.reduce((first, item) => earlierOf(first, item.from), LAST);
  let start = addDays(FIRST, whole(context, 0, 200));
  for (let spell = whole(context, 1, 3); spell > 0; spell--) {
    const to = addDays(start, whole(context, 40, 420));
    if (addDays(to, 20) >= until) break;
    if (spell % 2 === 0) addTold(draft, work(personId, start, to));
    else addTold(draft, { kind: "BENEFIT", source: "DWP", personId, benefit: pick(context, OLDER), from: start, to });
    start = addDays(to, whole(context, 1, 60));
  }
  if (given.length > 0 || start >= LAST) return;
  if (chance(context, 0.7)) addTold(draft, work(personId, start));
  else if (chance(context, 0.45))
    addUniversalCredit(draft, personId, laterOf(start, addDays(localDate("2015-10-01"), whole(context, 0, 240))));
}

const work = (personId: string, from: LocalDate, to?: LocalDate): Added<Evidence> => ({
  kind: "EMPLOYMENT",
  source: "DWP",
  personId,
  contract: `since-${from}`,
  from,
  ...(to ? { to } : {}),
});

/** On Universal Credit and in work, with what was earned month by month. */
function addUniversalCredit(draft: Dossier, personId: string, since: LocalDate): void {
  addTold(draft, { kind: "BENEFIT", source: "DWP", personId, benefit: "UNIVERSAL_CREDIT", from: since });
  addTold(draft, work(personId, since));
  for (let from = since; addMonths(from, 1) <= LAST; from = addMonths(from, 1)) {
    const thresholdMet = chance(draft.context, 0.7);
    addTold(draft, { kind: "UC_EARNINGS", source: "DWP", personId, thresholdMet, from, to: addDays(addMonths(from, 1), -1) });
  }
}

/** None of a kind in most families, and several over the years in some. */
function addIncidents(draft: Dossier, adults: readonly MemberFact[], children: readonly MemberFact[]): void {
  const { context } = draft;
  const sometimes = (members: readonly MemberFact[], add: (personId: string, from: LocalDate) => void): void => {
    const times = members.length === 0 || chance(context, 0.73) ? 0 : whole(context, 1, 4);
    for (let n = 0; n < times; n++) {
      add(pick(context, members).personId, dayBetween(context, FIRST, LAST));
    }
  };
  const reached = (age: number) => (member: MemberFact) => member.dateOfBirth !== null && ageOn(member.dateOfBirth, FIRST) >= age;
  const accountable = [...adults, ...children].filter(reached(10));
  sometimes(adults, (personId, from) => {
    addTold(draft, { kind: "DOMESTIC_CALL_OUT", source: "POLICE", personId, inSupportOfInjunction: chance(context, 0.1), from });
    if (!chance(context, 0.3)) return;
    const scored = earlierOf(addDays(from, whole(context, 3, 20)), LAST);
    addTold(draft, { kind: "RISK_SCORE", source: "POLICE", personId, score: whole(context, 2, 20), atClosure: false, from: scored });
  });
  sometimes(accountable, (personId, from) => {
    const [proven, serious] = [chance(context, 0.8), chance(context, 0.05)];
    addTold(draft, { kind: "OFFENCE", source: "POLICE", personId, proven, serious, from });
  });
  sometimes(accountable, (personId, from) =>
    addTold(draft, { kind: "ASB_INCIDENT", source: "DISTRICT_COUNCIL", personId, sanctionLevel: whole(context, 1, 3), from }),
  );
  sometimes(children.filter(reached(6)), (personId, from) =>
    addTold(draft, { kind: "EXCLUSION", source: "SCHOOL", personId, permanent: false, from, to: addDays(from, whole(context, 0, 4)) }),
  );
}

/** What helped the family before, and how it went. */
function addHelp(draft: Dossier, adults: readonly MemberFact[], [child]: readonly MemberFact[]): void {
  const { context } = draft;
  const begun = dayBetween(context, FIRST, localDate("2014-12-31"));
  if (chance(context, 0.25)) {
    const impact = pick(context, ["SIGNIFICANT", "MODERATE", "MINOR"] as const);
    addTold(draft, { kind: "EARLY_HELP", source: "WPEHS", impact, from: begun, to: addDays(begun, whole(context, 60, 240)) });
  }
  if (child && chance(context, 0.2)) {
    const down = chance(context, 0.3) ? (["CHILD_PROTECTION", "CHILD_IN_NEED"] as const) : (["CHILD_IN_NEED"] as const);
    let from = begun;
    for (const status of down) {
      const to = addDays(from, whole(context, 60, 180));
      addTold(draft, { kind: "SAFEGUARDING", source: "CSC", personId: child.personId, status, end: "DE_ESCALATED", from, to });
      from = addDays(to, 1);
    }
  }
  for (const { personId } of adults) {
    const from = dayBetween(context, FIRST, localDate("2015-12-31"));
    if (chance(context, 0.3)) {
      const concern = pick(context, ["MENTAL_HEALTH", "ALCOHOL", "DRUGS", "LONG_TERM_CONDITION"] as const);
      addTold(draft, { kind: "HEALTH_CONCERN", source: "HEALTH", personId, concern, from, to: addDays(from, whole(context, 60, 300)) });
    }
    if (chance(context, 0.3)) {
      const criterion = pick(context, ["DOMESTIC_ABUSE", "HEALTH", "CRIME_ASB"] as const);
      addTold(draft, { kind: "INTERVENTION", source: "WPEHS", personId, criterion, completed: chance(context, 0.8), from });
    }
  }
}
