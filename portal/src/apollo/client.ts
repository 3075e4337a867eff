import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { ErrorLink } from "@apollo/client/link/error";
import { RetryLink } from "@apollo/client/link/retry";
import { OperationTypeNode } from "graphql";
import { from, map, of, switchMap, tap } from "rxjs";
import { troubleOf } from "./errors.ts";
import { connectionLost, markUsed, provedAgain, signedInAgain } from "./session.ts";

/** Answers that come whether or not anyone is signed in, and so say nothing of the session. */
const ANYONE = new Set([
  "SignIn",
  "EnterCode",
  "CancelSignIn",
  "StartSecondFactor",
  "ConfirmSecondFactor",
  "SignInLink",
  "AskPasswordReset",
  "SetPassword",
  "BecomeFirstAdministrator",
  "SignOut",
  "SignOutEverywhere",
  "DemonstrationAccounts",
]);

/** The number under which the API wrote a fault down comes as a header; it travels on with the error. */
function withReference(result: ApolloLink.Result, operation: ApolloLink.Operation): ApolloLink.Result {
  const response: unknown = operation.getContext().response;
  const reference = response instanceof Response ? response.headers.get("x-correlation-id") : null;
  if (!result.errors || reference === null) return result;
  return {
    ...result,
    errors: result.errors.map((error) => ({
      ...error,
      extensions: { ...error.extensions, correlationId: reference },
    })),
  };
}

let losses = 0;

/** Follows whether the service can be reached, and when the session was last used. */
const watch = new ApolloLink((operation, forward) => {
  const before = losses;
  // An answer that was under way when the connection went says nothing of whether it has come back.
  const reached = () => {
    if (losses === before) connectionLost.set(false);
  };
  return forward(operation).pipe(
    map((result) => withReference(result, operation)),
    tap({
      next: (result) => {
        reached();
        if (!ANYONE.has(operation.operationName ?? "") && !result.errors) markUsed();
      },
      error: (error) => {
        if (troubleOf(error).kind !== "connection") return reached();
        losses += 1;
        connectionLost.set(true);
      },
    }),
  );
});

/** A session that ran out holds its requests back until the person has signed in again: nothing typed is lost. */
const holdUntilSignedIn = new ErrorLink(({ error, operation, forward }) => {
  if (ANYONE.has(operation.operationName ?? "") || troubleOf(error).kind !== "unauthenticated") return;
  return from(signedInAgain()).pipe(switchMap(() => forward(operation)));
});

const needsProof = ({ errors }: ApolloLink.Result) =>
  errors?.some(({ extensions }) => extensions?.["code"] === "STEP_UP_REQUIRED") ?? false;

/** What needs fresh proof waits until the person has given it, and then goes on as if nothing had been asked. */
const holdUntilProved = new ApolloLink((operation, forward) => {
  // Asked again as often as it takes: the proof may have been another person's.
  const send = (): ReturnType<typeof forward> =>
    forward(operation).pipe(
      switchMap((result) =>
        needsProof(result) ? from(provedAgain()).pipe(switchMap((proved) => (proved ? send() : of(result)))) : of(result),
      ),
    );
  return send();
});

/** Reading may be tried again unasked; a change is sent once, and again only when the person says so. */
const retryReads = new RetryLink({
  delay: { initial: 400, max: 4_000 },
  attempts: {
    max: 3,
    retryIf: (error, operation) => operation.operationType === OperationTypeNode.QUERY && troubleOf(error).kind === "connection",
  },
});

function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Service: { keyFields: [] },
      Viewer: { fields: { agency: { merge: true } } },
      District: { keyFields: ["code"] },
      RetentionRecord: { keyFields: ["familyId"] },
      // A standing has no id of its own: it is its family's.
      Standing: { merge: true },
      CafDraft: { merge: true },
      // Rows of two plans may bear the same id, and are not the same.
      PlanIssue: { keyFields: false },
    },
  });
}

/** The last link can be replaced, so that those before it can be tried without a server. */
export function createClient(
  terminate: ApolloLink = new HttpLink({
    uri: "/graphql",
    credentials: "same-origin",
    // A form on another site cannot set this header, so it cannot send our requests.
    headers: { "apollo-require-preflight": "true" },
  }),
): ApolloClient {
  return new ApolloClient({
    link: ApolloLink.from([holdUntilSignedIn, holdUntilProved, retryReads, watch, terminate]),
    cache: createCache(),
    dataMasking: true,
    defaultOptions: {
      // Another agency may have written meanwhile: show what we have, and ask again.
      watchQuery: { fetchPolicy: "cache-and-network", nextFetchPolicy: "cache-first" },
    },
  });
}
