import type { Database, Transaction } from "../../database/database.ts";
import type { AuditService } from "../../modules/audit/audit.service.ts";
import { refuse } from "../../shared/refusal.ts";
import type { Limiter } from "../limiter.ts";
import { isPassword } from "../password-hash.ts";
import type { SessionService } from "../session.service.ts";
import { digest, newToken } from "../tokens.ts";
import { systemViewer } from "../viewer.ts";
import { refuseCode, type SecondFactorService } from "./second-factor.service.ts";

/** What is still asked of somebody who has shown one factor. */
export const SIGN_IN_NEXT = ["ENTER_CODE", "SET_UP_CODE"] as const;
export type SignInNext = (typeof SIGN_IN_NEXT)[number];

/** A session's token, or that of the next step. */
export type SignInOutcome = { readonly next: null; readonly token: string } | { readonly next: SignInNext; readonly token: string };

/** Closed codes of the audit log: why nobody was let in. */
type Refused = "WRONG_CREDENTIALS" | "WRONG_CODE" | "PROVIDER_REFUSED" | "UNKNOWN_IDENTITY";

export interface SignInTools {
  readonly database: Database;
  readonly audit: AuditService;
  readonly limiter: Limiter;
  readonly sessions: SessionService;
  readonly secondFactors: SecondFactorService;
  /** The made-up accounts, whose password everyone knows, open nothing but a demonstration. */
  readonly demonstration: boolean;
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");
const STEP_MINUTES = 15;
const STEP_TRIES = 5;

/** From the first factor to the session. */
export class SignInService {
  readonly #tools: SignInTools;

  constructor(tools: SignInTools) {
    this.#tools = tools;
  }

  /**
   * By password. Refuses with one and the same message and effort whether the account, the password or neither
   * exists; slows down by account and address.
   */
  async signIn(email: string, password: string, address: string): Promise<SignInOutcome> {
    const { database, limiter, demonstration } = this.#tools;
    const account = email.trim().toLowerCase();
    await limiter.take("sign-in-account", account);
    await limiter.take("sign-in-address", address);
    const [row] = await database.as(SIGN_IN, (tx) =>
      tx.query<{ user_id: string; password_hash: string | null }>(
        `SELECT c.user_id, c.password_hash FROM credential c JOIN app_user u ON u.id = c.user_id
         WHERE c.email = $1 AND u.disabled_at IS NULL AND (NOT c.demonstration OR $2)`,
        [account, demonstration],
      ),
    );
    if (!(await isPassword(row?.password_hash, password)) || !row) {
      await this.recordRefusal("WRONG_CREDENTIALS", row?.user_id);
      refuse("WRONG_CREDENTIALS", "password", "Check your email address and password");
    }
    await limiter.reset("sign-in-account", account);
    return database.as(SIGN_IN, (tx) => this.proceed(tx, row.user_id));
  }

  /** Lets somebody in who has shown one factor, or asks for the second. `both`: it stands for the second as well. */
  async proceed(tx: Transaction, userId: string, both = false): Promise<SignInOutcome> {
    const { secondFactors, sessions } = this.#tools;
    if (both || !secondFactors.asked) return { next: null, token: await sessions.start(tx, userId) };
    const token = newToken();
    tx.send("DELETE FROM sign_in_step WHERE expires_at < now()");
    await tx.execute(
      "INSERT INTO sign_in_step (token_hash, user_id, tries, expires_at) VALUES ($1, $2, 0, now() + make_interval(mins => $3))",
      [digest(token), userId, STEP_MINUTES],
    );
    return { next: (await secondFactors.isSetUp(tx, userId)) ? "ENTER_CODE" : "SET_UP_CODE", token };
  }

  /** What is asked next of whoever holds the token; null where it is none, or too old. */
  async nextOf(token: string): Promise<SignInNext | null> {
    return this.#tools.database.as(SIGN_IN, async (tx) => {
      const userId = await this.#holder(tx, token);
      if (userId === null) return null;
      return (await this.#tools.secondFactors.isSetUp(tx, userId)) ? "ENTER_CODE" : "SET_UP_CODE";
    });
  }

  /** The second factor: a code of the app's, or a recovery code. */
  async enterCode(token: string | null, code: string): Promise<SignInOutcome> {
    const { database, secondFactors, sessions } = this.#tools;
    const userId = await this.#takeTry(token);
    const started = await database.as(SIGN_IN, async (tx) => {
      if (!(await secondFactors.use(tx, userId, code))) return null;
      await this.#leave(tx, token);
      return sessions.start(tx, userId);
    });
    if (started === null) {
      await this.recordRefusal("WRONG_CODE", userId);
      refuseCode();
    }
    return { next: null, token: started };
  }

  /** Who may set up their first authenticator app with this token. Whoever has one already shows a code of it first. */
  async setsUp(token: string | null): Promise<string> {
    const userId = await this.#tools.database.as(SIGN_IN, async (tx) => {
      const holder = token === null ? null : await this.#holder(tx, token);
      return holder !== null && !(await this.#tools.secondFactors.isSetUp(tx, holder)) ? holder : null;
    });
    return userId ?? refuseStep();
  }

  /** The first code of a new app, which starts the session and brings the recovery codes. */
  async confirmSetUp(token: string | null, code: string): Promise<SignInOutcome & { recoveryCodes: string[] }> {
    await this.setsUp(token);
    const userId = await this.#takeTry(token);
    return this.#tools.database.as(SIGN_IN, async (tx) => {
      const recoveryCodes = await this.#tools.secondFactors.confirm(tx, userId, code, false);
      await this.#leave(tx, token);
      return { next: null, token: await this.#tools.sessions.start(tx, userId), recoveryCodes };
    });
  }

  /** Forgets a step that was begun: somebody else wants to sign in here. */
  async cancel(token: string): Promise<void> {
    await this.#tools.database.as(SIGN_IN, (tx) => this.#leave(tx, token));
  }

  /** Kept even though nobody was let in, and so in a transaction of its own. No address stands in it. */
  async recordRefusal(reason: Refused, userId?: string): Promise<void> {
    await this.#tools.database.as(SIGN_IN, async (tx) =>
      this.#tools.audit.record(tx, { action: "session.refuse", reason, ...(userId ? { subjectId: userId } : {}) }),
    );
  }

  async #holder(tx: Transaction, token: string): Promise<string | null> {
    const [row] = await tx.query<{ user_id: string }>(
      `SELECT s.user_id FROM sign_in_step s JOIN app_user u ON u.id = s.user_id
       WHERE s.token_hash = $1 AND s.expires_at > now() AND s.tries < $2 AND u.disabled_at IS NULL`,
      [digest(token), STEP_TRIES],
    );
    return row?.user_id ?? null;
  }

  /** Counts the try before the code is looked at, so that many at once are counted too. */
  async #takeTry(token: string | null): Promise<string> {
    const { database, limiter } = this.#tools;
    const [row] = await database.as(SIGN_IN, (tx) =>
      tx.query<{ user_id: string }>(
        "UPDATE sign_in_step SET tries = tries + 1 WHERE token_hash = $1 AND expires_at > now() AND tries < $2 RETURNING user_id",
        [digest(token ?? ""), STEP_TRIES],
      ),
    );
    if (!row) refuseStep();
    await limiter.take("sign-in-code", row.user_id);
    await limiter.take("sign-in-code-day", row.user_id);
    return row.user_id;
  }

  async #leave(tx: Transaction, token: string | null): Promise<void> {
    await tx.execute("DELETE FROM sign_in_step WHERE token_hash = $1", [digest(token ?? "")]);
  }
}

function refuseStep(): never {
  refuse("STEP_OVER", null, "That took too long, or too many codes were wrong. Start again");
}
