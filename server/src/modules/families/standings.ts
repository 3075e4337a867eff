import type { Transaction } from "../../database/database.ts";

/**
 * Works out anew where families stand, in the transaction of the write that may have changed it. Modules that come
 * before the one that keeps standings write through this and are handed the real thing where services are wired.
 */
export interface Standings {
  reevaluate(tx: Transaction, familyIds: readonly string[]): Promise<void>;
}
