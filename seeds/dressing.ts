import type { Evidence } from "../server/src/modules/criteria/evidence-on-record.rules.ts";
import type { AssessmentFact, FamilyFacts, MemberFact } from "../server/src/modules/criteria/family-facts.rules.ts";
import type { Relationship } from "../server/src/modules/families/family.rules.ts";
import { ageOn, type LocalDate, localDate } from "../server/src/shared/local-date.ts";
import type { Book } from "./book.ts";
import type { Order } from "./lancashire/cohort.ts";
import type { Directory, TeamRow, UserRow } from "./lancashire/directory.ts";
import { DISTRICTS } from "./lancashire/places.ts";
import { address, familyName, givenName, postcode } from "./people.ts";
import type { Random } from "./random.ts";
import { Json } from "./sheets.ts";

/** The day before which everything in the cohort was recorded. */
const COHORT_END = localDate("2016-12-31");

/** What dressing a family in rows needs, whatever the row. */
export interface Wardrobe {
  readonly book: Book;
  readonly directory: Directory;
  readonly random: Random;
  /** Numbers for references, taken in turn. */
  readonly references: { family: number; caf: number };
}

export interface MemberDress extends MemberFact {
  readonly givenName: string;
  readonly familyName: string;
  readonly relationship: Relationship;
}

/** One family with its names, and the teams around it. */
export interface Dressed {
  readonly order: Order;
  readonly facts: FamilyFacts;
  readonly name: string;
  readonly home: { readonly postcode: string; readonly address: string };
  readonly members: readonly MemberDress[];
  /** Where the children go. */
  readonly school: TeamRow;
}

/** An instant of the working day on a day; early ones come before late ones. */
export function instant(random: Random, day: LocalDate, part: "early" | "late" = "early"): string {
  const hour = part === "early" ? random.whole(9, 11) : random.whole(13, 15);
  return `${day}T${String(hour).padStart(2, "0")}:${String(random.whole(0, 59)).padStart(2, "0")}:00Z`;
}

const AGREED_KINDS = ["POLICE", "HOUSING", "HEALTH", "WPEHS"] as const;

/** Whom a family agrees to: its school and the partners that most sit around a family; the rest would have to ask. */
export function agreedTo({ directory }: Pick<Wardrobe, "directory">, { order, school }: Dressed, team: TeamRow): string[] {
  const partners = AGREED_KINDS.flatMap((kind) => directory.teamsIn(kind, order.district).map(({ agency }) => agency.id));
  return [...new Set([team.agency.id, school.agency.id, ...partners])];
}

/** Somebody of a team. */
export function workerOf({ directory, random }: Wardrobe, team: TeamRow): UserRow {
  return random.pick(directory.workersOf(team));
}

/** Puts a family, its people and its evidence on their sheets. */
export function dressFamily(wardrobe: Wardrobe, order: Order, written: FamilyFacts): Dressed {
  const { book, directory, random, references } = wardrobe;
  const schools = directory.teamsIn("SCHOOL", order.district);
  const school = random.pick(schools);
  const facts = settle(written, schools, school);
  const surname = familyName(random);
  const place = DISTRICTS.find(({ code }) => code === order.district);
  if (!place) throw new Error(`no district ${order.district}`);
  const recorded = instant(random, facts.recordedOn);
  const source = order.lead === "CSC" ? "REFERRAL" : order.lead === "WPEHS" || (order.caf ?? "NONE") !== "NONE" ? "CAF" : "MATCHING";
  const home = { postcode: postcode(random, place.outward), address: address(random) };
  book.family.add(facts.familyId, `F-${references.family++}`, order.district, source, surname, home.postcode, home.address, recorded);
  const members = facts.members.map((member, index) => dressMember(random, member, index, surname));
  for (const member of members) {
    const since = instant(random, member.recordedOn);
    book.person.add(member.personId, member.givenName, member.familyName, member.dateOfBirth, since);
    book.member.add(random.id(), facts.familyId, member.personId, member.relationship, member.from, member.to, since);
  }
  dressEvidence(wardrobe, order, facts);
  return { order, facts, name: surname, home, members, school };
}

function dressMember(random: Random, member: MemberFact, index: number, surname: string): MemberDress {
  const adult = member.dateOfBirth !== null && ageOn(member.dateOfBirth, COHORT_END) >= 18;
  const relationship: Relationship = adult
    ? index === 0 || random.chance(0.55)
      ? "PARENT"
      : random.pick(["STEP_PARENT", "STEP_PARENT", "GRANDPARENT", "OTHER_ADULT"] as const)
    : random.chance(0.9)
      ? "CHILD"
      : "STEP_CHILD";
  const other = (adult && index > 0 && random.chance(0.4)) || relationship === "STEP_CHILD";
  return { ...member, relationship, givenName: givenName(random), familyName: other ? familyName(random) : surname };
}

function dressEvidence({ book, directory, random }: Wardrobe, order: Order, facts: FamilyFacts): void {
  const correctionOf = new Map<string, string>();
  for (const id of facts.superseded.keys()) correctionOf.set(correcting(facts, id).id, id);
  for (const item of facts.evidence) {
    const { id, kind, personId, source, from, to, recordedOn, ...fields } = item;
    const agencyId = item.kind === "ATTENDANCE" ? item.school : directory.teamsIn(source, order.district)[0]?.agency.id;
    book.evidence.add(
      id,
      facts.familyId,
      personId,
      kind,
      source,
      agencyId,
      from,
      to,
      new Json(fields),
      correctionOf.get(id),
      instant(random, recordedOn),
    );
  }
}

/** The later record of the same spell, with its end. */
function correcting(facts: FamilyFacts, id: string): Evidence {
  const open = facts.evidence.find((item) => item.id === id);
  const found = facts.evidence.find(
    (item) =>
      item.id !== id && item.kind === open?.kind && item.personId === open.personId && item.from === open.from && item.to !== undefined,
  );
  if (!found) throw new Error(`nothing corrects ${id}`);
  return found;
}

/**
 * The facts just as the tables can hold them: schools by their agency, a correction known from the day on which the
 * correcting record was, a social care assessment with the one date that its reference carries.
 */
function settle(facts: FamilyFacts, schools: readonly TeamRow[], own: TeamRow): FamilyFacts {
  const names = new Map<string, string>();
  const schoolOf = (name: string): string => {
    if (!names.has(name)) names.set(name, names.size === 0 ? own.agency.id : (schools[names.size % schools.length] ?? own).agency.id);
    return names.get(name) ?? own.agency.id;
  };
  const evidence = facts.evidence.map((item) => (item.kind === "ATTENDANCE" ? { ...item, school: schoolOf(item.school) } : item));
  const settled = { ...facts, evidence, assessments: facts.assessments.map((item) => settleAssessment(item, facts)) };
  return { ...settled, superseded: new Map([...facts.superseded.keys()].map((id) => [id, correcting(settled, id).recordedOn])) };
}

function settleAssessment(item: AssessmentFact, { members }: FamilyFacts): AssessmentFact {
  const on = item.compliantOn;
  if (item.kind === "SOCIAL_CARE") return on === undefined ? item : { ...item, openedOn: on, recordedOn: on, compliantRecordedOn: on };
  // A CAF names everybody there is, whomever it then forgets to ask about.
  const named = members.filter(({ personId, recordedOn }) => recordedOn <= item.openedOn || item.considered.includes(personId));
  return { ...item, considered: named.map(({ personId }) => personId) };
}
