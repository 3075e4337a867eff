import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { jsonList, jsonObject } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { workerJson } from "../agencies/agency.reads.ts";
import type { FamilyParts } from "./family.parts.ts";
import { comparableName } from "./family.rules.ts";

const READS_REASONS = "(ea.user_id = (SELECT viewer_user()) OR (SELECT viewer_role()) IN ('COORDINATOR', 'INFORMATION_OFFICER'))";

/** JSON of one, over `emergency_access ea`. What somebody wrote is for them, the information officer and coordinators. */
export const emergencyAccessJson = (selected?: Selection): string =>
  jsonObject(
    {
      id: "ea.id",
      familyReference: "ea.family_reference",
      worker: (asked) => workerJson("ea.user_id", asked),
      reason: `CASE WHEN ${READS_REASONS} THEN ea.reason END`,
      openedAt: "ea.opened_at",
      endsAt: "ea.ends_at",
      lookedIntoAt: "ea.looked_into_at",
      lookedIntoBy: (asked) => workerJson("ea.looked_into_by", asked),
      finding: "CASE WHEN (SELECT viewer_role()) = 'INFORMATION_OFFICER' THEN ea.finding END",
    },
    selected,
  );

/** What this adds to a family: for all who see it, who opened it in an emergency, the latest first. */
export const EMERGENCY_PARTS: FamilyParts = {
  emergencyAccesses: (selected) =>
    jsonList(
      emergencyAccessJson(selected),
      "ea.opened_at DESC, ea.id",
      "FROM (SELECT * FROM emergency_access WHERE family_id = f.id ORDER BY opened_at DESC LIMIT 200) ea",
    ),
  openedInEmergencyUntil: `(SELECT max(ea.ends_at) FROM emergency_access ea WHERE ea.family_id = f.id
    AND ea.user_id = (SELECT viewer_user()) AND f.id = ANY ((SELECT viewer_emergency_families())::uuid[]))`,
};

/** By what somebody says which family they mean. */
export type Sought =
  | { readonly reference: string }
  | { readonly familyName: string; readonly dateOfBirth: LocalDate; readonly postcode: string };

/** A family that may be opened, found under SYSTEM_EMERGENCY; none where two fit: nobody is shown one that they did not mean. */
export async function findToOpen(tx: Transaction, sought: Sought): Promise<{ id: string; reference: string } | null> {
  if ("reference" in sought) {
    const [family] = await tx.query<{ id: string; reference: string }>("SELECT id, reference FROM family WHERE reference = $1", [
      sought.reference,
    ]);
    return family ?? null;
  }
  const rows = await tx.query<{ id: string; reference: string; familyName: string | null }>(
    `SELECT f.id, f.reference, p.family_name AS "familyName"
     FROM family f JOIN family_member m ON m.family_id = f.id JOIN person p ON p.id = m.person_id
     WHERE f.postcode = $1 AND p.date_of_birth = $2 AND (m.valid_to IS NULL OR m.valid_to >= (SELECT viewer_today()))`,
    [sought.postcode, sought.dateOfBirth],
  );
  const name = comparableName(sought.familyName);
  const fitting = rows.filter((row) => row.familyName !== null && comparableName(row.familyName) === name);
  const [first] = fitting;
  return first && fitting.every(({ id }) => id === first.id) ? first : null;
}

/** Whether the viewer sees a family by themselves, without what elevates them. */
export async function seesFamily(tx: Transaction, familyId: string): Promise<boolean> {
  return (await tx.query("SELECT 1 FROM family WHERE id = $1", [familyId])).length > 0;
}

/** Where the viewer has opened families that are open still, the latest first. */
export const openNow = (viewer: UserViewer, familyJson: string): { sql: string; parameters: unknown[] } => ({
  sql: `SELECT json_build_object('family', ${familyJson}, 'endsAt', o.ends_at) AS opened, f.id
    FROM (SELECT ea.family_id, max(ea.ends_at) AS ends_at FROM emergency_access ea WHERE ea.user_id = $1 AND ea.ends_at > now()
      GROUP BY ea.family_id) o JOIN family f ON f.id = o.family_id
    WHERE f.id = ANY ((SELECT viewer_emergency_families())::uuid[]) ORDER BY o.ends_at DESC, f.id`,
  parameters: [viewer.userId],
});
