import { setTimeout as pause } from "node:timers/promises";
import { withConnection } from "../src/database/connect.ts";
import type { Api } from "./api-client.ts";
import { addressOf } from "./cluster.ts";
import { asSuperuser } from "./raw-requests.ts";

const WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = 'wtwf_app' AND wait_event_type = 'Lock'";

/**
 * Holds something in the database, sends a request and waits until it has come so far that it needs what is held; then
 * changes things behind it, lets go, and answers with what the request was told. So a race goes one way each time.
 */
export async function inTheMidst<T>(api: Api, hold: string, request: () => Promise<T>, ...changes: readonly string[]): Promise<T> {
  return withConnection(addressOf(new URL(api.urls.owner).pathname.slice(1)), "test", async (client) => {
    await client.query("BEGIN");
    await client.query(hold);
    const answer = request();
    answer.catch(() => undefined);
    for (const deadline = Date.now() + 20_000; (await asSuperuser(api, WAITING)).length === 0; ) {
      if (Date.now() > deadline) throw new Error("the request never came to what is held");
      await pause(10);
    }
    for (const change of changes) await client.query(change);
    await client.query("COMMIT");
    return answer;
  });
}
