import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { v7 } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import { Random } from "../../../../seeds/random.ts";
import { cloneDatabase, type TestDatabase } from "../../../test/cluster.ts";
import { addPlan } from "../../../test/plans.ts";
import { type Desk, Records } from "../../../test/records.ts";
import { ROLE_PERMISSIONS } from "../../access/permissions.ts";
import { systemViewer, type UserViewer } from "../../access/viewer.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addDays, type LocalDate, localDate } from "../../shared/local-date.ts";
import { AuditService } from "../audit/audit.service.ts";
import { SubmissionService } from "../audit/submission.service.ts";
import { planInForce } from "../criteria/dated-plans.rules.ts";
import { readFacts } from "../criteria/facts.reads.ts";
import { addPlanFiles } from "../criteria/outcomes-plan.files.ts";
import { RulesInForce } from "../criteria/rules-in-force.ts";
import { ReevaluationService } from "./reevaluation.service.ts";
import { ReevaluationBatches } from "./reevaluation-batches.service.ts";
import { StandingService } from "./standing.service.ts";
import { historyUnder } from "./standing-changes.rules.ts";
import type { StandingRow } from "./standing-rows.rules.ts";

const SYSTEM = systemViewer("SYSTEM_STANDINGS");
const START = localDate("2016-02-01");
const FAMILIES = 5;

let today: LocalDate = START;
const clock: Clock = { now: () => new Date(`${today}T10:00:00Z`), today: () => today };

let db: TestDatabase;
let client: Client;
let database: Database;
let rules: RulesInForce;
let standings: StandingService;
let batches: ReevaluationBatches;
let reevaluations: ReevaluationService;
let plans: string[];
const [agency, team, worker] = [v7(), v7(), v7()];

const admin: UserViewer = {
  kind: "USER",
  correlationId: "test",
  userId: worker,
  name: "Worker",
  role: "ADMINISTRATOR",
  agency: { id: agency, name: "Early help", kind: "WPEHS" },
  teamId: null,
  teamIds: [],
  districts: [],
  permissions: ROLE_PERMISSIONS.ADMINISTRATOR,
};

beforeEach(async () => {
  today = START;
  db = await cloneDatabase();
  client = new Client({ connectionString: db.urls.loader });
  await client.connect();
  ({ database } = await openDatabase({ url: db.urls.app, poolSize: 6, clock, watchNesting: true }));
  const audit = new AuditService(clock);
  rules = new RulesInForce();
  standings = new StandingService(database, clock, rules);
  batches = new ReevaluationBatches(database, clock, audit, standings);
  reevaluations = new ReevaluationService({
    database,
    clock,
    audit,
    rules,
    submissions: new SubmissionService(clock),
    // What the queue would hand out is taken here, in whatever order chance wills.
    jobs: { send: async () => undefined, wake: () => undefined },
    batchSize: 1,
  });
  await database.as(SYSTEM, (tx) => addPlanFiles(tx, clock.now()));
  for (const needs of [1, 3]) await addPlan(db.urls.loader, { needs });
  plans = (await client.query<{ id: string }>("SELECT id FROM outcomes_plan")).rows.map(({ id }) => id);
  await client.query("INSERT INTO district VALUES ('pendle', 'Pendle', 'East', 1)");
  await client.query("INSERT INTO agency (id, name, kind) VALUES ($1, 'Early help', 'WPEHS')", [agency]);
  await client.query("INSERT INTO team (id, agency_id, name) VALUES ($1, $2, 'Early help')", [team, agency]);
  await client.query("INSERT INTO app_user (id, name, role, agency_id, team_id) VALUES ($1, 'Worker', 'ADMINISTRATOR', $2, $3)", [
    worker,
    agency,
    team,
  ]);
  return async () => {
    await database.close();
    await client.end();
    await db.drop();
  };
});

const ROWS = `SELECT family_id AS "familyId", valid_from AS "validFrom", valid_to AS "validTo", next_change_on AS "nextChangeOn",
    json_build_object('districtCode', district_code, 'needs', needs, 'eligible', eligible, 'attachedOn', attached_on,
      'leadAgencyKind', lead_agency_kind, 'outstanding', outstanding, 'openTo', open_to, 'progress', progress,
      'trackedContinuousEmployment', tracked_continuous_employment, 'needsTwelveMonths', needs_twelve_months,
      'cafOnRecord', caf_on_record, 'openCafOpenedOn', open_caf_opened_on, 'claimSubmittedOn', claim_submitted_on,
      'blockedBy', blocked_by) AS figures
  FROM standing ORDER BY family_id, valid_from`;

const rowsOf = (): Promise<StandingRow[]> => database.as(SYSTEM, (tx) => tx.query<StandingRow>(ROWS));
const closed = async () => (await rowsOf()).filter(({ validTo }) => validTo !== null);
const reevaluate = (id: string): Promise<void> => database.as(SYSTEM, (tx) => standings.reevaluate(tx, [id]));

interface RunRow {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}
const unfinished = async () => (await client.query<RunRow>("SELECT id, state, version FROM reevaluation WHERE ended_at IS NULL")).rows[0];

async function openBatches(): Promise<{ reevaluation: string; batch: number }[]> {
  const { rows } = await client.query<{ reevaluation: string; batch: number }>(
    `SELECT b.reevaluation_id AS reevaluation, b.number AS batch FROM reevaluation_batch b JOIN reevaluation r ON r.id = b.reevaluation_id
     WHERE r.ended_at IS NULL AND b.done_at IS NULL`,
  );
  return rows;
}

async function changePlan(random: Random): Promise<void> {
  const inForce = await database.as(SYSTEM, async (tx) => planInForce(await rules.now(tx)).id);
  const planId = random.pick(plans.filter((id) => id !== inForce));
  await reevaluations.changePlan(admin, { planId, insteadOf: inForce, idempotencyKey: randomUUID() });
}

async function doBatch(random: Random): Promise<void> {
  const open = await openBatches();
  if (open.length === 0) return;
  const batch = random.pick(open);
  await batches.run(batch);
  await batches.settle(batch.reevaluation);
}

async function pauseOrResume(): Promise<void> {
  const run = await unfinished();
  if (!run) return;
  const input = { reevaluationId: run.id, version: run.version, idempotencyKey: randomUUID() };
  await (run.state === "RUNNING" ? reevaluations.pause(admin, input) : reevaluations.resume(admin, input));
}

/** What is left is done, and nothing is owed any more. */
async function finish(): Promise<void> {
  for (let run = await unfinished(); run; run = await unfinished()) {
    if (run.state !== "RUNNING") await pauseOrResume();
    for (const batch of await openBatches()) await batches.run(batch);
    await batches.settle(run.id);
  }
  await standings.reevaluateDue();
}

/** The figures of each stretch of days; stretches that say the same are one. */
function stretches(rows: readonly StandingRow[]): string[] {
  const found: { from: LocalDate; figures: string }[] = [];
  for (const { validFrom, figures } of rows) {
    const text = JSON.stringify(Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (found.at(-1)?.figures !== text) found.push({ from: validFrom, figures: text });
  }
  return found.map(({ from, figures }) => `${from} ${figures}`);
}

/** Every family's rows are those that its facts and the plans of each day give, worked out from the start. */
async function expectRecomputation(families: readonly Records[]): Promise<void> {
  const rows = await rowsOf();
  await database.as(SYSTEM, async (tx) => {
    const inForce = await rules.now(tx);
    expect(inForce.owedSince).toBeNull();
    const facts = await readFacts(
      tx,
      families.map(({ id }) => id),
    );
    expect(facts).toHaveLength(families.length);
    for (const family of facts) {
      const kept = rows.filter(({ familyId }) => familyId === family.familyId);
      expect(stretches(kept)).toEqual(stretches(historyUnder(inForce, family, today).rows));
    }
  });
}

async function begin(random: Random): Promise<Records[]> {
  const desk: Desk = { client, clock, terms: (await database.as(SYSTEM, (tx) => rules.now(tx))).terms, agency, team, worker };
  const families = Array.from({ length: FAMILIES }, () => new Records(desk, random));
  for (const family of families) {
    await family.begin();
    for (let step = 0; step < 6; step++) await family.something();
    await reevaluate(family.id);
  }
  return families;
}

describe("standings after plans were changed, runs paused and resumed over days, and records came in between", () => {
  it.each(Array.from({ length: 8 }, (_, seed) => seed))(
    "equal a recomputation from the start, and no past row moved (%i)",
    async (seed) => {
      const random = new Random(1_000 + seed);
      const families = await begin(random);
      for (let step = 0; step < 30; step++) {
        const past = await closed();
        const roll = random.next();
        if (roll < 0.2) today = addDays(today, random.whole(1, 20));
        else if (roll < 0.3) await changePlan(random);
        else if (roll < 0.35) await reevaluations.start(admin, { idempotencyKey: randomUUID() });
        else if (roll < 0.45) await pauseOrResume();
        else if (roll < 0.7) await doBatch(random);
        else if (roll < 0.75) await standings.reevaluateDue();
        else {
          const family = random.pick(families);
          await family.something();
          await reevaluate(family.id);
        }
        expect(await rowsOf()).toEqual(expect.arrayContaining(past));
      }
      await finish();
      await expectRecomputation(families);
    },
  );
});

describe("batches, writes and what falls due, all at once", () => {
  it.each([1, 2, 3])("end where a recomputation does, and count each family once (%i)", async (seed) => {
    const random = new Random(2_000 + seed);
    const families = await begin(random);
    for (let round = 0; round < 6; round++) {
      today = addDays(today, random.whole(0, 15));
      await changePlan(random);
      const open = await openBatches();
      const write = async (family: Records): Promise<void> => {
        await reevaluate(family.id);
        await reevaluate(family.id);
      };
      const batch = async (id: { reevaluation: string; batch: number }): Promise<void> => {
        await batches.run(id);
        await batches.settle(id.reevaluation);
      };
      for (const family of families) await family.something();
      await Promise.all([
        ...families.map(write),
        ...open.map(batch),
        ...open.map(batch),
        standings.reevaluateDue(),
        ...(random.chance(0.5) ? [changePlan(random)] : []),
      ]);
    }
    await finish();
    await expectRecomputation(families);
    const { rows } = await client.query("SELECT state, count(*)::int AS n FROM reevaluation GROUP BY 1");
    expect(rows).toContainEqual({ state: "FINISHED", n: expect.any(Number) });
    const counted = await client.query(
      `SELECT r.id FROM reevaluation r JOIN reevaluation_batch b ON b.reevaluation_id = r.id
       WHERE r.state = 'FINISHED' GROUP BY r.id HAVING sum(b.families) <> ${FAMILIES} OR count(b.done_at) <> count(*)`,
    );
    expect(counted.rows).toEqual([]);
  });
});
