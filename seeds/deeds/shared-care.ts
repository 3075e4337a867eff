import type { Client } from "pg";
import { ACCOUNTS_DISTRICT } from "../lancashire/accounts.ts";
import type { Stage } from "./stage.ts";

const SHARED_CARE = "014c7247-0000-7000-8000-000000000001";

/** An account's own team has a seat around the family. */
const AROUND = (family: string, accounts: string) => `EXISTS (SELECT FROM taf_seat s JOIN app_user u ON u.team_id = s.team_id
  JOIN credential c ON c.user_id = u.id WHERE s.family_id = ${family} AND s.valid_to IS NULL AND c.email LIKE ANY (${accounts}))`;

const SHARE = `INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at)
  SELECT $1, other.id, m.person_id, 'CHILD', '2016-12-01', '2017-01-03T07:30:00Z'
  FROM family_member m JOIN person p ON p.id = m.person_id JOIN family f ON f.id = m.family_id
    JOIN family other ON other.name = p.family_name AND other.district_code = f.district_code AND other.id <> f.id
  WHERE f.district_code = $2 AND m.relationship = 'STEP_CHILD' AND p.date_of_birth < '2012-01-01'
    AND ${AROUND("f.id", "ARRAY['school@%']")} AND ${AROUND("other.id", "ARRAY['school@%', 'police@%', 'housing@%']")}
  ORDER BY p.id, other.id LIMIT 1`;

/** A child who lives with a parent and a stepparent in one family, and as many nights with the other parent in another. */
export async function loadSharedCare(client: Client): Promise<void> {
  const { rowCount } = await client.query(SHARE, [SHARED_CARE, ACCOUNTS_DISTRICT]);
  if (rowCount !== 1) throw new Error("no child of the cohort fits shared care");
}

/** Where the second family stands from then on. */
export async function reckonSharedCare(stage: Stage): Promise<void> {
  const { familyId } = await stage.first<{ familyId: string }>(`SELECT family_id AS "familyId" FROM family_member WHERE id = $1`, [
    SHARED_CARE,
  ]);
  const coordinator = await stage.account("coordinator");
  stage.at("2017-01-03", "08:50");
  await stage.tools.database.as(coordinator, (tx) => stage.tools.standings.reevaluate(tx, [familyId]));
}
