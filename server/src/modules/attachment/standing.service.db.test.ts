import { Client } from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Random } from "../../../../seeds/random.ts";
import { cloneDatabase, type TestDatabase } from "../../../test/cluster.ts";
import { type Desk, Records } from "../../../test/records.ts";
import { ROLE_PERMISSIONS } from "../../access/permissions.ts";
import { systemViewer, type UserViewer } from "../../access/viewer.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addDays, type LocalDate, localDate } from "../../shared/local-date.ts";
import { planInForce, type Rules } from "../criteria/dated-plans.rules.ts";
import { readFacts } from "../criteria/facts.reads.ts";
import { addPlanFiles } from "../criteria/outcomes-plan.files.ts";
import { RulesInForce } from "../criteria/rules-in-force.ts";
import { StandingService } from "./standing.service.ts";
import { historyOf, type StandingRow } from "./standing-rows.rules.ts";

const SYSTEM = systemViewer("SYSTEM_STANDINGS");
const START = localDate("2016-02-01");

let today: LocalDate = START;
const clock: Clock = { now: () => new Date(`${today}T10:00:00Z`), today: () => today };

let db: TestDatabase;
let client: Client;
let database: Database;
let standings: StandingService;
let rules: Rules;
const agency = v7();
const team = v7();
const worker = v7();

beforeAll(async () => {
  db = await cloneDatabase();
  client = new Client({ connectionString: db.urls.loader });
  await client.connect();
  ({ database } = await openDatabase({ url: db.urls.app, poolSize: 4, clock, watchNesting: true }));
  const inForce = new RulesInForce();
  rules = await database.as(SYSTEM, async (tx) => {
    await addPlanFiles(tx, clock.now());
    return inForce.now(tx);
  });
  standings = new StandingService(database, clock, inForce);
  await client.query("INSERT INTO district VALUES ('pendle', 'Pendle', 'East', 1)");
  await client.query("INSERT INTO agency (id, name, kind) VALUES ($1, 'Early help', 'WPEHS')", [agency]);
  await client.query("INSERT INTO team (id, agency_id, name) VALUES ($1, $2, 'Early help')", [team, agency]);
  await client.query("INSERT INTO app_user (id, name, role, agency_id, team_id) VALUES ($1, 'Worker', 'PRACTITIONER', $2, $3)", [
    worker,
    agency,
    team,
  ]);
});
afterAll(async () => {
  await database.close();
  await client.end();
  await db.drop();
});
beforeEach(() => {
  today = START;
});

const practitioner: UserViewer = {
  kind: "USER",
  correlationId: "test",
  userId: worker,
  name: "Worker",
  role: "PRACTITIONER",
  agency: { id: agency, name: "Early help", kind: "WPEHS" },
  teamId: team,
  teamIds: [team],
  districts: [],
  permissions: ROLE_PERMISSIONS.PRACTITIONER,
};

const desk = (): Desk => ({ client, clock, terms: rules.terms, agency, team, worker });

const ROWS = `SELECT family_id AS "familyId", valid_from AS "validFrom", valid_to AS "validTo", next_change_on AS "nextChangeOn",
    json_build_object('districtCode', district_code, 'needs', needs, 'eligible', eligible, 'attachedOn', attached_on,
      'leadAgencyKind', lead_agency_kind, 'outstanding', outstanding, 'openTo', open_to, 'progress', progress,
      'trackedContinuousEmployment', tracked_continuous_employment, 'needsTwelveMonths', needs_twelve_months,
      'cafOnRecord', caf_on_record, 'openCafOpenedOn', open_caf_opened_on, 'claimSubmittedOn', claim_submitted_on,
      'blockedBy', blocked_by) AS figures
  FROM standing WHERE family_id = $1 ORDER BY valid_from`;

const rowsOf = (id: string): Promise<StandingRow[]> => database.as(SYSTEM, (tx) => tx.query<StandingRow>(ROWS, [id]));
const reevaluate = (id: string): Promise<void> => database.as(SYSTEM, (tx) => standings.reevaluate(tx, [id]));

/** The figures of each stretch of days; stretches that say the same are one. */
function stretches(rows: readonly StandingRow[]): { from: LocalDate; figures: string }[] {
  const found: { from: LocalDate; figures: string }[] = [];
  for (const { validFrom, figures } of rows) {
    const text = JSON.stringify(Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (found.at(-1)?.figures !== text) found.push({ from: validFrom, figures: text });
  }
  return found;
}

describe("standings after writes", () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))("equal a recomputation from the start (records %i)", async (seed) => {
    const random = new Random(seed);
    const family = new Records(desk(), random);
    await family.begin();
    await reevaluate(family.id);
    for (let step = 0; step < 14; step++) {
      const past = (await rowsOf(family.id)).filter((row) => row.validTo !== null && row.validTo < today);
      if (random.chance(0.7)) today = addDays(today, random.whole(1, 45));
      if (random.chance(0.3)) await standings.reevaluateDue();
      await family.something();
      await reevaluate(family.id);
      expect((await rowsOf(family.id)).slice(0, past.length)).toEqual(past);
    }
    const [facts] = await database.as(SYSTEM, (tx) => readFacts(tx, [family.id]));
    const rows = await rowsOf(family.id);
    expect(facts && stretches(rows)).toEqual(facts && stretches(historyOf(planInForce(rules).plan, rules.terms, facts, today).rows));
    rows.forEach((row, index) => {
      const next = rows[index + 1];
      expect(row.validTo).toBe(next ? addDays(next.validFrom, -1) : null);
    });
  });

  it("do not overlook a fact that another transaction records at the same time", async () => {
    const family = new Records(desk(), new Random(99));
    await family.begin();
    await client.query("INSERT INTO involvement VALUES ($1, $2, $3, 'TAF_SEAT', $4, '2016-01-01', NULL, $5)", [
      v7(),
      family.id,
      team,
      v7(),
      clock.now(),
    ]);
    await reevaluate(family.id);
    let waiting = 2;
    let release = (): void => undefined;
    const bothWritten = new Promise<void>((resolve) => {
      release = resolve;
    });
    const add = (kind: string, facts: object) =>
      database.as(practitioner, async (tx) => {
        await tx.execute(
          `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, facts, recorded_at, recorded_by)
           VALUES ($1, $2, $3, $4, 'WPEHS', $5, '2016-01-10', $6, $7, $8)`,
          [v7(), family.id, family.child, kind, agency, JSON.stringify(facts), clock.now(), worker],
        );
        waiting -= 1;
        if (waiting === 0) release();
        await bothWritten;
        await standings.reevaluate(tx, [family.id]);
      });
    await Promise.all([add("EARLY_HELP", { impact: "MODERATE" }), add("EXCLUSION", { permanent: true })]);
    expect((await rowsOf(family.id)).at(-1)?.figures).toMatchObject({
      needs: ["MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP"],
      eligible: true,
    });
  });
});
