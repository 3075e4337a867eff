import type { Transaction } from "../../database/database.ts";
import { personRowJson } from "../agencies/agency.reads.ts";
import type { Criterion } from "../criteria/facts.rules.ts";
import { hiddenRecord } from "./standing.reads.ts";

const SIGHT = `SELECT (SELECT COALESCE(json_agg(h.id), '[]') FROM unnest($1::uuid[]) AS h (id) WHERE ${hiddenRecord("h.id")}) AS hidden,
  (SELECT COALESCE(json_object_agg(pe.id, ${personRowJson("pe")}), '{}') FROM person pe WHERE pe.id = ANY ($2::uuid[])) AS people`;

export interface Sight {
  /** Criteria that rest on a record which the viewer may not see. */
  readonly closed: ReadonlySet<Criterion>;
  readonly people: Readonly<Record<string, object>>;
}

/** What the viewer may see of what a forecast rests on, and whom it names; asked as the viewer, by row-level security. */
export async function readSight(
  tx: Transaction,
  restsOn: ReadonlyMap<Criterion, ReadonlySet<string>>,
  personIds: readonly string[],
): Promise<Sight> {
  const ids = [...new Set([...restsOn.values()].flatMap((of) => [...of]))];
  const [row] = await tx.query<{ hidden: string[]; people: Record<string, object> }>(SIGHT, [ids, personIds]);
  const hidden = new Set(row?.hidden);
  const closed = [...restsOn].filter(([, of]) => [...of].some((id) => hidden.has(id))).map(([criterion]) => criterion);
  return { closed: new Set(closed), people: row?.people ?? {} };
}
