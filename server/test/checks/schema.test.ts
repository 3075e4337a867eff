import "reflect-metadata";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getMetadataStorage as validators } from "class-validator";
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLResolveInfo,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from "graphql";
import { Field, InputType, ObjectType } from "type-graphql";
import { describe, expect, it } from "vitest";
import { PERMISSIONS, STEP_UP_PERMISSIONS } from "../../src/access/permissions.ts";
import type { Context } from "../../src/graphql/context.ts";
import { createSchema } from "../../src/schema.ts";
import type { Services } from "../../src/services.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { schemaText } from "../contract/schema-text.ts";

interface Registered {
  readonly name: string;
  readonly target: new () => object;
  readonly simpleResolvers?: boolean;
}

/** What TypeGraphQL's decorators have told it; its own accessor is not exported. */
const registered = (globalThis as unknown as { TypeGraphQLMetadataStorage: { objectTypes: Registered[]; inputTypes: Registered[] } })
  .TypeGraphQLMetadataStorage;

/** Resolvers over nothing: a permission is asked for before a service is. */
const nothing: object = new Proxy(() => undefined, { get: (_target, name) => (name === "then" ? undefined : nothing) });
const schema = await createSchema(nothing as Services);
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__"));
const objects = types.filter(isObjectType);
const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type?.name}.${field.name}`, field })),
);

/** What anyone may ask before signing in: the service itself, and each step of getting in. */
const OPEN = [
  "Query.service",
  "Query.viewer",
  "Query.signInNext",
  "Query.signInLink",
  "Mutation.signIn",
  "Mutation.enterCode",
  "Mutation.cancelSignIn",
  "Mutation.startSecondFactor",
  "Mutation.confirmSecondFactor",
  "Mutation.askPasswordReset",
  "Mutation.setPassword",
  "Mutation.becomeFirstAdministrator",
];

/** Claims, administration, restriction, disposal, its schedule and disclosure: nobody gets at them by a session that was left open. */
const STEPPED_UP =
  /^((users|agencies|identity-providers|machine-clients|sharing-agreements|outcomes-plans|claims|account|records)\.(?!(read|compare)$)|families\.restrict$|retention\.change-schedule$|subject-access\.disclose$)/;

async function refusal(field: GraphQLField<unknown, unknown>, viewer: unknown): Promise<unknown> {
  const context = { viewer, correlationId: "test", address: "", session: {} } as unknown as Context;
  try {
    return await field.resolve?.({}, {}, context, {} as GraphQLResolveInfo);
  } catch (error) {
    return (error as { extensions?: { code?: string } }).extensions?.code ?? error;
  }
}

describe("schema/schema.graphql", () => {
  it("is what the types and resolvers make: npm run generate writes it", async () => {
    expect(readFileSync(join(repositoryRoot, "schema/schema.graphql"), "utf8")).toBe(await schemaText());
  });
});

describe("each root field", () => {
  const closed = roots.filter(({ name }) => !OPEN.includes(name));

  it("asks for a permission, but for the few that are open to anyone", () => {
    expect(
      roots
        .filter(({ field }) => field.extensions["open"] === true)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...OPEN].sort());
    expect(closed.length).toBeGreaterThan(25);
  });

  it.each(closed)("$name refuses whoever is not signed in, and a role without its permission", async ({ field }) => {
    expect(await refusal(field, null)).toBe("UNAUTHENTICATED");
    expect(await refusal(field, { permissions: new Set() })).toBe("FORBIDDEN");
  });

  it("of claims and administration asks for fresh proof too", async () => {
    expect(PERMISSIONS.filter((permission) => STEP_UP_PERMISSIONS.has(permission))).toEqual(
      PERMISSIONS.filter((permission) => STEPPED_UP.test(permission)),
    );
    const all = new Set(PERMISSIONS);
    const answers = await Promise.all(closed.map(async ({ name, field }) => [name, await refusal(field, { permissions: all })] as const));
    const guarded = answers.filter(([, answer]) => answer === "STEP_UP_REQUIRED").map(([name]) => name);
    expect(guarded).toContain("Query.users");
    expect(guarded).toContain("Mutation.disableUser");
    expect(guarded).toContain("Mutation.changePassword");
    expect(guarded.length).toBeGreaterThanOrEqual(16);
    // With fresh proof each goes on to its service, which here is none.
    for (const { name, field } of closed.filter((each) => guarded.includes(each.name))) {
      expect(await refusal(field, { permissions: all, session: { steppedUp: true } }), name).not.toBe("STEP_UP_REQUIRED");
    }
  });

  it("says what it is for", () => {
    expect(roots.filter(({ field }) => !field.description).map(({ name }) => name)).toEqual([]);
  });
});

describe("each object type", () => {
  const unwrapped = (type: Registered): boolean => type.simpleResolvers === true;

  it("reads plain fields without a resolver of its own", () => {
    const names = new Set(objects.map((type) => type.name));
    const ours = registered.objectTypes.filter((type) => names.has(type.name));
    expect(ours.length).toBeGreaterThan(40);
    expect(ours.filter((type) => !unwrapped(type)).map((type) => type.name)).toEqual([]);
  });

  it("would be found out otherwise", () => {
    @ObjectType()
    class PlantedType {
      @Field(() => String)
      name!: string;
    }
    const planted = registered.objectTypes.find((type) => (type.target as unknown) === PlantedType);
    expect(planted && unwrapped(planted)).toBe(false);
  });
});

/** Constraints that bound a text; for a list also its length. */
const BOUNDS = new Set(["maxLength", "isLength", "isUuid", "matches", "isIn", "isEmail"]);

function unbounded(target: new () => object, field: string, type: GraphQLInputType): string | null {
  const list = isListType(isNonNullType(type) ? type.ofType : type);
  const named = getNamedType(type);
  const given = validators()
    .getTargetValidationMetadatas(target, "", true, false)
    .filter((each) => each.propertyName === field);
  const names = given.map((each) => each.name ?? each.type);
  if (list && !names.includes("arrayMaxSize")) return "a list without @ArrayMaxSize";
  if (isInputObjectType(named)) return given.some((each) => each.type === "nestedValidation") ? null : "an input without @ValidateNested";
  if (named.name !== "String" && named.name !== "ID") return null;
  return names.some((name) => BOUNDS.has(name)) ? null : "a text without @MaxLength or the like";
}

const faultsOf = (name: string, target: new () => object, fields: readonly { name: string; type: GraphQLInputType }[]): string[] =>
  fields.flatMap((field) => {
    const fault = unbounded(target, field.name, field.type);
    return fault ? [`${name}.${field.name} is ${fault}`] : [];
  });

describe("each input of a mutation", () => {
  const pending = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) =>
    field.args.map((arg) => getNamedType(arg.type)),
  );
  const inputs = new Set(pending.filter(isInputObjectType));
  for (const input of inputs) {
    for (const field of Object.values(input.getFields())) {
      const named = getNamedType(field.type);
      if (isInputObjectType(named)) inputs.add(named);
    }
  }

  it("bounds its texts and lists, and validates what it holds", () => {
    expect(inputs.size).toBeGreaterThan(15);
    const faults = [...inputs].flatMap((input) => {
      const target = registered.inputTypes.find((type) => type.name === input.name)?.target;
      return target ? faultsOf(input.name, target, Object.values(input.getFields())) : [`${input.name} has no class`];
    });
    expect(faults).toEqual([]);
  });

  it("would be found out otherwise", () => {
    @InputType()
    class PlantedInput {
      @Field(() => String)
      name!: string;
    }
    const type = schema.getType("SignInInput");
    const email = isInputObjectType(type) ? type.getFields()["email"] : undefined;
    expect(email && faultsOf("PlantedInput", PlantedInput, [{ name: "name", type: email.type }])).toEqual([
      "PlantedInput.name is a text without @MaxLength or the like",
    ]);
  });
});

describe("the operations that others rely on", () => {
  const folder = join(repositoryRoot, "server/test/acceptance");
  const files = readdirSync(folder).filter((name) => name.endsWith(".graphql"));

  it("are four", () => {
    expect(files).toHaveLength(4);
  });

  it.each(files)("%s is answered as it stands", (file) => {
    expect(validate(schema, parse(readFileSync(join(folder, file), "utf8"))).map((error) => error.message)).toEqual([]);
  });
});
