import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type {
  Answer,
  AssessmentFact,
  AttachmentFact,
  CafCriterion,
  ClaimFact,
  Evidence,
  FamilyFacts,
  LeadProfessionalFact,
  MemberFact,
  PlanActionFact,
} from "./facts.rules.ts";

/** The day on which something was recorded is a day in England, whatever the server's zone. */
const day = (column: string): string => `(${column} AT TIME ZONE 'Europe/London')::date`;

const list = (object: string, from: string): string =>
  `COALESCE((SELECT json_agg(json_strip_nulls(json_build_object(${object}))) FROM ${from}), '[]')`;

const MEMBERS = list(
  `'personId', m.person_id, 'dateOfBirth', p.date_of_birth, 'from', m.valid_from, 'to', m.valid_to,
   'recordedOn', ${day("m.recorded_at")}, 'endedRecordedOn', ${day("m.ended_recorded_at")}`,
  "family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = f.id",
);

const EVIDENCE = list(
  `'id', e.id, 'kind', e.kind, 'personId', e.person_id, 'source', e.source, 'from', e.valid_from, 'to', e.valid_to,
   'recordedOn', ${day("e.recorded_at")}, 'supersedes', e.supersedes_id, 'facts', e.facts`,
  "evidence e WHERE e.family_id = f.id",
);

/** One row per submitted version: what an earlier version said stays what was known until the later one came. */
const CAFS = list(
  `'id', c.id, 'heldBy', a.kind, 'openedOn', LEAST(c.opened_on, ${day("first.at")}), 'recordedOn', ${day("v.submitted_at")},
   'compliantOn', ${day("r.reviewed_at")}, 'closedOn', c.closed_on, 'closedRecordedOn', ${day("c.closed_recorded_at")},
   'members', v.content -> 'members', 'answers', v.content -> 'answers'`,
  `caf c JOIN agency a ON a.id = c.agency_id JOIN caf_version v ON v.caf_id = c.id
   JOIN LATERAL (SELECT min(submitted_at) AS at FROM caf_version WHERE caf_id = c.id) first ON true
   LEFT JOIN caf_review r ON r.caf_id = v.caf_id AND r.version_number = v.number AND r.result = 'COMPLIANT'
   WHERE c.family_id = f.id AND c.status <> 'DRAFT'`,
);

const SOCIAL_CARE = list(
  `'id', s.id, 'openedOn', s.assessed_on, 'recordedOn', ${day("s.recorded_at")}, 'considered', s.considered`,
  "social_care_assessment s WHERE s.family_id = f.id",
);

/** An action that is done goes on answering its need; one that was cancelled answers it up to the day before. */
const ACTIONS = list(
  `'id', x.id, 'criterion', x.criterion, 'hasOutcome', x.has_outcome, 'from', ${day("x.recorded_at")},
   'to', CASE WHEN x.status = 'CANCELLED' THEN x.ended_on - 1 END, 'recordedOn', ${day("x.recorded_at")}`,
  "plan_action x WHERE x.family_id = f.id",
);

const LEADS = list(
  `'id', l.id, 'agencyKind', a.kind, 'askedOn', l.asked_on, 'acceptedOn', l.accepted_on,
   'acceptedRecordedOn', ${day("l.accepted_recorded_at")}, 'endedOn', COALESCE(l.ended_on, l.declined_on),
   'endedRecordedOn', ${day("l.ended_recorded_at")}`,
  "lead_professional l JOIN agency a ON a.id = l.agency_id WHERE l.family_id = f.id",
);

const ATTACHMENT = `(SELECT json_strip_nulls(json_build_object('attachedOn', t.attached_on, 'recordedOn', ${day("t.recorded_at")},
   'district', t.district_code, 'leadAgencyKind', t.lead_agency_kind, 'voidedOn', t.voided_on,
   'voidedRecordedOn', ${day("t.voided_recorded_at")}))
  FROM attachment t WHERE t.family_id = f.id ORDER BY t.voided_on DESC NULLS FIRST LIMIT 1)`;

const CLAIMS = list(
  `'route', k.route, 'submittedOn', k.submitted_on, 'recordedOn', ${day("k.recorded_at")}`,
  "claim k WHERE k.family_id = f.id",
);

const COLUMNS = `f.id, f.district_code AS district, ${day("f.recorded_at")} AS recorded_on, ${MEMBERS} AS members,
  ${EVIDENCE} AS evidence, ${CAFS} AS cafs, ${SOCIAL_CARE} AS social_care, ${ACTIONS} AS actions, ${LEADS} AS leads,
  ${ATTACHMENT} AS attachment, ${CLAIMS} AS claims`;

interface EvidenceJson {
  id: string;
  supersedes?: string;
  recordedOn: LocalDate;
  facts: object;
}

interface CafJson
  extends Pick<AssessmentFact, "id" | "heldBy" | "openedOn" | "recordedOn" | "compliantOn" | "closedOn" | "closedRecordedOn"> {
  members?: readonly { key: string; personId: string }[];
  answers?: readonly { memberKey: string; criterion: CafCriterion; answer: Answer; evidenced?: boolean }[];
}

interface FactsRow {
  id: string;
  district: string;
  recorded_on: LocalDate;
  members: (Omit<MemberFact, "dateOfBirth"> & { dateOfBirth?: LocalDate })[];
  evidence: EvidenceJson[];
  cafs: CafJson[];
  social_care: { id: string; openedOn: LocalDate; recordedOn: LocalDate; considered: string[] }[];
  actions: PlanActionFact[];
  leads: LeadProfessionalFact[];
  attachment: AttachmentFact | null;
  claims: ClaimFact[];
}

/** All that is on record of these families, in one statement. Whose rows come is up to the transaction's viewer. */
export async function readFacts(tx: Transaction, familyIds: readonly string[]): Promise<FamilyFacts[]> {
  const rows = await tx.query<FactsRow>(`SELECT ${COLUMNS} FROM family f WHERE f.id = ANY ($1::uuid[])`, [familyIds]);
  return rows.map(toFacts);
}

/** Every family's facts, `batch` at a time in order of id, so that a county never stands in memory at once. */
export async function* streamFacts(tx: Transaction, batch: number): AsyncGenerator<FamilyFacts[], void, void> {
  for (let after: string | null = null; ; ) {
    const rows: FactsRow[] = await tx.query<FactsRow>(
      `SELECT ${COLUMNS} FROM family f WHERE ($1::uuid IS NULL OR f.id > $1) ORDER BY f.id LIMIT $2`,
      [after, batch],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toFacts);
    after = last.id;
  }
}

function toFacts(row: FactsRow): FamilyFacts {
  const superseded = new Map<string, LocalDate>();
  for (const item of row.evidence) if (item.supersedes !== undefined) superseded.set(item.supersedes, item.recordedOn);
  return {
    familyId: row.id,
    district: row.district,
    recordedOn: row.recorded_on,
    members: row.members.map((member) => ({ ...member, dateOfBirth: member.dateOfBirth ?? null })),
    evidence: row.evidence.map(toEvidence),
    superseded,
    assessments: [...row.cafs.map(toAssessment), ...row.social_care.map(toSocialCare)],
    actions: row.actions,
    leadProfessionals: row.leads,
    attachment: row.attachment,
    claims: row.claims,
  };
}

/** The typed fields of a kind stand in one JSON column; who writes it has checked them against the kind. */
function toEvidence({ facts, supersedes: _, ...base }: EvidenceJson): Evidence {
  return { ...facts, ...base } as Evidence;
}

function toAssessment({ members = [], answers = [], ...caf }: CafJson): AssessmentFact {
  const personOf = new Map(members.map((member) => [member.key, member.personId]));
  return {
    ...caf,
    kind: "CAF",
    ...(caf.compliantOn === undefined ? {} : { compliantRecordedOn: caf.compliantOn }),
    considered: [...personOf.values()],
    answers: answers.flatMap((entry) => {
      const personId = personOf.get(entry.memberKey);
      return personId === undefined
        ? []
        : [{ personId, criterion: entry.criterion, answer: entry.answer, evidenced: entry.evidenced === true }];
    }),
  };
}

function toSocialCare(item: FactsRow["social_care"][number]): AssessmentFact {
  return { ...item, kind: "SOCIAL_CARE", heldBy: "CSC", compliantOn: item.openedOn, compliantRecordedOn: item.recordedOn, answers: [] };
}
