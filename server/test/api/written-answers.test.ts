import fc from "fast-check";
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isLeafType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writtenFields } from "../../src/graphql/written-fields.ts";
import { createSchema } from "../../src/schema.ts";
import { type Api, type Client, startApi } from "../api-client.ts";
import { cohortTemplate } from "../cohort.ts";
import { rows } from "../household.ts";

/*
 * What the database writes to the letter must be what the walk over objects would have answered: made-up selections
 * are asked both ways. A directive on the root field, which changes nothing, sends an operation to the walk.
 */
let schema: GraphQLSchema;
let api: Api;
let coordinator: Client;
let familyIds: string[];
beforeAll(async () => {
  schema = await createSchema(null);
  api = await startApi(cohortTemplate);
  coordinator = await api.as("coordinator");
  const found = await rows<{ id: string }>(api, "SELECT family_id AS id FROM attachment ORDER BY family_id LIMIT 40");
  familyIds = found.map((row) => row.id);
});
afterAll(() => api.stop());

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>;

/** Fields of a type that its SQL may write, as the decorators say. */
function writable(typeName: string): GraphQLField<unknown, unknown>[] {
  const type = schema.getType(typeName);
  const fields: Fields = isObjectType(type) ? type.getFields() : {};
  return Object.values(fields).filter((field) => {
    const named = getNamedType(field.type);
    if (field.args.length > 0 || (field.resolve && !field.extensions["written"])) return false;
    if (isLeafType(named)) return isEnumType(named) || named.name !== "DateTime";
    return named.extensions["written"] === true;
  });
}

const ALIASES = ["", "a: ", "__b: ", "zz9: "];

/** A selection of a type as text; deeper ones are asked for less often. */
function selection(typeName: string, depth: number): fc.Arbitrary<string> {
  const fields = writable(typeName).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
  const picked = fc.subarray(fields, { minLength: 1, maxLength: Math.min(6, fields.length) });
  return fc.tuple(picked, fc.boolean(), fc.constantFrom("plain", "fragment")).chain(([chosen, typename, form]) =>
    fc
      .tuple(
        ...chosen.map((field, index) => {
          const named = getNamedType(field.type);
          const below = isLeafType(named) ? fc.constant("") : selection(named.name, depth - 1);
          // Each field its own alias, so that no two stand under one key.
          return fc
            .tuple(fc.constantFrom(...ALIASES), below)
            .map(([alias, text]) => `${alias.replace(": ", `${index}: `)}${field.name}${text}`);
        }),
      )
      .map((parts) => {
        const text = [...(typename ? ["__typename"] : []), ...parts].join(" ");
        return form === "plain" ? `{ ${text} }` : `{ ... on ${typeName} { ${text} } }`;
      }),
  );
}

function isWritten(document: string): boolean {
  const parsed = parse(document);
  const operation = parsed.definitions.find((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);
  return operation !== undefined && writtenFields(schema, parsed, operation).length === 1;
}

async function bothWays(head: string, root: string, text: string, variables: object): Promise<void> {
  const asWritten = `${head} ${root} ${text} }`;
  const walked = `${head} ${root} @include(if: true) ${text} }`;
  expect([isWritten(asWritten), isWritten(walked)]).toEqual([true, false]);
  const [one, other] = await Promise.all([
    coordinator.send(asWritten, variables as Record<string, unknown>),
    coordinator.send(walked, variables as Record<string, unknown>),
  ]);
  expect({ data: one.data, errors: one.errors }).toEqual({ data: other.data, errors: other.errors });
  expect(one.errors).toBeUndefined();
}

describe("an answer that the database writes is the answer that the walk gives", () => {
  test("for a family", async () => {
    await fc.assert(
      fc.asyncProperty(selection("Family", 3), fc.nat(39), (text, index) =>
        bothWays("query One($id: ID!) {", "family(id: $id)", text, { id: familyIds[index % familyIds.length] }),
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ["families", "families(filter: { district: $district }, first: $first)"],
    ["the queue of families to attach", "queue: attachmentQueue(district: $district, first: $first)"],
  ])("for a page of %s", async (_name, root) => {
    await fc.assert(
      fc.asyncProperty(selection("FamilyConnection", 4), fc.constantFrom("burnley", "preston", "nowhere"), (text, district) =>
        bothWays("query Page($district: String, $first: Int) {", root, text, { district, first: 3 }),
      ),
      { numRuns: 40 },
    );
  });
});

describe("beside others", () => {
  test("it stands in the order that was asked for, and a failure is told as the walk tells it", async () => {
    const document = `query Mixed($id: ID!) { districts { code } family(id: $id) { reference } again: districts { name }
      families(first: 0) { totalCount } }`;
    const { data, errors } = await coordinator.send(document, { id: familyIds[0] });
    expect(data).toBeNull();
    expect(errors).toEqual([{ message: "first must be from 1 to 100", path: ["families"], extensions: { code: "BAD_USER_INPUT" } }]);
    const fine = await coordinator.send(document.replace("first: 0", "first: 1"), { id: familyIds[0] });
    expect(Object.keys(fine.data)).toEqual(["districts", "family", "again", "families"]);
  });

  test("nothing is written for a role that may not ask, and what does not exist is null", async () => {
    const board = await api.as("board");
    const refused = await board.send("query F($id: ID!) { family(id: $id) { id } }", { id: familyIds[0] });
    expect(refused.data).toEqual({ family: null });
    expect(refused.errors).toMatchObject([{ path: ["family"], extensions: { code: "FORBIDDEN" } }]);
    const none = await coordinator.query('query F { family(id: "00000000-0000-4000-8000-000000000000") { id } }');
    expect(none).toEqual({ family: null });
  });

  test.each([
    ["a field under two keys", "{ id a: id }"],
    ["a directive", "{ id @include(if: true) }"],
    ["a field that is worked out for the viewer", "{ viewerCanAttach }"],
    ["a type that its SQL does not cut to size", "{ standing { criteria { need } } }"],
  ])("%s is walked", (_name, text) => {
    expect(isWritten(`{ family(id: "x") ${text} }`)).toBe(false);
  });
});
