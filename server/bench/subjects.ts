import type { Client } from "pg";
import { BOARD_FUNCTIONS } from "./board.ts";
import type { BenchViewer, ContenderSettings } from "./contenders.ts";
import type { Practitioner, Subjects } from "./operation.ts";
import { SUBMIT_CAF_FUNCTION } from "./submit-caf-rows.ts";

/** The day on which the demonstration begins. */
export const TODAY = "2017-01-03";

/** What PostGraphile needs to be asked the same: a column to sort names by, and the standing in force as one record. */
export async function contendersNeed(admin: Client): Promise<void> {
  await admin.query(`ALTER TABLE family ADD COLUMN sort text COLLATE "en-x-icu" GENERATED ALWAYS AS (COALESCE(name, '')) STORED;
    CREATE INDEX ON family (district_code, sort, id);
    CREATE VIEW current_standing WITH (security_invoker) AS
      SELECT family_id, needs, eligible, progress, attached_on FROM standing WHERE valid_to IS NULL;
    COMMENT ON VIEW current_standing IS E'@primaryKey family_id\\n@foreignKey (family_id) references family (id)|@fieldName family|@foreignSingleFieldName standing';
    GRANT SELECT ON current_standing TO wtwf_app;
    COMMENT ON CONSTRAINT evidence_supersedes_id_fkey ON evidence IS E'@fieldName superseded\\n@foreignSingleFieldName supersededBy';
    ${BOARD_FUNCTIONS}
    ${SUBMIT_CAF_FUNCTION}`);
}

/** Who asks and about whom, taken from the cohort. */
export async function subjectsOf(
  admin: Client,
  appUrl: string,
  poolSize: number,
): Promise<{ subjects: Omit<Subjects, "standing">; settings: ContenderSettings }> {
  const districts = await admin.query<{ code: string }>("SELECT code FROM district ORDER BY position");
  const families = await admin.query<{ id: string }>("SELECT family_id AS id FROM attachment ORDER BY family_id");
  const coordinators = await admin.query<Practitioner>(
    `SELECT id AS "userId", agency_id AS "agencyId" FROM app_user WHERE role = 'COORDINATOR' ORDER BY cardinality(district_codes) DESC LIMIT 1`,
  );
  const practitioners = await admin.query<Practitioner>(
    `SELECT DISTINCT ON (u.team_id) u.id AS "userId", u.agency_id AS "agencyId", u.team_id AS "teamId"
     FROM app_user u JOIN agency a ON a.id = u.agency_id WHERE u.role = 'PRACTITIONER' AND a.kind = 'SCHOOL' ORDER BY u.team_id, u.id`,
  );
  const [coordinator] = coordinators.rows;
  if (!coordinator || practitioners.rows.length === 0) throw new Error("the cohort has no coordinator or no school");
  const codes = districts.rows.map((row) => row.code);
  const viewers = [
    viewer("COORDINATOR", { ...coordinator, teamId: null }, codes),
    ...practitioners.rows.map((practitioner) => viewer("PRACTITIONER", practitioner, [])),
  ];
  return {
    subjects: { districts: codes, familyIds: families.rows.map((row) => row.id), practitioners: practitioners.rows },
    settings: { url: appUrl, poolSize, now: `${TODAY}T09:00:00Z`, viewers },
  };
}

/** Somebody who asks, also as Postgres settings. */
export function viewer(
  role: BenchViewer["role"],
  { userId, agencyId, teamId }: Pick<BenchViewer, "userId" | "agencyId" | "teamId">,
  districts: readonly string[],
): BenchViewer {
  const settings = {
    "wtwf.role": role,
    "wtwf.user": userId,
    "wtwf.agency": agencyId,
    "wtwf.teams": teamId ? `{${teamId}}` : "{}",
    "wtwf.districts": `{${districts.join(",")}}`,
    "wtwf.today": TODAY,
  };
  return { role, userId, agencyId, teamId, districts, settings };
}
