import type { LocalDate } from "../../shared/local-date.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { AgencyKind, Answer, CafCriterion, Criterion } from "./facts.rules.ts";
import type {
  AssessmentFact,
  AttachmentFact,
  ClaimFact,
  FamilyFacts,
  LeadProfessionalFact,
  MemberFact,
  PlanActionFact,
} from "./family-facts.rules.ts";

/*
 * A family's rows as they come from the tables: values in the order in which facts.reads.ts asks for them. Names of
 * fields, repeated in every row of a county, were half of what the database wrote and this side read.
 */

type FamilyRow = [district: string, recordedOn: LocalDate];
type MemberRow = [
  personId: string,
  dateOfBirth: LocalDate | null,
  from: LocalDate,
  to: LocalDate | null,
  recordedOn: LocalDate,
  endedRecordedOn: LocalDate | null,
];
type EvidenceRow = [
  id: string,
  kind: string,
  personId: string | null,
  source: AgencyKind,
  from: LocalDate,
  to: LocalDate | null,
  recordedOn: LocalDate,
  supersedes: string | null,
  /** The typed fields of a kind stand in one JSON column; who writes it has checked them against the kind. */
  fields: Record<string, unknown>,
  /** Says no more than that what it supersedes never was. */
  withdrawn: boolean,
];
type CafRow = [
  id: string,
  heldBy: AgencyKind,
  openedOn: LocalDate,
  recordedOn: LocalDate,
  compliantOn: LocalDate | null,
  closedOn: LocalDate | null,
  closedRecordedOn: LocalDate | null,
  members: readonly { key: string; personId: string }[] | null,
  answers: readonly { memberKey: string; criterion: CafCriterion; answer: Answer; evidenced?: boolean | null }[] | null,
];
type SocialCareRow = [id: string, assessedOn: LocalDate, recordedOn: LocalDate, considered: readonly string[]];
type ActionRow = [id: string, criterion: Criterion, hasOutcome: boolean, recordedOn: LocalDate, to: LocalDate | null];
type LeadRow = [
  id: string,
  agencyKind: AgencyKind,
  askedOn: LocalDate,
  acceptedOn: LocalDate | null,
  acceptedRecordedOn: LocalDate | null,
  endedOn: LocalDate | null,
  endedRecordedOn: LocalDate | null,
];
type AttachmentRow = [
  attachedOn: LocalDate,
  recordedOn: LocalDate,
  district: string,
  leadAgencyKind: AgencyKind,
  voidedOn: LocalDate | null,
  voidedRecordedOn: LocalDate | null,
];
type ClaimRow = [route: ClaimFact["route"], submittedOn: LocalDate, recordedOn: LocalDate];

/** What the tables hold about one family; a table that holds nothing about it is not there. */
export interface FactRows {
  family?: [FamilyRow];
  members?: readonly MemberRow[];
  evidence?: readonly EvidenceRow[];
  cafs?: readonly CafRow[];
  socialCare?: readonly SocialCareRow[];
  actions?: readonly ActionRow[];
  leads?: readonly LeadRow[];
  attachments?: readonly AttachmentRow[];
  claims?: readonly ClaimRow[];
}

/** A family's facts from its rows. */
export function factsFromRows(familyId: string, [district, recordedOn]: FamilyRow, rows: FactRows): FamilyFacts {
  const evidence = rows.evidence ?? [];
  const superseded = new Map<string, LocalDate>();
  for (const row of evidence) if (row[7] !== null) superseded.set(row[7], row[6]);
  return {
    familyId,
    district,
    recordedOn,
    members: rows.members?.map(toMember) ?? [],
    evidence: evidence.filter((row) => !row[9]).map(toEvidence),
    superseded,
    assessments: [...(rows.cafs?.map(toCaf) ?? []), ...(rows.socialCare?.map(toSocialCare) ?? [])],
    actions: rows.actions?.map(toAction) ?? [],
    leadProfessionals: rows.leads?.map(toLead) ?? [],
    attachment: attachmentInForce(rows.attachments ?? []),
    claims: rows.claims?.map(([route, submittedOn, on]) => ({ route, submittedOn, recordedOn: on })) ?? [],
  };
}

function toMember([personId, dateOfBirth, from, to, recordedOn, endedRecordedOn]: MemberRow): MemberFact {
  const member: MemberFact = { personId, dateOfBirth, from, recordedOn };
  if (to !== null) member.to = to;
  if (endedRecordedOn !== null) member.endedRecordedOn = endedRecordedOn;
  return member;
}

/** The fields that all kinds share come first: the other way round the same object takes ten times as long to make. */
function toEvidence([id, kind, personId, source, from, to, recordedOn, , fields]: EvidenceRow): Evidence {
  const item = { id, kind, source, from, recordedOn, ...fields } as Evidence;
  for (const name in fields) if (fields[name] === null) delete (item as unknown as Record<string, unknown>)[name];
  if (personId !== null) item.personId = personId;
  if (to !== null) item.to = to;
  return item;
}

function toCaf([id, heldBy, openedOn, recordedOn, compliantOn, closedOn, closedRecordedOn, members, answers]: CafRow): AssessmentFact {
  const personOf = new Map((members ?? []).map((member) => [member.key, member.personId]));
  return {
    id,
    kind: "CAF",
    heldBy,
    openedOn,
    recordedOn,
    considered: [...personOf.values()],
    answers: (answers ?? []).flatMap(({ memberKey, criterion, answer, evidenced }) => {
      const personId = personOf.get(memberKey);
      return personId === undefined ? [] : [{ personId, criterion, answer, evidenced: evidenced === true }];
    }),
    ...(compliantOn === null ? {} : { compliantOn, compliantRecordedOn: compliantOn }),
    ...(closedOn === null ? {} : { closedOn }),
    ...(closedRecordedOn === null ? {} : { closedRecordedOn }),
  };
}

function toSocialCare([id, openedOn, recordedOn, considered]: SocialCareRow): AssessmentFact {
  return {
    id,
    kind: "SOCIAL_CARE",
    heldBy: "CSC",
    openedOn,
    recordedOn,
    considered,
    compliantOn: openedOn,
    compliantRecordedOn: recordedOn,
    answers: [],
  };
}

function toAction([id, criterion, hasOutcome, recordedOn, to]: ActionRow): PlanActionFact {
  return { id, criterion, hasOutcome, from: recordedOn, recordedOn, ...(to === null ? {} : { to }) };
}

function toLead([id, agencyKind, askedOn, acceptedOn, acceptedRecordedOn, endedOn, endedRecordedOn]: LeadRow): LeadProfessionalFact {
  return {
    id,
    agencyKind,
    askedOn,
    ...(acceptedOn === null ? {} : { acceptedOn }),
    ...(acceptedRecordedOn === null ? {} : { acceptedRecordedOn }),
    ...(endedOn === null ? {} : { endedOn }),
    ...(endedRecordedOn === null ? {} : { endedRecordedOn }),
  };
}

/** The attachment that was not voided, else the one that was voided last. */
function attachmentInForce(rows: readonly AttachmentRow[]): AttachmentFact | null {
  let found: AttachmentRow | null = null;
  for (const row of rows) if (found === null || (found[4] !== null && (row[4] === null || row[4] > found[4]))) found = row;
  if (found === null) return null;
  const [attachedOn, recordedOn, district, leadAgencyKind, voidedOn, voidedRecordedOn] = found;
  return {
    attachedOn,
    recordedOn,
    district,
    leadAgencyKind,
    ...(voidedOn === null ? {} : { voidedOn }),
    ...(voidedRecordedOn === null ? {} : { voidedRecordedOn }),
  };
}
