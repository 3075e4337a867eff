import type { ApolloServerPlugin } from "@apollo/server";
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Context } from "./context.ts";

/**
 * What an operation may come to: its fields, each counted as often as the lists above it are taken to be long. The
 * dearest page of the portal stays far below.
 */
export const MOST_COST = 100_000;

/** How many there are taken to be in a list that says nothing of its length, and in a page for which none is asked. */
const USUAL_LIST = 4;
const USUAL_PAGE = 20;

/** A number known from the document, or the variable that holds it, with what it is where nothing is given. */
type Length = number | { readonly variable: string; readonly otherwise: number };

/** So many fields, under lists of these lengths. */
interface Term {
  readonly fields: number;
  readonly lengths: readonly Length[];
}

/** A trusted operation comes again and again with the very same nodes: it is gone through once. */
const known = new WeakMap<OperationDefinitionNode, readonly Term[]>();

/** What the operation comes to with these variables. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  let terms = known.get(operation);
  if (!terms) {
    const fragments: Record<string, FragmentDefinitionNode> = {};
    for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
    terms = termsOf(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, [], { schema, fragments, operation });
    known.set(operation, terms);
  }
  return terms.reduce(
    (sum, { fields, lengths }) => sum + lengths.reduce((product: number, length) => product * numberOf(length, variables), fields),
    0,
  );
}

function numberOf(length: Length, variables: Readonly<Record<string, unknown>>): number {
  const value = typeof length === "number" ? length : (variables[length.variable] ?? length.otherwise);
  // What is no sensible number is refused where it is used.
  return typeof value === "number" && value > 1 ? value : 1;
}

interface Within {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly operation: OperationDefinitionNode;
}

function termsOf(set: SelectionSetNode, parent: GraphQLNamedType | undefined, lengths: readonly Length[], within: Within): Term[] {
  let fields = 0;
  const below: Term[] = [];
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      fields += 1;
      const type = isObjectType(parent) ? parent.getFields()[selection.name.value]?.type : undefined;
      if (selection.selectionSet && type)
        below.push(...termsOf(selection.selectionSet, getNamedType(type), [...lengths, ...lengthOf(type, selection, within)], within));
    } else {
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : within.fragments[selection.name.value];
      if (inner) below.push(...termsOf(inner.selectionSet, typeOf(inner.typeCondition?.name.value, parent, within), lengths, within));
    }
  }
  return [{ fields, lengths }, ...below];
}

const typeOf = (name: string | undefined, parent: GraphQLNamedType | undefined, { schema }: Within) =>
  name ? schema.getType(name) : parent;

/** A page is as long as is asked for; its edges, a list, are not counted again. */
function lengthOf(type: GraphQLOutputType, field: FieldNode, { operation }: Within): Length[] {
  if (getNamedType(type).name.endsWith("Edge")) return [];
  const first = field.arguments?.find(({ name }) => name.value === "first")?.value;
  if (first?.kind === Kind.INT) return [Number(first.value)];
  if (first?.kind === Kind.VARIABLE) {
    const given = operation.variableDefinitions?.find(({ variable }) => variable.name.value === first.name.value)?.defaultValue;
    return [{ variable: first.name.value, otherwise: given?.kind === Kind.INT ? Number(given.value) : USUAL_PAGE }];
  }
  if (getNamedType(type).name.endsWith("Connection")) return [USUAL_PAGE];
  return isListType(isNonNullType(type) ? type.ofType : type) ? [USUAL_LIST] : [];
}

/** Refuses what would come to too much, before anything of it is done. */
export function limitCost(schema: GraphQLSchema): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request }) {
          if (!operation || costOf(schema, document, operation, request.variables ?? {}) <= MOST_COST) return;
          throw new GraphQLError("The operation asks for more than is answered at once: ask for fewer fields, or for shorter lists", {
            extensions: { code: "OPERATION_TOO_COSTLY", http: { status: 400 } },
          });
        },
      };
    },
  };
}
