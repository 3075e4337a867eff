import { mkdtemp, rm } from "node:fs/promises";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg, { type Client } from "pg";
import { loadDemonstration } from "../../seeds/demonstration.ts";
import { startEmbedded } from "../src/database/embedded/embedded.ts";
import { migrate } from "../src/database/migrate.ts";
import { prepareEmbedded } from "../src/database/prepare.ts";
import { repositoryRoot } from "../src/shared/paths.ts";
import { type Contender, startContender } from "./contenders.ts";
import { type Measured, measure, post, statementsOf, type Target } from "./load.ts";
import type { Operation, Subjects } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { contendersNeed, subjectsOf } from "./subjects.ts";
import { cafIdOf, makeDrafts, SUBMIT_CAF } from "./submit-caf.ts";
import { standingOf, writtenBy } from "./submit-caf-rows.ts";

/**
 * Head to head on one database, one row-level-secured role and one pool size: SQL written by hand (the floor),
 * PostGraphile 5 and this server, each in a process of its own in production mode.
 *
 * `npm run bench` builds the server, installs PostGraphile here, starts a Postgres of its own with the Lancashire
 * cohort, and takes some five minutes; names of operations (`npm run bench -- family`) measure those alone. It prints a
 * table; with `--json` one line per figure: `OPERATION.vs-postgraphile`
 * and `OPERATION.vs-sql` are ratios of requests per second at 8 connections, above 1 where this server is the faster.
 * Everything else goes to standard error.
 *
 * `npm run bench -- --row-security` sets this server against itself under a role that row-level security does not bind,
 * made for the run in the Postgres that ends with it: `OPERATION.with-row-security` is the ratio of the two.
 *
 * - Answers must be equal as JSON before anything is measured, and what `submit-caf` wrote must be equal row by row.
 * - Rounds are interleaved, so that what else the machine does hits all alike; the median round counts.
 * - Nobody writes the audit row, which PostGraphile has no place for in a query. Nobody looks up a session.
 * - Statements are those that a contender sends to Postgres for one request, transaction and viewer included.
 * - In `submit-caf` only this server checks and works things out (see submit-caf.ts).
 */
const CONNECTIONS = [1, 8, 32] as const;
const POOL = 8;
const ROUNDS = 3;
const ROUND_MS = 2_000;
const WARM_UP_MS = 2_000;

const NO_STANDING: Subjects["standing"] = { rows: [], criteria: [], blockers: [] };

const rowSecurity = process.argv.includes("--row-security");
const json = process.argv.includes("--json");
/** Names of operations in the command line choose among them. */
const CHOSEN = OPERATIONS.filter((each) => process.argv.includes(each.name));
const MEASURED = CHOSEN.length > 0 ? CHOSEN : OPERATIONS;
const say = (line: string) => void process.stderr.write(`${line}\n`);

interface Line {
  readonly operation: string;
  readonly connections: number;
  readonly contender: string;
  readonly statements: number;
  readonly measured: Measured;
}

const dataDir = await mkdtemp(join(tmpdir(), "wtwf-bench-"));
const postgres = await startEmbedded({ dataDir, temporary: true, log: () => undefined });
const contenders: Contender[] = [];
const opened: Client[] = [];
/** A draft is submitted once, so what writes is numbered through the whole run. */
let written = 0;
try {
  const urls = await prepareEmbedded(postgres);
  await migrate(urls.owner);
  say("Loading the Lancashire cohort");
  await loadDemonstration({ urls, password: "benchmark-only", log: say });
  const admin = await open(postgres.superuserUrl("wtwf"));
  opened.push(admin);
  await contendersNeed(admin);
  const { subjects, settings } = await subjectsOf(admin, urls.app, POOL);
  await makeDrafts(admin, subjects.practitioners);
  await admin.query("ANALYZE");

  const built = (file: string) => join(repositoryRoot, "server/dist/server/bench", file);
  const node24 = join(repositoryRoot, "server/bench/node_modules/.bin/node");
  if (rowSecurity) {
    const unbound = { ...settings, url: await unboundRole(admin, settings.url) };
    contenders.push(await startContender("unbound", process.execPath, built("wtwf.js"), unbound));
  } else {
    contenders.push(await startContender("sql", process.execPath, built("floor.js"), settings));
    contenders.push(await startContender("postgraphile", node24, join(repositoryRoot, "server/bench/postgraphile.mjs"), settings));
  }
  contenders.push(await startContender("wtwf", process.execPath, built("wtwf.js"), settings));
  const known = { ...subjects, standing: await sampleStanding(admin, subjects) };
  const targets = contenders.map((contender) => target(contender, known));

  const statements = new Map<string, number>();
  for (const operation of MEASURED) await requireEqualAnswers(operation, targets, admin, statements);
  const lines: Line[] = [];
  for (const operation of MEASURED) {
    say(`Measuring ${operation.name}`);
    for (const each of targets) await measure(each, operation.name, POOL, WARM_UP_MS, numbersOf(operation, 0));
    for (const connections of CONNECTIONS) lines.push(...(await compare(operation, targets, connections, statements)));
  }
  print(lines);
} finally {
  await Promise.all(contenders.map((contender) => contender.stop()));
  await Promise.all(opened.map((client) => client.end()));
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function open(url: string): Promise<Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

/** A role with the application's rights which row-level security does not bind; there is none such but here. */
async function unboundRole(admin: Client, appUrl: string): Promise<string> {
  const url = new URL(appUrl);
  url.username = "bench_unbound";
  await admin.query(`CREATE ROLE bench_unbound LOGIN BYPASSRLS INHERIT IN ROLE wtwf_app PASSWORD ${admin.escapeLiteral(url.password)}`);
  return url.href;
}

/** The numbers of an operation's requests. */
function numbersOf(operation: Operation, from: number): () => number {
  let next = from;
  return () => (operation.writes ? written++ : next++);
}

/** This server submits one CAF; the standing that its rules come to is what the others are told to write. */
async function sampleStanding(admin: Client, subjects: Omit<Subjects, "standing">): Promise<Subjects["standing"]> {
  const contender = contenders.find(({ name }) => name === "wtwf");
  if (!contender) throw new Error("this server has not started");
  const n = written++;
  const agent = new Agent();
  await post(agent, contender.port, target(contender, { ...subjects, standing: NO_STANDING }).request(SUBMIT_CAF.name, n));
  return standingOf(admin, cafIdOf(n));
}

function target(contender: Contender, subjects: Subjects): Target {
  return {
    name: contender.name,
    port: contender.port,
    request: (name, n) => {
      const operation = OPERATIONS.find((each) => each.name === name);
      if (!operation) throw new Error(`no operation ${name}`);
      const query = contender.name === "postgraphile" ? operation.postgraphile : operation.wtwf;
      const variables = operation.variables(n, subjects, contender.name === "unbound" ? "wtwf" : contender.name);
      return {
        body: JSON.stringify({ operationName: operation.operationName, query, variables }),
        viewer: operation.viewer?.(n, subjects) ?? 0,
      };
    },
  };
}

/** Asks every contender the same a few times; what they answer, and what they wrote, must not differ. */
async function requireEqualAnswers(
  operation: Operation,
  targets: readonly Target[],
  admin: Client,
  statements: Map<string, number>,
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (const n of [0, 3, 11]) {
    const answers: string[] = [];
    for (const each of targets) {
      const number = operation.writes ? written++ : n;
      const before = await statementsOf(each.port);
      const { data } = JSON.parse(await post(agent, each.port, each.request(operation.name, number))) as { data: unknown };
      statements.set(`${operation.name} ${each.name}`, (await statementsOf(each.port)) - before);
      const rows = operation.writes ? await writtenBy(admin, cafIdOf(number)) : "";
      answers.push(canonical(operation.comparable?.(data) ?? data) + rows);
    }
    const [first] = answers;
    for (const [index, answer] of answers.entries()) {
      if (answer === first) continue;
      const other = targets[index]?.name ?? "";
      const at = [...answer].findIndex((letter, place) => letter !== first?.[place]);
      throw new Error(
        `${operation.name}: ${other} answers otherwise than ${targets[0]?.name}:\n${first?.slice(at - 80, at + 80)}\n${answer.slice(at - 80, at + 80)}`,
      );
    }
    if ((first?.length ?? 0) < 300) throw new Error(`${operation.name}: the answer is empty: ${first}`);
  }
  agent.destroy();
}

/** Lists inside a record have no order that matters here: they are compared as sets, keys in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(",")}]`;
  if (value && typeof value === "object") {
    const entries = Object.entries(value).filter(([key]) => key !== "extensions");
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}

async function compare(
  operation: Operation,
  targets: readonly Target[],
  connections: number,
  statements: ReadonlyMap<string, number>,
): Promise<Line[]> {
  const rounds = new Map<string, Measured[]>(targets.map((each) => [each.name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const each of targets)
      rounds.get(each.name)?.push(await measure(each, operation.name, connections, ROUND_MS, numbersOf(operation, round * 1_000)));
  }
  return targets.map((each) => {
    const measured = (rounds.get(each.name) ?? []).sort((a, b) => a.perSecond - b.perSecond);
    return {
      operation: operation.name,
      connections,
      contender: each.name,
      statements: statements.get(`${operation.name} ${each.name}`) ?? Number.NaN,
      measured: measured[Math.floor(measured.length / 2)] as Measured,
    };
  });
}

function print(lines: readonly Line[]): void {
  const of = (operation: string, connections: number, contender: string) =>
    lines.find((line) => line.operation === operation && line.connections === connections && line.contender === contender)?.measured
      .perSecond ?? Number.NaN;
  const others = rowSecurity ? { unbound: "with-row-security" } : { postgraphile: "vs-postgraphile", sql: "vs-sql" };
  const figures = MEASURED.flatMap(({ name }) =>
    Object.entries(others).map(([other, figure]) => ({
      name: `${name}.${figure}`,
      value: round(of(name, 8, "wtwf") / of(name, 8, other)),
      unit: "ratio",
    })),
  );
  if (json) {
    for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`);
    return;
  }
  process.stdout.write("operation        connections  contender      statements  requests/s   p50 ms   p99 ms\n");
  for (const { operation, connections, contender, statements, measured } of lines) {
    const cells = [
      String(statements).padStart(10),
      measured.perSecond.toFixed(1).padStart(11),
      measured.p50.toFixed(1).padStart(8),
      measured.p99.toFixed(1).padStart(8),
    ];
    process.stdout.write(`${operation.padEnd(16)} ${String(connections).padStart(11)}  ${contender.padEnd(13)} ${cells.join(" ")}\n`);
  }
  for (const { name, value } of figures) process.stdout.write(`${name} ${value}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
