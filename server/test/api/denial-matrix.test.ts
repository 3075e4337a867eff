import "reflect-metadata";
import { buildSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grantee } from "../../src/access/grants/grant.ts";
import { fieldNames, GRANTS, refuseUndecided } from "../../src/access/grants/grants.ts";
import { ROLES, type Role } from "../../src/access/roles.ts";
import { ACCESS_SETTINGS, OF_ANOTHER_SERVICE } from "../access-recipes.ts";
import { type Answer, type Api, type Client, startApi } from "../api-client.ts";
import { type Household, household, rows, sealAll } from "../household.ts";
import { asMachine } from "../machines.ts";
import { addPlan } from "../plans.ts";
import { READY, type Recipe, recipesFor } from "../recipes.ts";
import { type Account, AGENCIES, id, town, USERS } from "../town.ts";
import { type AnyField, anyArguments, asking, fieldsIn, mutations, queries, schema, selectionsOf } from "../whole-schema.ts";

/** One account of each role, the practitioner being the family's lead, who is given the most. */
const ACCOUNTS = {
  PRACTITIONER: "school",
  AGENCY_LEAD: "schoolLead",
  COORDINATOR: "coordinator",
  AUDITOR: "auditor",
  BOARD_MEMBER: "board",
  INFORMATION_OFFICER: "informationOfficer",
  ADMINISTRATOR: "admin",
} as const satisfies Record<Exclude<Role, "MACHINE">, Account>;
const clientOf = (role: Role): Promise<Asking> => (role === "MACHINE" ? asMachine(api) : api.as(ACCOUNTS[role]));
type Asking = Pick<Client, "send">;

let api: Api;
let home: Household;
let recipes: Readonly<Record<string, Recipe>>;
let reference: string;
let planId: string;

/** What was seen of each field, by role: filled while the whole schema is asked. */
const seen = new Map<Grantee, Set<string>>([["NOBODY", new Set()], ...ROLES.map((role) => [role, new Set<string>()] as const)]);
let cells = 0;

beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true, ...ACCESS_SETTINGS });
  home = await household(api, { ...READY, seats: ["police"], lead: "earlyHelp" });
  recipes = recipesFor(api, home);
  planId = await addPlan(api.urls.loader, { needs: 1 });
});
afterAll(async () => {
  await api.stop();
  console.info(`denial matrix: ${cells} cells`);
});

/** What is given to the fewest: that nobody else was given it is worth something only where somebody was. */
const CLOSEST = [
  "Family.looks",
  "Look.worker",
  "Caf.draft",
  "CafDraft.dangerReferrals",
  "Evidence.fields",
  "AuditEvent.user",
  "User.email",
];

const codesOf = (answer: Answer) => (answer.errors ?? []).map(({ extensions }) => extensions?.code);
const mayBe = (who: Grantee, type: string, field: string) => GRANTS[type]?.[field]?.includes(who) ?? false;

/** What each question is asked of, where it needs to be told. */
const QUESTIONS: Readonly<Record<string, () => Record<string, unknown>>> = {
  agencyTeams: () => ({ agencyId: AGENCIES.police.id }),
  caf: () => ({ reference }),
  cafReceipt: () => ({ reference }),
  eligibleNotAttached: () => ({ asOf: "2016-12-31", openedSince: "2016-04-01" }),
  family: () => ({ id: home.id }),
  familyForecast: () => ({ familyId: home.id, suppose: [] }),
  planComparison: () => ({ planId }),
  user: () => ({ id: USERS.school.id }),
};
/** The month-end that the recipes publish. */
const PUBLISHED = { asOf: "2016-12-31" };
const questionOf = (field: AnyField) =>
  QUESTIONS[field.name]?.() ?? { ...anyArguments(field.args), ...(field.args.some(({ name }) => name === "asOf") && PUBLISHED) };

test("says of every field who may be given it, and of no field that is gone", () => {
  const there = new Set(fieldNames(schema));
  const decided = Object.entries(GRANTS).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`));
  expect([...there].filter((name) => !decided.includes(name))).toEqual([]);
  expect(decided.filter((name) => !there.has(name))).toEqual([]);
});

test("a field of which nobody has decided keeps the service from starting", () => {
  const planted = buildSchema("type Query { viewer: Viewer, everything: String } type Viewer { id: ID!, shoeSize: Int }");
  expect(() => refuseUndecided(planted)).toThrow("who may be given Query.everything, Viewer.shoeSize");
});

test("published figures are asked by their day alone: a filter would need suppression across its values", () => {
  const figures = queries.filter(({ name }) => mayBe("BOARD_MEMBER", "Query", name) && !mayBe("PRACTITIONER", "Query", name));
  // knownAt is refused to whoever reads what is published, and openedSince is the published one or nothing.
  expect(Object.fromEntries(figures.map(({ name, args }) => [name, args.map((argument) => argument.name)]))).toEqual({
    agencyContributions: ["asOf"],
    attachedByDistrict: ["asOf", "knownAt"],
    eligibleNotAttached: ["asOf", "knownAt", "openedSince"],
    progressToClaims: ["asOf", "knownAt"],
    publications: [],
  });
});

const roots = [
  ...queries.map((field) => ({ type: "Query", kind: "query", field }) as const),
  ...mutations.map((field) => ({ type: "Mutation", kind: "mutation", field }) as const),
];
const plain = (field: AnyField) => (selectionsOf(field.type)[0] === "" ? "" : "{ __typename }");

/** Root fields that this one may not ask and that did not refuse, each with what it answered. */
async function notRefused(client: Asking, who: Grantee, code: string): Promise<string[]> {
  const open: string[] = [];
  for (const { type, kind, field } of roots) {
    if (mayBe(who, type, field.name)) continue;
    const given = anyArguments(field.args);
    const answer = await client.send(asking(kind, field, given, plain(field)), given);
    cells += 1;
    if (codesOf(answer).join() !== code || answer.data?.[field.name]) open.push(`${type}.${field.name}: ${codesOf(answer).join()}`);
  }
  return open;
}

describe("each root field that is not granted is denied", () => {
  test.each(ROLES)("to %s", async (role) => {
    expect(await notRefused(await clientOf(role), role, "FORBIDDEN")).toEqual([]);
  });

  test("to somebody who has not signed in", async () => {
    expect(await notRefused(api.anonymous, "NOBODY", "UNAUTHENTICATED")).toEqual([]);
  });

  test.each([
    ["was disabled", "otherPolice", "disabled_at = now()"],
    ["became another", "jobcentre", "role = 'COORDINATOR', team_id = NULL, district_codes = '{burnley}'"],
    ["went to another team", "socialWorker", `team_id = '${AGENCIES.csc.teams[0]?.id}', agency_id = '${AGENCIES.wpehs.id}'`],
  ] as const)("to somebody who %s in the midst of a session", async (_what, account, change) => {
    const client = await api.as(account);
    expect(await client.query("{ viewer { id } }")).toEqual({ viewer: { id: USERS[account].id } });
    await rows(api, `UPDATE app_user SET ${change} WHERE id = $1`, [USERS[account].id]);
    expect(await notRefused(client, "NOBODY", "UNAUTHENTICATED")).toEqual([]);
    expect(await client.query("{ viewer { id } }")).toEqual({ viewer: null });
  });
});

/** Asks all that a root field leads to, and remembers what came. */
async function askAll(client: Asking, who: Grantee, kind: "query" | "mutation", field: AnyField, given: () => Promise<object> | object) {
  for (const selection of selectionsOf(field.type, kind === "query" ? 12 : 1_000)) {
    const variables = (await given()) as Record<string, unknown>;
    const answer = await client.send(asking(kind, field, variables, selection), variables);
    expect(codesOf(answer), `${field.name} ${selection}`).toEqual([]);
    for (const name of fieldsIn(answer.data)) seen.get(who)?.add(name);
  }
}

describe("each object field that is not granted is never given", () => {
  test("by a change, to whoever may make it", { timeout: 120_000 }, async () => {
    for (const field of mutations.filter(({ name, args }) => args.length > 0 && !OF_ANOTHER_SERVICE.has(name))) {
      const { as, anonymous, input } = recipes[field.name] ?? expect.fail(`no input is known that would do for ${field.name}`);
      await askAll(anonymous ? api.anonymous : await api.as(as), USERS[as].role, "mutation", field, async () => ({ input: await input() }));
    }
  });

  test("by a question, to any role", { timeout: 120_000 }, async () => {
    reference = await furnish();
    for (const role of ROLES) {
      const client = await clientOf(role);
      for (const field of queries.filter(({ name }) => mayBe(role, "Query", name)))
        await askAll(client, role, "query", field, () => questionOf(field));
    }
    for (const field of queries.filter(({ name }) => mayBe("NOBODY", "Query", name)))
      await askAll(api.anonymous, "NOBODY", "query", field, () => questionOf(field));
  });

  test("and that is all that was seen", () => {
    const wrongly: string[] = [];
    for (const [who, names] of seen) {
      for (const name of names) {
        const [type = "", field = ""] = name.split(".");
        if (!mayBe(who, type, field)) wrongly.push(`${name} was given to ${who}`);
      }
    }
    expect(wrongly).toEqual([]);
    cells += seen.size * fieldNames(schema).length;
  });

  test("while most of what may be given was", () => {
    const may = Object.entries(GRANTS).flatMap(([type, fields]) =>
      Object.entries(fields).flatMap(([field, to]) =>
        ["Query", "Mutation"].includes(type) || field === "errors" ? [] : [{ name: `${type}.${field}`, to }],
      ),
    );
    const was = may.filter(({ name, to }) => to.some((who) => seen.get(who)?.has(name)));
    expect(was.length / may.length).toBeGreaterThan(0.85);
    const told = new Set(was.map(({ name }) => name));
    expect(CLOSEST.filter((name) => !told.has(name))).toEqual([]);
  });
});

/** Puts one of everything around the family; its CAF's reference. */
async function furnish(): Promise<string> {
  await rows(api, "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES ($1, $2, 'SSP', '2016-12-30', now())", [
    id(0xc1a),
    home.id,
  ]);
  await rows(api, "UPDATE plan_action SET due_on = '2017-01-02' WHERE family_id = $1 AND status = 'OPEN'", [home.id]);
  await rows(
    api,
    `INSERT INTO danger_referral (id, caf_id, question, reference, referred_at, recorded_at, recorded_by)
     SELECT id, id, 'reason', 'MASH-7', now(), now(), author_id FROM caf WHERE family_id = $1 AND status = 'DRAFT'`,
    [home.id],
  );
  const client = await api.as("school");
  await client.query("query Seen($id: ID!) { family(id: $id) { id } }", { id: home.id });
  await sealAll(api);
  const [caf] = await rows<{ reference: string }>(api, "SELECT reference FROM caf WHERE id = $1", [home.cafId]);
  return caf?.reference ?? "none";
}
