import type { Transaction } from "../../database/database.ts";
import { jsonList, jsonObject, type Shape } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import { personJson } from "../agencies/agency.reads.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import type { FamilyParts } from "../families/family.parts.ts";
import type { AttachFacts } from "./attachment.policy.ts";

const CURRENT = "FROM standing st WHERE st.family_id = f.id AND st.valid_to IS NULL";

/**
 * A criterion with its reasons, or without them where they rest on evidence or an assessment that the viewer may not
 * see: row-level security says which that is, so the sentence is never kinder than the record behind it. `c` is its JSON.
 */
const CRITERION = `CASE WHEN EXISTS (
    SELECT 1 FROM jsonb_array_elements(c -> 'reasons') r, jsonb_array_elements_text(r -> 'evidenceIds') i
    WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.id = i::uuid)
      AND NOT EXISTS (SELECT 1 FROM caf a WHERE a.id = i::uuid)
      AND NOT EXISTS (SELECT 1 FROM social_care_assessment a WHERE a.id = i::uuid))
  THEN jsonb_set(c, '{reasons}', '[]') ELSE c END`;

/** A blocker with the people that it is about; `b` is its JSON. */
const BLOCKER = `json_build_object('principle', b ->> 'principle', 'code', b ->> 'code', 'message', b ->> 'message',
  'mendedBy', b ->> 'mendedBy', 'criteria', b -> 'criteria',
  'people', (SELECT COALESCE(json_agg(${personJson("bp.id")} ORDER BY bp.date_of_birth, bp.id), '[]')
    FROM person bp WHERE bp.id IN (SELECT jsonb_array_elements_text(b -> 'personIds')::uuid)))`;

/** The stored row, and from the detail behind it only what was asked for: reasons cost more than all the rest. */
const standing = (selected?: Selection): string => {
  const shape: Shape = {
    asOf: "d.as_of",
    needs: "to_json(st.needs)",
    eligible: "st.eligible",
    criteria: (asked) =>
      jsonList(
        asked && !asked.has("reasons") ? "c" : CRITERION,
        "position",
        "FROM jsonb_array_elements(d.criteria) WITH ORDINALITY AS x (c, position)",
      ),
    blockers: () => jsonList(BLOCKER, "position", "FROM jsonb_array_elements(d.blockers) WITH ORDINALITY AS x (b, position)"),
    outstanding: "to_json(st.outstanding)",
    progress: "st.progress",
    attachedOn: "st.attached_on",
    claimSubmittedOn: "st.claim_submitted_on",
  };
  const detailed = !selected || ["asOf", "criteria", "blockers"].some((field) => selected.has(field));
  return `(SELECT ${jsonObject(shape, selected)} FROM standing st${detailed ? " JOIN standing_detail d ON d.family_id = st.family_id" : ""}
    WHERE st.family_id = f.id AND st.valid_to IS NULL)`;
};

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
  'attached', EXISTS (SELECT 1 FROM attachment at WHERE at.family_id = f.id AND at.voided_on IS NULL),
  'eligible', COALESCE((SELECT st.eligible ${CURRENT}), false),
  'blockers', COALESCE((SELECT to_json(d.blockers) FROM standing_detail d WHERE d.family_id = f.id), '[]'))`;

/** What this module adds to a family. */
export const ATTACHMENT_PARTS: FamilyParts = {
  standing,
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
