import type { Api } from "./api-client.ts";
import { addressOf } from "./cluster.ts";
import { onKept } from "./kept-connections.ts";
import { type Account, PASSWORD, USERS } from "./town.ts";

/** What the API says when it refuses. */
export interface Refused {
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly correlationId?: string };
  }[];
}

/** Any operation that anybody may send. */
export const VIEWER = JSON.stringify({ query: "query Viewer { viewer { id } }" });

/** A request as it goes over the line, with whatever body and headers. */
export function post(url: string, body: string | Buffer | ReadableStream, headers: Record<string, string> = {}): Promise<Response> {
  const given = { "content-type": "application/json", ...headers };
  return fetch(`${url}/graphql`, { method: "POST", headers: given, body, duplex: "half" } as RequestInit);
}

/** A new session's cookie. */
export async function cookieOf(api: Api, account: Account): Promise<string> {
  const answer = await api.anonymous.send("mutation S($input: SignInInput!) { signIn(input: $input) { errors { code } } }", {
    input: { email: USERS[account].email, password: PASSWORD },
  });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "none";
}

/** Work on the test's own database past everything that holds others back. */
export async function asSuperuser<T extends object = object>(api: Api, sql: string): Promise<T[]> {
  return onKept(addressOf(new URL(api.urls.owner).pathname.slice(1)), async (client) => (await client.query<T>(sql)).rows);
}
