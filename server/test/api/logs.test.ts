import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, type GraphQLField, type GraphQLInputType, isInputObjectType, isListType, isNonNullType } from "graphql";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { ACCESS_SETTINGS, OF_ANOTHER_SERVICE } from "../access-recipes.ts";
import { type Api, startApi } from "../api-client.ts";
import { household } from "../household.ts";
import { asSuperuser, cookieOf, post } from "../raw-requests.ts";
import { READY, type Recipe, recipesFor } from "../recipes.ts";
import type { Value } from "../spoilt-inputs.ts";
import { PASSWORD, town, USERS } from "../town.ts";

/**
 * The whole API is used with values that are marked, taken and refused, and while every write fails in the database
 * with the row in the error's message. Then all that the process has said is searched for the mark, and for secrets.
 */
const MARK = "Zyzzyva";
const said: string[] = [];
/** The text of each statement that the service has sent. */
const statements = new Set<string>();

let api: Api;
let recipes: Readonly<Record<string, Recipe>>;
let restore: () => void;
const cookies: string[] = [];

/** Notes each statement on its way to the database. */
function watchStatements(): () => void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function watched(this: pg.Client, ...parts: unknown[]) {
    const [config] = parts as [string | { text: string }];
    // Tests have connections of their own, by another name.
    const { connectionParameters } = this as unknown as { connectionParameters: { application_name?: string } };
    if (connectionParameters.application_name === "wtwf") statements.add(typeof config === "string" ? config : config.text);
    return Reflect.apply(query, this, parts) as never;
  } as typeof query;
  return () => {
    pg.Client.prototype.query = query;
  };
}

/** Whatever writes past the log is heard too. */
function listen(): () => void {
  const { stdout, stderr } = process;
  const writes = [stdout.write, stderr.write] as const;
  const { log, info, warn, error, debug } = console;
  const hear = (...parts: unknown[]) => void said.push(parts.map(String).join(" "));
  for (const stream of [stdout, stderr]) {
    stream.write = ((chunk: string | Uint8Array) => {
      hear(chunk);
      return true;
    }) as typeof stream.write;
  }
  Object.assign(console, { log: hear, info: hear, warn: hear, error: hear, debug: hear });
  return () => {
    [stdout.write, stderr.write] = writes;
    Object.assign(console, { log, info, warn, error, debug });
  };
}

beforeAll(async () => {
  const restored = [listen(), watchStatements()];
  restore = () => {
    for (const undo of restored) undo();
  };
  api = await startApi(town, { ...ACCESS_SETTINGS, logLevel: "debug", logTo: { write: (line) => void said.push(line) } });
  const home = await household(api, { ...READY, seats: ["police"] });
  recipes = recipesFor(api, home);
  for (const account of ["school", "coordinator"] as const) cookies.push(await cookieOf(api, account));
});
afterAll(async () => {
  restore();
  await api.stop();
});

const schema = buildSchema(readFileSync(join(repositoryRoot, "schema/schema.graphql"), "utf8"));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(
  ({ name, args }) => args.length > 0 && !OF_ANOTHER_SERVICE.has(name),
);
type MutationField = GraphQLField<unknown, unknown>;
const documentOf = ({ name, args: [input] }: MutationField) =>
  `mutation ${name}($input: ${input?.type}) { result: ${name}(input: $input) { errors { code field message } } }`;

/** The input with its texts marked: all at once, and each by itself, since some of them must have a form of their own. */
function marked(type: GraphQLInputType, base: Value | undefined): Value[] {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    const list = Array.isArray(base) ? (base as readonly Value[]) : [];
    return list
      .slice(0, 2)
      .flatMap((item, at) => marked(inner.ofType, item).map((value) => list.map((other, index) => (index === at ? value : other))));
  }
  if (isInputObjectType(inner)) {
    const object = (base ?? {}) as Record<string, Value | undefined>;
    return Object.values(inner.getFields()).flatMap((field) =>
      marked(field.type, object[field.name]).map((value) => ({ ...object, [field.name]: value })),
    );
  }
  return String(inner) === "String" || String(inner) === "ID" ? [`${MARK} ${String(base ?? "")}`] : [];
}

async function useEverything(): Promise<{ taken: number; failed: number; sent: number }> {
  const counts = { taken: 0, failed: 0, sent: 0 };
  for (const mutation of mutations) {
    const recipe = recipes[mutation.name];
    const type = mutation.args[0]?.type;
    if (!recipe || !type) throw new Error(`no input is known that would do for ${mutation.name}`);
    const client = recipe.anonymous ? api.anonymous : await api.as(recipe.as);
    for (let turn = 0; ; turn += 1) {
      // Each turn needs an input of its own: what is taken once is not taken again.
      const base = await recipe.input();
      const input = turn === 0 ? base : marked(type, base)[turn - 1];
      if (!input) break;
      const answer = await client.send(documentOf(mutation), { input });
      counts.sent += 1;
      if (answer.errors) counts.failed += 1;
      else if ((answer.data["result"] as { errors: unknown[] } | undefined)?.errors.length === 0) counts.taken += 1;
      await asSuperuser(api, "DELETE FROM rate_limit");
    }
  }
  return counts;
}

const QUERIES: readonly (readonly [string, Record<string, unknown>])[] = [
  ["query Q($f: FamilyFilter) { families(filter: $f) { edges { node { name } } } }", { f: { search: MARK } }],
  ["query Q($r: String!) { caf(reference: $r) { id } }", { r: MARK }],
  ["query Q($s: String) { workers(search: $s) { name } teams(search: $s) { name } }", { s: MARK }],
  ["query Q($id: ID!) { family(id: $id) { id } }", { id: MARK }],
  [`{ caf(reference: "${MARK}") { id } }`, {}],
  [`{ ${MARK} }`, {}],
  [`query Q($${MARK}: Nothing) { viewer { id } }`, { [MARK]: MARK }],
  ["query Q($d: LocalDate) { contribution(asOf: $d) { asOf } }", { d: MARK }],
  [`{ viewer { id `, { [MARK]: MARK }],
];

async function askEverything(): Promise<void> {
  for (const account of ["school", "coordinator", "admin"] as const) {
    for (const [document, variables] of QUERIES) await (await api.as(account)).send(document, variables);
  }
  await (await api.as("admin")).send("query Q($f: AuditFilter) { auditEvents(filter: $f) { edges { node { id } } } }", {
    f: { user: MARK, family: MARK },
  });
  await api.anonymous.send("mutation S($input: SignInInput!) { signIn(input: $input) { errors { code } } }", {
    input: { email: `${MARK}@example.org`, password: `${MARK} ${PASSWORD}` },
  });
  await post(api.url, `{"query": "${MARK}`, { cookie: `wtwf_session=${MARK}` });
  await post(api.url, JSON.stringify({ query: MARK.repeat(200_000) }));
  await post(`${api.url}/${MARK}`, "{}");
  await fetch(`${api.url}/graphql?query=${MARK}`, { headers: { "x-forwarded-for": MARK, "user-agent": MARK, referer: `http://${MARK}/` } });
}

/** From now on each write fails, and says in its message what was to be written. */
const SABOTAGE = `
  CREATE FUNCTION sabotage() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION E'cannot write %\\n    at ${MARK}', NEW::text USING DETAIL = NEW::text, HINT = '${MARK}'; END $$;
  DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'audit%' AND tablename <> 'rate_limit' LOOP
      EXECUTE format('CREATE TRIGGER sabotage BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION sabotage()', t);
    END LOOP;
  END $$`;

const secrets = () => [
  PASSWORD,
  ...cookies.map((cookie) => cookie.split("=")[1] ?? ""),
  ...Object.values(api.urls).map((url) => new URL(url).password),
  ...Object.values(USERS).flatMap(({ email, name }) => [email, name]),
];

function expectNothingSaid(): void {
  const all = said.join("\n");
  expect(all).not.toContain(MARK);
  for (const secret of secrets()) {
    expect(secret.length).toBeGreaterThan(4);
    expect(all).not.toContain(secret);
  }
}

describe("what the process says while the whole API is used", () => {
  test("holds nothing of what was sent, taken or refused", { timeout: 120_000 }, async () => {
    const { taken, sent } = await useEverything();
    await askEverything();
    expect(sent).toBeGreaterThan(100);
    expect(taken).toBeGreaterThan(30);
    expectNothingSaid();
  });

  test("sends no value as text of a statement, not even an id", () => {
    expect(statements.size).toBeGreaterThan(80);
    const given = [MARK, ...Object.values(USERS).flatMap(({ email, name }) => [email, name])];
    const holding = [...statements].filter(
      (text) => given.some((value) => text.includes(value)) || /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-/u.test(text),
    );
    expect(holding).toEqual([]);
  });

  test("holds nothing of it where the database fails with the row in its message, and says where that was", {
    timeout: 120_000,
  }, async () => {
    // One after another: a re-evaluation that begins takes the place of one that another input is for.
    const inputs: Record<string, Record<string, Value>> = {};
    for (const [name, recipe] of Object.entries(recipes)) inputs[name] = await recipe.input();
    recipes = Object.fromEntries(
      Object.entries(recipes).map(([name, recipe]) => [name, { ...recipe, input: async () => inputs[name] ?? {} }]),
    );
    // Nobody's session is to be touched meanwhile, however slow the machine: that would fail before the operation is known.
    await asSuperuser(api, "UPDATE session SET last_seen_at = now() + interval '10 minutes'");
    await asSuperuser(api, SABOTAGE);
    const before = said.length;
    const { failed } = await useEverything();
    const lines = said.slice(before).filter((line) => line.includes("operation failed"));
    expect(failed).toBeGreaterThan(30);
    const failures = lines.map((line) => JSON.parse(line) as { code: string; operationName: string });
    expect(failures.map(({ operationName }) => operationName)).toEqual(
      expect.arrayContaining([
        "addPlanAction",
        "attachFamily",
        "recordTafMeeting",
        "reviewCaf",
        "saveCafDraft",
        "signIn",
        "startCaf",
        "submitCaf",
      ]),
    );
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(["P0001"]));
    expectNothingSaid();
  });
});
