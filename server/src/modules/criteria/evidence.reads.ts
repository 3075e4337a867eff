import type { Transaction } from "../../database/database.ts";
import { jsonList, jsonObject } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import { refuseUnknown } from "../../shared/refusal.ts";
import { agencyJson, personJson, workerJson } from "../agencies/agency.reads.ts";
import { type FamilyParts, READ_ONLY_FACT, viewerLeads } from "../families/family.parts.ts";
import type { LeadFacts } from "./evidence.policy.ts";
import type { Evidence } from "./evidence.type.ts";
import type { Recorded } from "./evidence-company.rules.ts";
import { EVIDENCE_LABEL } from "./evidence-label.reads.ts";
import type { LedgerRow } from "./evidence-ledger.rules.ts";
import type { Membership } from "./evidence-people.rules.ts";
import type { AgencyKind, EvidenceKind } from "./facts.rules.ts";

/** That another agency knows the same of a sensitive matter is told to those who see that agency's record too. */
const FLAGS = `to_json(CASE WHEN e.sensitive AND NOT (SELECT viewer_role()) IN ('COORDINATOR', 'AUDITOR') AND NOT ${viewerLeads("e.family_id")}
  THEN array_remove(array_remove(e.flags, 'SAME_FROM_ANOTHER_AGENCY'), 'OVERLAPS_ANOTHER_AGENCY') ELSE e.flags END)`;

/** The typed fields as the input names them. */
const FIELDS = `(SELECT COALESCE(json_agg(json_build_object('name', CASE ef.key WHEN 'school' THEN 'schoolId' ELSE ef.key END, 'value', ef.value)
    ORDER BY ef.key), '[]') FROM jsonb_each_text(e.facts) ef)`;

/** Without these no row can be placed in the ledger. */
const ALWAYS = ["id", "from", "recordedOn", "supersedes", "withdrawn"];

/** JSON of a row of the ledger; `e` is the row. */
const rowJson = (selected?: Selection): string =>
  jsonObject(
    {
      id: "e.id",
      kind: "e.kind",
      label: EVIDENCE_LABEL,
      fields: FIELDS,
      person: (asked) => personJson("e.person_id", asked),
      source: "e.source",
      agency: (asked) => agencyJson("e.agency_id", asked),
      from: "e.valid_from",
      to: "e.valid_to",
      recordedOn: "(e.recorded_at AT TIME ZONE 'Europe/London')::date",
      // Whoever recorded the correction is who superseded the row before it.
      recordedBy: workerJson("e.recorded_by"),
      flags: FLAGS,
      statement: "e.statement",
      supersedes: "e.supersedes_id",
      withdrawn: "e.withdrawn",
      agencyId: "e.agency_id",
      viewerLeads: viewerLeads("e.family_id"),
    },
    selected,
    [
      ...ALWAYS,
      ...(selected?.has("supersededBy") ? ["recordedBy"] : []),
      ...(selected?.has("viewerCanCorrect") ? ["kind", "agencyId", "viewerLeads"] : []),
    ],
  );

/** A row of the ledger as it is read: what is asked for of it, and what places it. */
export type EvidenceRow = Omit<Evidence, "supersededOn" | "supersededBy" | "neverWas"> & LedgerRow;

/** What this module adds to a family: its whole ledger as the viewer may see it (row-level security leaves out the rest), newest first. */
export const EVIDENCE_PARTS: FamilyParts = {
  evidence: (selected) => jsonList(rowJson(selected), "e.valid_from DESC, e.id", "FROM evidence e WHERE e.family_id = f.id"),
  viewerCanAddEvidence: `json_build_object('viewerLeads', ${viewerLeads("f.id")},
    'readOnly', ${READ_ONLY_FACT})`,
};

/** A row of the ledger with the one that corrects it, or the one that it withdrew. */
export async function readEvidence(tx: Transaction, id: string, selected: Selection): Promise<{ familyId: string; rows: EvidenceRow[] }> {
  const found = await tx.query<{ familyId: string; row: EvidenceRow }>(
    `SELECT e.family_id AS "familyId", ${rowJson(selected)} AS row FROM evidence e
     WHERE e.id = $1 OR e.supersedes_id = $1 OR e.id = (SELECT w.supersedes_id FROM evidence w WHERE w.id = $1 AND w.withdrawn)`,
    [id],
  );
  const [first] = found;
  // Sent again after the family was closed to whoever sent it.
  if (!first) refuseUnknown(null, "evidence");
  return { familyId: first.familyId, rows: found.map(({ row }) => row) };
}

/** What a correction has to know of the fact that it corrects. */
export interface Correctable {
  readonly familyId: string;
  readonly kind: EvidenceKind;
  readonly agencyId: string | null;
  readonly statement: string | null;
  readonly withdrawn: boolean;
}

/** A fact that the viewer may see; null where there is none. */
export async function findCorrectable(tx: Transaction, id: string): Promise<Correctable | null> {
  const [row] = await tx.query<Correctable>(
    `SELECT e.family_id AS "familyId", e.kind, e.agency_id AS "agencyId", e.statement, e.withdrawn FROM evidence e WHERE e.id = $1`,
    [id],
  );
  return row ?? null;
}

/** What a new fact is held against. */
export interface LedgerFacts extends LeadFacts {
  readonly members: readonly Membership[];
  readonly schoolKind: AgencyKind | null;
  readonly ledger: readonly Recorded[];
}

const MEMBERS = jsonList(
  "json_build_object('personId', m.person_id, 'dateOfBirth', p.date_of_birth, 'from', m.valid_from, 'to', m.valid_to)",
  "m.valid_from, m.id",
  "FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = $1",
);

const STANDING = jsonList(
  `json_build_object('id', e.id, 'agencyId', e.agency_id, 'personId', e.person_id, 'from', e.valid_from, 'to', e.valid_to, 'facts', e.facts)`,
  "e.id",
  `FROM evidence e WHERE e.family_id = $1 AND e.kind = $2 AND NOT e.withdrawn
   AND NOT EXISTS (SELECT 1 FROM evidence c WHERE c.supersedes_id = e.id)`,
);

const LEADS = viewerLeads("$1::uuid");

/**
 * Reads with the rights under which standings are worked out: the rules must know of what another agency recorded, which
 * the person may not see. Lock the family first, so that it stays true until the transaction commits.
 */
export async function factsForEvidence(
  tx: Transaction,
  familyId: string,
  kind: EvidenceKind,
  schoolId: string | null,
): Promise<LedgerFacts> {
  const [row] = await tx.elevate("SYSTEM_STANDINGS", () =>
    tx.query<LedgerFacts>(
      `SELECT ${MEMBERS} AS members, ${STANDING} AS ledger, ${LEADS} AS "viewerLeads",
         (SELECT a.kind FROM agency a WHERE a.id = $3::uuid) AS "schoolKind"`,
      [familyId, kind, schoolId],
    ),
  );
  if (!row) throw new Error("a statement without FROM answered nothing");
  return row;
}
