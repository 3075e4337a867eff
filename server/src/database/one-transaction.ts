import type { PoolClient } from "pg";
import type { DataSource } from "typeorm";
import { type Database, type DatabaseOptions, OPEN_VIEW, openDatabase, statementNames, transaction, viewerSettings } from "./database.ts";

/** Two: one for the transaction, and one for limits, which count by themselves. */
const CONNECTIONS = 2;

/**
 * Everything that the work does, by however many viewers, in one transaction: it is there as a whole or not at all, for
 * making a database ready before anybody is served. Each `as` settles its viewer anew, so row-level security holds as
 * it does for a request. One follows another; a refusal undoes everything.
 */
export async function inOneTransaction<T>(
  options: Omit<DatabaseOptions, "poolSize" | "watchNesting">,
  work: (database: Database, source: DataSource) => Promise<T>,
): Promise<T> {
  const { database: pool, source } = await openDatabase({ ...options, poolSize: CONNECTIONS, watchNesting: false });
  const runner = source.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    const nameOf = statementNames();
    const send = (sql: string, parameters: readonly unknown[] = []) => client.query({ ...nameOf(sql), text: sql, values: [...parameters] });
    const as: Database["as"] = async (viewer, deed) => {
      const unanswered: Promise<unknown>[] = [];
      const later = (answer: Promise<unknown>) => {
        answer.catch(() => undefined);
        unanswered.push(answer);
      };
      later(send(OPEN_VIEW, viewerSettings(viewer, options.clock)));
      const result = await deed(transaction(viewer, runner, send, later));
      await Promise.all(unanswered);
      return result;
    };
    await send("START TRANSACTION");
    // The same few statements come again and again, each about one family: to plan them once is most of the time.
    await send("SET LOCAL plan_cache_mode = force_generic_plan");
    // Told so, TypeORM's manager sets savepoints where it would have begun a transaction of its own.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    try {
      const result = await work({ ...pool, as, look: as, read: as }, source);
      if ((await send("COMMIT")).command !== "COMMIT") throw new Error("the transaction was undone");
      return result;
    } catch (error) {
      await send("ROLLBACK").catch(() => undefined);
      throw error;
    }
  } finally {
    Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
    await runner.release();
    await pool.close();
  }
}
