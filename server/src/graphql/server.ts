import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { codeOf as codeOfError, framesOf } from "../shared/startup-error.ts";
import { compiledExecutor } from "./compiled-executor.ts";
import type { Context } from "./context.ts";
import { limitCost } from "./cost.ts";
import { LIMITS, operationLimits, TOO_COSTLY } from "./limits.ts";
import { storableLiterals, storableVariables } from "./storable-text.ts";
import { stringifyAnswer } from "./written-json.ts";

export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly introspection: boolean;
}

/** Codes that may reach the world with their message; everything else is masked. */
const OPEN_CODES = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_TOO_COSTLY",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "UNTRUSTED_DOCUMENT",
  "NOT_PUBLISHED",
  "RATE_LIMITED",
]);

/** A document with many faults is told of the first few: to find them all is its author's work. */
const MOST_ERRORS = 5;

/** Apollo Server over the compiled executor, with limits and masking. */
export function graphqlServer(options: GraphqlOptions): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: compiledExecutor(options.schema),
    introspection: options.introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [operationLimits, storableLiterals],
    stringifyResult: stringifyAnswer,
    formatError: (formatted) => (OPEN_CODES.has(codeOf(formatted)) ? withoutValues(formatted) : masked(formatted)),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // It watches every field, which would put a function call under each of a list's thousands.
      ApolloServerPluginCacheControlDisabled(),
      storableVariables,
      limitCost(options.schema),
      nameFailures,
      logFailures(options.logger),
    ],
    logger: quiet(options.logger),
  });
}

function codeOf(error: GraphQLFormattedError): string {
  return String(error.extensions?.["code"] ?? "");
}

function withoutValues(error: GraphQLFormattedError): GraphQLFormattedError {
  // A literal in a document is echoed by graphql's own messages; the place says enough.
  const code = error.extensions?.[TOO_COSTLY] === true ? "OPERATION_TOO_COSTLY" : codeOf(error);
  const message =
    code === "GRAPHQL_VALIDATION_FAILED" && /got invalid value|cannot represent|Expected value of type/iu.test(error.message)
      ? "A value in the document is not of the kind that it takes"
      : code === "GRAPHQL_PARSE_FAILED"
        ? "The document could not be read as GraphQL"
        : error.message;
  return { message, extensions: { code }, ...(error.path ? { path: error.path } : {}) };
}

function masked(error: GraphQLFormattedError): GraphQLFormattedError {
  return {
    message: "Something went wrong on our side. Nothing was saved",
    extensions: { code: "INTERNAL_SERVER_ERROR" },
    ...(error.path ? { path: error.path } : {}),
  };
}

/** What is refused for its cost is told so and no more; a fault of ours is told with the number it is logged under. */
const nameFailures: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body }, contextValue }) {
        if (body.kind !== "single" || !body.singleResult.errors) return;
        const errors = body.singleResult.errors;
        const costly = errors.filter((error) => codeOf(error) === "OPERATION_TOO_COSTLY");
        body.singleResult.errors = (costly.length > 0 ? costly.slice(0, 1) : errors.slice(0, MOST_ERRORS)).map((error) =>
          codeOf(error) === "INTERNAL_SERVER_ERROR"
            ? { ...error, extensions: { ...error.extensions, correlationId: contextValue.correlationId } }
            : error,
        );
      },
    };
  },
};

/** Unexpected failures are logged with their correlation id: the error itself, never the variables. */
function logFailures(logger: Logger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, operationName, contextValue }) {
          for (const error of errors) {
            if (OPEN_CODES.has(String(error.extensions["code"] ?? ""))) continue;
            const cause = error.originalError ?? error;
            logger.error(
              {
                correlationId: contextValue.correlationId,
                operationName,
                name: cause.name,
                code: codeOfError(cause),
                stack: framesOf(cause),
              },
              "operation failed",
            );
          }
        },
      };
    },
  };
}

/** Apollo's own warnings and errors, without the payloads that it attaches. */
function quiet(logger: Logger) {
  return {
    debug() {},
    info() {},
    warn: () => logger.warn("apollo server warned"),
    error: () => logger.error("apollo server failed"),
  };
}
