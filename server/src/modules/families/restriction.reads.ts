import type { Transaction } from "../../database/database.ts";
import { jsonList, jsonObject } from "../../graphql/json-shape.ts";
import { refuseUnknown } from "../../shared/refusal.ts";
import { workerJson } from "../agencies/agency.reads.ts";
import { type FamilyParts, READ_ONLY_FACT } from "./family.parts.ts";
import type { NamingFacts, RestrictionFacts, UnnamingFacts } from "./restriction.policy.ts";

const NAMED = (user: string) =>
  `EXISTS (SELECT 1 FROM family_named_viewer nv WHERE nv.family_id = f.id AND nv.user_id = ${user} AND nv.ended_at IS NULL)`;

const FACTS = `json_build_object('restricted', f.restricted, 'readOnly', ${READ_ONLY_FACT})`;

/**
 * Whether the family would show to somebody were it not restricted: `u` is their row, `f` the family's. A lead's
 * branch is their team and all below it, or the whole agency. Only a coordinator sees all the involvements.
 */
const COULD_SEE = `u.disabled_at IS NULL AND (
  u.role = 'COORDINATOR' AND f.district_code = ANY (u.district_codes)
  OR u.role IN ('PRACTITIONER', 'AGENCY_LEAD') AND EXISTS (SELECT 1 FROM involvement ci JOIN team ct ON ct.id = ci.team_id
    WHERE ci.family_id = f.id AND ci.ended_at IS NULL AND ci.valid_from <= (SELECT viewer_today())
      AND (ci.valid_to IS NULL OR ci.valid_to >= (SELECT viewer_today()))
      AND (ct.id = u.team_id OR u.role = 'AGENCY_LEAD' AND ct.agency_id = u.agency_id AND (u.team_id IS NULL OR EXISTS (
        WITH RECURSIVE above AS (
          SELECT ct.id, ct.parent_id UNION SELECT t.id, t.parent_id FROM team t JOIN above a ON t.id = a.parent_id)
        SELECT 1 FROM above a WHERE a.id = u.team_id)))))`;

/** What this adds to a family: for coordinators why it is restricted and who could be named, for all who see it who is. */
export const RESTRICTION_PARTS: FamilyParts = {
  restriction: (selected) =>
    `(SELECT ${jsonObject(
      {
        reason: "r.reason",
        restrictedOn: "r.restricted_on",
        restrictedBy: (asked) => workerJson("r.restricted_by", asked),
      },
      selected,
    )} FROM family_restriction r WHERE r.family_id = f.id AND r.lifted_on IS NULL)`,
  namedViewers: (selected) =>
    jsonList(
      jsonObject({ worker: (asked) => workerJson("nv.user_id", asked), namedOn: "nv.named_on" }, selected),
      "nv.recorded_at NULLS FIRST, nv.id",
      "FROM family_named_viewer nv WHERE nv.family_id = f.id AND nv.ended_at IS NULL AND f.restricted",
    ),
  possibleViewers: (selected) =>
    `(CASE WHEN (SELECT viewer_role()) = 'COORDINATOR' THEN ${jsonList(
      workerJson("u.id", selected),
      'u.name COLLATE "en-x-icu", u.id',
      `FROM app_user u WHERE NOT ${NAMED("u.id")} AND ${COULD_SEE}`,
    )} ELSE '[]' END)`,
  viewerCanRestrict: FACTS,
  viewerCanChangeRestriction: FACTS,
};

/** What the policies go by, in a mutation; lock the family first. */
export async function restrictionFacts(tx: Transaction, familyId: string): Promise<RestrictionFacts> {
  const [row] = await tx.query<{ facts: RestrictionFacts }>(`SELECT ${FACTS} AS facts FROM family f WHERE f.id = $1`, [familyId]);
  return row?.facts ?? refuseUnknown("familyId", "family");
}

export async function namingFacts(tx: Transaction, familyId: string, workerId: string): Promise<NamingFacts> {
  const [row] = await tx.query<NamingFacts>(
    `SELECT ${NAMED("u.id")} AS named, ${COULD_SEE} AS "couldSee" FROM family f, app_user u WHERE f.id = $1 AND u.id = $2`,
    [familyId, workerId],
  );
  return row ?? refuseUnknown("workerId", "worker");
}

export async function unnamingFacts(tx: Transaction, familyId: string, workerId: string): Promise<UnnamingFacts> {
  const [row] = await tx.query<UnnamingFacts>(
    `SELECT ${NAMED("$2")} AS named,
       EXISTS (SELECT 1 FROM lead_professional l WHERE l.family_id = f.id AND l.user_id = $2 AND l.declined_on IS NULL AND l.ended_on IS NULL) AS leads,
       (SELECT count(*)::int FROM family_named_viewer o JOIN app_user u ON u.id = o.user_id WHERE o.family_id = f.id AND o.ended_at IS NULL
         AND o.user_id <> $2 AND u.role = 'COORDINATOR' AND ${COULD_SEE}) AS "coordinatorsLeft"
     FROM family f WHERE f.id = $1`,
    [familyId, workerId],
  );
  return row ?? refuseUnknown("familyId", "family");
}
