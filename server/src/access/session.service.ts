import type { Database, Transaction } from "../database/database.ts";
import type { AuditService } from "../modules/audit/audit.service.ts";
import type { AgencyKind } from "../modules/criteria/facts.rules.ts";
import { ROLE_PERMISSIONS } from "./permissions.ts";
import type { Role } from "./roles.ts";
import { digest, newToken } from "./tokens.ts";
import { systemViewer, type UserViewer } from "./viewer.ts";

export interface SessionRules {
  readonly idleMinutes: number;
  readonly hours: number;
}

/** How long the password, or a code, counts as given just now. */
const STEP_UP_MINUTES = 10;

interface SessionRow {
  user_id: string;
  name: string;
  role: Role;
  agency_id: string;
  agency_name: string;
  agency_kind: AgencyKind;
  team_id: string | null;
  team_ids: string[];
  district_codes: string[];
  ends_at: Date;
  stepped_up: boolean;
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");

const USER = `SELECT u.id AS user_id, u.name, u.role, a.id AS agency_id, a.name AS agency_name, a.kind AS agency_kind,
    u.team_id, u.district_codes, s.expires_at AS ends_at,
    s.proved_at > now() - make_interval(mins => ${STEP_UP_MINUTES}) AS stepped_up,
    CASE
      WHEN u.role = 'PRACTITIONER' THEN ARRAY(SELECT u.team_id WHERE u.team_id IS NOT NULL)
      WHEN u.role = 'AGENCY_LEAD' THEN ARRAY(
        WITH RECURSIVE branch AS (
          SELECT t.id FROM team t WHERE t.agency_id = u.agency_id AND (t.id = u.team_id OR u.team_id IS NULL)
          UNION SELECT t.id FROM team t JOIN branch b ON t.parent_id = b.id)
        SELECT id FROM branch)
      ELSE '{}'::uuid[]
    END AS team_ids
  FROM session s JOIN app_user u ON u.id = s.user_id JOIN agency a ON a.id = u.agency_id
  WHERE s.token_hash = $1 AND u.disabled_at IS NULL AND s.expires_at > now()
    AND s.last_seen_at > now() - make_interval(mins => $2)`;

/** Half a minute's exactness spares most requests a write. An idled session is not brought back. */
const TOUCH = `UPDATE session SET last_seen_at = now()
  WHERE token_hash = $1 AND last_seen_at < now() - interval '30 seconds' AND last_seen_at > now() - make_interval(mins => $2)`;

/** Sessions, from signing in until they end; they go by the system's clock. */
export class SessionService {
  readonly #database: Database;
  readonly #audit: AuditService;
  readonly #rules: SessionRules;

  constructor(database: Database, audit: AuditService, rules: SessionRules) {
    this.#database = database;
    this.#audit = audit;
    this.#rules = rules;
  }

  /** Starts a session of somebody who has shown all that was asked, and returns its token for the cookie. */
  async start(tx: Transaction, userId: string): Promise<string> {
    const token = newToken();
    tx.send("DELETE FROM session WHERE expires_at < now()");
    await tx.execute(
      `INSERT INTO session (token_hash, user_id, created_at, last_seen_at, proved_at, expires_at)
       VALUES ($1, $2, now(), now(), now(), now() + make_interval(hours => $3))`,
      [digest(token), userId, this.#rules.hours],
    );
    this.#audit.record(tx, { action: "session.start", userId, subjectId: userId });
    return token;
  }

  /** The viewer behind a token, or null where it has ended, idled out or its user is disabled. */
  async viewerOf(token: string, correlationId: string): Promise<UserViewer | null> {
    const session = [digest(token), this.#rules.idleMinutes];
    return this.#database.look(SIGN_IN, async (tx) => {
      const found = tx.query<SessionRow>(USER, session);
      tx.send(TOUCH, session);
      const [row] = await found;
      return row ? toViewer(row, correlationId) : null;
    });
  }

  /** Notes that the person has just shown again that it is they. A session that is another's is not proved by it. */
  async prove(tx: Transaction, userId: string, tokenHash: Buffer): Promise<void> {
    const proved = await tx.execute("UPDATE session SET proved_at = now() WHERE token_hash = $1 AND user_id = $2", [tokenHash, userId]);
    if (proved === 1) this.#audit.record(tx, { action: "session.step-up", userId, subjectId: userId });
  }

  /** Ends whatever session the browser had before somebody signed in anew. */
  async drop(token: string): Promise<void> {
    await this.#database.as(SIGN_IN, (tx) => tx.execute("DELETE FROM session WHERE token_hash = $1", [digest(token)]));
  }

  /** Ends the session; a token that is none ends nothing. */
  async signOut(viewer: UserViewer, token: string): Promise<void> {
    await this.#database.as(SIGN_IN, async (tx) => {
      await tx.execute("DELETE FROM session WHERE token_hash = $1", [digest(token)]);
      this.#audit.record(tx, { action: "session.end", userId: viewer.userId, subjectId: viewer.userId });
    });
  }

  /** Ends every session of the person's, on every device, this one too. */
  async signOutEverywhere(viewer: UserViewer): Promise<void> {
    await this.#database.as(SIGN_IN, async (tx) => {
      await this.endAllOf(tx, viewer.userId);
      this.#audit.record(tx, { action: "session.end-all", userId: viewer.userId, subjectId: viewer.userId });
    });
  }

  /** Ends a user's sessions, and what they had begun of a sign-in, with the transaction; the one named goes on. */
  async endAllOf(tx: Transaction, userId: string, but: string | null = null): Promise<void> {
    tx.send("DELETE FROM sign_in_step WHERE user_id = $1", [userId]);
    await tx.execute("DELETE FROM session WHERE user_id = $1 AND token_hash IS DISTINCT FROM $2", [
      userId,
      but === null ? null : digest(but),
    ]);
  }
}

function toViewer(row: SessionRow, correlationId: string): UserViewer {
  return {
    kind: "USER",
    correlationId,
    userId: row.user_id,
    name: row.name,
    role: row.role,
    agency: { id: row.agency_id, name: row.agency_name, kind: row.agency_kind },
    teamId: row.team_id,
    teamIds: row.team_ids,
    districts: row.district_codes,
    permissions: ROLE_PERMISSIONS[row.role],
    session: { steppedUp: row.stepped_up, endsAt: row.ends_at },
  };
}
