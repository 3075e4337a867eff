import { demand, deny } from "../../access/decision.ts";
import type { Transaction } from "../../database/database.ts";
import { refuseUnknown } from "../../shared/refusal.ts";

export interface LockedFamily {
  readonly version: number;
  readonly restricted: boolean;
}

const IN_EMERGENCY = deny("READ_ONLY", "You opened this family in an emergency. You can read it, and change nothing");
const DISPOSED = deny("DISPOSED", "The record of this family was disposed of. Nothing is added to it");
const LOCK = "SELECT version, restricted, disposed_at IS NOT NULL AS disposed FROM family WHERE id = $1 FOR NO KEY UPDATE";

/**
 * Holds a family for the rest of the transaction, so that of two people who act on it at once the second sees what
 * the first did. Refuses where there is no such family or the viewer may not see it, where its record was disposed of,
 * and where they opened it in an emergency: row-level security lets them read it then, and hold nothing. It is a
 * statement of its own because what is read in the same statement would still be as it was before the wait; and whether
 * the viewer sees the family is settled once more behind it, since the one who was waited for may have shut it to them,
 * or opened it.
 */
export async function lockFamily(tx: Transaction, familyId: string, field: string | null): Promise<LockedFamily> {
  tx.send(LOCK, [familyId]);
  tx.renewView();
  const [row] = await tx.query<LockedFamily & { readonly disposed: boolean }>(LOCK, [familyId]);
  if (row?.disposed) demand(DISPOSED, field);
  if (row) return row;
  const [opened] = await tx.query("SELECT 1 FROM family WHERE id = $1 AND id = ANY ((SELECT viewer_emergency_families())::uuid[])", [
    familyId,
  ]);
  if (opened) demand(IN_EMERGENCY, field);
  return refuseUnknown(field, "family");
}
