import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { SUPERUSER } from "../../src/database/embedded/cluster.ts";
import { readPostmaster } from "../../src/database/embedded/postmaster.ts";
import { Scene, stop } from "../lifecycle/scene.ts";
import { buildService, postmasterOf, type Service } from "../lifecycle/service.ts";

const PASSWORD = "a long password";
const SETTINGS = { DEMO_PASSWORD: PASSWORD, STANDING_THREADS: "1", LOG_LEVEL: "warn" };
/** So many families go in a batch. */
const BATCH = 250;
const RUNS = "{ reevaluations { id state families familiesDone familiesChanged failedBatches } }";

interface Run {
  readonly id: string;
  readonly state: string;
  readonly families: number;
  readonly familiesDone: number;
  readonly familiesChanged: number;
  readonly failedBatches: number;
}

let scene: Scene;
let postgres: Client;

/** One county for all, since it takes a while to make: each test leaves it with a run that has ended. */
beforeAll(buildService);
beforeAll(() => {
  scene = new Scene("county");
});
afterEach(() => postgres.end().catch(() => undefined));
afterAll(() => scene.clear());

type Ask = <T>(query: string, variables?: object) => Promise<T>;

async function started(): Promise<{ service: Service; ask: Ask; askAs: (login: string) => Promise<Ask> }> {
  const service = scene.start(SETTINGS);
  const url = new URL("/graphql", await service.ready);
  const data = join(scene.dataDir, "cluster", "data");
  const password = readFileSync(join(scene.dataDir, "cluster", "superuser-password"), "utf8").trim();
  postgres = new Client({ host: "127.0.0.1", port: readPostmaster(data)?.port, user: SUPERUSER, password, database: "wtwf" });
  postgres.on("error", () => undefined);
  await postgres.connect();
  const send = (query: string, variables: object, cookie: string) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ query, variables }),
    });
  const askAs = async (login: string): Promise<Ask> => {
    const signedIn = await send(
      "mutation S($input: SignInInput!) { signIn(input: $input) { viewer { id } } }",
      { input: { email: `${login}@lancashire.example`, password: PASSWORD } },
      "",
    );
    const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    return async <T>(query: string, variables: object = {}): Promise<T> => {
      const { data: answer, errors } = (await (await send(query, variables, cookie)).json()) as { data: T; errors?: unknown };
      expect(errors).toBeUndefined();
      return answer;
    };
  };
  return { service, ask: await askAs("admin"), askAs };
}

const all = async <T>(sql: string): Promise<T[]> => (await postgres.query(sql)).rows as T[];
const latest = async (ask: Ask) => (await ask<{ reevaluations: Run[] }>(RUNS)).reevaluations[0] ?? expect.fail("there is no re-evaluation");

async function until(ask: Ask, reached: (run: Run) => boolean): Promise<Run> {
  for (const deadline = Date.now() + 60_000; ; await pause(20)) {
    const run = await latest(ask);
    if (reached(run)) return run;
    if (Date.now() > deadline) expect.fail(`the re-evaluation stands at ${JSON.stringify(run)}`);
  }
}

const done = () =>
  all<{ number: number; at: string }>("SELECT number, done_at::text AS at FROM reevaluation_batch WHERE done_at IS NOT NULL ORDER BY 1");
const figures = () =>
  all<{ id: string; figures: string }>(
    "SELECT family_id AS id, (to_jsonb(s) - '{valid_from,valid_to,next_change_on}'::text[])::text AS figures FROM standing s WHERE valid_to IS NULL ORDER BY 1",
  );

/** Puts the plan that is not in force in force, and sees to it that the run stops after two batches: two families are held. */
async function stuckInTheMiddle(ask: Ask): Promise<Run> {
  const families = await all<{ id: string }>("SELECT id FROM family ORDER BY id");
  await postgres.query("BEGIN");
  for (const position of [2 * BATCH, 3 * BATCH])
    await postgres.query("SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 1))", [families[position]?.id]);
  const { outcomesPlans } = await ask<{ outcomesPlans: { id: string; name: string; inForce: boolean }[] }>(
    "{ outcomesPlans { id name inForce } }",
  );
  const inForce = outcomesPlans.find((plan) => plan.inForce);
  const other = outcomesPlans.find(({ name }) => name.startsWith(inForce?.name.startsWith("Lancashire") ? "Stronger" : "Lancashire"));
  const input = { planId: other?.id, insteadOf: inForce?.id, idempotencyKey: crypto.randomUUID() };
  await ask("mutation C($input: ChangePlanInput!) { changePlan(input: $input) { reevaluation { id } errors { code } } }", { input });
  const run = await until(ask, ({ familiesDone }) => familiesDone === 2 * BATCH);
  expect(run.state).toBe("RUNNING");
  return run;
}

/** The run is brought to its end by the next life: each batch once, and every family that moved counted once. */
async function expectResumed(
  ask: Ask,
  stuck: Run,
  before: readonly { id: string; figures: string }[],
  batches: readonly object[],
): Promise<void> {
  const over = await until(ask, ({ state }) => state !== "RUNNING");
  expect(over).toMatchObject({ id: stuck.id, state: "FINISHED", familiesDone: stuck.families, failedBatches: 0 });
  expect(await done()).toEqual(expect.arrayContaining([...batches]));
  const old = new Map(before.map((row) => [row.id, row.figures]));
  const moved = (await figures()).filter((row) => old.get(row.id) !== row.figures);
  expect(moved.length).toBeGreaterThan(0);
  expect(over.familiesChanged).toBe(moved.length);
}

/** Threads compare plans too. */
async function expectComparison(ask: Ask, families: number): Promise<void> {
  const { outcomesPlans } = await ask<{ outcomesPlans: { id: string; inForce: boolean }[] }>("{ outcomesPlans { id inForce } }");
  const planId = outcomesPlans.find(({ inForce }) => !inForce)?.id;
  const { planComparison } = await ask<{ planComparison: object }>(
    "query C($planId: ID!) { planComparison(planId: $planId) { families eligible { inForce other } } }",
    { planId },
  );
  expect(planComparison).toMatchObject({ families, eligible: { inForce: expect.any(Number), other: expect.any(Number) } });
}

test("a process killed outright in the midst of a re-evaluation: the next one ends it, and counts nothing twice", {
  timeout: 180_000,
}, async () => {
  const first = await started();
  const before = await figures();
  const stuck = await stuckInTheMiddle(first.ask);
  const batches = await done();
  first.service.child.kill("SIGKILL");
  await first.service.ended;
  const second = await started();
  await expectResumed(second.ask, stuck, before, batches);
  await expectComparison(await second.askAs("coordinator"), stuck.families);
  await stop(second.service);
});

test("Postgres killed outright in the midst of one: the service says so and ends, and the next one brings it to its end", {
  timeout: 180_000,
}, async () => {
  const first = await started();
  const before = await figures();
  const stuck = await stuckInTheMiddle(first.ask);
  const batches = await done();
  process.kill(postmasterOf(scene.dataDir), "SIGKILL");
  const { code, stderr } = await first.service.ended;
  expect(stderr).toMatch(/^Postgres ended unexpectedly[^\n]*\n$/u);
  expect(code).toBe(1);
  await scene.postgresGone();
  const second = await started();
  await expectResumed(second.ask, stuck, before, batches);
  await stop(second.service);
});

test("told to stop in the midst of one, the process ends the batches in hand within its ten seconds, and the next goes on", {
  timeout: 180_000,
}, async () => {
  const first = await started();
  const before = await figures();
  const stuck = await stuckInTheMiddle(first.ask);
  const asked = performance.now();
  first.service.child.kill("SIGTERM");
  setTimeout(() => void postgres.query("ROLLBACK").catch(() => undefined), 500);
  expect((await first.service.ended).code).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  await postgres.end().catch(() => undefined);
  const second = await started();
  const batches = await done();
  await expectResumed(second.ask, stuck, before, batches);
  await stop(second.service);
});
