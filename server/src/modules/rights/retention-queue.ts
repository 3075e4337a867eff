import type { Transaction } from "../../database/database.ts";
import { type Connection, decodeCursor, encodeCursor, type PageArguments, wantedRows } from "../../graphql/connection.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { readFacts, readRecords } from "./retention.reads.ts";
import { type RetentionState, retentionOf, retentionState } from "./retention.rules.ts";
import type { RetentionRecord } from "./retention.type.ts";
import { readSchedule } from "./schedule.reads.ts";

/** What is not due sorts behind everything that is. */
const NEVER = "9999-12-31" as LocalDate;
const KEYS = [{ type: "date" }, { type: "text" }] as const;

type Key = readonly [dueOn: LocalDate, reference: string, familyId: string];

/**
 * One page of the records in one state, the one that falls due first before the others. Which they are is a matter of a
 * pure rule over a few days of each, so those are read of all; everything that is shown, of the page alone.
 */
export async function readQueue(
  tx: Transaction,
  { today, asOf, state, page }: { today: LocalDate; asOf: LocalDate; state: RetentionState; page: PageArguments },
): Promise<Connection<RetentionRecord>> {
  const first = wantedRows(page.first);
  const after = page.after ? (decodeCursor(page.after, KEYS) as unknown as Key) : null;
  const [facts, schedule] = await Promise.all([readFacts(tx, today, state), readSchedule(tx, asOf)]);
  const keys = facts
    .flatMap((row): Key[] => {
      const retention = retentionOf(row.facts, schedule);
      if (retentionState(retention, row, asOf) !== state) return [];
      return [[row.disposedDueOn ?? (retention.due ? retention.on : NEVER), row.reference, row.familyId]];
    })
    .sort(byKey);
  const begin = after ? keys.findIndex((key) => byKey(key, after) > 0) : 0;
  const shown = begin < 0 ? [] : keys.slice(begin, begin + first);
  const records = new Map((await readRecords(tx, today, asOf, { ids: shown.map(([, , id]) => id) })).map((each) => [each.familyId, each]));
  const edges = shown.flatMap((key) => {
    const node = records.get(key[2]);
    return node ? [{ node, cursor: encodeCursor(key) }] : [];
  });
  const pageInfo = {
    hasNextPage: begin >= 0 && begin + first < keys.length,
    hasPreviousPage: Boolean(page.after),
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, totalCount: keys.length };
}

function byKey(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? "";
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
