import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { repositoryRoot } from "../src/shared/paths.ts";

export type AnyField = GraphQLField<unknown, unknown>;

export const schema = buildSchema(readFileSync(join(repositoryRoot, "schema/schema.graphql"), "utf8"));
export const queries: readonly AnyField[] = Object.values(schema.getQueryType()?.getFields() ?? {});
export const mutations: readonly AnyField[] = Object.values(schema.getMutationType()?.getFields() ?? {});

const objectOf = (type: GraphQLOutputType) => {
  const named = getNamedType(type);
  return isObjectType(named) ? named : null;
};

/** Fields that can be asked for without saying more. */
const askable = (type: GraphQLOutputType): readonly AnyField[] =>
  Object.values(objectOf(type)?.getFields() ?? {}).filter((field) => !field.args.some(isRequiredArgument));

/** Every object type to which a type leads, each with the shortest way to it. */
function waysFrom(type: GraphQLOutputType): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>();
  const waiting: [GraphQLOutputType, readonly string[]][] = [[type, []]];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [at, way] = next;
    const name = objectOf(at)?.name;
    if (!name || ways.has(name)) continue;
    ways.set(name, way);
    for (const field of askable(at)) if (objectOf(field.type)) waiting.push([field.type, [...way, field.name]]);
  }
  return ways;
}

interface Branch {
  readonly inner: Map<string, Branch>;
}

/** Selections which together ask for every field of every type under this one, once, each a document of modest size. */
export function selectionsOf(type: GraphQLOutputType, typesAtOnce = 12): readonly string[] {
  if (!objectOf(type)) return [""];
  const ways = [...waysFrom(type).values()];
  const selections: string[] = [];
  for (let start = 0; start < ways.length; start += typesAtOnce) {
    const root: Branch = { inner: new Map() };
    const whole = new Set<Branch>();
    for (const way of ways.slice(start, start + typesAtOnce)) {
      let at = root;
      for (const step of way) {
        const next = at.inner.get(step) ?? { inner: new Map() };
        at.inner.set(step, next);
        at = next;
      }
      whole.add(at);
    }
    selections.push(written(type, root, whole));
  }
  return selections;
}

function written(type: GraphQLOutputType, branch: Branch, whole: ReadonlySet<Branch>): string {
  const fields = askable(type).flatMap((field) => {
    const inner = branch.inner.get(field.name);
    if (inner) return [`${field.name} ${written(field.type, inner, whole)}`];
    if (!whole.has(branch)) return [];
    return [objectOf(field.type) ? `${field.name} { __typename }` : field.name];
  });
  return `{ __typename ${fields.join(" ")} }`;
}

/** Type.field of each value that an answer brings; an empty list brings none. */
export function fieldsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) fieldsIn(item, found);
  else if (typeof value === "object" && value !== null) {
    const { __typename: type, ...fields } = value as Record<string, unknown>;
    for (const [name, inner] of Object.entries(fields)) {
      if (type && inner !== null && !(Array.isArray(inner) && inner.length === 0)) found.add(`${type}.${name}`);
      fieldsIn(inner, found);
    }
  }
  return found;
}

/** A document that asks one root field, with the types of what it is given. */
export function asking(kind: "query" | "mutation", field: AnyField, given: Readonly<Record<string, unknown>>, selection: string): string {
  const named = field.args.filter(({ name }) => name in given);
  const bracketed = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join(", ")})` : "");
  const types = bracketed(named.map(({ name, type }) => `$${name}: ${type}`));
  const passed = bracketed(named.map(({ name }) => `${name}: $${name}`));
  return `${kind} Asked${types} { ${field.name}${passed} ${selection} }`;
}

const SCALARS: Readonly<Record<string, unknown>> = {
  ID: "0badc0de-0bad-4bad-8bad-0badc0de0bad",
  String: "x",
  Int: 1,
  Float: 1,
  Boolean: false,
  LocalDate: "2017-01-03",
  DateTime: "2017-01-03T09:00:00Z",
};

function wellFormed(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return wellFormed(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return SCALARS[type.name];
  const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(fields.map((field) => [field.name, wellFormed(field.type)]));
}

/** Arguments of the right shape, about nothing. */
export function anyArguments(args: readonly GraphQLArgument[]): Record<string, unknown> {
  return Object.fromEntries(args.filter(isRequiredArgument).map(({ name, type }) => [name, wellFormed(type)]));
}
