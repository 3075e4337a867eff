import { Secret, TOTP } from "otpauth";
import type { Database, Transaction } from "../../database/database.ts";
import type { AuditService } from "../../modules/audit/audit.service.ts";
import { refuse } from "../../shared/refusal.ts";
import type { SecretBox } from "../secret-box.ts";
import { digest, readableSecret } from "../tokens.ts";
import { systemViewer } from "../viewer.ts";

/** What an authenticator app is given, as a link for its camera and as text to type. */
export interface Offer {
  readonly secret: string;
  readonly uri: string;
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");
const SERVICE = "Working Together With Families";

/** What every authenticator app can do (RFC 6238): SHA-1, six digits, half a minute; one period early or late is forgiven. */
const TOTP_FORM = { algorithm: "SHA1", digits: 6, period: 30 } as const;
const WINDOW = 1;

/** As long as the sign-in in which it was offered, so that a page read anew shows the same picture. */
const OFFER_MINUTES = 15;

const RECOVERY_CODES = 10;
const RECOVERY_GROUPS = 4;

const WRONG_CODE = "Check the code. Enter the six digits that your app shows now, or one of your recovery codes";

/** One-time codes from an authenticator app, and the codes that replace it once each when it is lost. */
export class SecondFactorService {
  readonly #database: Database;
  readonly #audit: AuditService;
  readonly #box: SecretBox | null;

  /** `box` is null where this installation asks for no second factor. */
  constructor(database: Database, audit: AuditService, box: SecretBox | null) {
    this.#database = database;
    this.#audit = audit;
    this.#box = box;
  }

  get asked(): boolean {
    return this.#box !== null;
  }

  /** Whether the person has one. */
  async isSetUp(tx: Transaction, userId: string): Promise<boolean> {
    const rows = await tx.query("SELECT FROM second_factor WHERE user_id = $1 AND secret IS NOT NULL", [userId]);
    return rows.length > 0;
  }

  /** A secret for the person's app. What they had before stays good until a code made from this one comes back. */
  async offer(userId: string): Promise<Offer> {
    const box = this.#mustBox();
    return this.#database.as(SIGN_IN, async (tx) => {
      // Two that ask at once are shown the same secret, and so the one that is kept.
      await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`second-factor:${userId}`]);
      const [row] = await tx.query<{ email: string; offered: Buffer | null }>(
        `SELECT c.email, f.offered FROM credential c
           LEFT JOIN second_factor f ON f.user_id = c.user_id AND f.offered_at > now() - make_interval(mins => $2)
         WHERE c.user_id = $1`,
        [userId, OFFER_MINUTES],
      );
      const kept = row?.offered ? box.open(row.offered, userId) : null;
      const secret = kept ? secretOf(kept) : new Secret({ size: 20 });
      if (!kept) {
        await tx.execute(
          `INSERT INTO second_factor (user_id, offered, offered_at) VALUES ($1, $2, now())
           ON CONFLICT (user_id) DO UPDATE SET offered = excluded.offered, offered_at = excluded.offered_at`,
          [userId, box.seal(secret.bytes, userId)],
        );
      }
      const uri = new TOTP({ ...TOTP_FORM, issuer: SERVICE, label: row?.email ?? "", secret }).toString();
      return { secret: secret.base32, uri };
    });
  }

  /**
   * Puts the offered secret in force once its app shows a right code, and makes recovery codes, which are told once.
   * Only somebody who is signed in `replaces` one that is in force.
   */
  async confirm(tx: Transaction, userId: string, code: string, replaces: boolean): Promise<string[]> {
    const [row] = await tx.query<{ offered: Buffer | null }>(
      `SELECT offered FROM second_factor
       WHERE user_id = $1 AND offered_at > now() - make_interval(mins => $2) AND ($3 OR secret IS NULL) FOR UPDATE`,
      [userId, OFFER_MINUTES, replaces],
    );
    const secret = row?.offered ? this.#mustBox().open(row.offered, userId) : null;
    if (!row?.offered || !secret) refuse("OFFER_OVER", "code", "This took too long. Load the page again and scan the new picture");
    const period = periodOf(secret, code);
    if (period === null) refuse("WRONG_CODE", "code", "Check the code. Enter the six digits that your app shows now");
    await tx.execute(
      `UPDATE second_factor SET secret = offered, set_up_at = now(), last_period = $2, offered = NULL, offered_at = NULL
       WHERE user_id = $1`,
      [userId, period],
    );
    this.#audit.record(tx, { action: "second-factor.set-up", userId, subjectId: userId });
    return this.#makeRecoveryCodes(tx, userId);
  }

  /** The same for somebody who is signed in: the new app takes the place of the old one. */
  async replace(userId: string, code: string): Promise<string[]> {
    return this.#database.as(SIGN_IN, (tx) => this.confirm(tx, userId, code, true));
  }

  /** Uses up a code from the app, or a recovery code; false where it is neither, or was used before. */
  async use(tx: Transaction, userId: string, code: string): Promise<boolean> {
    const digits = code.replace(/\s/g, "");
    return /^\d{6}$/.test(digits) ? this.#useCode(tx, userId, digits) : this.#useRecoveryCode(tx, userId, code);
  }

  /** New recovery codes in place of all earlier ones. */
  async renewRecoveryCodes(userId: string): Promise<string[]> {
    return this.#database.as(SIGN_IN, async (tx) => {
      if (!(await this.isSetUp(tx, userId))) refuse("NOT_SET_UP", null, "Set up an authenticator app first");
      this.#audit.record(tx, { action: "recovery-codes.renew", userId, subjectId: userId });
      return this.#makeRecoveryCodes(tx, userId);
    });
  }

  /** Takes it away, so that the person sets it up anew when they next sign in. */
  async reset(tx: Transaction, userId: string): Promise<void> {
    tx.send("DELETE FROM recovery_code WHERE user_id = $1", [userId]);
    await tx.execute("DELETE FROM second_factor WHERE user_id = $1", [userId]);
  }

  async #useCode(tx: Transaction, userId: string, digits: string): Promise<boolean> {
    const [row] = await tx.query<{ secret: Buffer | null }>("SELECT secret FROM second_factor WHERE user_id = $1", [userId]);
    const secret = row?.secret ? this.#mustBox().open(row.secret, userId) : null;
    const period = secret ? periodOf(secret, digits) : null;
    if (period === null) return false;
    // Of two who send the same code at once, the second finds the period taken.
    const taken = await tx.execute(
      "UPDATE second_factor SET last_period = $2 WHERE user_id = $1 AND (last_period IS NULL OR last_period < $2)",
      [userId, period],
    );
    return taken === 1;
  }

  async #useRecoveryCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
    const typed = code.toLowerCase().replace(/[^a-z0-9]/g, "");
    const used = await tx.execute("DELETE FROM recovery_code WHERE user_id = $1 AND code_hash = $2", [userId, digest(typed)]);
    if (used === 1) this.#audit.record(tx, { action: "recovery-code.use", userId, subjectId: userId });
    return used === 1;
  }

  async #makeRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => readableSecret(RECOVERY_GROUPS));
    tx.send("DELETE FROM recovery_code WHERE user_id = $1", [userId]);
    await tx.execute("INSERT INTO recovery_code (user_id, code_hash) SELECT $1, unnest($2::bytea[])", [
      userId,
      codes.map((code) => digest(code.replaceAll("-", ""))),
    ]);
    return codes;
  }

  #mustBox(): SecretBox {
    if (!this.#box) refuse("NOT_ASKED", null, "This installation asks for no second factor");
    return this.#box;
  }
}

/** Refuses in one form, whatever was wrong with the code. */
export function refuseCode(): never {
  refuse("WRONG_CODE", "code", WRONG_CODE);
}

function secretOf(bytes: Buffer): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}

/** The half minute whose code this is, by the system's clock; null where it is none's near enough. */
function periodOf(secret: Buffer, code: string): number | null {
  const timestamp = Date.now();
  const token = code.replace(/\s/g, "");
  const away = TOTP.validate({ ...TOTP_FORM, token, secret: secretOf(secret), timestamp, window: WINDOW });
  return away === null ? null : TOTP.counter({ period: TOTP_FORM.period, timestamp }) + away;
}
