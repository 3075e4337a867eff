import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { type Api, type Client, startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import { linkIn, type Mailbox, startMailbox } from "../sign-in/mailbox.ts";
import { ASK_RESET, enrol, forgetTries, SET_PASSWORD, SIGN_IN, VIEWER, visitor } from "../sign-in/visitor.ts";
import { AGENCIES, PASSWORD, town, USERS } from "../town.ts";

const GOOD = "marmalade tractor eleven";
const INVITE = `mutation InviteUser($input: InviteUserInput!) {
  inviteUser(input: $input) { user { id version name email status team { name } } sent errors { code field message } }
}`;
const AGAIN = `mutation InviteUserAgain($input: UserDeedInput!) {
  inviteUserAgain(input: $input) { user { status } sent errors { code field } }
}`;
const LINK = "query SignInLink($token: String!) { signInLink(token: $token) { purpose email } }";

let mailbox: Mailbox;
let api: Api;
let admin: Client;
beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startApi(town, { mail: { url: mailbox.url, from: "Families <families@lancashire.example>" } });
  admin = await api.as("admin");
  // Those of the demonstration keep their password, whatever anybody asks.
  await rows(api, "UPDATE credential SET demonstration = false WHERE email <> $1", [USERS.board.email]);
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});
beforeEach(() => forgetTries(api));

let made = 0;
const wishes = (over: object = {}) => {
  made += 1;
  return {
    name: "Nia Rowe",
    email: `nia.rowe${made}@school.example`,
    role: "PRACTITIONER",
    agencyId: AGENCIES.school.id,
    teamId: AGENCIES.school.teams[0]?.id,
    districtCodes: [],
    idempotencyKey: crypto.randomUUID(),
    ...over,
  };
};

async function invite(over: object = {}) {
  const input = wishes(over);
  const { inviteUser } = await admin.query<{ inviteUser: { user: { id: string; version: number; status: string }; sent: boolean } }>(
    INVITE,
    {
      input,
    },
  );
  return { ...inviteUser, email: input.email };
}

const setPassword = async (token: string, password: string, at = visitor(api.url)) =>
  (
    await at.query<{ setPassword: { viewer: { name: string } | null; errors: { code: string; field: string | null }[] } }>(SET_PASSWORD, {
      input: { token, password },
    })
  ).setPassword;

describe("an invitation", () => {
  test("makes a user who cannot sign in until they follow the link and choose a password", async () => {
    const { user, sent, email } = await invite();
    expect(user.status).toBe("INVITED");
    expect(sent).toBe(true);
    const at = visitor(api.url);
    for (const password of ["", GOOD, PASSWORD]) {
      expect((await at.query(SIGN_IN, { input: { email, password } }))["signIn"]).toMatchObject({ viewer: null });
    }
    const { token } = linkIn(await mailbox.take(email));
    expect(await at.query(LINK, { token })).toEqual({ signInLink: { purpose: "INVITATION", email } });
    expect(await setPassword(token, GOOD, at)).toMatchObject({ viewer: { name: "Nia Rowe" }, errors: [] });
    expect(await at.query(VIEWER)).toMatchObject({ viewer: { role: "PRACTITIONER" } });
    expect((await visitor(api.url).query(SIGN_IN, { input: { email, password: GOOD } }))["signIn"]).toMatchObject({ errors: [] });
  });

  test("carries its token after the #, and nobody's name, role or agency", async () => {
    const { email } = await invite();
    const mail = await mailbox.take(email);
    const { href, token } = linkIn(mail);
    expect(href).toBe(`${api.url}/set-password#${token}`);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(mail.subject).toBe("Set up your account: Working Together With Families");
    expect(mail.raw).toMatch(/^From: Families <families@lancashire\.example>/m);
    // Without the token, which may spell a name by chance.
    const written = `${mail.subject} ${mail.text.replaceAll(token, "")}`;
    expect(written).not.toMatch(/Nia|Rowe(?!\d*@)|PRACTITIONER|Practitioner|Calder Vale/);
    expect(mail.raw).not.toContain("text/html");
    const [kept] = await rows<{ text: string }>(api, "SELECT string_agg(l::text, ' ') AS text FROM sign_in_link l");
    expect(kept?.text).not.toContain(token);
  });

  test("works once, for the one who is first of two at the same moment", async () => {
    const { email } = await invite();
    const { token } = linkIn(await mailbox.take(email));
    const both = await Promise.all([setPassword(token, GOOD), setPassword(token, "violin gravel sunday")]);
    expect(both.filter(({ viewer }) => viewer !== null)).toHaveLength(1);
    expect(await setPassword(token, GOOD)).toMatchObject({ viewer: null, errors: [{ code: "LINK_OVER", field: null }] });
    expect(await visitor(api.url).query(LINK, { token })).toEqual({ signInLink: null });
  });

  test("is used up before anything else is done with it: who comes second waits, and finds it gone", async () => {
    const { email } = await invite();
    const { token } = linkIn(await mailbox.take(email));
    const { database, services } = api.app;
    const use = () =>
      database.as(systemViewer("SYSTEM_SIGN_IN"), async (tx) => {
        await services.links.use(tx, token);
        await pause(100);
      });
    const outcomes = await Promise.allSettled([use(), use(), use()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  });

  test("used up takes with it every other link of the same person", async () => {
    const { email } = await invite();
    const invited = linkIn(await mailbox.take(email));
    await visitor(api.url).query(ASK_RESET, { input: { email } });
    const reset = linkIn(await mailbox.take(email));
    expect(await setPassword(invited.token, GOOD)).toMatchObject({ errors: [] });
    expect(await setPassword(reset.token, "violin gravel sunday")).toMatchObject({ errors: [{ code: "LINK_OVER" }] });
  });

  test("is over after a week, and with each part of it forged or cut short", async () => {
    const { email, user } = await invite();
    const { token } = linkIn(await mailbox.take(email));
    for (const forged of [token.slice(0, -1), `${token}A`, token.toLowerCase(), "x".repeat(43), "a/../b"]) {
      expect((await setPassword(forged, GOOD)).errors[0]?.code, forged).toMatch(/LINK_OVER|INVALID/);
    }
    const [row] = await rows<{ days: number }>(
      api,
      "SELECT round(extract(epoch FROM expires_at - created_at) / 86400)::int AS days FROM sign_in_link WHERE user_id = $1",
      [user.id],
    );
    expect(row?.days).toBe(7);
    await rows(api, "UPDATE sign_in_link SET expires_at = now() - interval '1 second' WHERE user_id = $1", [user.id]);
    expect(await setPassword(token, GOOD)).toMatchObject({ viewer: null, errors: [{ code: "LINK_OVER" }] });
  });

  test("sent again makes the first link useless, and is not sent to somebody who has a password", async () => {
    const { email, user } = await invite();
    const first = linkIn(await mailbox.take(email));
    expect((await admin.query(AGAIN, { input: { userId: user.id, version: user.version } }))["inviteUserAgain"]).toMatchObject({
      sent: true,
    });
    const second = linkIn(await mailbox.take(email));
    expect(await setPassword(first.token, GOOD)).toMatchObject({ errors: [{ code: "LINK_OVER" }] });
    expect(await setPassword(second.token, GOOD)).toMatchObject({ errors: [] });
    const refused = await admin.query(AGAIN, { input: { userId: user.id, version: user.version } });
    expect(refused["inviteUserAgain"]).toMatchObject({ user: null, errors: [{ code: "NOT_INVITED" }] });
  });

  test("sent twice with one key makes one user and one mail; the same address again is refused", async () => {
    const input = wishes();
    const send = () => admin.query<{ inviteUser: { user: { id: string } } }>(INVITE, { input });
    const ids = (await Promise.all([send(), send()])).map(({ inviteUser }) => inviteUser.user.id);
    expect(new Set(ids).size).toBe(1);
    await mailbox.take(input.email);
    expect(await mailbox.staysEmpty(input.email)).toBe(true);
    const again = await admin.query(INVITE, { input: wishes({ email: input.email.toUpperCase() }) });
    expect(again["inviteUser"]).toMatchObject({ user: null, errors: [{ code: "TAKEN", field: "email" }] });
  });

  test("says so where the mail server refuses it; the user is there, and it can be sent again", async () => {
    mailbox.refuse(true);
    const { user, sent } = await invite();
    mailbox.refuse(false);
    expect({ status: user.status, sent }).toEqual({ status: "INVITED", sent: false });
    expect((await admin.query(AGAIN, { input: { userId: user.id, version: user.version } }))["inviteUserAgain"]).toMatchObject({
      sent: true,
    });
  });

  test("of somebody who is disabled meanwhile opens nothing", async () => {
    const { email, user } = await invite();
    const { token } = linkIn(await mailbox.take(email));
    await rows(api, "UPDATE app_user SET disabled_at = now() WHERE id = $1", [user.id]);
    expect(await setPassword(token, GOOD)).toMatchObject({ errors: [{ code: "LINK_OVER" }] });
    await admin.query("mutation($input: UserDeedInput!) { enableUser(input: $input) { errors { code } } }", {
      input: { userId: user.id, version: user.version },
    });
    await admin.query("mutation($input: UserDeedInput!) { disableUser(input: $input) { errors { code } } }", {
      input: { userId: user.id, version: user.version + 1 },
    });
    expect(await rows(api, "SELECT FROM sign_in_link WHERE user_id = $1", [user.id])).toEqual([]);
  });
});

describe("a password", () => {
  test.each([
    ["short", "Tr4ctor-jam", "TOO_SHORT"],
    ["on lists of breached ones", "stairwaytoheaven", "BREACHED"],
    ["on them in other capitals", "Warhammer40000", "BREACHED"],
    ["a common one with something after it", "password12345", "BREACHED|GUESSABLE"],
    ["a row of keys", "qwertyuiop[]asdf", "GUESSABLE"],
    ["one's own name and address", "Nia.Rowe@school.example", "GUESSABLE"],
    ["the service's name", "Lancashire2017", "GUESSABLE"],
    ["longer than anybody types", "x".repeat(129), "TOO_LONG"],
  ])("that is %s is refused, and the link still works", async (_what, password, code) => {
    const { email } = await invite();
    const { token } = linkIn(await mailbox.take(email));
    const refused = await setPassword(token, password);
    expect(refused.errors).toMatchObject([{ code: expect.stringMatching(new RegExp(`^(${code})$`)), field: "password" }]);
    expect(JSON.stringify(refused)).not.toContain(password);
    expect(await setPassword(token, GOOD)).toMatchObject({ errors: [] });
  });
});

describe("a forgotten password", () => {
  const ask = (email: string) => visitor(api.url).query(ASK_RESET, { input: { email } });

  test("is chosen anew by a link, which ends every session and lets in with the new one alone", async () => {
    const police = await api.as("police");
    expect((await ask(` ${USERS.police.email.toUpperCase()} `))["askPasswordReset"]).toMatchObject({ errors: [{ code: "INVALID" }] });
    expect(await ask(USERS.police.email.toUpperCase())).toEqual({ askPasswordReset: { asked: true, errors: [] } });
    const mail = await mailbox.take(USERS.police.email);
    expect(mail.raw).not.toMatch(/Priya|Nair|Constabulary/);
    const { token } = linkIn(mail);
    expect(await police.query(VIEWER)).toMatchObject({ viewer: { name: USERS.police.name } });
    expect(await setPassword(token, GOOD)).toMatchObject({ viewer: { name: USERS.police.name } });
    expect(await police.query(VIEWER)).toEqual({ viewer: null });
    const signIn = async (password: string) =>
      (await visitor(api.url).query<{ signIn: { viewer: unknown } }>(SIGN_IN, { input: { email: USERS.police.email, password } })).signIn
        .viewer;
    expect(await signIn(PASSWORD)).toBeNull();
    expect(await signIn(GOOD)).not.toBeNull();
  });

  test("is answered alike, in words and in time, for an address that is nobody's, disabled or the demonstration's", async () => {
    await rows(api, "UPDATE app_user SET disabled_at = now() WHERE id = $1", [USERS.otherSchool.id]);
    const times: Record<string, number[]> = {};
    // What else this machine does only ever makes one slower, so the tries go on until it has rest.
    const apart = () => {
      const quickest = Object.values(times).map((each) => Math.min(...each));
      return Math.max(...quickest) - Math.min(...quickest);
    };
    for (let round = 0; round < 5 || (round < 40 && apart() >= 50); round += 1) {
      for (const email of [USERS.school.email, "nobody@lancashire.example", USERS.otherSchool.email, USERS.board.email]) {
        await forgetTries(api);
        const began = performance.now();
        expect(await ask(email)).toEqual({ askPasswordReset: { asked: true, errors: [] } });
        times[email] = [...(times[email] ?? []), performance.now() - began];
      }
    }
    await mailbox.take(USERS.school.email);
    for (const email of ["nobody@lancashire.example", USERS.otherSchool.email, USERS.board.email])
      expect(await mailbox.staysEmpty(email)).toBe(true);
    // Each answers before anything is looked up, let alone sent.
    expect(apart()).toBeLessThan(50);
  });

  test("is over after an hour", async () => {
    await ask(USERS.housing.email);
    const { token } = linkIn(await mailbox.take(USERS.housing.email));
    const [row] = await rows<{ minutes: number }>(
      api,
      "SELECT round(extract(epoch FROM expires_at - created_at) / 60)::int AS minutes FROM sign_in_link WHERE user_id = $1",
      [USERS.housing.id],
    );
    expect(row?.minutes).toBe(60);
    await rows(api, "UPDATE sign_in_link SET expires_at = now() - interval '1 second' WHERE user_id = $1", [USERS.housing.id]);
    expect(await setPassword(token, GOOD)).toMatchObject({ errors: [{ code: "LINK_OVER" }] });
  });

  test("sends an address no more than three links an hour, and says nothing of it", async () => {
    for (let round = 0; round < 5; round += 1)
      expect(await ask(USERS.earlyHelp.email)).toMatchObject({ askPasswordReset: { asked: true } });
    for (let round = 0; round < 3; round += 1) await mailbox.take(USERS.earlyHelp.email);
    expect(await mailbox.staysEmpty(USERS.earlyHelp.email)).toBe(true);
  });

  test("cannot be asked for on and on from one place", async () => {
    for (let round = 0; round < 20; round += 1) await ask(`nobody${round}@lancashire.example`);
    expect((await ask("nobody@lancashire.example"))["askPasswordReset"]).toMatchObject({ errors: [{ code: "RATE_LIMITED" }] });
  });
});

describe("where a code is asked for too", () => {
  let guarded: Api;
  beforeAll(async () => {
    guarded = await startApi(town, {
      mail: { url: mailbox.url, from: "families@lancashire.example" },
      secondFactor: true,
      secretKey: "a key of more than thirty-two characters",
    });
    await rows(guarded, "UPDATE credential SET demonstration = false");
  });
  afterAll(() => guarded.stop());

  test("a link for a forgotten password is the first factor alone", async () => {
    const person = visitor(guarded.url);
    await person.query(SIGN_IN, { input: { email: USERS.coordinator.email, password: PASSWORD } });
    await enrol(person);
    const thief = visitor(guarded.url);
    await thief.query(ASK_RESET, { input: { email: USERS.coordinator.email } });
    const { token } = linkIn(await mailbox.take(USERS.coordinator.email));
    const { setPassword: outcome } = await thief.query<{ setPassword: { viewer: unknown; next: string } }>(SET_PASSWORD, {
      input: { token, password: GOOD },
    });
    expect(outcome).toMatchObject({ viewer: null, next: "ENTER_CODE" });
    expect(await thief.query(VIEWER)).toEqual({ viewer: null });
  });
});

test("without a mail server nobody is invited, and the service says why", async () => {
  const silent = await startApi();
  const { inviteUser } = await (await silent.as("admin")).query<{ inviteUser: object }>(INVITE, { input: wishes() });
  expect(inviteUser).toMatchObject({ user: null, errors: [{ code: "NO_MAIL" }] });
  expect(await silent.anonymous.query("{ service { sendsMail } }")).toEqual({ service: { sendsMail: false } });
  await silent.stop();
});
