import type { Database } from "../../database/database.ts";
import type { AgencyKind } from "../../modules/criteria/facts.rules.ts";
import { type MachineScope, SCOPE_PERMISSIONS } from "../permissions.ts";
import { digest } from "../tokens.ts";
import { systemViewer, type UserViewer } from "../viewer.ts";
import { tokenIn } from "./machine-token.ts";

interface ClientRow {
  id: string;
  name: string;
  agency_id: string;
  agency_name: string;
  agency_kind: AgencyKind;
  team_id: string | null;
  team_ids: string[];
  scopes: MachineScope[];
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");

const CLIENT = `SELECT u.id, u.name, a.id AS agency_id, a.name AS agency_name, a.kind AS agency_kind, u.team_id, m.scopes,
    ARRAY(
      WITH RECURSIVE branch AS (
        SELECT t.id FROM team t WHERE t.agency_id = u.agency_id AND (t.id = u.team_id OR u.team_id IS NULL)
        UNION SELECT t.id FROM team t JOIN branch b ON t.parent_id = b.id)
      SELECT id FROM branch) AS team_ids
  FROM machine_client m JOIN app_user u ON u.id = m.id JOIN agency a ON a.id = u.agency_id
  WHERE m.token_hash = $1 AND m.revoked_at IS NULL AND m.expires_at > now() AND u.disabled_at IS NULL AND u.role = 'MACHINE'`;

const TOUCH = `UPDATE machine_client SET last_used_on = current_date
  WHERE token_hash = $1 AND last_used_on IS DISTINCT FROM current_date AND revoked_at IS NULL AND expires_at > now()`;

/** Machine clients' way in: a token with each request, and nothing that lasts between them. */
export class MachineSignInService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The viewer behind what stands in the header; null where it opens nothing. Whatever is wrong with it, its digest is
   * looked up all the same: forged, cut short, expired and revoked are answered alike, in the same time.
   */
  viewerOf(authorization: string, correlationId: string): Promise<UserViewer | null> {
    const hash = digest(tokenIn(authorization));
    return this.#database.look(SIGN_IN, async (tx) => {
      const found = tx.query<ClientRow>(CLIENT, [hash]);
      tx.send(TOUCH, [hash]);
      const [row] = await found;
      return row ? toViewer(row, correlationId) : null;
    });
  }
}

function toViewer(row: ClientRow, correlationId: string): UserViewer {
  return {
    kind: "USER",
    correlationId,
    userId: row.id,
    name: row.name,
    role: "MACHINE",
    agency: { id: row.agency_id, name: row.agency_name, kind: row.agency_kind },
    teamId: row.team_id,
    teamIds: row.team_ids,
    districts: [],
    permissions: new Set(row.scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope])),
  };
}
