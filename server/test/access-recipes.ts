import { randomUUID } from "node:crypto";
import { systemViewer } from "../src/access/viewer.ts";
import type { Api, ApiOptions } from "./api-client.ts";
import { rows } from "./household.ts";
import { administer, agreementInput, assessmentInput, clientInput, covered, machine } from "./machines.ts";
import type { Recipe } from "./recipes.ts";
import { AGENCIES, PASSWORD, USERS } from "./town.ts";

/** What the service is set to, so that each of the mutations below can be carried out. No mail server is there. */
export const ACCESS_SETTINGS = {
  mail: { url: "smtp://127.0.0.1:1", from: "families@lancashire.example" },
  providerSecrets: { SCHOOL: "a secret of the school's" },
} as const satisfies ApiOptions;

/** These need a service of another kind, with one-time codes or with no users, or are sent by a machine: second-factor.test.ts,
 * first-administrator.test.ts and machines.test.ts use them. */
export const OF_ANOTHER_SERVICE: ReadonlySet<string> = new Set([
  "enterCode",
  "confirmSecondFactor",
  "becomeFirstAdministrator",
  "sendEvidence",
]);

const PROVIDER = {
  agencyId: AGENCIES.school.id,
  name: "School account",
  issuer: "https://id.school.example",
  clientId: "wtwf",
  secretName: "SCHOOL",
  scope: "openid email",
  subjectClaim: "sub",
  emailClaim: "email",
  verifiedClaim: "email_verified",
  requiredClaims: [{ claim: "organisation.urn", value: "100200" }],
  checksSecondFactor: true,
  enabled: true,
} as const;

const PLACE = {
  name: "Nia Rowe",
  role: "PRACTITIONER",
  agencyId: AGENCIES.school.id,
  teamId: AGENCIES.school.teams[0]?.id ?? "none",
  districtCodes: ["burnley"],
} as const;

let made = 0;

/** One for each mutation of signing in, of one's own account and of administration. */
export function accessRecipes(api: Api): Readonly<Record<string, Recipe>> {
  /** Somebody who was invited and has no password yet. */
  const invited = async (disabled = false): Promise<{ userId: string; version: number }> => {
    const userId = randomUUID();
    made += 1;
    await rows(
      api,
      `WITH made AS (INSERT INTO app_user (id, name, role, agency_id, team_id, disabled_at)
         VALUES ($1, 'Nia Rowe', 'PRACTITIONER', $2, $3, CASE WHEN $4 THEN now() END))
       INSERT INTO credential (user_id, email) VALUES ($1, $5)`,
      [userId, PLACE.agencyId, PLACE.teamId, disabled, `invited.${made}@school.example`],
    );
    return { userId, version: 1 };
  };
  const linkOf = async (userId: string) => {
    const { database, services } = api.app;
    const href = await database.as(systemViewer("SYSTEM_SIGN_IN"), (tx) => services.links.make(tx, "INVITATION", userId));
    return href.split("#")[1] ?? "none";
  };
  const provider = async () => {
    const providerId = randomUUID();
    await rows(
      api,
      `INSERT INTO identity_provider (id, agency_id, name, issuer, client_id, secret_name, scope, subject_claim, email_claim,
         required_claims, checks_second_factor, enabled)
       VALUES ($1, $2, 'Before', 'https://id.example', 'c', 'SCHOOL', 'openid', 'sub', 'email', '{}', true, true)`,
      [providerId, AGENCIES.school.id],
    );
    return { providerId, version: 1 };
  };
  const assessmentOf = async (agreementId: string) => {
    const [found] = await rows<{ id: string }>(api, "SELECT id FROM impact_assessment WHERE agreement_id = $1", [agreementId]);
    return found?.id ?? "none";
  };
  const another = (name: string) => {
    made += 1;
    return `${name} ${String.fromCharCode(97 + (made % 26))}${"abcdefghij"[Math.floor(made / 26) % 10]} ${made}`;
  };
  return {
    askPasswordReset: { as: "school", anonymous: true, input: async () => ({ email: USERS.school.email }) },
    setPassword: {
      as: "school",
      anonymous: true,
      input: async () => ({ token: await linkOf((await invited()).userId), password: "marmalade tractor eleven" }),
    },
    stepUp: { as: "school", input: async () => ({ password: PASSWORD }) },
    changePassword: {
      as: "earlyHelp",
      input: async () => {
        // Those of a demonstration keep theirs.
        await rows(api, "UPDATE credential SET demonstration = false WHERE user_id = $1", [USERS.earlyHelp.id]);
        return { password: "violin gravel sunday" };
      },
    },
    inviteUser: {
      as: "admin",
      input: async () => {
        made += 1;
        return { ...PLACE, email: `nia.${made}@school.example`, idempotencyKey: randomUUID() };
      },
    },
    inviteUserAgain: { as: "admin", input: () => invited() },
    changeUser: { as: "admin", input: async () => ({ ...PLACE, ...(await invited()) }) },
    disableUser: { as: "admin", input: () => invited() },
    enableUser: { as: "admin", input: () => invited(true) },
    resetSecondFactor: { as: "admin", input: () => invited() },
    addIdentityProvider: { as: "admin", input: async () => PROVIDER },
    changeIdentityProvider: { as: "admin", input: async () => ({ ...PROVIDER, ...(await provider()) }) },
    addMachineClient: { as: "admin", input: async () => clientInput() },
    revokeMachineClient: { as: "admin", input: async () => ({ clientId: (await machine(api)).id }) },
    addSharingAgreement: { as: "admin", input: async () => agreementInput() },
    endSharingAgreement: { as: "informationOfficer", input: async () => ({ sharingAgreementId: await covered(api), version: 1 }) },
    addImpactAssessment: {
      as: "informationOfficer",
      input: async () => assessmentInput((await administer(api, "addSharingAgreement", agreementInput())).agreement?.id ?? "none"),
    },
    endImpactAssessment: { as: "admin", input: async () => ({ assessmentId: await assessmentOf(await covered(api)), version: 1 }) },
    addDistrict: { as: "admin", input: async () => ({ name: another("District"), area: "East" }) },
    addAgency: { as: "admin", input: async () => ({ name: another("Agency"), kind: "SCHOOL", phone: "01632 960001" }) },
    addTeam: {
      as: "admin",
      input: async () => ({
        agencyId: AGENCIES.police.id,
        parentId: AGENCIES.police.teams[0]?.id ?? "none",
        name: another("Team"),
        districtCode: "pendle",
        phone: "01632 960002",
      }),
    },
  };
}
