import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, type GraphQLField, type GraphQLOutputType, getNamedType, isObjectType, isRequiredArgument } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { type Answer, type Api, startApi } from "../api-client.ts";
import { submitted } from "../caf.ts";
import { disputed } from "../corrections.ts";
import { type Household, household, rows } from "../household.ts";
import { openedInEmergency, READY, type Recipe, recipesFor } from "../recipes.ts";
import type { Account } from "../town.ts";

/** Each page that shows a family leaves one row in the log, which names every family on it and no other. */
let api: Api;
let home: Household;
let recipes: Readonly<Record<string, Recipe>>;
let reference: string;
let familyReference: string;
let requestId: string;

beforeAll(async () => {
  api = await startApi();
  home = await household(api, { ...READY, seats: ["police"] });
  await household(api, { needs: READY.needs });
  await household(api, { district: "pendle", restricted: true, ...READY });
  recipes = recipesFor(api, home);
  reference = (await submitted(api)).reference;
  await openedInEmergency(api, home, "otherSchool");
  const [family] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [home.id]);
  familyReference = family?.reference ?? "none";
  requestId = await disputed(api, home);
  // Overdue, so that an agency's lead is told of it.
  await rows(api, "UPDATE plan_action SET due_on = '2017-01-02' WHERE family_id = $1", [home.id]);
});
afterAll(() => api.stop());

const schema = buildSchema(readFileSync(join(repositoryRoot, "schema/schema.graphql"), "utf8"));
type AnyField = GraphQLField<unknown, unknown>;

/** A family itself, or its id beside something of it. */
const isFamily = (type: string, field?: string) => type === "Family" || field === "familyId";

function showsFamily(type: GraphQLOutputType, seen = new Set<string>()): boolean {
  const named = getNamedType(type);
  if (!isObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => isFamily(named.name, field.name) || showsFamily(field.type, seen));
}

/** Everything that can be asked for without arguments, down to some depth; lists of lists have an end. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "";
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const inner = isObjectType(getNamedType(field.type));
    if (inner && (depth === 0 || !showsFamily(field.type))) return [];
    return [`${field.name} ${selectionOf(field.type, depth - 1)}`];
  });
  return `{ __typename ${fields.join(" ")} }`;
}

function familiesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) familiesIn(item, found);
  else if (typeof value === "object" && value !== null) {
    const object = value as Record<string, unknown>;
    if (object["__typename"] === "Family") found.add(String(object["id"]));
    if (typeof object["familyId"] === "string") found.add(object["familyId"]);
    for (const inner of Object.values(object)) familiesIn(inner, found);
  }
  return found;
}

const deedsOf = (answer: Answer) =>
  rows<{ action: string; family_ids: string[] }>(api, "SELECT action, family_ids FROM audit_event WHERE correlation_id = $1", [
    answer.headers.get("x-correlation-id"),
  ]);

/** For each question that shows a family: who asks it, and what of. */
const ASKED: Readonly<Record<string, readonly [Account, () => Record<string, unknown>]>> = {
  family: ["school", () => ({ id: home.id })],
  families: ["coordinator", () => ({ first: 2 })],
  attachmentQueue: ["coordinator", () => ({})],
  caf: ["coordinator", () => ({ reference })],
  cafsToReview: ["coordinator", () => ({})],
  tasks: ["school", () => ({})],
  contribution: ["schoolLead", () => ({})],
  familiesOpenedInEmergency: ["otherSchool", () => ({})],
  correctionRequest: ["informationOfficer", () => ({ id: requestId })],
  correctionRequests: ["informationOfficer", () => ({})],
  correctionSubjects: ["informationOfficer", () => ({ reference: familyReference })],
  retentionQueue: ["informationOfficer", () => ({ state: "NOT_DUE" })],
  retentionRecord: ["informationOfficer", () => ({ reference: familyReference })],
};

const queries = Object.values(schema.getQueryType()?.getFields() ?? {}).filter((field) => showsFamily(field.type));

test("every question that shows a family is asked here", () => {
  expect(queries.map(({ name }) => name).sort()).toEqual(Object.keys(ASKED).sort());
});

describe.each(queries)("the question $name", (field: AnyField) => {
  test("leaves one row for all the families that it shows", async () => {
    const [account, variables] = ASKED[field.name] ?? expect.fail(`say how ${field.name} is asked`);
    const given = variables();
    const types = field.args.filter(({ name }) => name in given).map(({ name, type }) => `$${name}: ${type}`);
    const passed = Object.keys(given).map((name) => `${name}: $${name}`);
    const bracketed = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join(", ")})` : "");
    const document = `query Asked${bracketed(types)} { ${field.name}${bracketed(passed)} ${selectionOf(field.type, 3)} }`;
    const answer = await (await api.as(account)).send(document, given);
    expect(answer.errors).toBeUndefined();
    const shown = familiesIn(answer.data);
    expect(shown.size).toBeGreaterThan(0);
    const deeds = await deedsOf(answer);
    expect(deeds).toHaveLength(1);
    expect(deeds[0]?.action).toMatch(/\.(view|list)$/);
    expect(new Set(deeds[0]?.family_ids)).toEqual(shown);
  });
});

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).filter((field) => showsFamily(field.type));

describe.each(mutations)("the change $name", (field: AnyField) => {
  test("leaves one row, which names the family that it shows", async () => {
    const { as, input } = recipes[field.name] ?? expect.fail(`no input is known that would do for ${field.name}`);
    const type = field.args[0]?.type;
    const document = `mutation Change($input: ${type}) { ${field.name}(input: $input) ${selectionOf(field.type, 2)} }`;
    const answer = await (await api.as(as)).send(document, { input: await input() });
    expect(answer.errors).toBeUndefined();
    const deeds = await deedsOf(answer);
    expect(deeds).toHaveLength(1);
    expect(deeds[0]?.family_ids).toEqual(expect.arrayContaining([...familiesIn(answer.data)]));
  });
});

test("what the viewer may not see leaves no row", async () => {
  const document = "query Hidden($id: ID!) { family(id: $id) { id } }";
  const hidden = await (await api.as("otherPolice")).send(document, { id: home.id });
  expect(hidden.data).toEqual({ family: null });
  expect(await deedsOf(hidden)).toEqual([]);
});
