import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";

export type Trouble =
  /** No answer: the network, or the service, is away. */
  | { kind: "connection" }
  | { kind: "unauthenticated" }
  /** The person was asked to show again that it is they, and did not. */
  | { kind: "step-up" }
  | { kind: "forbidden" }
  | { kind: "too-many" }
  /** A fault of ours, with the number under which it was written down. */
  | { kind: "fault"; reference: string | null };

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** What a thrown error means to a person, whatever it is made of. */
export function troubleOf(error: unknown): Trouble {
  if (CombinedGraphQLErrors.is(error)) {
    const codes = error.errors.map(({ extensions }) => extensions?.code);
    if (codes.includes("UNAUTHENTICATED")) return { kind: "unauthenticated" };
    if (codes.includes("STEP_UP_REQUIRED")) return { kind: "step-up" };
    if (codes.includes("FORBIDDEN")) return { kind: "forbidden" };
    if (codes.includes("TOO_MANY_REQUESTS") || codes.includes("RATE_LIMITED")) return { kind: "too-many" };
    return { kind: "fault", reference: text(error.errors[0]?.extensions?.correlationId) };
  }
  if (ServerError.is(error)) {
    if (error.statusCode === 429) return { kind: "too-many" };
    return error.statusCode >= 502 && error.statusCode <= 504 ? { kind: "connection" } : { kind: "fault", reference: null };
  }
  return error instanceof TypeError ? { kind: "connection" } : { kind: "fault", reference: null };
}
