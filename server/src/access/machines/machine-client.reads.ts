import type { Transaction } from "../../database/database.ts";
import { jsonObject } from "../../graphql/json-shape.ts";
import { agencyJson, teamJson, workerJson } from "../../modules/agencies/agency.reads.ts";
import type { MachineClient } from "./machine-client.type.ts";

const CLIENT = jsonObject({
  id: "m.id",
  name: "u.name",
  agency: agencyJson("u.agency_id"),
  team: teamJson("u.team_id"),
  scopes: "m.scopes",
  state: "CASE WHEN m.revoked_at IS NOT NULL THEN 'REVOKED' WHEN m.expires_at <= now() THEN 'EXPIRED' ELSE 'ACTIVE' END",
  createdAt: "m.created_at",
  createdBy: workerJson("m.created_by"),
  expiresAt: "m.expires_at",
  revokedAt: "m.revoked_at",
  lastUsedOn: "m.last_used_on",
});

const MOST = 500;

/** Machine clients, those that still work first; or one of them. */
export async function readMachineClients(tx: Transaction, id: string | null): Promise<MachineClient[]> {
  const rows = await tx.query<{ record: MachineClient }>(
    `SELECT ${CLIENT} AS record FROM machine_client m JOIN app_user u ON u.id = m.id WHERE $1::uuid IS NULL OR m.id = $1
     ORDER BY m.revoked_at IS NOT NULL OR m.expires_at <= now(), m.created_at DESC, m.id LIMIT ${MOST}`,
    [id],
  );
  return rows.map(({ record }) => record);
}
