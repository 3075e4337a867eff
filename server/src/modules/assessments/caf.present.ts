import type { UserViewer } from "../../access/viewer.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { isApplicable } from "../criteria/applicability.rules.ts";
import { mayCorrectPerson, mayEditCaf, mayReadEvidence } from "./caf.policy.ts";
import type { CafRow, VersionRow } from "./caf.reads.ts";
import { type CafContent, EMPTY_CONTENT } from "./caf-content.rules.ts";
import type { CafContent as CafContentShown } from "./caf-content.type.ts";
import { type PrincipleFinding, principlesOf } from "./caf-principles.rules.ts";
import { type FamilyWords, thaw } from "./caf-version.rules.ts";
import { closedIn } from "./closed-answer.present.ts";

const NO_WORDS: FamilyWords = { name: null, postcode: null, address: null };

/** A version's content with names and words put back. */
export function versionContent(caf: CafRow, version: VersionRow): CafContent {
  return thaw(version.content, version.words ?? {}, new Map(Object.entries(caf.people ?? {})), caf.familyWords ?? NO_WORDS);
}

/** What the viewer reads of a version: the evidence of a sensitive need is for those whom the policy names. */
export function shownVersion(viewer: UserViewer, caf: CafRow, version: VersionRow) {
  const content = versionContent(caf, version);
  const withheld = (answer: CafContent["answers"][number]) => answer.evidence !== null && !mayReadEvidence(viewer, caf, answer.criterion);
  return {
    number: version.number,
    submittedAt: new Date(version.submittedAt),
    submittedBy: version.submittedBy,
    content: shown(content, version.submittedOn, () => false, withheld),
    closed: closedIn(version.content, version.words ?? {}, caf.closings),
    review: version.review && { ...version.review, reviewedAt: new Date(version.review.reviewedAt) },
  };
}

/** The draft, for the team that is writing it. */
export function shownDraft(viewer: UserViewer, caf: CafRow, today: LocalDate) {
  if (!caf.draft || !caf.draftSavedAt || !mayEditCaf(viewer, caf).allowed) return null;
  return {
    savedAt: new Date(caf.draftSavedAt),
    content: shown(caf.draft, today, (personId) => mayCorrect(viewer, caf, personId)),
    dangerReferrals: (caf.dangerReferrals ?? []).map((each) => ({ ...each, referredAt: new Date(each.referredAt) })),
  };
}

/** The four principles by what is being written, or else by what was last submitted. */
export function shownPrinciples(viewer: UserViewer, caf: CafRow, today: LocalDate): PrincipleFinding[] {
  const writing = mayEditCaf(viewer, caf).allowed ? caf.draft : null;
  const last = caf.versions?.[0];
  return principlesOf(writing ?? (last ? versionContent(caf, last) : EMPTY_CONTENT), today, caf.leadAccepted);
}

/** Whether somebody is in a family that the viewer does not see is asked when it is submitted, and not told before. */
function mayCorrect(viewer: UserViewer, caf: CafRow, personId: string): boolean {
  const person = caf.people?.[personId];
  if (!person) return false;
  const recordedByThisCaf = person.recordedByCafId === caf.id;
  return mayCorrectPerson(viewer, caf, { recordedByThisCaf, elsewhere: false, disposed: person.disposed }).allowed;
}

function shown(
  content: CafContent,
  on: LocalDate,
  correctable: (personId: string) => boolean,
  withheld: (answer: CafContent["answers"][number]) => boolean = () => false,
): CafContentShown {
  const born = new Map(content.members.map((member) => [member.key, member.dateOfBirth]));
  return {
    ...content,
    members: content.members.map((member) => ({ ...member, viewerCanCorrect: member.personId !== null && correctable(member.personId) })),
    agenciesInvolved: [...content.agenciesInvolved],
    agreement: content.agreement && {
      ...content.agreement,
      agencyIds: [...content.agreement.agencyIds],
      purposes: [...content.agreement.purposes],
    },
    voices: [...content.voices],
    domains: [...content.domains],
    plan: [...content.plan],
    closed: (content.closed ?? []).map((each) => ({ ...each, memberKeys: [...each.memberKeys] })),
    answers: content.answers.map((answer) => ({
      ...answer,
      evidence: withheld(answer) ? null : answer.evidence,
      evidenceWithheld: withheld(answer),
      applicable: isApplicable(answer.criterion, born.get(answer.memberKey) ?? null, on),
    })),
  };
}
