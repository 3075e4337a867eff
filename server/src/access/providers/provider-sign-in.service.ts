import type { Transaction } from "../../database/database.ts";
import type { SignInOutcome, SignInService, SignInTools } from "../sign-in/sign-in.service.ts";
import { digest, newToken } from "../tokens.ts";
import { systemViewer } from "../viewer.ts";
import { type Identity, identityIn } from "./claims.rules.ts";
import { findProvider, type ProviderRecord } from "./identity-provider.reads.ts";
import type { OpenIdConnect, Visit } from "./openid.ts";

/** Why nobody was let in, as the sign-in page tells it: closed words, which may stand in an address. */
export type ProviderProblem = "unknown" | "declined" | "expired" | "provider";

export type ProviderOutcome = { readonly outcome: SignInOutcome | null; readonly returnTo: string } | { readonly problem: ProviderProblem };

export interface ProviderSignInTools extends SignInTools {
  readonly signIns: SignInService;
  readonly openId: OpenIdConnect;
  /** Name -> secret, from the settings. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly trouble: (what: string, error: unknown) => void;
}

interface VisitRow extends Visit {
  provider_id: string;
  session_hash: Buffer | null;
  return_to: string;
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");
const VISIT_MINUTES = 15;

/** Signing in through an agency's own identity provider. It signs in people of that agency who were invited, and nobody else. */
export class ProviderSignInService {
  readonly #tools: ProviderSignInTools;

  constructor(tools: ProviderSignInTools) {
    this.#tools = tools;
  }

  /**
   * Sends a browser to the provider. The token, in a cookie of that browser, is what it must come back with.
   * `sessionToken`: a session that is to be proved anew, so that the provider asks for the password.
   */
  async leave(
    providerId: string,
    { returnTo, sessionToken, address }: { returnTo: string; sessionToken: string | null; address: string },
  ): Promise<{ url: string; token: string } | null> {
    const { database, limiter, openId } = this.#tools;
    if (!(await limiter.allows("provider-address", address))) return null;
    const provider = await database.as(SIGN_IN, (tx) => findProvider(tx, providerId));
    const settings = provider && this.#withSecret(provider);
    if (!settings) return null;
    try {
      const { url, visit } = await openId.leave(settings, sessionToken !== null);
      const token = newToken();
      await database.as(SIGN_IN, async (tx) => {
        tx.send("DELETE FROM provider_visit WHERE expires_at < now()");
        await tx.execute(
          `INSERT INTO provider_visit (token_hash, provider_id, session_hash, state, nonce, code_verifier, return_to, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(mins => $8))`,
          [
            digest(token),
            providerId,
            sessionToken === null ? null : digest(sessionToken),
            visit.state,
            visit.nonce,
            visit.codeVerifier,
            returnTo,
            VISIT_MINUTES,
          ],
        );
      });
      return { url, token };
    } catch (error) {
      this.#tools.trouble("an identity provider could not be asked", error);
      return null;
    }
  }

  /** The browser is back, with what its cookie held and the query that the provider gave it. Each visit ends once. */
  async comeBack(token: string | null, query: string): Promise<ProviderOutcome> {
    const { database, openId, signIns } = this.#tools;
    const visit = token === null ? null : await this.#endVisit(token);
    if (!visit) return { problem: "expired" };
    const provider = await database.as(SIGN_IN, (tx) => findProvider(tx, visit.provider_id));
    const settings = provider && this.#withSecret(provider);
    if (!provider || !settings) return { problem: "provider" };
    let identity: Identity | null;
    try {
      identity = identityIn(await openId.comeBack(settings, visit, query, visit.session_hash !== null), provider);
    } catch (error) {
      if (isRefusal(error)) return { problem: "declined" };
      this.#tools.trouble("an identity provider's answer was refused", error);
      await signIns.recordRefusal("PROVIDER_REFUSED");
      return { problem: "provider" };
    }
    const done = identity && (await this.#letIn(provider, identity, visit));
    if (done) return done;
    await signIns.recordRefusal("UNKNOWN_IDENTITY");
    return { problem: "unknown" };
  }

  async #endVisit(token: string): Promise<VisitRow | null> {
    const [visit] = await this.#tools.database.as(SIGN_IN, (tx) =>
      tx.query<VisitRow>(
        `DELETE FROM provider_visit WHERE token_hash = $1 AND expires_at > now()
         RETURNING provider_id, session_hash, return_to, state, nonce, code_verifier AS "codeVerifier"`,
        [digest(token)],
      ),
    );
    return visit ?? null;
  }

  async #letIn(provider: ProviderRecord, identity: Identity, visit: VisitRow): Promise<ProviderOutcome | null> {
    const { database, sessions, signIns } = this.#tools;
    return database.as(SIGN_IN, async (tx) => {
      const linked = await this.#linkedUser(tx, provider, identity.subject);
      if (visit.session_hash) {
        if (linked) await sessions.prove(tx, linked, visit.session_hash);
        return { outcome: null, returnTo: visit.return_to };
      }
      const userId = linked ?? (await this.#link(tx, provider, identity));
      if (userId === null) return null;
      return { outcome: await signIns.proceed(tx, userId, provider.checksSecondFactor), returnTo: visit.return_to };
    });
  }

  async #linkedUser(tx: Transaction, provider: ProviderRecord, subject: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT u.id FROM provider_identity i JOIN app_user u ON u.id = i.user_id JOIN credential c ON c.user_id = u.id
       WHERE i.provider_id = $1 AND i.subject = $2 AND u.agency_id = $3 AND u.disabled_at IS NULL AND (NOT c.demonstration OR $4)`,
      [provider.id, subject, provider.agencyId, this.#tools.demonstration],
    );
    return row?.id ?? null;
  }

  /**
   * The first time: by an address that the provider vouches for, of somebody of its agency who was invited. Whoever
   * has another account of the provider's already is not linked: their address may have gone to somebody else.
   */
  async #link(tx: Transaction, provider: ProviderRecord, { subject, email }: Identity): Promise<string | null> {
    if (email === null) return null;
    const [row] = await tx.query<{ user_id: string }>(
      `INSERT INTO provider_identity (provider_id, subject, user_id, linked_at)
       SELECT $1, $2, u.id, now() FROM credential c JOIN app_user u ON u.id = c.user_id
       WHERE c.email = $3 AND u.agency_id = $4 AND u.disabled_at IS NULL AND (NOT c.demonstration OR $5)
       ON CONFLICT DO NOTHING RETURNING user_id`,
      [provider.id, subject, email, provider.agencyId, this.#tools.demonstration],
    );
    if (row) this.#tools.audit.record(tx, { action: "provider-identity.link", userId: row.user_id, subjectId: row.user_id });
    return row?.user_id ?? null;
  }

  #withSecret(provider: ProviderRecord) {
    const secret = this.#tools.secrets[provider.secretName];
    return secret === undefined ? null : { ...provider, secret };
  }
}

/** The person, or the provider, said no; that is no fault. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "error" in error && error.error === "access_denied";
}
