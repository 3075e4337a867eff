import type { Transaction } from "../../database/database.ts";
import { type Fault, Refusal } from "../../shared/refusal.ts";
import { missingGround } from "./agreement.rules.ts";

export interface GroundInLaw {
  readonly kind: "AGREEMENT" | "LAWFUL_BASIS";
  readonly id: string;
}

/** An agency that is to work with a family, and the field that names it in what was sent. */
export interface AgencyWanted {
  readonly agencyId: string;
  readonly field: string | null;
}

/** The agencies that may work with a family; `family` yields its id, and `without` the agreement to be thought away. */
export const coveredSql = (family: string, without = "NULL::uuid"): string => `
  SELECT unnest(ca.agency_ids) FROM agreement ca
    WHERE ca.family_id = ${family} AND ca.agreed AND ca.withdrawn_on IS NULL AND ca.id IS DISTINCT FROM ${without}
  UNION SELECT cb.agency_id FROM lawful_basis cb WHERE cb.family_id = ${family} AND cb.ended_on IS NULL`;

/** The ground in law on which an agency may work with a family; null where there is none. */
export async function groundFor(tx: Transaction, familyId: string, agencyId: string): Promise<GroundInLaw | null> {
  const [ground] = await tx.query<GroundInLaw>(
    `SELECT 'AGREEMENT' AS kind, a.id FROM agreement a
       WHERE a.family_id = $1 AND a.agreed AND a.withdrawn_on IS NULL AND $2 = ANY (a.agency_ids)
     UNION ALL SELECT 'LAWFUL_BASIS', b.id FROM lawful_basis b WHERE b.family_id = $1 AND b.agency_id = $2 AND b.ended_on IS NULL
     LIMIT 1`,
    [familyId, agencyId],
  );
  return ground ?? null;
}

/** Refuses, at its field, each agency that has no ground in law. Lock the family first, or one may go meanwhile. */
export async function demandGround(tx: Transaction, familyId: string, wanted: readonly AgencyWanted[]): Promise<void> {
  if (wanted.length === 0) return;
  const missing = await tx.query<{ id: string; name: string; everAgreed: boolean; inForce: boolean }>(
    `SELECT g.id, g.name,
       EXISTS (SELECT 1 FROM agreement a WHERE a.family_id = $1 AND a.agreed) AS "everAgreed",
       EXISTS (SELECT 1 FROM agreement a WHERE a.family_id = $1 AND a.agreed AND a.withdrawn_on IS NULL) AS "inForce"
     FROM agency g WHERE g.id = ANY ($2::uuid[]) AND g.id NOT IN (${coveredSql("$1")})`,
    [familyId, wanted.map(({ agencyId }) => agencyId)],
  );
  const faults = wanted.flatMap(({ agencyId, field }): Fault[] => {
    const found = missing.find(({ id }) => id === agencyId);
    return found ? [{ field, ...missingGround(found.name, found) }] : [];
  });
  if (faults.length > 0) throw new Refusal(...faults);
}
