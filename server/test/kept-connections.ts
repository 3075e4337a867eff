import pg, { type ClientBase } from "pg";

/**
 * Opening a connection takes ten times as long as most of what a test asks over it: each thread keeps a few to a
 * database until that goes. Whatever a piece of work leaves open (a transaction, a failure) goes with its connection.
 */
const pools = new Map<string, pg.Pool>();

function poolOf(url: string): pg.Pool {
  const known = pools.get(url);
  if (known) return known;
  const pool = new pg.Pool({ connectionString: url, application_name: "wtwf-test", max: 8, allowExitOnIdle: true });
  // The database may be dropped, or the cluster stopped, under a connection that waits.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  pools.set(url, pool);
  return pool;
}

/** One of the kept connections for one piece of work. */
export async function onKept<T>(url: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await poolOf(url).connect();
  try {
    const done = await work(client);
    client.release();
    return done;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Before a database is dropped. */
export async function closeKept(database: string): Promise<void> {
  const closing = [...pools].filter(([url]) => new URL(url).pathname === `/${database}`);
  for (const [url] of closing) pools.delete(url);
  await Promise.all(closing.map(([, pool]) => pool.end()));
}
