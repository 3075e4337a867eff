import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { compiledExecutor } from "./compiled-executor.ts";
import type { Context } from "./context.ts";
import { LIMITS, operationLimits } from "./limits.ts";
import { storableLiterals, storableVariables } from "./storable-text.ts";
import { stringifyAnswer } from "./written-json.ts";

export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  /** sha256 -> document. Null where any document within the limits is answered (demonstration, development). */
  readonly trustedDocuments: Readonly<Record<string, string>> | null;
  readonly introspection: boolean;
}

/** Codes that may reach the world with their message; everything else is masked. */
const OPEN_CODES = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "STEP_UP_REQUIRED",
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

/** Apollo Server over the compiled executor, with limits, masking and (in production) trusted documents only. */
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
      trustedDocumentsOnly(options.trustedDocuments),
      storableVariables,
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
  const code = codeOf(error);
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

/** Refuses in the one hook whose errors Apollo Server answers as they are; anywhere earlier they would look like a fault of ours. */
function trustedDocumentsOnly(documents: GraphqlOptions["trustedDocuments"]): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ queryHash }) {
          if (!documents || documents[queryHash]) return;
          throw new GraphQLError("This server answers only the operations of its own portal", {
            extensions: { code: "UNTRUSTED_DOCUMENT", http: { status: 400 } },
          });
        },
      };
    },
  };
}

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
              { correlationId: contextValue.correlationId, operationName, name: cause.name, stack: framesOf(cause) },
              "operation failed",
            );
          }
        },
        async willSendResponse({ response, contextValue }) {
          response.http.headers.set("x-correlation-id", contextValue.correlationId);
        },
      };
    },
  };
}

/** Where it happened, without the message: Postgres puts row values into its messages. */
function framesOf(error: Error): string[] {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 8)
    .map((line) => line.trim());
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
