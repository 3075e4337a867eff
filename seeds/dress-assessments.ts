import { CAF_DOMAINS, type CafContent, EMPTY_CONTENT } from "../server/src/modules/assessments/caf-content.rules.ts";
import { freeze } from "../server/src/modules/assessments/caf-version.rules.ts";
import { isCafCriterion } from "../server/src/modules/criteria/facts.rules.ts";
import type { AssessmentFact } from "../server/src/modules/criteria/family-facts.rules.ts";
import { PURPOSES } from "../server/src/modules/families/agreement.rules.ts";
import { lastDayOfGround } from "../server/src/modules/families/involvement.rules.ts";
import { addDays, localDate } from "../server/src/shared/local-date.ts";
import { agreedTo, type Dressed, instant, type MemberDress, type Wardrobe, workerOf } from "./dressing.ts";
import { ACCOUNTS_DISTRICT } from "./lancashire/accounts.ts";
import type { TeamRow } from "./lancashire/directory.ts";
import { ACTIONS, CAF_REASONS, CLOSE_OUTCOMES, EVIDENCE_STATEMENTS } from "./phrases.ts";
import { Json } from "./sheets.ts";

/** Since when every CAF that comes in is looked at for quality. */
const QUALITY_SINCE = localDate("2016-04-01");
/** CAFs submitted from here on still wait for it. */
const WAITING_SINCE = localDate("2016-11-01");

/** Puts a family's assessments on their sheets: CAFs with their version and review, social care's by reference. */
export function dressAssessments(wardrobe: Wardrobe, family: Dressed): void {
  for (const item of family.facts.assessments) {
    if (item.kind === "CAF") dressCaf(wardrobe, family, item);
    else dressSocialCare(wardrobe, family, item);
  }
  if (!family.facts.assessments.some(isAgreed)) dressAgreement(wardrobe, family);
}

/** Older CAFs came without one. */
function isAgreed({ kind, openedOn, compliantOn }: AssessmentFact): boolean {
  return kind === "CAF" && (openedOn >= QUALITY_SINCE || compliantOn !== undefined);
}

function dressSocialCare({ book, random }: Wardrobe, { facts }: Dressed, item: AssessmentFact): void {
  const reference = `CSC-${random.whole(100_000, 999_999)}`;
  book.socialCare.add(item.id, facts.familyId, reference, item.openedOn, item.considered, instant(random, item.recordedOn));
}

/** With those who were attached otherwise the agreement is on record by itself; it has the family's own id, one of each. */
function dressAgreement({ book, directory }: Wardrobe, family: Dressed): void {
  const { attachment, familyId } = family.facts;
  if (!attachment) return;
  const { attachedOn, recordedOn, leadAgencyKind, district } = attachment;
  const parent = family.members[0]?.personId;
  const leaders = directory.teamsIn(leadAgencyKind, district);
  const agencies = new Set(leaders.flatMap((team) => agreedTo({ directory }, family, team)));
  const at = `${recordedOn}T09:00:00Z`;
  book.agreement.add(familyId, familyId, true, parent, "PARENTAL_RESPONSIBILITY", [...agencies], PURPOSES, attachedOn, at, null);
}

function dressCaf(wardrobe: Wardrobe, family: Dressed, item: AssessmentFact): void {
  const { book, directory, random, references } = wardrobe;
  const { facts, order } = family;
  const { id, openedOn, closedOn, compliantOn } = item;
  const team = holder(wardrobe, family, item);
  const author = workerOf(wardrobe, team);
  const submittedAt = instant(random, item.recordedOn);
  const status = closedOn
    ? "CLOSED"
    : compliantOn || openedOn < QUALITY_SINCE
      ? "OPEN"
      : openedOn < WAITING_SINCE
        ? "RETURNED"
        : "SUBMITTED";
  const closing = [
    closedOn && random.pick(["NEEDS_MET", "NEEDS_MET", "FAMILY_WITHDREW", "MOVED_AWAY", "OTHER"]),
    closedOn && random.pick(CLOSE_OUTCOMES),
    item.closedRecordedOn && instant(random, item.closedRecordedOn),
  ];
  const written = contentOf(wardrobe, family, item, team);
  const { content, words } = freeze(
    written,
    new Map(written.members.map(({ key, personId }) => [key, personId ?? ""])),
    new Map(facts.actions.map((action) => [`p-${action.id}`, action.id])),
  );
  book.cafVersion.add(id, 1, new Json(content), new Json(words), submittedAt, author.id);
  let returnedAt: string | null = null;
  if (compliantOn || status === "RETURNED") {
    const reasons = compliantOn ? [] : ["MEMBER_NOT_CONSIDERED", "CRITERION_NOT_ASKED"];
    const reviewedOn = compliantOn ?? (addDays(openedOn, 6) < localDate("2016-12-23") ? addDays(openedOn, 6) : localDate("2016-12-23"));
    const note = compliantOn ? null : "Please ask about everybody in the family, the adults too.";
    const at = instant(random, reviewedOn, "late");
    book.cafReview.add(id, 1, compliantOn ? "COMPLIANT" : "RETURNED", reasons, note, at, directory.account("coordinator").id);
    if (!compliantOn) returnedAt = at;
  }
  book.caf.add(
    id,
    `CAF-${references.caf++}`,
    facts.familyId,
    team.agency.id,
    team.id,
    author.id,
    status,
    openedOn,
    closedOn,
    ...closing,
    submittedAt,
    // What was returned is there to be written on.
    returnedAt && new Json({ ...written, ...family.home }),
    returnedAt,
  );
  const agreement = content.agreement;
  if (agreement) {
    const parent = family.members[0]?.personId;
    book.agreement.add(
      random.id(),
      facts.familyId,
      true,
      parent,
      "PARENTAL_RESPONSIBILITY",
      agreement.agencyIds,
      agreement.purposes,
      openedOn,
      submittedAt,
      id,
    );
  }
  book.involvement.add(random.id(), facts.familyId, team.id, "CAF", id, openedOn, closedOn && lastDayOfGround(closedOn), submittedAt);
  if (order.asked) requestLead(wardrobe, family);
}

/** Asked in December and not yet answered: two of the demonstration's practitioners find a request. */
function requestLead({ book, directory, random }: Wardrobe, { facts }: Dressed): void {
  const request = facts.leadProfessionals.find((lead) => lead.acceptedOn === undefined);
  if (!request) return;
  const { id: userId, agency, team } = directory.account(request.agencyKind === "POLICE" ? "police" : "housing");
  const at = instant(random, request.askedOn);
  book.lead.add(
    request.id,
    facts.familyId,
    userId,
    agency.id,
    team?.id,
    request.askedOn,
    directory.account("coordinator").id,
    null,
    at,
    null,
  );
  book.involvement.add(random.id(), facts.familyId, team?.id, "LEAD_PROFESSIONAL", request.id, request.askedOn, null, at);
}

/** The team that holds a CAF: where the demonstration accounts work, theirs holds the recent ones. */
function holder({ directory, random }: Wardrobe, family: Dressed, item: AssessmentFact): TeamRow {
  const { district, caf } = family.order;
  const teams = directory.teamsIn(item.heldBy ?? "WPEHS", district);
  const [first] = teams;
  if (first && district === ACCOUNTS_DISTRICT && caf === "RECENT_OPEN") return first;
  return item.heldBy === "SCHOOL" ? family.school : random.pick(teams);
}

function contentOf(wardrobe: Wardrobe, family: Dressed, item: AssessmentFact, team: TeamRow): CafContent {
  const { random } = wardrobe;
  const { facts, members, name, order } = family;
  const considered = members.filter((member) => item.considered.includes(member.personId));
  const keyOf = new Map(considered.map((member, index) => [member.personId, `m${index + 1}`]));
  const key = (personId: string): string => keyOf.get(personId) ?? "m1";
  const [first] = considered;
  return {
    ...EMPTY_CONTENT,
    familyName: name,
    district: order.district,
    language: "English",
    safeContact: "By telephone, mornings",
    reason: random.pick(CAF_REASONS),
    agenciesInvolved: [team.agency.name],
    members: considered.map(({ personId, givenName, familyName, dateOfBirth, relationship }) => ({
      key: key(personId),
      personId,
      givenName,
      familyName,
      dateOfBirth,
      relationship,
    })),
    agreement: isAgreed(item)
      ? {
          agreed: true,
          memberKey: first ? key(first.personId) : null,
          capacity: "PARENTAL_RESPONSIBILITY",
          agreedOn: item.openedOn,
          agencyIds: agreedTo(wardrobe, family, team),
          purposes: PURPOSES,
        }
      : null,
    voices: first ? [{ memberKey: key(first.personId), words: "We would like it to be calmer at home." }] : [],
    domains: children(considered.filter(({ personId }) => item.answers.some((entry) => entry.personId === personId))).map((child) => ({
      memberKey: key(child.personId),
      domain: CAF_DOMAINS[0],
      strengths: "Kind to younger ones, likes to be busy.",
      needs: "Somebody to talk to.",
    })),
    answers: item.answers.map(({ personId, criterion, answer, evidenced }) => ({
      memberKey: key(personId),
      criterion,
      answer,
      evidence: evidenced ? EVIDENCE_STATEMENTS[criterion] : null,
    })),
    plan: facts.actions.flatMap(({ id, criterion, from }) => {
      if (!isCafCriterion(criterion)) return [];
      const [words] = ACTIONS[criterion];
      return {
        key: `p-${id}`,
        criterion,
        memberKey: null,
        title: words?.title ?? null,
        outcome: words?.outcome ?? null,
        owner: "AGENCY",
        teamId: team.id,
        dueOn: addDays(from, 56),
      };
    }),
    familyAgrees: isAgreed(item) ? true : null,
  };
}

const children = (members: readonly MemberDress[]): readonly MemberDress[] =>
  members.filter(({ relationship }) => relationship === "CHILD" || relationship === "STEP_CHILD");
