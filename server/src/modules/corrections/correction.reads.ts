import type { Transaction } from "../../database/database.ts";
import { jsonList, jsonObject } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import { personJson, personRowJson, workerJson } from "../agencies/agency.reads.ts";
import { EVIDENCE_LABEL } from "../criteria/evidence-label.reads.ts";
import { type FamilyParts, openedInEmergency, READ_ONLY_FACT, viewerLeads } from "../families/family.parts.ts";
import type { DecidingFacts, RecordingFacts } from "./correction.policy.ts";
import type { CorrectionSubject } from "./correction.rules.ts";
import type { CorrectionRequest, CorrectionSubjects } from "./correction.type.ts";

const labelOf = (evidenceId: string): string => `(SELECT ${EVIDENCE_LABEL} FROM evidence e WHERE e.id = ${evidenceId})`;

/** The record in a few words; `cr` is the request's row. */
export const CORRECTION_LABEL = `CASE cr.about
  WHEN 'NAME' THEN 'Name'
  WHEN 'DATE_OF_BIRTH' THEN 'Date of birth'
  WHEN 'CAF' THEN (SELECT format('%s, version %s', c.reference, cr.version_number) FROM caf c WHERE c.id = cr.caf_id)
  WHEN 'EVIDENCE' THEN ${labelOf("cr.evidence_id")}
  WHEN 'PLAN_ACTION' THEN COALESCE((SELECT a.title FROM plan_action a WHERE a.id = cr.action_id), 'An action in the plan')
  ELSE (SELECT 'Meeting of ' || to_char(m.held_on, 'FMDD FMMonth YYYY') FROM taf_meeting m WHERE m.id = cr.meeting_id) END`;

/** The entry that took the place of the evidence, and the latest version of the CAF after the one in question. */
const CORRECTING_EVIDENCE = "(SELECT n.id FROM evidence n WHERE n.supersedes_id = cr.evidence_id)";
const CORRECTING_VERSION = `(SELECT max(v.number) FROM caf_version v WHERE v.caf_id = cr.caf_id AND v.number > cr.version_number)`;
/** Whether whoever made the record has put another in its place. */
export const CORRECTED = `COALESCE(cr.decision = 'PUT_RIGHT', false) OR ${CORRECTING_EVIDENCE} IS NOT NULL OR ${CORRECTING_VERSION} IS NOT NULL`;

const PUT_RIGHT = `CASE WHEN cr.decision = 'PUT_RIGHT' THEN COALESCE(cr.put_right,
  CASE WHEN (SELECT n.withdrawn FROM evidence n WHERE n.id = cr.correcting_evidence_id) THEN 'It never was' ELSE ${labelOf("cr.correcting_evidence_id")} END,
  'Version ' || cr.correcting_version) END`;

/** The corresponding day of the next month, or its last: nothing is won by a weekend. Two months more where it was extended. */
export const DUE_ON = "(cr.received_on + CASE WHEN cr.extended_on IS NULL THEN interval '1 month' ELSE interval '3 months' END)::date";
const FIRST_MONTH_ENDS = "(cr.received_on + interval '1 month')::date";

/** JSON of a request; `cr` is its row. */
export const correctionJson = (selected?: Selection): string =>
  jsonObject(
    {
      id: "cr.id",
      familyId: "cr.family_id",
      familyReference: "cr.family_reference",
      person: (asked) => personJson("cr.person_id", asked),
      capacity: "cr.capacity",
      about: "cr.about",
      label: CORRECTION_LABEL,
      recordId: "COALESCE(cr.caf_id, cr.evidence_id, cr.action_id, cr.meeting_id)",
      cafReference: "(SELECT c.reference FROM caf c WHERE c.id = cr.caf_id)",
      versionNumber: "cr.version_number",
      criterion: "cr.criterion",
      said: "cr.said",
      wrong: "cr.wrong",
      statement: "cr.statement",
      receivedOn: "cr.received_on",
      dueOn: DUE_ON,
      overdue: `cr.decided_at IS NULL AND ${DUE_ON} < (SELECT viewer_today())`,
      extendedOn: "cr.extended_on",
      extendReason: "cr.extend_reason",
      recordedBy: (asked) => workerJson("cr.recorded_by", asked),
      corrected: CORRECTED,
      decision: "cr.decision",
      decidedOn: "cr.decided_on",
      decidedBy: (asked) => workerJson("cr.decided_by", asked),
      reason: "cr.decision_reason",
      putRight: PUT_RIGHT,
      version: "cr.version",
    },
    selected,
    ["familyId"],
  );

/** What this adds to a family: everything that somebody says is wrong with what the viewer may see of it, the latest first. */
export const CORRECTION_PARTS: FamilyParts = {
  correctionRequests: (selected) =>
    jsonList(correctionJson(selected), "cr.received_on DESC, cr.id DESC", "FROM correction_request cr WHERE cr.family_id = f.id"),
  viewerCanRecordCorrection: `json_build_object('viewerLeads', ${viewerLeads("f.id")}, 'readOnly', ${READ_ONLY_FACT})`,
};

export async function readCorrection(tx: Transaction, id: string, selected: Selection): Promise<CorrectionRequest | null> {
  const [row] = await tx.query<{ correction: CorrectionRequest }>(
    `SELECT ${correctionJson(selected)} AS correction FROM correction_request cr WHERE cr.id = $1`,
    [id],
  );
  return row?.correction ?? null;
}

const RECORDING_FACTS = `SELECT ${viewerLeads("$1::uuid")} AS "viewerLeads", ${openedInEmergency("$1::uuid")} AS "readOnly"`;

export async function recordingFacts(tx: Transaction, familyId: string): Promise<RecordingFacts> {
  const [row] = await tx.query<RecordingFacts>(RECORDING_FACTS, [familyId]);
  return row ?? { viewerLeads: false, readOnly: false };
}

export interface RequestFacts extends DecidingFacts {
  readonly familyId: string;
  readonly personId: string;
  readonly about: CorrectionSubject;
  readonly correctingEvidenceId: string | null;
  readonly correctingVersion: number | null;
  /** Every family that the person is or was in. */
  readonly familyIds: readonly string[];
  readonly disposed: boolean;
  readonly extended: boolean;
  readonly inFirstMonth: boolean;
}

/** Read with the rights of SYSTEM_RIGHTS: the information officer sees no family otherwise. */
export async function requestFacts(tx: Transaction, id: string): Promise<RequestFacts | null> {
  const [row] = await tx.query<RequestFacts>(
    `SELECT cr.family_id AS "familyId", cr.person_id AS "personId", cr.about, cr.decided_at IS NOT NULL AS decided,
       cr.statement IS NOT NULL AS "hasStatement", ${CORRECTED} AS corrected,
       ${CORRECTING_EVIDENCE} AS "correctingEvidenceId", ${CORRECTING_VERSION} AS "correctingVersion",
       ARRAY(SELECT DISTINCT m.family_id FROM family_member m WHERE m.person_id = cr.person_id ORDER BY 1) AS "familyIds",
       EXISTS (SELECT 1 FROM disposal d WHERE d.family_id = cr.family_id) AS disposed,
       cr.extended_on IS NOT NULL AS extended, (SELECT viewer_today()) <= ${FIRST_MONTH_ENDS} AS "inFirstMonth"
     FROM correction_request cr WHERE cr.id = $1`,
    [id],
  );
  return row ?? null;
}

/** What a request names, as whoever records it may see it: whether each part is there, and what a detail of the person says. */
export interface NamedRecord {
  readonly isMember: boolean;
  readonly isThere: boolean;
  readonly reference: string | null;
  readonly name: string | null;
  readonly dateOfBirth: string | null;
}

const IS_THERE = `CASE $3
  WHEN 'CAF' THEN EXISTS (SELECT 1 FROM caf_version v JOIN caf c ON c.id = v.caf_id
    WHERE c.id = $4::uuid AND c.family_id = $1::uuid AND v.number = $5::int)
  WHEN 'EVIDENCE' THEN EXISTS (SELECT 1 FROM evidence e WHERE e.id = $4::uuid AND e.family_id = $1::uuid)
  WHEN 'PLAN_ACTION' THEN EXISTS (SELECT 1 FROM plan_action a WHERE a.id = $4::uuid AND a.family_id = $1::uuid)
  WHEN 'TAF_MEETING' THEN EXISTS (SELECT 1 FROM taf_meeting m WHERE m.id = $4::uuid AND m.family_id = $1::uuid)
  ELSE $4::uuid IS NULL END`;

export async function namedRecord(
  tx: Transaction,
  familyId: string,
  personId: string,
  about: CorrectionSubject,
  recordId: string | null,
  versionNumber: number | null,
): Promise<NamedRecord> {
  const [row] = await tx.query<NamedRecord>(
    `SELECT p.id IS NOT NULL AS "isMember", ${IS_THERE} AS "isThere",
       (SELECT f.reference FROM family f WHERE f.id = $1::uuid) AS reference,
       concat_ws(' ', p.given_name, p.family_name) AS name, to_char(p.date_of_birth, 'FMDD FMMonth YYYY') AS "dateOfBirth"
     FROM (SELECT 1) one LEFT JOIN person p ON p.id = $2::uuid AND p.disposed_at IS NULL
       AND EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = p.id AND m.family_id = $1::uuid)`,
    [familyId, personId, about, recordId, versionNumber],
  );
  return row ?? { isMember: false, isThere: false, reference: null, name: null, dateOfBirth: null };
}

const RECORDS = `SELECT 'EVIDENCE' AS about, e.id AS record_id, NULL::int AS number, ${EVIDENCE_LABEL} AS label, e.valid_from AS on_day
    FROM evidence e WHERE e.family_id = f.id AND NOT e.withdrawn AND NOT EXISTS (SELECT 1 FROM evidence n WHERE n.supersedes_id = e.id)
  UNION ALL SELECT 'CAF', v.caf_id, v.number, format('%s, version %s', c.reference, v.number), (v.submitted_at AT TIME ZONE 'Europe/London')::date
    FROM caf c JOIN caf_version v ON v.caf_id = c.id WHERE c.family_id = f.id
  UNION ALL SELECT 'PLAN_ACTION', a.id, NULL, COALESCE(a.title, 'An action in the plan'), (a.recorded_at AT TIME ZONE 'Europe/London')::date
    FROM plan_action a WHERE a.family_id = f.id
  UNION ALL SELECT 'TAF_MEETING', m.id, NULL, 'Meeting of ' || to_char(m.held_on, 'FMDD FMMonth YYYY'), m.held_on
    FROM taf_meeting m WHERE m.family_id = f.id`;

/** Who and what of a family may be said to be wrong; an officer, who is shown no restricted family, is not shown this of one. */
export async function correctionSubjects(tx: Transaction, reference: string): Promise<CorrectionSubjects | null> {
  const [row] = await tx.query<{ subjects: CorrectionSubjects }>(
    `SELECT json_build_object('familyId', f.id, 'reference', f.reference,
       'people', (SELECT COALESCE(json_agg(${personRowJson("p")} ORDER BY p.date_of_birth, p.id), '[]') FROM person p
         WHERE p.id IN (SELECT m.person_id FROM family_member m WHERE m.family_id = f.id)),
       'records', (SELECT COALESCE(json_agg(json_build_object('about', r.about, 'recordId', r.record_id, 'versionNumber', r.number,
           'label', r.label, 'on', r.on_day) ORDER BY r.on_day DESC, r.about, r.record_id, r.number DESC), '[]') FROM (${RECORDS}) r)) AS subjects
     FROM family f WHERE f.reference = upper($1) AND ((SELECT viewer_role()) <> 'SYSTEM_RIGHTS' OR NOT f.restricted)`,
    [reference.trim()],
  );
  return row?.subjects ?? null;
}

/** A family that the officer may take a request down about. */
export async function officerFinds(tx: Transaction, familyId: string): Promise<boolean> {
  const found = await tx.query("SELECT 1 FROM family f WHERE f.id = $1 AND NOT f.restricted AND f.disposed_at IS NULL FOR NO KEY UPDATE", [
    familyId,
  ]);
  return found.length > 0;
}
