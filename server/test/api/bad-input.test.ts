import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, type GraphQLField, getNamedType, isInputObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { ACCESS_SETTINGS, OF_ANOTHER_SERVICE } from "../access-recipes.ts";
import { type Answer, type Api, startApi } from "../api-client.ts";
import { change, ellerys, made } from "../caf.ts";
import { AROUND, EACH_KIND, factOf, insertEvidence } from "../evidence.ts";
import { type Household, household, rows } from "../household.ts";
import { onKept } from "../kept-connections.ts";
import { READY, type Recipe, recipesFor } from "../recipes.ts";
import { type Spoilt, spoiltInputs } from "../spoilt-inputs.ts";
import { AGENCIES, town, USERS } from "../town.ts";

let api: Api;
/** What the school and its partners help, and a family of which they know nothing. */
let home: Household;
let hidden: Household;
/** Every id there is, by what it is of. */
let ids: Readonly<Record<string, readonly string[]>>;

let recipes: Readonly<Record<string, Recipe>>;

beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true, ...ACCESS_SETTINGS });
  home = await household(api, { ...READY, seats: ["police"] });
  recipes = recipesFor(api, home);
  hidden = await household(api, { district: "pendle", restricted: true, ...READY });
  for (const family of [home, hidden])
    await insertEvidence(api, family, "police", { kind: "COVERAGE", valid_from: "2016-12-01", facts: { of: "OFFENCE" } });
  const idsOf = async (sql: string) => (await rows<{ id: string }>(api, sql)).map(({ id }) => id);
  ids = {
    family: [home.id, hidden.id],
    caf: [home.cafId, hidden.cafId],
    person: [home.people[2], hidden.people[2]],
    action: await idsOf("SELECT id FROM plan_action"),
    request: await idsOf("SELECT id FROM lead_professional"),
    evidence: await idsOf("SELECT id FROM evidence ORDER BY family_id = (SELECT id FROM family WHERE restricted)"),
    agreement: await idsOf("SELECT id FROM agreement ORDER BY family_id = (SELECT id FROM family WHERE restricted)"),
    basis: [],
    correction: [],
    team: [AGENCIES.school.teams[0]?.id ?? ""],
    agency: [AGENCIES.school.id],
    worker: [USERS.school.id],
    plan: await idsOf("SELECT id FROM outcomes_plan"),
    reevaluation: [],
    emergencyAccess: [],
    provider: [],
    machine: [],
    sharing: [],
    impact: [],
    review: [],
  };
});
afterAll(() => api.stop());

/** What an input's field holds the id of. */
const KIND: Readonly<Record<string, string>> = {
  familyId: "family",
  cafId: "caf",
  personId: "person",
  personIds: "person",
  actionId: "action",
  requestId: "request",
  teamId: "team",
  fromTeamId: "team",
  toTeamId: "team",
  parentId: "team",
  agencyId: "agency",
  userId: "worker",
  providerId: "provider",
  evidenceId: "evidence",
  correctionRequestId: "correction",
  recordId: "caf",
  agreementId: "agreement",
  lawfulBasisId: "basis",
  schoolId: "agency",
  agencyIds: "agency",
  workerId: "worker",
  workerIds: "worker",
  planId: "plan",
  insteadOf: "plan",
  reevaluationId: "reevaluation",
  emergencyAccessId: "emergencyAccess",
  clientId: "machine",
  sharingAgreementId: "sharing",
  assessmentId: "impact",
  reviewId: "review",
};
/** Kinds of which some are hidden from who asks: anybody may name any team, agency or worker. */
const PRIVATE = new Set(["family", "caf", "person", "action", "request", "evidence", "agreement", "basis"]);

/** Ids of everything else than the field asks for, and those of its kind that are not theirs to see. */
function foreignIds(field: string): readonly string[] {
  const kind = KIND[field];
  if (!kind) throw new Error(`say what ${field} holds the id of`);
  const others = Object.entries(ids).flatMap(([name, of]) => (name === kind ? [] : of.slice(0, 1)));
  return PRIVATE.has(kind) ? [...others, ...(ids[kind] ?? []).slice(-1)] : others;
}

const schema = buildSchema(readFileSync(join(repositoryRoot, "schema/schema.graphql"), "utf8"));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(
  ({ name, args }) => args.length > 0 && !OF_ANOTHER_SERVICE.has(name),
);

type MutationField = GraphQLField<unknown, unknown>;
const documentOf = ({ name, args: [input] }: MutationField) =>
  `mutation Spoil($input: ${input?.type}) { result: ${name}(input: $input) { errors { code field message } } }`;

const inputTypeOf = ({ name, args: [input] }: MutationField) => {
  const type = input && getNamedType(input.type);
  if (!input || !isInputObjectType(type)) throw new Error(`${name} takes no input object`);
  return input.type;
};

const errorsOf = (answer: Answer) => (answer.data?.["result"] as { errors: { code: string }[] } | null | undefined)?.errors ?? [];

/** Limits count tries whatever comes of them; here they would stand before what is tried, and so would the asking for proof. */
const forgetLimits = async () => {
  await onKept(api.urls.owner, (client) => client.query("DELETE FROM rate_limit"));
  await rows(api, "UPDATE session SET proved_at = now()");
};

/** How many rows each table has, and a sum over what they hold. */
async function everything(): Promise<unknown> {
  const tables = await rows<{ name: string }>(
    api,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
     AND tablename NOT IN ('audit_event', 'rate_limit', 'session', 'schema_migration') ORDER BY 1`,
  );
  const sums = tables.map(({ name }) => `SELECT '${name}' AS t, count(*)::int AS n, sum(hashtext(x::text)) AS sum FROM ${name} x`);
  return rows(api, sums.join(" UNION ALL "));
}

/** What is wrong with an answer to a spoilt input; nothing, where it is refused as it should be. */
function faultOf(answer: Answer, { sent }: Spoilt): string | null {
  const text = JSON.stringify({ data: answer.data, errors: answer.errors });
  const codes = (answer.errors ?? []).map((error) => error.extensions?.code ?? "");
  if (answer.status >= 500 || codes.includes("INTERNAL_SERVER_ERROR")) return "a fault of ours";
  if (sent.some((piece) => text.includes(piece))) return "said again what was sent";
  if (answer.status >= 400) return answer.status < 500 && codes.length > 0 ? null : "an unclear answer";
  if (codes.length > 0 || errorsOf(answer).length === 0) return "taken";
  return null;
}

test("every mutation has an input that would do", () => {
  expect(mutations.map(({ name }) => name).sort()).toEqual(Object.keys(recipes).sort());
});

describe.each(mutations)("$name", (mutation) => {
  const recipe = () => recipes[mutation.name] ?? expect.fail(`no input is known that would do for ${mutation.name}`);

  test("refuses every spoilt input, repeats nothing and writes nothing; the whole one does", { timeout: 120_000 }, async () => {
    const { as, anonymous, input, stranger } = recipe();
    const client = anonymous ? api.anonymous : await api.as(as);
    const base = await input();
    const before = await everything();
    const faults: string[] = [];
    let tried = 0;
    for (const spoilt of spoiltInputs(inputTypeOf(mutation), base, foreignIds)) {
      // A draft may hold what is not finished yet.
      if (mutation.name === "saveCafDraft" && spoilt.meaning && spoilt.what.startsWith("content.")) continue;
      if (tried % 50 === 0) await forgetLimits();
      const fault = faultOf(await client.send(documentOf(mutation), { input: spoilt.input }), spoilt);
      if (fault) faults.push(`${fault}: ${spoilt.what}`);
      tried += 1;
    }
    expect(faults).toEqual([]);
    expect(tried).toBeGreaterThan(8);
    if (stranger) {
      const answer = await (await api.as(stranger)).send(documentOf(mutation), { input: base });
      expect(errorsOf(answer).map(({ code }) => code)).toEqual(["NOT_FOUND"]);
    }
    expect(await everything()).toEqual(before);
    await forgetLimits();
    const answer = await client.send(documentOf(mutation), { input: base });
    expect([answer.status, answer.errors, errorsOf(answer)]).toEqual([200, undefined, []]);
  });
});

/** None is a number as good as any of these. */
const NONE_IS_FINE = new Set(
  ["attendance.authorised", "attendance.unauthorised", "asbIncident.sanctionLevel", "riskScore.score", "finance.pounds"].map(
    (field) => `fact.${field} = 0`,
  ),
);

describe("addEvidence", () => {
  test.each(EACH_KIND)("refuses every way to spoil what is said of a $kind", async ({ kind, as }) => {
    const mutation = mutations.find(({ name }) => name === "addEvidence") ?? expect.fail("there is no addEvidence");
    const family = await household(api, AROUND);
    const base = { familyId: family.id, fact: factOf(kind, family), statement: "As we know", idempotencyKey: family.id };
    const part = Object.keys(base.fact).find((field) => typeof base.fact[field] === "object") ?? "none";
    const faults: string[] = [];
    let tried = 0;
    const client = await api.as(as);
    for (const spoilt of spoiltInputs(inputTypeOf(mutation), base, foreignIds)) {
      if (!spoilt.what.startsWith(`fact.${part}.`) || NONE_IS_FINE.has(spoilt.what)) continue;
      const fault = faultOf(await client.send(documentOf(mutation), { input: spoilt.input }), spoilt);
      if (fault) faults.push(`${fault}: ${spoilt.what}`);
      tried += 1;
    }
    expect(faults).toEqual([]);
    expect(tried).toBeGreaterThan(part === "none" ? -1 : 5);
    expect(await rows(api, "SELECT 1 FROM evidence WHERE family_id = $1", [family.id])).toEqual([]);
    expect(errorsOf(await client.send(documentOf(mutation), { input: base }))).toEqual([]);
  });
});

describe("text that cannot be kept", () => {
  test.each([
    ["a null character in a variable", "query Q($asked: String!) { caf(reference: $asked) { id } }", { asked: "CAF-1\0" }],
    ["half a character in a variable", "query Q($f: FamilyFilter) { families(filter: $f) { totalCount } }", { f: { search: "a\udc00b" } }],
    ["a null character in the document", '{ caf(reference: "CAF-1\\u0000") { id } }', {}],
    ["half a character in the document", '{ caf(reference: "\\uD83D") { id } }', {}],
  ])("is a 400: %s", async (_what, document, variables) => {
    const answer = await (await api.as("school")).send(document, variables);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions?.code).toMatch(/^(BAD_REQUEST|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED)$/u);
  });

  test("is not an emoji, nor a letter of any alphabet", async () => {
    const caf = made(await change(api, "school", "startCaf"));
    const content = { ...ellerys(), reason: "Łukasz Ωραία 👨‍👩‍👧 𝒜 ﷽" };
    const saved = made(await change(api, "school", "saveCafDraft", { cafId: caf.id, version: 1, content }));
    expect(saved.draft?.content.reason).toBe(content.reason);
  });

  test("is looked for at any depth", async () => {
    const deep = `${"[".repeat(100_000)}"\\u0000"${"]".repeat(100_000)}`;
    const body = `{ "query": "query Q($asked: String!) { caf(reference: $asked) { id } }", "variables": { "asked": ${deep} } }`;
    const response = await fetch(`${api.url}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect([response.status, ((await response.json()) as Answer).errors?.[0]?.extensions?.code]).toEqual([400, "BAD_REQUEST"]);
  });
});
