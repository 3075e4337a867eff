import { mkdtemp, rm } from "node:fs/promises";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import { loadDemonstration } from "../../seeds/demonstration.ts";
import { withConnection } from "../src/database/connect.ts";
import { startEmbedded } from "../src/database/embedded/embedded.ts";
import { migrate } from "../src/database/migrate.ts";
import { prepareEmbedded } from "../src/database/prepare.ts";
import { repositoryRoot } from "../src/shared/paths.ts";
import { type Contender, type ContenderSettings, startContender } from "./contenders.ts";
import { type Measured, measure, post, type Target } from "./load.ts";
import { OPERATIONS, type Operation, type Subjects } from "./operations.ts";

/**
 * Head to head on one database, one row-level-secured role and one pool size: SQL written by hand (the floor),
 * PostGraphile 5 and this server. Answers must be equal as JSON before anything is measured; rounds are interleaved
 * so that what else the machine does hits all alike.
 */
const CONNECTIONS = [1, 8, 32] as const;
const POOL = 8;
const ROUNDS = 5;
const ROUND_MS = 2_000;
const WARM_UP_MS = 2_500;

const json = process.argv.includes("--json");
const say = (line: string) => void process.stderr.write(`${line}\n`);

interface Line {
  readonly operation: string;
  readonly connections: number;
  readonly contender: string;
  readonly measured: Measured;
}

const dataDir = await mkdtemp(join(tmpdir(), "wtwf-bench-"));
const postgres = await startEmbedded({ dataDir, temporary: true, log: () => undefined });
const contenders: Contender[] = [];
try {
  const urls = await prepareEmbedded(postgres);
  await migrate(urls.owner);
  say("Loading the Lancashire cohort");
  await loadDemonstration({ urls, password: "benchmark-only", log: say });
  await withConnection(urls.owner, "Bench", contendersNeed);
  await withConnection(postgres.superuserUrl("wtwf"), "Bench", (admin) => admin.query("ANALYZE"));
  const { subjects, settings } = await withConnection(postgres.superuserUrl("wtwf"), "Bench", (admin) => subjectsOf(admin, urls.app));

  const built = (file: string) => join(repositoryRoot, "server/dist/server/bench", file);
  const node24 = join(repositoryRoot, "server/bench/node_modules/.bin/node");
  contenders.push(await startContender("sql", process.execPath, built("floor.js"), settings));
  contenders.push(await startContender("postgraphile", node24, join(repositoryRoot, "server/bench/postgraphile.mjs"), settings));
  contenders.push(await startContender("wtwf", process.execPath, built("wtwf.js"), settings));
  const targets = contenders.map((contender) => target(contender, subjects));

  for (const operation of OPERATIONS) await requireEqualAnswers(operation, targets);
  const lines: Line[] = [];
  for (const operation of OPERATIONS) {
    for (const each of targets) await measure(each, operation.name, POOL, WARM_UP_MS, 0);
    for (const connections of CONNECTIONS) lines.push(...(await compare(operation, targets, connections)));
  }
  print(lines);
} finally {
  await Promise.all(contenders.map((contender) => contender.stop()));
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** What PostGraphile needs to be asked the same: a column to sort names by, and the standing in force as one record. */
async function contendersNeed(owner: Client): Promise<void> {
  await owner.query(`ALTER TABLE family ADD COLUMN sort text COLLATE "en-x-icu" GENERATED ALWAYS AS (COALESCE(name, '')) STORED;
    CREATE INDEX ON family (district_code, sort, id);
    CREATE VIEW current_standing WITH (security_invoker) AS
      SELECT family_id, needs, eligible, progress, attached_on FROM standing WHERE valid_to IS NULL;
    COMMENT ON VIEW current_standing IS E'@primaryKey family_id\\n@foreignKey (family_id) references family (id)|@fieldName family|@foreignSingleFieldName standing';
    GRANT SELECT ON current_standing TO wtwf_app;`);
}

async function subjectsOf(admin: Client, appUrl: string): Promise<{ subjects: Subjects; settings: ContenderSettings }> {
  const districts = await admin.query<{ code: string }>("SELECT code FROM district ORDER BY position");
  const families = await admin.query<{ id: string }>("SELECT family_id AS id FROM attachment ORDER BY family_id");
  const user = await admin.query<{ id: string; agency_id: string }>(
    "SELECT id, agency_id FROM app_user WHERE role = 'COORDINATOR' ORDER BY cardinality(district_codes) DESC LIMIT 1",
  );
  const coordinator = user.rows[0];
  if (!coordinator) throw new Error("the cohort has no coordinator");
  const codes = districts.rows.map((row) => row.code);
  return {
    subjects: { districts: codes, familyIds: families.rows.map((row) => row.id) },
    settings: {
      url: appUrl,
      poolSize: POOL,
      now: "2017-01-03T09:00:00Z",
      viewer: { userId: coordinator.id, agencyId: coordinator.agency_id, districts: codes },
      settings: {
        "wtwf.role": "COORDINATOR",
        "wtwf.user": coordinator.id,
        "wtwf.agency": coordinator.agency_id,
        "wtwf.teams": "{}",
        "wtwf.districts": `{${codes.join(",")}}`,
        "wtwf.today": "2017-01-03",
      },
    },
  };
}

function target(contender: Contender, subjects: Subjects): Target {
  return {
    name: contender.name,
    port: contender.port,
    body: (name, n) => {
      const operation = OPERATIONS.find((each) => each.name === name);
      if (!operation) throw new Error(`no operation ${name}`);
      const query = contender.name === "postgraphile" ? operation.postgraphile : operation.wtwf;
      return JSON.stringify({ operationName: operation.operationName, query, variables: operation.variables(n, subjects) });
    },
  };
}

async function requireEqualAnswers(operation: Operation, targets: readonly Target[]): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (const n of [0, 3, 11]) {
    const answers = await Promise.all(
      targets.map(async (each) => canonical(JSON.parse(await post(agent, each.port, each.body(operation.name, n))))),
    );
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

async function compare(operation: Operation, targets: readonly Target[], connections: number): Promise<Line[]> {
  const rounds = new Map<string, Measured[]>(targets.map((each) => [each.name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const each of targets) rounds.get(each.name)?.push(await measure(each, operation.name, connections, ROUND_MS, round * 1_000));
  }
  return targets.map((each) => {
    const measured = (rounds.get(each.name) ?? []).sort((a, b) => a.perSecond - b.perSecond);
    return {
      operation: operation.name,
      connections,
      contender: each.name,
      measured: measured[Math.floor(measured.length / 2)] as Measured,
    };
  });
}

function print(lines: readonly Line[]): void {
  const of = (operation: string, connections: number, contender: string) =>
    lines.find((line) => line.operation === operation && line.connections === connections && line.contender === contender)?.measured
      .perSecond ?? Number.NaN;
  const figures = OPERATIONS.flatMap(({ name }) => [
    { name: `${name}.vs-postgraphile`, value: round(of(name, 8, "wtwf") / of(name, 8, "postgraphile")), unit: "ratio" },
    { name: `${name}.vs-sql`, value: round(of(name, 8, "wtwf") / of(name, 8, "sql")), unit: "ratio" },
  ]);
  if (json) {
    for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`);
    return;
  }
  process.stdout.write("operation        connections  contender      requests/s   p50 ms   p99 ms\n");
  for (const { operation, connections, contender, measured } of lines) {
    const cells = [measured.perSecond.toFixed(1).padStart(11), measured.p50.toFixed(1).padStart(8), measured.p99.toFixed(1).padStart(8)];
    process.stdout.write(`${operation.padEnd(16)} ${String(connections).padStart(11)}  ${contender.padEnd(13)} ${cells.join(" ")}\n`);
  }
  for (const { name, value } of figures) process.stdout.write(`${name} ${value}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
