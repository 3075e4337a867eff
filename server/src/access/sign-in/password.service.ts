import type { Transaction } from "../../database/database.ts";
import { refuse } from "../../shared/refusal.ts";
import { demand } from "../decision.ts";
import type { Mailer } from "../mail/mailer.ts";
import { passwordChanged, passwordReset } from "../mail/messages.ts";
import { hashPassword } from "../password-hash.ts";
import { systemViewer, type UserViewer } from "../viewer.ts";
import { type LinkService, RESET_MINUTES, refuseLink } from "./link.service.ts";
import type { PasswordJudge } from "./password-judge.ts";
import type { SignInOutcome, SignInService, SignInTools } from "./sign-in.service.ts";

export interface PasswordTools extends SignInTools {
  readonly signIns: SignInService;
  readonly links: LinkService;
  readonly judge: PasswordJudge;
  readonly mailer: Mailer;
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");

/** Choosing a password: by a link that was sent, or while signed in. */
export class PasswordService {
  readonly #tools: PasswordTools;

  constructor(tools: PasswordTools) {
    this.#tools = tools;
  }

  /**
   * Sends a link, where the address is somebody's. All that depends on whose it is happens after the answer, so that
   * neither its words nor its time tell.
   */
  async askReset(email: string, address: string): Promise<void> {
    const { limiter, mailer } = this.#tools;
    await limiter.take("password-reset-address", address);
    mailer.inBackground(() => this.#sendReset(email.trim().toLowerCase()));
  }

  async #sendReset(email: string): Promise<void> {
    const { database, limiter, links, mailer, audit } = this.#tools;
    if (!mailer.canSend || !(await limiter.allows("password-reset-account", email))) return;
    const link = await database.as(SIGN_IN, async (tx) => {
      const [row] = await tx.query<{ user_id: string }>(
        `SELECT c.user_id FROM credential c JOIN app_user u ON u.id = c.user_id
         WHERE c.email = $1 AND u.disabled_at IS NULL AND NOT c.demonstration`,
        [email],
      );
      if (!row) return null;
      audit.record(tx, { action: "password.ask-reset", subjectId: row.user_id });
      return links.make(tx, "PASSWORD_RESET", row.user_id);
    });
    if (link) await mailer.send(passwordReset(email, link, RESET_MINUTES));
  }

  /** By the link of an invitation or of a forgotten password. It counts as the first factor of a sign-in. */
  async setByLink(token: string, password: string, address: string): Promise<SignInOutcome> {
    const { database, limiter, links, judge, signIns } = this.#tools;
    await limiter.take("link-address", address);
    const link = await links.find(token);
    if (!link?.userId || !link.email) refuseLink();
    // Weighed before the link is used up: whoever is refused tries again with the same one.
    demand(await judge.judge(password, wordsOf(link.name, link.email)), "password");
    const hash = await hashPassword(password);
    return database.as(SIGN_IN, async (tx) => {
      const { userId } = await links.use(tx, token);
      if (!userId) refuseLink();
      await this.#set(tx, userId, hash, null);
      return signIns.proceed(tx, userId);
    });
  }

  /** By somebody who is signed in and has just shown that it is they. Every other session of theirs ends. */
  async change(viewer: UserViewer, sessionToken: string, password: string): Promise<void> {
    const { database, judge, links, mailer } = this.#tools;
    const [row] = await database.as(SIGN_IN, (tx) =>
      tx.query<{ email: string; demonstration: boolean }>("SELECT email, demonstration FROM credential WHERE user_id = $1", [
        viewer.userId,
      ]),
    );
    if (!row) throw new Error("a session's user has no credential");
    if (row.demonstration) refuse("DEMONSTRATION", "password", "The accounts of the demonstration keep their one password");
    demand(await judge.judge(password, wordsOf(viewer.name, row.email)), "password");
    const hash = await hashPassword(password);
    await database.as(SIGN_IN, async (tx) => {
      await this.#set(tx, viewer.userId, hash, sessionToken);
      await links.forget(tx, viewer.userId);
    });
    mailer.inBackground(async () => void (await mailer.send(passwordChanged(row.email))));
  }

  async #set(tx: Transaction, userId: string, hash: string, sessionToken: string | null): Promise<void> {
    const { sessions, audit } = this.#tools;
    await tx.execute("UPDATE credential SET password_hash = $2 WHERE user_id = $1", [userId, hash]);
    await sessions.endAllOf(tx, userId, sessionToken);
    audit.record(tx, { action: "password.set", userId, subjectId: userId });
  }
}

/** What others know of somebody: their name, and each part of their address. */
function wordsOf(name: string | null, email: string): string[] {
  return [...(name ?? "").split(/\s+/), ...email.split(/[@.]/), email].filter((word) => word.length > 1);
}
