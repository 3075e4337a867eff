import { v7 } from "uuid";
import type { Database, Transaction } from "../../database/database.ts";
import type { AuditService } from "../../modules/audit/audit.service.ts";
import type { SubmissionService } from "../../modules/audit/submission.service.ts";
import { type Fault, Refusal, refuse, refuseUnknown } from "../../shared/refusal.ts";
import { demand } from "../decision.ts";
import type { MachineScope } from "../permissions.ts";
import { digest } from "../tokens.ts";
import type { UserViewer } from "../viewer.ts";
import { mayManageMachineClients } from "./machine-client.policy.ts";
import { readMachineClients } from "./machine-client.reads.ts";
import type { MachineClient } from "./machine-client.type.ts";
import { newMachineToken } from "./machine-token.ts";

export interface NewMachineClient {
  readonly name: string;
  readonly agencyId: string;
  readonly teamId: string | null;
  readonly scopes: readonly MachineScope[];
  readonly days: number;
  readonly idempotencyKey: string;
}

interface MachineClientTools {
  readonly database: Database;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
}

/** Agencies' own systems, as administrators look after them. A token is never changed: another client is made. */
export class MachineClientService {
  readonly #tools: MachineClientTools;

  constructor(tools: MachineClientTools) {
    this.#tools = tools;
  }

  list(viewer: UserViewer): Promise<MachineClient[]> {
    return this.#tools.database.as(viewer, (tx) => readMachineClients(tx, null));
  }

  /** Makes a client. Its token is returned this once; sent again, the same answers without it. */
  async add(
    viewer: UserViewer,
    { idempotencyKey: key, ...added }: NewMachineClient,
  ): Promise<{ client: MachineClient; token: string | null }> {
    demand(mayManageMachineClients(viewer));
    const { database, submissions } = this.#tools;
    const token = newMachineToken();
    return database.as(viewer, async (tx) => {
      const submission = { operation: "addMachineClient", key, payload: added };
      const { subjectId, repeated } = await submissions.once(tx, viewer, submission, () => this.#make(tx, viewer, added, token));
      return { client: await getClient(tx, subjectId), token: repeated ? null : token };
    });
  }

  /** Ends its token at once, in the transaction that says so in the log. */
  async revoke(viewer: UserViewer, clientId: string): Promise<MachineClient> {
    demand(mayManageMachineClients(viewer));
    return this.#tools.database.as(viewer, async (tx) => {
      const revoked = await tx.execute("UPDATE machine_client SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL", [clientId]);
      if (revoked !== 1) {
        if ((await readMachineClients(tx, clientId)).length === 0) refuseUnknown("clientId", "machine client");
        refuse("REVOKED", "clientId", "This machine client was revoked already");
      }
      await tx.execute("UPDATE app_user SET disabled_at = now(), version = version + 1 WHERE id = $1", [clientId]);
      this.#tools.audit.record(tx, { action: "machine-client.revoke", subjectId: clientId });
      return getClient(tx, clientId);
    });
  }

  async #make(
    tx: Transaction,
    viewer: UserViewer,
    { name, agencyId, teamId, scopes, days }: Omit<NewMachineClient, "idempotencyKey">,
    token: string,
  ): Promise<string> {
    await demandPlace(tx, agencyId, teamId);
    const id = v7();
    await tx.execute("INSERT INTO app_user (id, name, role, agency_id, team_id) VALUES ($1, $2, 'MACHINE', $3, $4)", [
      id,
      name.trim(),
      agencyId,
      teamId,
    ]);
    await tx.execute(
      `INSERT INTO machine_client (id, token_hash, scopes, created_at, created_by, expires_at)
       VALUES ($1, $2, $3, now(), $4, now() + make_interval(days => $5))`,
      [id, digest(token), [...new Set(scopes)], viewer.userId, days],
    );
    this.#tools.audit.record(tx, { action: "machine-client.add", subjectId: id });
    return id;
  }
}

async function demandPlace(tx: Transaction, agencyId: string, teamId: string | null): Promise<void> {
  const [row] = await tx.query<{ agency: boolean; team: boolean }>(
    `SELECT EXISTS (SELECT FROM agency WHERE id = $1) AS agency,
       $2::uuid IS NULL OR EXISTS (SELECT FROM team WHERE id = $2 AND agency_id = $1) AS team`,
    [agencyId, teamId],
  );
  const faults: Fault[] = [];
  if (!row?.agency) faults.push({ code: "NOT_FOUND", field: "agencyId", message: "Choose an agency of the list" });
  else if (!row.team) faults.push({ code: "NOT_FOUND", field: "teamId", message: "Choose a team of this agency" });
  if (faults.length > 0) throw new Refusal(...faults);
}

async function getClient(tx: Transaction, id: string): Promise<MachineClient> {
  const [client] = await readMachineClients(tx, id);
  if (!client) throw new Error("a machine client that was just written has gone");
  return client;
}
