import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { household, viewerOf } from "../household.ts";
import { asSuperuser } from "../raw-requests.ts";
import { openedInEmergency } from "../recipes.ts";
import { parts } from "../sql-parts.ts";

/** Every table that tells of a family goes by who sees the family, and is read only in an emergency; or somebody decided otherwise. */
interface Policy {
  readonly table: string;
  readonly name: string;
  readonly command: "r" | "a" | "w" | "d" | "*";
  readonly permissive: boolean;
  readonly using: string | null;
  readonly check: string | null;
}

/** What besides a visible family opens rows, and why that is right. */
const ALSO_OPENS: Readonly<Record<string, string>> = {
  audit_family: "Who looks after the log finds in it what was done to a family, by identifiers alone",
  caf: "A draft is its team's, and may be about a family that is not on record yet",
  claim: "An auditor's families are those with a claim, and so are looked up here",
  correction_request: "The information officer decides each, and sees no family otherwise",
  disposal: "The certificate is for those who review and dispose, who see no family; it holds no personal value",
  draft_disposal: "The certificate is for those who dispose, who see no family; it holds no word of the draft",
  emergency_access: "The information officer looks into each; whoever opened it is told how long it holds",
  family_named_viewer: "Whom a restricted family names is looked up here before any family is seen",
  involvement: "A team's families are looked up here before any family is seen",
  legal_hold: "The retention queue is for those who review and dispose, who see no family",
  retention_review: "The retention queue is for those who review and dispose, who see no family",
};

/** What need not be shut to somebody who reads in an emergency, and why. */
const NOT_SHUT_IN_AN_EMERGENCY: Readonly<Record<string, string>> = {
  audit_family: "The sealing job alone writes it",
  disposal: "For information officers and administrators, who open nothing in an emergency",
  draft_disposal: "For information officers and administrators, who open nothing in an emergency",
  emergency_access: "It is what opens the family: the deed itself alone writes it, and the information officer's finding",
  legal_hold: "For information officers, who open nothing in an emergency",
  retention_review: "For information officers, who open nothing in an emergency",
  standing: "Worked out, never typed: the evaluation alone writes it",
  standing_detail: "Worked out, never typed: the evaluation alone writes it",
};

/** Rows that hang on a family by way of another row, and the row by which they go. */
const BY_WAY_OF: Readonly<Record<string, RegExp>> = {
  caf_id: /EXISTS \( SELECT 1 FROM caf c WHERE \(c\.id = \w+\.caf_id\)\)/u,
  meeting_id: /EXISTS \( SELECT 1 FROM taf_meeting m WHERE \(m\.id = \w+\.meeting_id\)\)/u,
};

let api: Api;
let tables: readonly { name: string; column: string; forced: boolean }[] = [];
let policies: readonly Policy[] = [];
beforeAll(async () => {
  api = await startApi(undefined, { withoutJobs: true });
  await readCatalogue();
});
afterAll(() => api.stop());

async function readCatalogue(): Promise<void> {
  tables = await asSuperuser(
    api,
    `SELECT c.relname AS name, min(a.attname) AS column, bool_and(c.relrowsecurity AND c.relforcerowsecurity) AS forced
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('family_id', 'caf_id', 'meeting_id') AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') GROUP BY 1
     UNION ALL SELECT relname, 'id', relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = 'family'::regclass ORDER BY 1`,
  );
  // Of a table that has both, the family is what it goes by.
  const own = await asSuperuser<{ name: string }>(
    api,
    "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'family_id'",
  );
  tables = tables.map((each) => (own.some(({ name }) => name === each.name) ? { ...each, column: "family_id" } : each));
  policies = await asSuperuser<Policy>(
    api,
    `SELECT c.relname AS table, p.polname AS name, p.polcmd AS command, p.polpermissive AS permissive,
       regexp_replace(pg_get_expr(p.polqual, c.oid), '\\s+', ' ', 'g') AS using, regexp_replace(pg_get_expr(p.polwithcheck, c.oid), '\\s+', ' ', 'g') AS check
     FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid`,
  );
}

const hanging = () => tables.filter(({ name }) => name !== "family");
const policiesOf = (table: string, commands: string) =>
  policies.filter((policy) => policy.table === table && commands.includes(policy.command));
const FOR_THE_SYSTEM = /^\( SELECT viewer_role\(\) AS viewer_role\) = (ANY \(ARRAY\[('SYSTEM_\w+'::text(, )?)+\]\)|'SYSTEM_\w+'::text)$/u;

/** What is left for people, where a policy has first decided for the system's own viewers. */
const CASE_OF_THE_SYSTEM =
  /^CASE \( SELECT viewer_role\(\) AS viewer_role\) (?:WHEN 'SYSTEM_\w+'::text THEN (?:true|false) )+ELSE (.+) END$/u;

/** The alternatives of a policy that open a row to a person without asking whether the family is visible. */
function openWithoutFamily({ table, using }: Policy, column: string): string[] {
  const family = new RegExp(`^EXISTS \\( SELECT 1 FROM family f WHERE \\(f\\.id = ${table}\\.family_id\\)\\)$`, "u");
  const seen = BY_WAY_OF[column] ?? family;
  const forPeople = using?.trim().replace(CASE_OF_THE_SYSTEM, "$1") ?? "true";
  return parts(forPeople, " OR ").filter((branch) => !parts(branch, " AND ").some((part) => seen.test(part) || FOR_THE_SYSTEM.test(part)));
}

const unforced = () => tables.filter(({ forced }) => !forced).map(({ name }) => name);
const unseen = () =>
  hanging()
    .filter(({ name }) => !policiesOf(name, "r*").some(({ permissive }) => permissive))
    .map(({ name }) => name);
const alsoOpen = () =>
  hanging()
    .filter(({ name, column }) => policiesOf(name, "r*").some((each) => each.permissive && openWithoutFamily(each, column).length > 0))
    .map(({ name }) => name);

/** Those of which a policy lets people make or change a row, and nothing shuts that to somebody who reads in an emergency. */
function notShut(): string[] {
  const writable = (table: string, command: "a" | "w") =>
    policiesOf(table, `${command}*`).some(({ permissive, using, check }) => permissive && (using ?? check) !== null);
  const shut = (table: string, command: "a" | "w", name: string) =>
    policiesOf(table, command).some(
      (policy) => policy.name === name && !policy.permissive && /viewer_emergency_families/u.test(`${policy.using} ${policy.check}`),
    );
  const open = ({ name, column }: (typeof tables)[number]) =>
    (writable(name, "a") && !shut(name, "a", `${name}_read_only_made`)) ||
    // What hangs on a CAF or a meeting changes by disposal alone.
    (writable(name, "w") && !BY_WAY_OF[column] && !shut(name, "w", `${name}_read_only_changed`));
  return tables.filter(open).map(({ name }) => name);
}

test("there are tables to speak of", () => {
  expect(tables.length).toBeGreaterThan(25);
});

describe("each table that tells of a family", () => {
  test("has row-level security, its owner's included", () => {
    expect(unforced()).toEqual([]);
  });

  test("is seen by a policy, and goes by whether the family is seen, unless it was decided why not", () => {
    expect(unseen()).toEqual([]);
    expect(alsoOpen()).toEqual(Object.keys(ALSO_OPENS));
  });

  test("is opened by nothing that holds of everybody, decided or not", () => {
    const open = policies.filter(({ permissive, using }) => permissive && using !== null && parts(using, " OR ").includes("true"));
    expect(open.map(({ table, name }) => `${name} of ${table}`)).toEqual(["rate_limit_counted of rate_limit"]);
  });

  test("is shut, in an emergency, to whatever a policy lets people make or change", () => {
    expect(notShut()).toEqual(Object.keys(NOT_SHUT_IN_AN_EMERGENCY));
  });

  test("is found where nobody has decided", async () => {
    await asSuperuser(api, "CREATE TABLE planted (family_id uuid REFERENCES family)");
    await readCatalogue();
    expect([unforced(), unseen()]).toEqual([["planted"], ["planted"]]);
    await asSuperuser(
      api,
      "CREATE POLICY planted_seen ON planted USING (viewer_role() = 'BOARD_MEMBER' OR EXISTS (SELECT FROM family f WHERE f.id = family_id))",
    );
    await readCatalogue();
    expect(alsoOpen()).toContain("planted");
    expect(notShut()).toContain("planted");
    await asSuperuser(api, "DROP TABLE planted");
    await readCatalogue();
  });

  test("and lets nothing be changed or thrown away by somebody who opened the family in an emergency", async () => {
    const home = await household(api, { seats: ["police"], lead: "earlyHelp", planned: ["HEALTH"], needs: ["WORKLESSNESS"] });
    for (const account of ["otherPolice", "pendleCoordinator"] as const) await openedInEmergency(api, home, account);
    const columns = await asSuperuser<{ table: string; column: string }>(
      api,
      `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND has_column_privilege('wtwf_app', c.oid, a.attnum, 'UPDATE')`,
    );
    const written: string[] = [];
    let tried = 0;
    for (const account of ["otherPolice", "pendleCoordinator"] as const) {
      const attempt = async (what: string, sql: string) => {
        tried += 1;
        const done = await api.app.database
          .as(viewerOf(account), (tx) => tx.execute(sql, [home.id]))
          .catch((error: { code?: string }) => error.code ?? "none");
        if (![0, "42501"].includes(done)) written.push(`${account}: ${what}: ${done}`);
      };
      for (const { name, column } of tables.filter((each) => each.column.endsWith("family_id") || each.name === "family")) {
        const granted = columns.filter((each) => each.table === name).map((each) => each.column);
        for (const each of granted) await attempt(`${name}.${each}`, `UPDATE ${name} SET ${each} = ${each} WHERE ${column} = $1`);
        await attempt(`${name} thrown away`, `DELETE FROM ${name} WHERE ${column} = $1`);
      }
    }
    expect(written).toEqual([]);
    expect(tried).toBeGreaterThan(100);
    const sees = await api.app.database.as(viewerOf("otherPolice"), (tx) =>
      tx.query("SELECT 1 FROM plan_action WHERE family_id = $1", [home.id]),
    );
    expect(sees).toHaveLength(1);
  });
});
