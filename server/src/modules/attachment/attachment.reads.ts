import type { Transaction } from "../../database/database.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import { type FamilyParts, READ_ONLY_FACT } from "../families/family.parts.ts";
import type { AttachFacts } from "./attachment.policy.ts";
import { standingPart } from "./standing.reads.ts";

const CURRENT = "FROM standing st WHERE st.family_id = f.id AND st.valid_to IS NULL";

const hasCaf = (statuses: string) => `EXISTS (SELECT 1 FROM caf sc WHERE sc.family_id = f.id AND sc.status IN (${statuses}))`;

/** Where a family stands on the way to attachment. What lies nearest to its end decides. */
const STAGE = `COALESCE((SELECT CASE
    WHEN st.attached_on IS NOT NULL THEN 'ATTACHED'
    WHEN NOT st.eligible THEN CASE WHEN ${hasCaf("'SUBMITTED', 'RETURNED'")} THEN 'ASSESSMENT_UNDER_WAY' ELSE 'NOT_ELIGIBLE' END
    WHEN st.blocked_by = '{}' THEN 'READY_TO_ATTACH'
    WHEN 'ASSESSMENT' = ANY (st.blocked_by) THEN CASE WHEN ${hasCaf("'SUBMITTED', 'RETURNED', 'OPEN'")} THEN 'ASSESSMENT_UNDER_WAY' ELSE 'MATCHED' END
    WHEN 'LEAD_PROFESSIONAL' = ANY (st.blocked_by) THEN 'AWAITING_LEAD_PROFESSIONAL'
    ELSE 'ASSESSMENT_UNDER_WAY' END
  ${CURRENT}), 'NOT_ELIGIBLE')`;

const FACTS = `json_build_object(
  'readOnly', ${READ_ONLY_FACT},
  'attached', EXISTS (SELECT 1 FROM attachment at WHERE at.family_id = f.id AND at.voided_on IS NULL),
  'eligible', COALESCE((SELECT st.eligible ${CURRENT}), false),
  'blockers', COALESCE((SELECT to_json(d.blockers) FROM standing_detail d WHERE d.family_id = f.id), '[]'))`;

/** What this module adds to a family. */
export const ATTACHMENT_PARTS: FamilyParts = {
  standing: standingPart,
  stage: STAGE,
  viewerCanAttach: FACTS,
  attachRefusal: FACTS,
};

export interface FactsToAttach extends AttachFacts {
  readonly leadAgencyKind: AgencyKind | null;
  readonly district: string;
}

/** The facts for the mutation, after the standing was worked out anew in its transaction. */
export async function factsToAttach(tx: Transaction, familyId: string): Promise<FactsToAttach> {
  const [row] = await tx.query<{ facts: AttachFacts; leadAgencyKind: AgencyKind | null; district: string }>(
    `SELECT ${FACTS} AS facts, (SELECT st.lead_agency_kind ${CURRENT}) AS "leadAgencyKind", f.district_code AS district
     FROM family f WHERE f.id = $1`,
    [familyId],
  );
  if (!row) throw new Error("a locked family has gone");
  return { ...row.facts, leadAgencyKind: row.leadAgencyKind, district: row.district };
}
