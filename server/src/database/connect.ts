import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { codeOf, reasonOf, StartupError } from "../shared/startup-error.ts";

const CONNECT_TIMEOUT_MS = 5_000;
const STARTING_PATIENCE_MS = 30_000;
const OLDEST_POSTGRES = 150_000;

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

/** Refuses a Postgres that is too old for what the migrations use (security_invoker views came with 15). */
export async function requireSupportedVersion(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ number: string; text: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS text",
  );
  if (Number(rows[0]?.number) >= OLDEST_POSTGRES) return;
  throw new StartupError(`${name}: the database is Postgres ${rows[0]?.text}, and version 15 or later is needed`);
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
