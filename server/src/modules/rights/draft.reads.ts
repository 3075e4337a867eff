import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";

const SAVED_ON = "(COALESCE(c.draft_saved_at, c.recorded_at) AT TIME ZONE 'Europe/London')::date";

/** Drafts that were never submitted and that nothing holds: no hold on their family, and no referral about danger. */
const DRAFTS = `FROM caf c WHERE c.status = 'DRAFT' AND NOT EXISTS (SELECT 1 FROM caf_version v WHERE v.caf_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM danger_referral r WHERE r.caf_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.family_id = c.family_id AND h.lifted_at IS NULL)`;

/** A draft by what it is and whose, never by what stands in it. */
export interface DraftRow {
  readonly cafId: string;
  readonly reference: string;
  readonly teamId: string;
  readonly team: string;
  readonly familyId: string | null;
  readonly savedOn: LocalDate;
}

const ALL = `SELECT c.id AS "cafId", c.reference, c.team_id AS "teamId", c.family_id AS "familyId", ${SAVED_ON} AS "savedOn",
    (SELECT concat_ws(', ', t.name, NULLIF(a.name, t.name)) FROM team t JOIN agency a ON a.id = t.agency_id WHERE t.id = c.team_id) AS team
  ${DRAFTS} ORDER BY 5, c.reference`;

/** The one that was saved longest ago comes first. */
export function readDrafts(tx: Transaction): Promise<DraftRow[]> {
  return tx.query<DraftRow>(ALL);
}

const CERTIFY = `INSERT INTO draft_disposal (id, caf_id, caf_reference, team_id, saved_on, due_on, disposed_by, disposed_at)
  SELECT j.id, j.caf_id, j.reference, j.team_id, j.saved_on, j.due_on, $2, $3 FROM jsonb_to_recordset($1)
    AS j (id uuid, caf_id uuid, reference text, team_id uuid, saved_on date, due_on date)`;

export interface DraftCertificate extends DraftRow {
  readonly id: string;
  readonly dueOn: LocalDate;
}

export function certifyDrafts(tx: Transaction, drafts: readonly DraftCertificate[], by: string, at: Date): Promise<number> {
  const rows = drafts.map(({ id, cafId, reference, teamId, savedOn, dueOn }) => ({
    id,
    caf_id: cafId,
    reference,
    team_id: teamId,
    saved_on: savedOn,
    due_on: dueOn,
  }));
  return tx.execute(CERTIFY, [JSON.stringify(rows), by, at]);
}

/** Those alone that are as they were certified: one that was saved or submitted meanwhile stays. */
const DELETE = `DELETE FROM caf c USING jsonb_to_recordset($1) AS j (caf_id uuid, saved_on date)
  WHERE c.id = j.caf_id AND c.status = 'DRAFT' AND ${SAVED_ON} = j.saved_on`;

export function deleteDrafts(tx: Transaction, drafts: readonly DraftRow[]): Promise<number> {
  return tx.execute(DELETE, [JSON.stringify(drafts.map(({ cafId, savedOn }) => ({ caf_id: cafId, saved_on: savedOn })))]);
}
