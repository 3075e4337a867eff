import type { Transaction } from "../../database/database.ts";
import { jsonList, jsonObject } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import { refuseUnknown } from "../../shared/refusal.ts";
import { agencyJson, personJson, teamJson, workerJson } from "../agencies/agency.reads.ts";
import type { FamilyFactsForAgreement } from "./agreement.policy.ts";
import { type FamilyParts, openedInEmergency, READ_ONLY_FACT, viewerLeads } from "./family.parts.ts";
import { coveredSql } from "./ground.reads.ts";
import { OPENS_TODAY } from "./ground-stops.ts";

const involved = (family: string) => `EXISTS (SELECT 1 FROM involvement x WHERE x.family_id = ${family}
  AND x.team_id = ANY ((SELECT viewer_teams())::uuid[]) AND ${OPENS_TODAY})`;

const agencies = (ids: string, selected?: Selection) =>
  jsonList(agencyJson("an.id", selected), "an.name", `FROM agency an WHERE an.id IN (${ids})`);

/** What would stop if agreement `g` were withdrawn: whatever opens the family to a team that nothing else covers. */
const stopsJson = (selected?: Selection): string =>
  jsonList(
    jsonObject({ team: (asked) => teamJson("st.team_id", asked), ground: "st.ground", count: "st.count" }, selected),
    "st.ground, st.team_id",
    `FROM (SELECT x.team_id, x.ground, count(*)::int AS count FROM involvement x JOIN team xt ON xt.id = x.team_id
      WHERE x.family_id = g.family_id AND ${OPENS_TODAY} AND xt.agency_id NOT IN (${coveredSql("g.family_id", "g.id")})
      GROUP BY x.team_id, x.ground) st WHERE g.withdrawn_on IS NULL`,
  );

/** JSON of an agreement; `g` is the row. `inForce`, `involved` and `readOnly` are what the policy goes by. */
export const agreementJson = (selected?: Selection): string =>
  jsonObject(
    {
      id: "g.id",
      agreed: "g.agreed",
      person: (asked) => personJson("g.person_id", asked),
      capacity: "g.capacity",
      agencies: (asked) => agencies("SELECT unnest(g.agency_ids)", asked),
      purposes: "g.purposes",
      agreedOn: "g.agreed_on",
      recordedBy: (asked) => workerJson("g.recorded_by", asked),
      inForce: "g.agreed AND g.withdrawn_on IS NULL",
      withdrawnOn: "g.withdrawn_on",
      withdrawnBy: (asked) => personJson("g.withdrawn_person_id", asked),
      withdrawnCapacity: "g.withdrawn_capacity",
      withdrawalRecordedBy: (asked) => workerJson("g.withdrawn_recorded_by", asked),
      stopsIfWithdrawn: stopsJson,
      involved: involved("g.family_id"),
      readOnly: openedInEmergency("g.family_id"),
    },
    selected,
    selected?.has("viewerCanWithdraw") ? ["inForce", "involved", "readOnly"] : [],
  );

/**
 * JSON of a lawful basis; `b` is the row. The reason may tell of harm to a child: it is for coordinators, the agency
 * that acts on it and the lead professional, as sensitive evidence is.
 */
export const lawfulBasisJson = (selected?: Selection): string =>
  jsonObject(
    {
      id: "b.id",
      agency: (asked) => agencyJson("b.agency_id", asked),
      reason: `CASE WHEN (SELECT viewer_role()) = 'COORDINATOR' OR b.agency_id = (SELECT viewer_agency())
        OR ${viewerLeads("b.family_id")} THEN b.reason END`,
      manager: "b.manager",
      decidedOn: "b.decided_on",
      recordedBy: (asked) => workerJson("b.recorded_by", asked),
      inForce: "b.ended_on IS NULL",
      endedOn: "b.ended_on",
      readOnly: openedInEmergency("b.family_id"),
    },
    selected,
    selected?.has("viewerCanEnd") ? ["inForce", "readOnly"] : [],
  );

const FACTS = `json_build_object('involved', ${involved("f.id")}, 'readOnly', ${READ_ONLY_FACT})`;

/** What a family has agreed to, what goes on without its agreement, and whom neither covers. */
export const AGREEMENT_PARTS: FamilyParts = {
  agreements: (selected) =>
    jsonList(
      agreementJson(selected),
      "(g.agreed AND g.withdrawn_on IS NULL) DESC, g.withdrawn_on DESC NULLS FIRST, g.agreed_on DESC, g.id DESC",
      "FROM agreement g WHERE g.family_id = f.id",
    ),
  lawfulBases: (selected) =>
    jsonList(
      lawfulBasisJson(selected),
      "b.ended_on DESC NULLS FIRST, b.decided_on DESC, b.id DESC",
      "FROM lawful_basis b WHERE b.family_id = f.id",
    ),
  agenciesWithoutGround: (selected) =>
    agencies(
      `SELECT xt.agency_id FROM involvement x JOIN team xt ON xt.id = x.team_id
        WHERE x.family_id = f.id AND ${OPENS_TODAY} AND xt.agency_id NOT IN (${coveredSql("f.id")})`,
      selected,
    ),
  viewerCanRecordAgreement: FACTS,
  viewerCanRecordLawfulBasis: FACTS,
};

/** The facts for a mutation; lock the family first, so that they stay true until it commits. */
export async function factsForAgreement(tx: Transaction, familyId: string): Promise<FamilyFactsForAgreement> {
  const [row] = await tx.query<{ facts: FamilyFactsForAgreement }>(`SELECT ${FACTS} AS facts FROM family f WHERE f.id = $1`, [familyId]);
  return row?.facts ?? refuseUnknown("familyId", "family");
}
