import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientBase } from "pg";
import { codeOf, reasonOf, StartupError } from "../shared/startup-error.ts";

const CONNECT_TIMEOUT_MS = 5_000;
const STARTING_PATIENCE_MS = 30_000;
const OLDEST_POSTGRES = 150_000;

/**
 * For every pool. A lost connection fails its statement, and that is enough; but pg reports some losses twice (Postgres's
 * last words, then the socket's), the second time when the pool no longer listens, and nobody's error ends the process.
 */
export const ENDURES_LOSS = {
  onConnect: (client: ClientBase): void => void client.on("error", () => undefined),
};

/**
 * One connection for the work of starting up. `name` is what the operator calls this address (a setting's name), so
 * that a failure says in one line what to mend; the address is shown without its password.
 */
async function connectForStartup(url: string, name: string): Promise<Client> {
  const deadline = Date.now() + STARTING_PATIENCE_MS;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, application_name: "wtwf-startup" });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (codeOf(error) !== "57P03" || Date.now() > deadline) throw explain(url, name, error);
      await pause(200);
    }
  }
}

/** Opens a connection for one piece of work and closes it whatever becomes of it. */
export async function withConnection<T>(url: string, name: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connectForStartup(url, name);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the migrations need of a Postgres that somebody gives us. */
export interface GivenServer {
  /** As in server_version_num, and as people read it. */
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  /** Whether it sorts names by the rules of English, with the ICU library that it was built with. */
  readonly sortsNames: boolean;
}

/** Why this Postgres cannot be used, if it cannot: its version (security_invoker views came with 15), encoding or collations. */
export function faultOfServer({ number, version, encoding, sortsNames }: GivenServer): string | undefined {
  if (number < OLDEST_POSTGRES) return `the database is Postgres ${version}, and version 15 or later is needed`;
  if (encoding !== "UTF8") return `the database is encoded in ${encoding}, which cannot hold every name: make it with ENCODING 'UTF8'`;
  return sortsNames ? undefined : "this Postgres has no collation en-x-icu: a build with ICU is needed";
}

/** Refuses a database that cannot be used, before anything in it is touched. */
export async function requireUsableServer(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<GivenServer>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
       current_setting('server_encoding') AS encoding,
       EXISTS (SELECT FROM pg_collation WHERE collname = 'en-x-icu') AS "sortsNames"`,
  );
  const fault = rows[0] && faultOfServer(rows[0]);
  if (fault) throw new StartupError(`${name}: ${fault}`);
}

function explain(url: string, name: string, error: unknown): StartupError {
  const { hostname, port, pathname, username } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  const place = `${hostname}:${port || 5432}`;
  const said: Record<string, string> = {
    "28P01": `Postgres at ${place} refused the password of ${username}`,
    "28000": `Postgres at ${place} does not let ${username} in: ${reasonOf(error)}`,
    "3D000": `Postgres at ${place} has no database named ${database}`,
    "57P03": `Postgres at ${place} is still starting or stopping`,
  };
  const text = said[codeOf(error) ?? ""] ?? `no Postgres answers at ${place} (${reasonOf(error)})`;
  return new StartupError(`${name}: ${text}`, { cause: error });
}
