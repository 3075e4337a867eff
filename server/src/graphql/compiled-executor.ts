import type { GatewayInterface } from "@apollo/server-gateway-interface";
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { type Answered, answerWritten, type WrittenField, writtenFields } from "./written-fields.ts";

/**
 * Runs operations as compiled functions in place of graphql-js's walk over the result, which is what a nested
 * list spends most of its time in; what the database can write to the letter is not walked at all. Apollo Server
 * offers its gateway hook for just this; there is no federation.
 */
export function compiledExecutor(schema: GraphQLSchema): GatewayInterface {
  const prepared = new LRUCache<string, Prepared>({ max: 500 });
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => {};
    },
    async load() {
      return {
        executor: async ({ document, operation, operationName, queryHash, request, context }) => {
          // graphql-jit's own variable errors lose their code, so they are caught here first.
          const given = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, {
            maxErrors: 10,
          });
          if (given.errors) return { errors: given.errors.map(badInput) };
          const key = `${queryHash}:${operationName ?? ""}`;
          let work = prepared.get(key);
          if (!work) {
            const made = prepare(schema, document, operation);
            if ("errors" in made) return made;
            work = made;
            prepared.set(key, work);
          }
          const [answered, walked] = await Promise.all([
            answerWritten(work.written, given.coerced, context),
            work.walk ? work.walk.query({}, context, request.variables ?? {}) : NOTHING_WALKED,
          ]);
          return merged(work.keys, answered, walked);
        },
      };
    },
    async stop() {},
  };
}

/** An operation made ready: what the database writes whole, and the compiled walk over the rest. */
interface Prepared {
  readonly keys: readonly string[];
  readonly written: readonly WrittenField[];
  readonly walk: CompiledQuery | null;
}

const NOTHING_WALKED: ExecutionResult = { data: {} };

function prepare(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Prepared | { errors: GraphQLError[] } {
  const written = writtenFields(schema, document, operation);
  const nodes = new Set<SelectionNode>(written.map((field) => field.node));
  const rest = operation.selectionSet.selections.filter((node) => !nodes.has(node));
  const keys = operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD ? [node.alias?.value ?? node.name.value] : [],
  );
  if (rest.length === 0) return { keys, written, walk: null };
  const walked = { ...operation, selectionSet: { ...operation.selectionSet, selections: rest } };
  const definitions = document.definitions.map((each) => (each === operation ? walked : each));
  const walk = compileQuery(schema, { ...document, definitions }, operation.name?.value);
  return isCompiledQuery(walk) ? { keys, written, walk } : (walk as { errors: GraphQLError[] });
}

/** One answer of both, its fields in the order in which they were asked for. */
function merged(keys: readonly string[], answered: Answered, walked: ExecutionResult): ExecutionResult {
  const errors = [...answered.errors, ...(walked.errors ?? [])].map(wholeError);
  const parts = { ...answered.data, ...walked.data };
  const ordered = Object.fromEntries([...keys.filter((key) => key in parts), ...Object.keys(parts)].map((key) => [key, parts[key]]));
  const data = answered.data && walked.data ? ordered : null;
  return errors.length > 0 ? { errors, data } : { data };
}

/** graphql-jit's errors lack the extensions of what was thrown, and Apollo Server expects them to be there. */
function wholeError({ message, nodes, path, originalError }: GraphQLError): GraphQLError {
  const extensions = originalError instanceof GraphQLError ? originalError.extensions : {};
  return new GraphQLError(message, { nodes: nodes ?? null, path: path ?? null, originalError: originalError ?? null, extensions });
}

/** graphql-js repeats the value in its message; a value may be a child's name. */
function badInput(error: GraphQLError): GraphQLError {
  const place = /^Variable "\$(\w+)" got invalid value .*? at "([^"]*)"/su.exec(error.message);
  const variable = /^Variable "\$(\w+)"/u.exec(error.message);
  const where = place?.[2] ?? variable?.[1] ?? "a variable";
  return new GraphQLError(`The value given for ${where} is not of the kind that it takes`, {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
}
