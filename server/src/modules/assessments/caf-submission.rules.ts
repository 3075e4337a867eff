import { addMonths, ageOn, type LocalDate } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";
import { isApplicable } from "../criteria/applicability.rules.ts";
import { capacityProblem } from "../families/agreement.rules.ts";
import { normalisePostcode, type Relationship } from "../families/family.rules.ts";
import type { CafAgreement, CafContent, CafMember, CafPlanItem } from "./caf-content.rules.ts";

/** Somebody on record in the family that the CAF is about. */
export interface KnownPerson {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly dateOfBirth: LocalDate | null;
}

/** What else must be known to tell whether a CAF may be submitted. */
export interface SubmissionFacts {
  readonly today: LocalDate;
  readonly districtKnown: boolean;
  readonly knownAgencies: ReadonlySet<string>;
  readonly knownTeams: ReadonlySet<string>;
  readonly people: ReadonlyMap<string, KnownPerson>;
  /** Those of them whose name and date of birth this CAF may correct. */
  readonly correctable: ReadonlySet<string>;
  /** Plan items of the version before, by key: an action that was due meanwhile need not be put off. */
  readonly dueBefore: ReadonlyMap<string, LocalDate>;
}

/** Ages below which a relationship is a slip of the pen. */
const LEAST_AGE: Readonly<Partial<Record<Relationship, number>>> = {
  PARENT: 10,
  STEP_PARENT: 16,
  CARER: 16,
  GRANDPARENT: 24,
  OTHER_ADULT: 18,
};
const CARING: ReadonlySet<Relationship> = new Set(["PARENT", "STEP_PARENT", "CARER"]);
/** Nobody is older: a date of birth before is a slip of the pen. */
export const OLDEST_YEARS = 120;
const MONTHS_EXPECTED = 10;
/** What was agreed longer ago is asked anew; what is to be done later is no plan. */
const MONTHS_AROUND = 24;

/** Everything that stands between a draft and its submission, each at its place in the input. */
export function submissionFaults(content: CafContent, facts: SubmissionFacts): Fault[] {
  const faults: Fault[] = [];
  const say: Say = (field, message, code = "INVALID") => void faults.push({ code, field: `content.${field}`, message });
  family(content, facts, say);
  members(content, facts, say);
  agreement(content, facts, say);
  answers(content, facts, say);
  for (const [index, item] of content.plan.entries()) planItem(item, index, content, facts, say);
  for (const [index, { memberKeys, reason }] of (content.closed ?? []).entries()) {
    if (memberKeys.length > 0 && reason === null) say(`closed.${index}.reason`, "Enter why this is not to be shown to them");
  }
  return faults;
}

type Say = (field: string, message: string, code?: string) => void;

function family(content: CafContent, facts: SubmissionFacts, say: Say): void {
  if (!content.familyName) say("familyName", "Enter the family's name");
  if (!content.postcode || normalisePostcode(content.postcode) === null) say("postcode", "Enter a full UK postcode, like PR1 8XJ");
  if (!content.district || !facts.districtKnown) say("district", "Choose the district in which the family lives");
  if (!content.reason) say("reason", "Say why this assessment is being made");
}

function members(content: CafContent, facts: SubmissionFacts, say: Say): void {
  const keys = new Set<string>();
  const people = new Set<string>();
  content.members.forEach((member, index) => {
    const at = (field: keyof CafMember) => `members.${index}.${field}`;
    if (keys.has(member.key)) say(at("key"), "Each member needs a key of their own");
    keys.add(member.key);
    if (!member.relationship) say(at("relationship"), "Choose how this person is related to the family");
    if (member.relationship !== "EXPECTED_CHILD") {
      if (!member.givenName) say(at("givenName"), "Enter a first name");
      if (!member.familyName) say(at("familyName"), "Enter a last name");
    }
    birth(member, facts.today, (message) => say(at("dateOfBirth"), message));
    if (!member.personId) return;
    const known = facts.people.get(member.personId);
    if (!known || people.has(member.personId)) say(at("personId"), "This person is not a member of the family on record", "NOT_FOUND");
    else if (!facts.correctable.has(member.personId))
      onRecord(member, known, (field) =>
        say(at(field), "This is not what is on record. Ask the information officer to correct the record", "ON_RECORD"),
      );
    people.add(member.personId);
  });
  composition(content.members, facts.today, say);
}

function birth({ dateOfBirth, relationship }: CafMember, today: LocalDate, say: (message: string) => void): void {
  if (relationship === "EXPECTED_CHILD") {
    if (!dateOfBirth) say("Enter the date on which the baby is expected");
    else if (dateOfBirth > addMonths(today, MONTHS_EXPECTED) || dateOfBirth < addMonths(today, -1))
      say(`The expected date must be in the next ${MONTHS_EXPECTED} months`);
    return;
  }
  const age = dateOfBirth ? ageOn(dateOfBirth, today) : 0;
  if (!dateOfBirth) say("Enter a date of birth");
  else if (dateOfBirth > today) say("Date of birth must be today or in the past");
  else if (age > OLDEST_YEARS) say(`Date of birth must be in the last ${OLDEST_YEARS} years`);
  else if (relationship && age < (LEAST_AGE[relationship] ?? 0)) say("This person is too young for how they are related to the family");
}

function onRecord(member: CafMember, known: KnownPerson, say: (field: "givenName" | "familyName" | "dateOfBirth") => void): void {
  for (const field of ["givenName", "familyName", "dateOfBirth"] as const) {
    if (known[field] !== null && member[field] !== known[field]) say(field);
  }
}

/** A family is people of one household with somebody under 18 among them, or who expect a child (domain.md). */
function composition(all: readonly CafMember[], today: LocalDate, say: Say): void {
  if (all.length === 0) say("members", "Add everyone in the family");
  if (all.length === 0 || all.some((member) => !member.dateOfBirth || !member.relationship)) return;
  const under18 = (member: CafMember) => member.dateOfBirth !== null && ageOn(member.dateOfBirth, today) < 18;
  const adults = all.filter((member) => !under18(member) || (member.relationship !== null && CARING.has(member.relationship)));
  const children = all.filter(
    (member) => member.relationship === "EXPECTED_CHILD" || (under18(member) && !(adults.length === 1 && adults[0] === member)),
  );
  if (adults.every((member) => member.relationship === "EXPECTED_CHILD")) say("members", "Add at least one adult");
  if (children.length === 0) say("members", "Add at least one child under 18, or a child who is expected");
}

function agreement(content: CafContent, facts: SubmissionFacts, say: Say): void {
  const given = content.agreement;
  if (!given || given.agreed === null) say("agreement.agreed", "Say whether the family agrees to this assessment");
  else if (given.agreed) agreed(given, content, facts, say);
  else say("agreement.agreed", NO_AGREEMENT, "NO_AGREEMENT");
}

const NO_AGREEMENT =
  "A CAF can only be submitted with the family's agreement. If a child may be at risk of significant harm, call MASH now";

function agreed(given: CafAgreement, content: CafContent, facts: SubmissionFacts, say: Say): void {
  const member = content.members.find(({ key }) => key === given.memberKey);
  if (!member) say("agreement.memberKey", "Choose who agrees for the family");
  if (!given.agreedOn) say("agreement.agreedOn", "Enter the day on which the family agreed");
  else if (given.agreedOn > facts.today) say("agreement.agreedOn", "The day on which the family agreed must be today or in the past");
  else if (given.agreedOn < addMonths(facts.today, -MONTHS_AROUND))
    say("agreement.agreedOn", "The day on which the family agreed must be in the last two years");
  const problem = given.capacity && member ? capacityProblem(given.capacity, member, given.agreedOn ?? facts.today) : null;
  if (!given.capacity) say("agreement.capacity", "Choose in what capacity this person agrees");
  if (problem) say("agreement.capacity", problem);
  if (given.purposes.length === 0) say("agreement.purposes", "Choose what the family agrees to");
  if (given.agencyIds.some((id) => !facts.knownAgencies.has(id))) say("agreement.agencyIds", "Choose agencies from the list");
}

function answers(content: CafContent, facts: SubmissionFacts, say: Say): void {
  const known = new Map(content.members.map((member) => [member.key, member]));
  const stray = (list: "voices" | "domains" | "answers") =>
    content[list].forEach(({ memberKey }, index) => {
      if (!known.has(memberKey)) say(`${list}.${index}.memberKey`, "This is about somebody who is not in the family");
    });
  stray("voices");
  stray("domains");
  stray("answers");
  const twice = (list: "voices" | "domains" | "answers", names: readonly string[]) => {
    names.forEach((name, index) => {
      if (names.indexOf(name) < index) say(`${list}.${index}.memberKey`, "This is answered twice");
    });
  };
  twice(
    "voices",
    content.voices.map(({ memberKey }) => memberKey),
  );
  twice(
    "domains",
    content.domains.map(({ memberKey, domain }) => `${memberKey}.${domain}`),
  );
  twice(
    "answers",
    content.answers.map(({ memberKey, criterion }) => `${memberKey}.${criterion}`),
  );
  content.answers.forEach(({ memberKey, criterion, answer, evidence }, index) => {
    const born = usableBirth(known.get(memberKey), facts.today);
    const applies = born && isApplicable(criterion, born, facts.today);
    if (answer === "NOT_APPLICABLE" && applies === true)
      say(`answers.${index}.answer`, "This applies at the person's age: say whether there is a need");
    if (answer === "NEED" && applies === false) say(`answers.${index}.answer`, "This does not apply at the person's age");
    if (answer === "NEED" && !evidence) say(`answers.${index}.evidence`, "Write down the evidence of this need");
  });
}

/** A date of birth that is wrong has been complained of; what follows from it is not complained of too. */
function usableBirth(member: CafMember | undefined, today: LocalDate): LocalDate | null {
  if (!member?.dateOfBirth || (member.dateOfBirth > today && member.relationship !== "EXPECTED_CHILD")) return null;
  return member.dateOfBirth;
}

function planItem(item: CafPlanItem, index: number, content: CafContent, facts: SubmissionFacts, say: Say): void {
  const at = (field: keyof CafPlanItem) => `plan.${index}.${field}`;
  if (content.plan.findIndex(({ key }) => key === item.key) < index) say(at("key"), "Each action needs a key of its own");
  if (!item.criterion) say(at("criterion"), "Choose the need that this action answers");
  if (item.memberKey && !content.members.some(({ key }) => key === item.memberKey))
    say(at("memberKey"), "This is about somebody who is not in the family");
  if (!item.title) say(at("title"), "Say what will be done");
  if (!item.outcome) say(at("outcome"), "Say what outcome is wanted");
  if (!item.owner) say(at("owner"), "Choose who will do this");
  if (item.owner === "AGENCY" && !(item.teamId && facts.knownTeams.has(item.teamId)))
    say(at("teamId"), "Choose the team that will do this");
  if (!item.dueOn) say(at("dueOn"), "Enter the day by which this will be done");
  else if (item.dueOn < facts.today && facts.dueBefore.get(item.key) !== item.dueOn)
    say(at("dueOn"), "The day by which this will be done must be today or in the future");
  else if (item.dueOn > addMonths(facts.today, MONTHS_AROUND))
    say(at("dueOn"), "The day by which this will be done must be within two years");
}
