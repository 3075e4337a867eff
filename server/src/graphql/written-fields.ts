import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isEnumType,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  locatedError,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { selectedNodes } from "./selection.ts";

/** Scalars that send what the database writes; an instant, for one, is written otherwise there. */
const AS_WRITTEN = new Set(["ID", "String", "Int", "Float", "Boolean", "LocalDate"]);

/** A root field whose answer the database writes, with all that its resolver is given but the request itself. */
export interface WrittenField {
  readonly key: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly info: Omit<GraphQLResolveInfo, "variableValues"> & { readonly written: true };
}

/**
 * The root fields of an operation that the database can answer to the letter: everything under them is marked
 * `@Written()`, takes no arguments, stands under one key, and hangs on no directive. The rest is for the compiled walk.
 */
export function writtenFields(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): WrittenField[] {
  const query = schema.getQueryType();
  if (!query || operation.operation !== OperationTypeNode.QUERY) return [];
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  const roots = selectedNodes(operation.selectionSet, fragments).filter((node) => node.kind === Kind.FIELD);
  return operation.selectionSet.selections.flatMap((node) => {
    if (node.kind !== Kind.FIELD) return [];
    const field = query.getFields()[node.name.value];
    const key = keyOf(node);
    if (field?.extensions["written"] !== true || isDirected(node)) return [];
    // A key that comes twice is merged, by the walk.
    if (roots.filter((each) => keyOf(each) === key).length > 1) return [];
    if (!node.selectionSet || !canWrite(field.type, node.selectionSet, fragments)) return [];
    const path = { prev: undefined, key, typename: query.name };
    const shared = { fieldName: field.name, fieldNodes: [node], returnType: field.type, parentType: query, path };
    return [{ key, node, field, info: { ...shared, schema, fragments, rootValue: {}, operation, written: true } }];
  });
}

const keyOf = (node: FieldNode): string => node.alias?.value ?? node.name.value;
const isDirected = (node: SelectionNode): boolean => (node.directives ?? []).length > 0;

function canWrite(type: GraphQLOutputType, set: SelectionSetNode, fragments: Record<string, FragmentDefinitionNode>): boolean {
  const named = getNamedType(type);
  if (!isObjectType(named) || named.extensions["written"] !== true) return false;
  const nodes = selectedNodes(set, fragments);
  const keys = new Map<string, string>();
  const fieldsOfKey = new Map<string, string>();
  for (const node of nodes) {
    if (isDirected(node)) return false;
    if (node.kind === Kind.INLINE_FRAGMENT && (node.typeCondition?.name.value ?? named.name) !== named.name) return false;
    if (node.kind !== Kind.FIELD) continue;
    const name = node.name.value;
    const key = keyOf(node);
    if ((keys.get(name) ?? key) !== key || (fieldsOfKey.get(key) ?? name) !== name) return false;
    keys.set(name, key);
    fieldsOfKey.set(key, name);
    if (name !== "__typename" && !isWrittenField(named, node, fragments)) return false;
  }
  return true;
}

function isWrittenField(parent: GraphQLObjectType, node: FieldNode, fragments: Record<string, FragmentDefinitionNode>): boolean {
  const field = parent.getFields()[node.name.value];
  if (!field || field.args.length > 0) return false;
  if (field.resolve && field.extensions["written"] !== true) return false;
  const named = getNamedType(field.type);
  if (isLeafType(named)) return isEnumType(named) || AS_WRITTEN.has(named.name);
  return node.selectionSet !== undefined && canWrite(field.type, node.selectionSet, fragments);
}

export interface Answered {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

/** Runs the resolvers of written fields as graphql-js would: a failure is a null, or takes the whole answer with it. */
export async function answerWritten(
  fields: readonly WrittenField[],
  variables: Record<string, unknown>,
  context: unknown,
): Promise<Answered> {
  const errors: GraphQLError[] = [];
  let whole = true;
  const values = await Promise.all(
    fields.map(async ({ key, node, field, info }): Promise<[string, unknown]> => {
      try {
        const given = getArgumentValues(field, node, variables);
        const value = (await field.resolve?.({}, given, context, { ...info, variableValues: variables } as GraphQLResolveInfo)) ?? null;
        if (value === null && isNonNullType(field.type)) throw new Error(`${field.name} has no answer`);
        return [key, value];
      } catch (error) {
        errors.push(locatedError(error, node, [key]));
        if (isNonNullType(field.type)) whole = false;
        return [key, null];
      }
    }),
  );
  return { data: whole ? Object.fromEntries(values) : null, errors };
}
