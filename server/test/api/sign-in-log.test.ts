import { expect, test } from "vitest";
import { startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import { startIdentityProvider } from "../sign-in/identity-provider.ts";
import { linkIn, startMailbox } from "../sign-in/mailbox.ts";
import { SADE } from "../sign-in/provider-scene.ts";
import { ASK_RESET, ENTER_CODE, enrol, SET_PASSWORD, SIGN_IN, visitor } from "../sign-in/visitor.ts";
import { AGENCIES, PASSWORD, town, USERS } from "../town.ts";

const GOOD = "marmalade tractor eleven";
const KEY = "a key of more than thirty-two characters";

test("the log tells of failures on the way in, and of no token, code, secret, password or address", async () => {
  const lines: string[] = [];
  const mailbox = await startMailbox();
  const secrets: Record<string, string> = {};
  const api = await startApi(town, {
    logLevel: "debug",
    logTo: { write: (line) => void lines.push(line) },
    secondFactor: true,
    secretKey: KEY,
    mail: { url: mailbox.url, from: "families@lancashire.example" },
    providerSecrets: secrets,
  });
  const provider = await startIdentityProvider(`${api.url}/sign-in/callback`, SADE);
  secrets["SCHOOL"] = provider.secret;
  await rows(api, "UPDATE credential SET demonstration = false");
  const id = crypto.randomUUID();
  await rows(
    api,
    `INSERT INTO identity_provider (id, agency_id, name, issuer, client_id, secret_name, scope, subject_claim, email_claim, verified_claim,
       required_claims, checks_second_factor, enabled)
     VALUES ($1, $2, 'School', $3, $4, 'SCHOOL', 'openid email', 'sub', 'email', 'email_verified', '{}', true, true)`,
    [id, AGENCIES.school.id, provider.issuer, provider.clientId],
  );

  const at = visitor(api.url);
  await at.query(SIGN_IN, { input: { email: USERS.police.email, password: PASSWORD } });
  const { secret, recoveryCodes } = await enrol(at);
  await at.query(ENTER_CODE, { input: { code: recoveryCodes[0] } });
  await at.query(ASK_RESET, { input: { email: USERS.police.email } });
  const { token } = linkIn(await mailbox.take(USERS.police.email));
  await at.query(SET_PASSWORD, { input: { token, password: GOOD } });
  mailbox.refuse(true);
  await at.query(ASK_RESET, { input: { email: USERS.housing.email } });
  const left = await at.go(`/sign-in/with/${id}`);
  const back = new URL(await provider.follow(left.headers.get("location") ?? ""));
  const code = back.searchParams.get("code") ?? "";
  back.searchParams.set("state", "forged");
  await at.go(back.href);
  const cookies = [...at.cookies.values()];
  await provider.close();
  await api.stop();
  await mailbox.close();

  const log = lines.join("\n");
  expect(log).toContain("mail could not be sent");
  expect(log).toContain("an identity provider's answer was refused");
  const told = [token, secret, PASSWORD, GOOD, KEY, provider.secret, ...recoveryCodes, ...cookies, "@", "127.0.0.1", "Priya", "forged"];
  for (const each of told) expect(log, each).not.toContain(each);
  // Six figures stand in many a time or id; a code would stand by itself.
  expect(log).not.toMatch(new RegExp(`(?<![\\da-f])${code}(?![\\da-f])`, "u"));
});
