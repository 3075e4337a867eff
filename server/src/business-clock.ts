import { systemViewer } from "./access/viewer.ts";
import type { Database } from "./database/database.ts";
import { type Clock, offsetClock, systemClock } from "./shared/clock.ts";

/** Demonstration data brings a business clock of its own, kept in the settings; an authority at work has none. */
export async function readBusinessClock(database: Database): Promise<Clock> {
  const [row] = await database.as(systemViewer("SYSTEM_STANDINGS"), (tx) =>
    tx.query<{ value: { business: string; system: string } }>("SELECT value FROM setting WHERE name = 'business-clock'"),
  );
  return row ? offsetClock(new Date(row.value.business), new Date(row.value.system)) : systemClock();
}
