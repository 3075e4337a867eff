import type { AgencyKind } from "../server/src/modules/criteria/facts.rules.ts";
import type { PlanActionFact } from "../server/src/modules/criteria/family-facts.rules.ts";
import { lastDayOfGround } from "../server/src/modules/families/involvement.rules.ts";
import { addDays, type LocalDate, localDate } from "../server/src/shared/local-date.ts";
import { type Dressed, instant, type Wardrobe, workerOf } from "./dressing.ts";
import type { TeamRow } from "./lancashire/directory.ts";
import { ACTIONS, DONE_NOTES, FAMILY_ACTIONS, GUESTS, MEETING_NOTES } from "./phrases.ts";

/** The last working day before the holidays: nothing is held or finished after it. */
const LAST_WORKDAY = localDate("2016-12-22");
/** What was due before this was done, sooner or later. */
const OVERDUE_SINCE = localDate("2016-10-01");
/** Six weeks between two meetings (S1). */
const MEETING_DAYS = 42;
const MEETINGS_KEPT = 4;

/** How likely each kind of partner sits in a team around the family. */
const PARTNERS: readonly (readonly [AgencyKind, number])[] = [
  ["SCHOOL", 0.45],
  ["HOUSING", 0.2],
  ["POLICE", 0.12],
  ["HEALTH", 0.3],
];

/** Puts an attached family's lead professional, plan, team, meetings, attachment and claim on their sheets. */
export function dressPlan(wardrobe: Wardrobe, family: Dressed): void {
  const { facts } = family;
  const { book, directory, random } = wardrobe;
  const { attachment } = facts;
  if (!attachment) return;
  const { familyId } = facts;
  const team = random.pick(directory.teamsIn(attachment.leadAgencyKind, attachment.district));
  const coordinator = directory.account("coordinator").id;
  for (const lead of facts.leadProfessionals) {
    const asked = instant(random, lead.askedOn);
    const accepted = lead.acceptedOn && instant(random, lead.acceptedRecordedOn ?? lead.acceptedOn, "late");
    book.lead.add(
      lead.id,
      familyId,
      workerOf(wardrobe, team).id,
      team.agency.id,
      team.id,
      lead.askedOn,
      coordinator,
      lead.acceptedOn,
      asked,
      accepted,
    );
    book.involvement.add(random.id(), familyId, team.id, "LEAD_PROFESSIONAL", lead.id, lead.askedOn, null, asked);
  }
  const seats = dressSeats(wardrobe, family, attachment.attachedOn);
  for (const action of facts.actions) dressAction(wardrobe, family, action, team, seats);
  if (seats.length > 0) dressMeetings(wardrobe, familyId, attachment.attachedOn, team, seats);
  book.attachment.add(
    random.id(),
    familyId,
    attachment.attachedOn,
    attachment.district,
    attachment.leadAgencyKind,
    instant(random, attachment.recordedOn, "late"),
    coordinator,
  );
  for (const claim of facts.claims)
    book.claim.add(random.id(), familyId, claim.route, claim.submittedOn, instant(random, claim.recordedOn, "late"));
}

function dressSeats({ book, directory, random }: Wardrobe, { facts, order, school }: Dressed, from: LocalDate): readonly TeamRow[] {
  const seats: TeamRow[] = [];
  for (const [kind, likelihood] of PARTNERS) {
    if (!random.chance(likelihood)) continue;
    const team = kind === "SCHOOL" ? school : random.pick(directory.teamsIn(kind, order.district));
    const id = random.id();
    const recorded = instant(random, from);
    book.seat.add(id, facts.familyId, team.id, team.agency.id, from, recorded);
    book.involvement.add(random.id(), facts.familyId, team.id, "TAF_SEAT", id, from, null, recorded);
    seats.push(team);
  }
  return seats;
}

function dressAction(wardrobe: Wardrobe, { facts }: Dressed, action: PlanActionFact, lead: TeamRow, seats: readonly TeamRow[]): void {
  const { book, random } = wardrobe;
  const { familyId } = facts;
  const able = ACTIONS[action.criterion].flatMap((words) =>
    seats.filter((seat) => words.by.includes(seat.agency.kind)).map((team) => ({ words, team })),
  );
  const chosen = able.length > 0 && random.chance(0.75) ? random.pick(able) : { words: random.pick(ACTIONS[action.criterion]), team: lead };
  const byFamily = random.chance(0.08);
  const { team, words } = chosen;
  const dueOn = addDays(action.from, random.whole(28, 140));
  const latest = addDays(dueOn, random.whole(-14, 10));
  const done = latest <= LAST_WORKDAY && (dueOn < OVERDUE_SINCE || random.chance(0.85));
  const endedOn = done ? latest : null;
  const recorded = instant(random, action.recordedOn);
  const by = byFamily ? null : workerOf(wardrobe, team).id;
  book.action.add(
    action.id,
    familyId,
    action.criterion,
    null,
    byFamily ? "FAMILY" : "AGENCY",
    byFamily ? null : team.agency.id,
    byFamily ? null : team.id,
    byFamily ? random.pick(FAMILY_ACTIONS) : words.title,
    words.outcome,
    action.hasOutcome,
    dueOn,
    done ? "DONE" : "OPEN",
    endedOn,
    done ? random.pick(DONE_NOTES) : null,
    recorded,
    workerOf(wardrobe, lead).id,
    endedOn && instant(random, endedOn, "late"),
    done ? by : null,
  );
  if (!byFamily)
    book.involvement.add(
      random.id(),
      familyId,
      team.id,
      "ACTION",
      action.id,
      action.recordedOn,
      endedOn && lastDayOfGround(endedOn),
      recorded,
    );
}

function dressMeetings(wardrobe: Wardrobe, familyId: string, from: LocalDate, chair: TeamRow, seats: readonly TeamRow[]): void {
  const { book, random } = wardrobe;
  const days: LocalDate[] = [];
  for (let on = addDays(from, random.whole(10, 30)); on <= LAST_WORKDAY; on = addDays(on, MEETING_DAYS)) days.push(on);
  for (const heldOn of days.slice(-MEETINGS_KEPT)) {
    const id = random.id();
    book.meeting.add(
      id,
      familyId,
      heldOn,
      addDays(heldOn, MEETING_DAYS),
      chair.id,
      chair.agency.id,
      random.pick(MEETING_NOTES),
      instant(random, heldOn, "late"),
      workerOf(wardrobe, chair).id,
    );
    let position = 0;
    for (const team of [chair, ...seats]) book.attendance.add(id, position++, team.agency.id, team.id, null, random.chance(0.85));
    if (random.chance(0.3)) book.attendance.add(id, position, null, null, random.pick(GUESTS), true);
  }
}
