import type { Transaction } from "../../database/database.ts";
import { jsonObject } from "../../graphql/json-shape.ts";
import { agencyJson } from "../../modules/agencies/agency.reads.ts";
import type { ClaimsMapping } from "./claims.rules.ts";

/** A provider as a sign-in needs it; its secret stands in the settings under `secretName`. */
export interface ProviderRecord extends ClaimsMapping {
  readonly id: string;
  readonly version: number;
  readonly agencyId: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secretName: string;
  readonly scope: string;
  readonly checksSecondFactor: boolean;
}

const COLUMNS = `p.id, p.version, p.agency_id AS "agencyId", p.name, p.issuer, p.client_id AS "clientId", p.secret_name AS "secretName",
  p.scope, p.subject_claim AS "subjectClaim", p.email_claim AS "emailClaim", p.verified_claim AS "verifiedClaim",
  p.required_claims AS "requiredClaims", p.checks_second_factor AS "checksSecondFactor"`;

/** A provider that may be used; null where there is none or it is turned off. */
export async function findProvider(tx: Transaction, id: string): Promise<ProviderRecord | null> {
  const [row] = await tx.query<ProviderRecord>(`SELECT ${COLUMNS} FROM identity_provider p WHERE p.id = $1 AND p.enabled`, [id]);
  return row ?? null;
}

/** JSON of a provider's record, as an administrator sees it. */
export const providerJson = (): string =>
  jsonObject({
    id: "p.id",
    version: "p.version",
    agency: agencyJson("p.agency_id"),
    name: "p.name",
    issuer: "p.issuer",
    clientId: "p.client_id",
    secretName: "p.secret_name",
    scope: "p.scope",
    subjectClaim: "p.subject_claim",
    emailClaim: "p.email_claim",
    verifiedClaim: "p.verified_claim",
    requiredClaims: `(SELECT COALESCE(json_agg(json_build_object('claim', r.key, 'value', r.value) ORDER BY r.key), '[]') FROM jsonb_each_text(p.required_claims) r)`,
    checksSecondFactor: "p.checks_second_factor",
    enabled: "p.enabled",
    people: "(SELECT count(*) FROM provider_identity i WHERE i.provider_id = p.id)",
  });
