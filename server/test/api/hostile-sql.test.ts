import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserViewer } from "../../src/access/viewer.ts";
import { ACCESS_SETTINGS } from "../access-recipes.ts";
import { type Api, startApi } from "../api-client.ts";
import { addressOf } from "../cluster.ts";
import { asApp, attempt } from "../hostile.ts";
import { household, rows, sealAll, viewerOf } from "../household.ts";
import { onKept } from "../kept-connections.ts";
import { asSuperuser } from "../raw-requests.ts";
import { READY, recipesFor } from "../recipes.ts";
import { rowSight } from "../row-sight.ts";
import { familiesSeen, sightFacts } from "../sight-model.ts";
import { type Account, town, USERS } from "../town.ts";
import { asking, mutations } from "../whole-schema.ts";

/** Somebody who got to send SQL of their own as the application reaches no row that its viewer may not see. */
const TODAY = "2017-01-03";
/** Each role, and those that are told apart by team, district or lead. */
const ACCOUNTS: readonly Account[] = [
  "school",
  "police",
  "otherPolice",
  "earlyHelp",
  "schoolLead",
  "coordinator",
  "pendleCoordinator",
  "auditor",
  "board",
  "informationOfficer",
  "admin",
];

let api: Api;
let tables: readonly { readonly name: string; readonly columns: readonly string[] }[] = [];
let tries = 0;

beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true, ...ACCESS_SETTINGS });
  const home = await household(api, { ...READY, seats: ["police"], lead: "earlyHelp" });
  const left = await household(api, { ...READY, seats: ["police"] });
  await rows(api, "UPDATE involvement SET valid_to = '2017-01-02' WHERE family_id = $1", [left.id]);
  const closed = await household(api, { ...READY, seats: ["police"], restricted: true });
  await rows(api, "INSERT INTO family_named_viewer (family_id, user_id) VALUES ($1, $2)", [closed.id, USERS.police.id]);
  await household(api, { ...READY, district: "pendle" });
  await rows(api, "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES ($1, $1, 'SSP', '2016-12-30', now())", [
    left.id,
  ]);
  await fill(home);
  await sealAll(api);
  tables = await asSuperuser(
    api,
    `SELECT c.relname AS name, array_agg(a.attname::text) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname <> 'schema_migration' GROUP BY 1 ORDER BY 1`,
  );
}, 120_000);
afterAll(async () => {
  await api.stop();
  console.info(`hostile SQL: ${tries} statements over ${tables.length} tables`);
});

/** Does one of everything that can be done, so that most tables hold something. */
async function fill(home: Parameters<typeof recipesFor>[1]): Promise<void> {
  const recipes = recipesFor(api, home);
  for (const field of mutations) {
    const recipe = recipes[field.name];
    if (!recipe) continue;
    const input = await recipe.input();
    await (recipe.anonymous ? api.anonymous : await api.as(recipe.as)).query(asking("mutation", field, { input }, "{ __typename }"), {
      input,
    });
  }
}

const tried: typeof attempt = (client, sql) => {
  tries += 1;
  return attempt(client, sql);
};

/** Nothing that is tried stays, so these are the same from table to table. */
const familiesOf = async (viewer: UserViewer | null) => (viewer ? familiesSeen(await sightFacts(api), viewer, TODAY) : []);

interface Split {
  readonly seen: readonly string[];
  readonly hidden: readonly string[];
  /** A text of each hidden row's own, long enough to be told from others. */
  readonly secrets: readonly string[];
}

/** The rows of a table that the viewer may see and those they may not, by where they lie. */
async function split(viewer: UserViewer | null, families: readonly string[], { name, columns }: (typeof tables)[number]): Promise<Split> {
  const sight = viewer ? rowSight(name, columns) : name === "rate_limit" ? "true" : "false";
  const values = [families, viewer?.userId ?? null, viewer?.teamIds ?? [], viewer?.agency.id ?? null, viewer?.role ?? ""];
  return onKept(addressOf(new URL(api.urls.owner).pathname.slice(1)), async (client) => {
    const { rows: all } = await client.query<{ at: string; may: boolean; words: string }>(
      `SELECT x.ctid::text AS at, COALESCE((SELECT ${viewer ? sight.replaceAll("\n", " ") : sight} FROM (SELECT x.*) y), false) AS may, x::text AS words,
         $1::uuid[] IS NULL AND $2::uuid IS NULL AND $3::uuid[] IS NULL AND $4::uuid IS NULL AND $5::text IS NULL AS unused
       FROM ${name} x ORDER BY x.ctid`,
      values,
    );
    const hidden = all.filter(({ may }) => !may);
    const said = all
      .filter(({ may }) => may)
      .map(({ words }) => words)
      .join(" ");
    const secrets = hidden.flatMap(({ words }) => words.match(/[0-9a-f]{8}-[0-9a-f-]{27}|F-\d+|CAF-\d+/gu) ?? []);
    return {
      seen: all.filter(({ may }) => may).map(({ at }) => at),
      hidden: hidden.map(({ at }) => at),
      secrets: [...new Set(secrets)].filter((secret) => !said.includes(secret)).slice(0, 20),
    };
  });
}

/** Ways to reach a row that lies at one of some places; each answers with rows only where it got there. */
const ATTACKS: Readonly<Record<string, (table: string, at: string) => string>> = {
  "by reading it": (t, at) => `SELECT x::text FROM ${t} x WHERE x.ctid = ANY (${at})`,
  "by asking whether it is there": (t, at) => `SELECT 1 WHERE EXISTS (SELECT FROM ${t} x WHERE x.ctid = ANY (${at}))`,
  "by counting": (t, at) => `SELECT 1 FROM ${t} x WHERE x.ctid = ANY (${at}) HAVING count(*) > 0`,
  "by adding up": (t, at) => `SELECT string_agg(x::text, ',') FROM ${t} x WHERE x.ctid = ANY (${at}) HAVING bool_or(true)`,
  "by a join with itself": (t, at) => `SELECT 1 FROM ${t} a JOIN ${t} b ON a.ctid = b.ctid WHERE a.ctid = ANY (${at})`,
  "by an outer join": (t, at) => `SELECT 1 FROM unnest(${at}) p LEFT JOIN ${t} x ON x.ctid = p WHERE x.ctid IS NOT NULL`,
  "by a side join": (t, at) => `SELECT s.* FROM unnest(${at}) p, LATERAL (SELECT x::text FROM ${t} x WHERE x.ctid = p) s`,
  "by a fault in a condition": (t, at) => `SELECT 1 FROM ${t} x WHERE x.ctid = ANY (${at}) AND 1 / (length(x::text) - length(x::text)) = 1`,
  "by a cast in a condition": (t, at) => `SELECT 1 FROM ${t} x WHERE x.ctid = ANY (${at}) AND x::text::integer = 1`,
  "by a fault in an ordering": (t, at) => `SELECT 1 FROM ${t} x WHERE x.ctid = ANY (${at}) ORDER BY (x::text)::date`,
  "by a function that asks": (t, at) =>
    `SELECT 1 WHERE query_to_xml('SELECT x::text FROM ${t} x WHERE x.ctid = ANY (${at.replaceAll("'", "''")})', true, true, '')::text ~ '<row'`,
  "by locking it": (t, at) => `SELECT 1 FROM ${t} x WHERE x.ctid = ANY (${at}) FOR UPDATE`,
  "by a copy of the table": (t, at) => `CREATE TEMPORARY TABLE stolen AS SELECT x::text FROM ${t} x WHERE x.ctid = ANY (${at})`,
  "by a materialised part": (t, at) =>
    `WITH all_of AS MATERIALIZED (SELECT x.ctid AS at, x::text FROM ${t} x) SELECT 1 FROM all_of WHERE at = ANY (${at})`,
  "by a union": (t, at) => `SELECT 1 FROM (SELECT x.ctid AS at FROM ${t} x UNION ALL SELECT NULL) u WHERE at = ANY (${at})`,
  "by throwing it away": (t, at) => `DELETE FROM ${t} x WHERE x.ctid = ANY (${at}) RETURNING 1`,
};

const listed = (places: readonly string[]) => `'{${places.map((place) => `"${place}"`).join(",")}}'::tid[]`;
/** Not allowed at all, or the policy says no: neither tells anything of a row. */
const DENIED = new Set(["42501"]);

describe.each<Account | "nobody">([...ACCOUNTS, "nobody"])("as the application, for %s", (account) => {
  const viewer = account === "nobody" ? null : viewerOf(account);

  test("no statement reaches a hidden row of any table, nor says anything of one", { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    const families = await familiesOf(viewer);
    await asApp(api, viewer, async (client) => {
      for (const table of tables) {
        const { seen, hidden, secrets } = await split(viewer, families, table);
        const fault = (what: string) => faults.push(`${table.name}: ${what}`);
        const plain = await tried(client, `SELECT x.ctid::text AS at FROM ${table.name} x ORDER BY x.ctid`);
        const got = plain.rows.map(({ at }) => String(at));
        if (got.some((at) => hidden.includes(at))) fault("a hidden row is read");
        if (got.length !== seen.length) fault(`${got.length} rows are read where ${seen.length} may be`);
        if (hidden.length === 0) continue;
        for (const [way, attack] of Object.entries(ATTACKS)) {
          const { rows: reached, failed, words } = await tried(client, attack(table.name, listed(hidden)));
          if (reached.length > 0) fault(`reached ${way}`);
          if (failed && !DENIED.has(failed)) fault(`${failed} ${way}`);
          if (secrets.some((secret) => words.includes(secret))) fault(`told ${way}`);
        }
        const plan = await tried(client, `EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM ${table.name} x`);
        if (secrets.some((secret) => plan.words.includes(secret))) fault("told by the plan");
        const again = await attempt(
          client,
          `INSERT INTO ${table.name} SELECT * FROM ${table.name} x WHERE x.ctid = ANY (${listed(hidden)}) RETURNING 1`,
        );
        if (again.rows.length > 0) fault("doubled");
      }
    });
    expect(faults).toEqual([]);
  });
});

test("each way would reach a row that may be seen", async () => {
  const coordinator = viewerOf("coordinator");
  const family = tables.find(({ name }) => name === "family") ?? expect.fail("there is no family");
  const { seen } = await split(coordinator, await familiesOf(coordinator), family);
  const idle = await asApp(api, coordinator, async (client) => {
    const found: string[] = [];
    for (const [way, attack] of Object.entries(ATTACKS)) {
      const { rows: reached, failed } = await tried(client, attack("family", listed(seen)));
      if (reached.length === 0 && !failed) found.push(way);
    }
    return found;
  });
  expect(idle).toEqual([]);
});
