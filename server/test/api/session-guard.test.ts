import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hashPassword, isPassword } from "../../src/access/password-hash.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { type Api, startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import { forgetTries, SIGN_IN, STEP_UP, VIEWER, type Visitor, visitor } from "../sign-in/visitor.ts";
import { type Account, PASSWORD, town, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(() => forgetTries(api));

async function signedIn(account: Account): Promise<Visitor> {
  const at = visitor(api.url);
  await at.query(SIGN_IN, { input: { email: USERS[account].email, password: PASSWORD } });
  expect(at.cookies.has("wtwf_session")).toBe(true);
  return at;
}

/** Outside a demonstration only the portal's own operations are answered. */
const PORTAL_SIGN_IN =
  Object.values(JSON.parse(readFileSync(join(repositoryRoot, "schema/trusted-documents.json"), "utf8")) as Record<string, string>).find(
    (text) => text.startsWith("mutation SignIn("),
  ) ?? "";

const CHANGE_PASSWORD = `mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) { account { hasPassword } errors { code field } }
}`;
const codes = (answer: { errors?: readonly { extensions?: { code?: string } }[] }) =>
  (answer.errors ?? []).map(({ extensions }) => extensions?.code);
const age = (account: Account, column: string, interval: string) =>
  rows(api, `UPDATE session SET ${column} = now() - $2::interval WHERE user_id = $1`, [USERS[account].id, interval]);

describe("a sign-in that is refused", () => {
  test("takes as long for an unknown account, a disabled one and one without a password as for a wrong password", async () => {
    await rows(api, "UPDATE app_user SET disabled_at = now() WHERE id = $1", [USERS.otherPolice.id]);
    await rows(api, "UPDATE credential SET password_hash = NULL WHERE user_id = $1", [USERS.socialWorker.id]);
    const emails = [USERS.school.email, "nobody@lancashire.example", USERS.otherPolice.email, USERS.socialWorker.email];
    const kept = await hashPassword(PASSWORD);
    const at = visitor(api.url);
    const tries: Readonly<Record<string, () => Promise<unknown>>> = {
      comparison: () => isPassword(kept, "not the password"),
      ...Object.fromEntries(
        emails.map((email) => [
          email,
          async () => {
            expect(await at.query(SIGN_IN, { input: { email, password: "not the password" } })).toEqual({
              signIn: {
                viewer: null,
                next: null,
                errors: [{ code: "WRONG_CREDENTIALS", field: "password", message: "Check your email address and password" }],
              },
            });
          },
        ]),
      ),
    };
    // The quickest of each: what else this machine does only ever makes one slower, so the tries go on until it has rest.
    const quickest = new Map<string, number>();
    const settled = () => {
      const answers = emails.map((email) => quickest.get(email) ?? 0);
      return Math.min(...answers) >= (quickest.get("comparison") ?? 0) * 0.9 && Math.max(...answers) < Math.min(...answers) * 2.5;
    };
    for (let round = 0; round < 12 || (round < 60 && !settled()); round += 1) {
      await forgetTries(api);
      for (const [what, attempt] of Object.entries(tries)) {
        const began = performance.now();
        await attempt();
        quickest.set(what, Math.min(quickest.get(what) ?? Number.POSITIVE_INFINITY, performance.now() - began));
      }
    }
    // Each takes at least as long as a comparison. Without one, an unknown account was answered in a third of the time.
    expect(settled(), [...quickest].map(([what, ms]) => `${what} ${ms.toFixed(1)}`).join(", ")).toBe(true);
  }, 120_000);

  test("is written down with whose account it was, and no address", async () => {
    const before = await rows<{ count: number }>(api, "SELECT count(*)::int FROM audit_event WHERE action = 'session.refuse'");
    const at = visitor(api.url);
    await at.query(SIGN_IN, { input: { email: USERS.housing.email, password: "wrong" } });
    await at.query(SIGN_IN, { input: { email: "somebody@elsewhere.example", password: "wrong" } });
    const events = await rows<object>(
      api,
      "SELECT role, user_id, subject_id, reason, audit_event::text ~ '@' AS address FROM audit_event WHERE action = 'session.refuse' ORDER BY id OFFSET $1",
      [before[0]?.count],
    );
    const refused = { role: "SYSTEM_SIGN_IN", user_id: null, reason: "WRONG_CREDENTIALS", address: false };
    expect(events).toEqual([
      { ...refused, subject_id: USERS.housing.id },
      { ...refused, subject_id: null },
    ]);
  });
});

describe("a session's cookie", () => {
  test("that is forged, cut short, longer, in other letters or of a session that has ended is nobody's", async () => {
    const police = await signedIn("police");
    const token = police.cookies.get("wtwf_session") ?? "";
    const forger = visitor(api.url);
    const forged = [
      "",
      "x",
      "x".repeat(43),
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      `${token}%00`,
      "'; --",
      "%",
      "x".repeat(4_000),
    ];
    for (const value of forged) {
      forger.cookies.set("wtwf_session", value);
      const answer = await forger.send(VIEWER);
      expect(answer.status, value).toBe(200);
      expect(answer.data, value).toEqual({ viewer: null });
    }
    forger.cookies.set("wtwf_session", token);
    expect(await forger.query(VIEWER)).toMatchObject({ viewer: { name: USERS.police.name } });
    await police.query("mutation { signOut { signedOut } }");
    expect(await forger.query(VIEWER)).toEqual({ viewer: null });
  });

  test("is for this host, HTTPS and same-site requests alone where the service stands behind HTTPS", async () => {
    const secure = await startApi(town, { cookieSecure: true });
    const answer = await secure.anonymous.send(SIGN_IN, { input: { email: USERS.school.email, password: PASSWORD } });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-wtwf_session=[\w-]{43}; Max-Age=28800; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/,
    );
    await secure.stop();
  });

  test("is another after each sign-in, and the one before ends", async () => {
    const at = await signedIn("board");
    const first = at.cookies.get("wtwf_session") ?? "";
    await at.query(SIGN_IN, { input: { email: USERS.auditor.email, password: PASSWORD } });
    expect(at.cookies.get("wtwf_session")).not.toBe(first);
    at.cookies.set("wtwf_session", first);
    expect(await at.query(VIEWER)).toEqual({ viewer: null });
  });
});

describe("a session ends", () => {
  test("after a quarter of an hour without a request, and is not brought back by one", async () => {
    const at = await signedIn("earlyHelp");
    await age("earlyHelp", "last_seen_at", "14 minutes 50 seconds");
    expect(await at.query(VIEWER)).toMatchObject({ viewer: {} });
    await age("earlyHelp", "last_seen_at", "15 minutes 1 second");
    expect(await at.query(VIEWER)).toEqual({ viewer: null });
    expect(await at.query(VIEWER)).toEqual({ viewer: null });
  });

  test("after eight hours however much it was used", async () => {
    const at = await signedIn("earlyHelp");
    const { viewer } = await at.query<{ viewer: { sessionEndsAt: string } }>(VIEWER);
    expect(Math.abs(Date.parse(viewer.sessionEndsAt) - Date.now() - 8 * 3_600_000)).toBeLessThan(60_000);
    await rows(api, "UPDATE session SET expires_at = now() - interval '1 second' WHERE user_id = $1", [USERS.earlyHelp.id]);
    expect(await at.query(VIEWER)).toEqual({ viewer: null });
  });

  test("on every device with a sign-out everywhere, and nobody else's", async () => {
    const [one, two, other] = await Promise.all([signedIn("coordinator"), signedIn("coordinator"), signedIn("pendleCoordinator")]);
    await one.query("mutation { signOutEverywhere { signedOut } }");
    expect(one.cookies.has("wtwf_session")).toBe(false);
    expect(await two.query(VIEWER)).toEqual({ viewer: null });
    expect(await other.query(VIEWER)).toMatchObject({ viewer: { name: USERS.pendleCoordinator.name } });
  });
});

describe("fresh proof", () => {
  test("is asked for again ten minutes after the password, and given by the password", async () => {
    const at = await signedIn("admin");
    const USERS_QUERY = "{ users(first: 1) { totalCount } }";
    expect(await at.query(USERS_QUERY)).toMatchObject({ users: {} });
    await age("admin", "proved_at", "9 minutes 50 seconds");
    expect(codes(await at.send(USERS_QUERY))).toEqual([]);
    await age("admin", "proved_at", "10 minutes 1 second");
    // Going on using the session does not count as proof.
    await at.query(VIEWER);
    const refused = await at.send(USERS_QUERY);
    expect(codes(refused)).toEqual(["STEP_UP_REQUIRED"]);
    expect(refused.data).toBeNull();
    for (const input of [{ password: "wrong" }, { code: "123456" }, {}, { password: "", code: "" }]) {
      const { stepUp } = await at.query<{ stepUp: { viewer: null; errors: { field: string }[] } }>(STEP_UP, { input });
      expect(stepUp.viewer).toBeNull();
      expect(stepUp.errors).toHaveLength(1);
    }
    expect(codes(await at.send(USERS_QUERY))).toEqual(["STEP_UP_REQUIRED"]);
    expect(await at.query(STEP_UP, { input: { password: PASSWORD } })).toMatchObject({
      stepUp: { viewer: { steppedUp: true }, errors: [] },
    });
    expect(codes(await at.send(USERS_QUERY))).toEqual([]);
    const [event] = await rows<object>(
      api,
      "SELECT action, subject_id FROM audit_event WHERE action = 'session.step-up' ORDER BY id DESC LIMIT 1",
    );
    expect(event).toEqual({ action: "session.step-up", subject_id: USERS.admin.id });
  });

  test("is of one session: another device of the same person has not given it", async () => {
    const [one, two] = await Promise.all([signedIn("admin"), signedIn("admin")]);
    await age("admin", "proved_at", "11 minutes");
    await one.query(STEP_UP, { input: { password: PASSWORD } });
    expect(codes(await one.send("{ users(first: 1) { totalCount } }"))).toEqual([]);
    expect(codes(await two.send("{ users(first: 1) { totalCount } }"))).toEqual(["STEP_UP_REQUIRED"]);
  });

  test("cannot be guessed on and on", async () => {
    const at = await signedIn("admin");
    for (let tries = 0; tries < 10; tries += 1) await at.query(STEP_UP, { input: { password: `guess ${tries}` } });
    expect(await at.query(STEP_UP, { input: { password: PASSWORD } })).toMatchObject({
      stepUp: { viewer: null, errors: [{ code: "RATE_LIMITED" }] },
    });
  });

  test("opens nothing to a role that may not try it", async () => {
    const at = await signedIn("coordinator");
    expect(codes(await at.send("{ users(first: 1) { totalCount } }"))).toEqual(["FORBIDDEN"]);
    await age("coordinator", "proved_at", "11 minutes");
    expect(codes(await at.send("{ users(first: 1) { totalCount } }"))).toEqual(["FORBIDDEN"]);
  });
});

describe("one's own password", () => {
  test("is changed with fresh proof, and ends one's sessions elsewhere", async () => {
    await rows(api, "UPDATE credential SET demonstration = false WHERE user_id = $1", [USERS.school.id]);
    const [here, elsewhere] = await Promise.all([signedIn("school"), signedIn("school")]);
    await age("school", "proved_at", "11 minutes");
    const input = { password: "marmalade tractor eleven" };
    expect(codes(await here.send(CHANGE_PASSWORD, { input }))).toEqual(["STEP_UP_REQUIRED"]);
    await here.query(STEP_UP, { input: { password: PASSWORD } });
    expect(await here.query(CHANGE_PASSWORD, { input: { password: "password12345" } })).toMatchObject({
      changePassword: { account: null, errors: [{ field: "password" }] },
    });
    expect(await here.query(CHANGE_PASSWORD, { input })).toEqual({ changePassword: { account: { hasPassword: true }, errors: [] } });
    expect(await here.query(VIEWER)).toMatchObject({ viewer: {} });
    expect(await elsewhere.query(VIEWER)).toEqual({ viewer: null });
  });

  test("of the demonstration stays as it is", async () => {
    const at = await signedIn("informationOfficer");
    expect(await at.query(CHANGE_PASSWORD, { input: { password: "marmalade tractor eleven" } })).toMatchObject({
      changePassword: { account: null, errors: [{ code: "DEMONSTRATION" }] },
    });
  });
});

test("the accounts of a demonstration open nothing outside it", async () => {
  const real = await startApi(town, { demo: false });
  const { signIn } = (await real.anonymous.send(PORTAL_SIGN_IN, { input: { email: USERS.school.email, password: PASSWORD } }))
    .data as unknown as {
    signIn: object;
  };
  expect(signIn).toMatchObject({ viewer: null, errors: [{ code: "WRONG_CREDENTIALS" }] });
  await real.stop();
});
