import type { Database, Transaction } from "../../database/database.ts";
import { refuse } from "../../shared/refusal.ts";
import { digest, newToken } from "../tokens.ts";
import { systemViewer } from "../viewer.ts";

export const LINK_PURPOSES = ["INVITATION", "PASSWORD_RESET", "FIRST_ADMINISTRATOR"] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

const MINUTES: Readonly<Record<LinkPurpose, number>> = { INVITATION: 7 * 24 * 60, PASSWORD_RESET: 60, FIRST_ADMINISTRATOR: 60 };
export const INVITATION_DAYS = MINUTES.INVITATION / (24 * 60);
export const RESET_MINUTES = MINUTES.PASSWORD_RESET;

const PATHS: Readonly<Record<LinkPurpose, string>> = {
  INVITATION: "set-password",
  PASSWORD_RESET: "set-password",
  FIRST_ADMINISTRATOR: "first-administrator",
};

/** Whom a link is for. */
export interface Link {
  readonly purpose: LinkPurpose;
  readonly userId: string | null;
  readonly email: string | null;
  readonly name: string | null;
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");

const FIND = `SELECT l.purpose, l.user_id AS "userId", c.email, u.name
  FROM sign_in_link l LEFT JOIN app_user u ON u.id = l.user_id LEFT JOIN credential c ON c.user_id = u.id
  WHERE l.token_hash = $1 AND l.expires_at > now() AND u.disabled_at IS NULL`;

/**
 * Links that let somebody in once: an invitation, a forgotten password, the first administrator. The token stands
 * after the #, which browsers send to nobody; the page takes it from there and sends it in a request's body.
 */
export class LinkService {
  readonly #database: Database;
  readonly #publicUrl: string;

  constructor(database: Database, publicUrl: string) {
    this.#database = database;
    this.#publicUrl = publicUrl;
  }

  /** A new link in place of any earlier one of the same purpose. Only its digest is kept. */
  async make(tx: Transaction, purpose: LinkPurpose, userId: string | null): Promise<string> {
    const token = newToken();
    await tx.execute("DELETE FROM sign_in_link WHERE purpose = $1 AND user_id = $2 OR expires_at < now()", [purpose, userId]);
    await tx.execute(
      `INSERT INTO sign_in_link (token_hash, user_id, purpose, created_at, expires_at)
       VALUES ($1, $2, $3, now(), now() + make_interval(mins => $4))`,
      [digest(token), userId, purpose, MINUTES[purpose]],
    );
    return `${new URL(PATHS[purpose], this.#publicUrl).href}#${token}`;
  }

  /** Whom the link is for, or null where it is none, has been used or is too old. It is not used up. */
  async find(token: string): Promise<Link | null> {
    const [link] = await this.#database.as(SIGN_IN, (tx) => tx.query<Link>(FIND, [digest(token)]));
    return link ?? null;
  }

  /** Uses the link up, together with every other of the same user's; refuses where it cannot be used. */
  async use(tx: Transaction, token: string): Promise<Link> {
    const [link] = await tx.query<Link>(FIND, [digest(token)]);
    // Of two who use it at once, the second waits for the first and finds that it has gone.
    const used = link ? await tx.execute("DELETE FROM sign_in_link WHERE token_hash = $1", [digest(token)]) : 0;
    if (!link || used !== 1) refuseLink();
    if (link.userId) await this.forget(tx, link.userId);
    return link;
  }

  /** Makes every link of a user's useless. */
  async forget(tx: Transaction, userId: string): Promise<void> {
    await tx.execute("DELETE FROM sign_in_link WHERE user_id = $1", [userId]);
  }
}

export function refuseLink(): never {
  refuse("LINK_OVER", null, "This link has been used already, or is too old. Ask for a new one");
}
