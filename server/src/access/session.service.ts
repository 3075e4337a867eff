import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { Database } from "../database/database.ts";
import type { AuditService } from "../modules/audit/audit.service.ts";
import type { AgencyKind } from "../modules/criteria/facts.rules.ts";
import { refuse } from "../shared/refusal.ts";
import type { Limiter } from "./limiter.ts";
import { ROLE_PERMISSIONS } from "./permissions.ts";
import type { Role } from "./roles.ts";
import { systemViewer, type UserViewer } from "./viewer.ts";

export interface SessionRules {
  readonly idleMinutes: number;
  readonly hours: number;
}

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
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");

// OWASP's floor for argon2id: 19 MiB, two passes, one lane. The package's enum is ambient; 2 is its Argon2id.
const ARGON = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** argon2id, as the credential table keeps it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON);
}

const USER = `SELECT u.id AS user_id, u.name, u.role, a.id AS agency_id, a.name AS agency_name, a.kind AS agency_kind,
    u.team_id, u.district_codes,
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

/** Sign-in by password and the sessions that follow; they go by the system's clock. */
export class SessionService {
  readonly #database: Database;
  readonly #audit: AuditService;
  readonly #limiter: Limiter;
  readonly #rules: SessionRules;
  /** Verified when no account exists, so that the answer takes as long. */
  readonly #nobody: Promise<string>;

  constructor(database: Database, audit: AuditService, limiter: Limiter, rules: SessionRules) {
    this.#database = database;
    this.#audit = audit;
    this.#limiter = limiter;
    this.#rules = rules;
    this.#nobody = hashPassword(randomBytes(16).toString("hex"));
  }

  /**
   * Starts a session and returns its token (for the cookie) and whom it lets in. Refuses with one and the same
   * message and effort whether the account, the password or neither exists; slows down by account and address.
   */
  async signIn(email: string, password: string, address: string): Promise<{ token: string; userId: string }> {
    const account = email.trim().toLowerCase();
    await this.#limiter.take("sign-in-account", account);
    await this.#limiter.take("sign-in-address", address);
    const found = await this.#database.as(SIGN_IN, (tx) =>
      tx.query<{ user_id: string; password_hash: string }>(
        `SELECT c.user_id, c.password_hash FROM credential c JOIN app_user u ON u.id = c.user_id
         WHERE c.email = $1 AND u.disabled_at IS NULL`,
        [account],
      ),
    );
    const row = found[0];
    const matches = await verify(row?.password_hash ?? (await this.#nobody), password);
    if (!row || !matches) refuse("WRONG_CREDENTIALS", "password", "Check your email address and password");
    await this.#limiter.reset("sign-in-account", account);
    const token = randomBytes(32).toString("base64url");
    await this.#database.as(SIGN_IN, async (tx) => {
      await tx.execute(
        `INSERT INTO session (token_hash, user_id, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, now(), now(), now() + make_interval(hours => $3))`,
        [digest(token), row.user_id, this.#rules.hours],
      );
      this.#audit.record(tx, { action: "session.start", userId: row.user_id, subjectId: row.user_id });
    });
    return { token, userId: row.user_id };
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

  /** Ends the session; a token that is none ends nothing. */
  async signOut(viewer: UserViewer, token: string): Promise<void> {
    await this.#database.as(SIGN_IN, async (tx) => {
      await tx.execute("DELETE FROM session WHERE token_hash = $1", [digest(token)]);
      this.#audit.record(tx, { action: "session.end", userId: viewer.userId, subjectId: viewer.userId });
    });
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
  };
}

/** Only the digest is stored, so a stolen table opens no session. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
