import { v7 } from "uuid";
import type { Database, Transaction } from "../../database/database.ts";
import type { AuditService } from "../../modules/audit/audit.service.ts";
import { refuse, refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import type { IdentityProviderChoice } from "../session.type.ts";
import { systemViewer, type UserViewer } from "../viewer.ts";
import { providerJson } from "./identity-provider.reads.ts";
import type { IdentityProvider } from "./identity-provider.type.ts";
import type { OpenIdConnect } from "./openid.ts";

export interface WantedProvider {
  readonly agencyId: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secretName: string;
  readonly scope: string;
  readonly subjectClaim: string;
  readonly emailClaim: string;
  readonly verifiedClaim?: string | null | undefined;
  readonly requiredClaims: readonly { readonly claim: string; readonly value: string }[];
  readonly checksSecondFactor: boolean;
  readonly enabled: boolean;
}

export interface ChangedProvider extends WantedProvider {
  readonly providerId: string;
  readonly version: number;
}

interface Tools {
  readonly database: Database;
  readonly audit: AuditService;
  readonly openId: OpenIdConnect;
  readonly secrets: Readonly<Record<string, string>>;
}

/** The records of agencies' own identity providers. */
export class IdentityProviderService {
  readonly #tools: Tools;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  /** What the sign-in page offers: those that are turned on and whose secret is set. */
  async choices(): Promise<IdentityProviderChoice[]> {
    const rows = await this.#tools.database.as(systemViewer("SYSTEM_SIGN_IN"), (tx) =>
      tx.query<IdentityProviderChoice & { secretName: string }>(
        `SELECT p.id, p.name, p.secret_name AS "secretName" FROM identity_provider p WHERE p.enabled ORDER BY p.name`,
      ),
    );
    return rows.filter(({ secretName }) => secretName in this.#tools.secrets).map(({ id, name }) => ({ id, name }));
  }

  /** Every provider, by name. */
  async list(viewer: UserViewer): Promise<IdentityProvider[]> {
    const rows = await this.#tools.database.as(viewer, (tx) =>
      tx.query<{ provider: IdentityProvider }>(`SELECT ${providerJson()} AS provider FROM identity_provider p ORDER BY p.name, p.id`),
    );
    return rows.map(({ provider }) => provider);
  }

  async add(viewer: UserViewer, wanted: WantedProvider): Promise<IdentityProvider> {
    this.#check(wanted);
    const id = v7();
    return this.#tools.database.as(viewer, async (tx) => {
      await mustBeAgency(tx, wanted.agencyId);
      await tx.execute(
        `INSERT INTO identity_provider (agency_id, name, issuer, client_id, secret_name, scope, subject_claim, email_claim,
           verified_claim, required_claims, checks_second_factor, enabled, id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [...columnsOf(wanted), id],
      );
      this.#tools.audit.record(tx, { action: "identity-provider.add", subjectId: id });
      return getProvider(tx, id);
    });
  }

  async change(viewer: UserViewer, wanted: ChangedProvider): Promise<IdentityProvider> {
    this.#check(wanted);
    return this.#tools.database.as(viewer, async (tx) => {
      const [row] = await tx.query<{ issuer: string; subjectClaim: string }>(
        `SELECT issuer, subject_claim AS "subjectClaim" FROM identity_provider WHERE id = $1`,
        [wanted.providerId],
      );
      if (!row) refuseUnknown("providerId", "provider");
      await mustBeAgency(tx, wanted.agencyId);
      const changed = await tx.execute(
        `UPDATE identity_provider SET agency_id = $1, name = $2, issuer = $3, client_id = $4, secret_name = $5, scope = $6,
           subject_claim = $7, email_claim = $8, verified_claim = $9, required_claims = $10, checks_second_factor = $11,
           enabled = $12, version = version + 1
         WHERE id = $13 AND version = $14`,
        [...columnsOf(wanted), wanted.providerId, wanted.version],
      );
      if (changed !== 1) refuseStale();
      // Under another issuer, or by another claim, the same text is somebody else: each is linked anew, by address.
      if (row.issuer !== wanted.issuer.trim() || row.subjectClaim !== wanted.subjectClaim) {
        await tx.elevate("SYSTEM_SIGN_IN", () => tx.execute("DELETE FROM provider_identity WHERE provider_id = $1", [wanted.providerId]));
      }
      this.#tools.audit.record(tx, { action: "identity-provider.change", subjectId: wanted.providerId });
      return getProvider(tx, wanted.providerId);
    });
  }

  #check({ issuer, secretName, scope }: WantedProvider): void {
    const { openId, secrets } = this.#tools;
    if (!openId.mayBeIssuer(issuer)) refuse("INVALID", "issuer", "Enter the issuer’s address, which begins with https://");
    if (!(secretName in secrets)) {
      refuse("INVALID", "secretName", `Ask whoever runs this service to set OIDC_SECRET_${secretName} first, or check the name`);
    }
    if (!scope.split(" ").includes("openid")) refuse("INVALID", "scope", "The scope must include openid");
  }
}

function columnsOf(wanted: WantedProvider): unknown[] {
  const { agencyId, name, issuer, clientId, secretName, scope, subjectClaim, emailClaim, verifiedClaim } = wanted;
  const required = Object.fromEntries(wanted.requiredClaims.map(({ claim, value }) => [claim, value]));
  return [
    agencyId,
    name.trim(),
    issuer.trim(),
    clientId.trim(),
    secretName,
    scope.trim(),
    subjectClaim,
    emailClaim,
    verifiedClaim ?? null,
    required,
    wanted.checksSecondFactor,
    wanted.enabled,
  ];
}

async function mustBeAgency(tx: Transaction, agencyId: string): Promise<void> {
  if ((await tx.query("SELECT FROM agency WHERE id = $1", [agencyId])).length === 0) refuseUnknown("agencyId", "agency");
}

async function getProvider(tx: Transaction, id: string): Promise<IdentityProvider> {
  const [row] = await tx.query<{ provider: IdentityProvider }>(
    `SELECT ${providerJson()} AS provider FROM identity_provider p WHERE p.id = $1`,
    [id],
  );
  if (!row) throw new Error("a provider that was just written has gone");
  return row.provider;
}
