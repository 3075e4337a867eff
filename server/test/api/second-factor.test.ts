import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import {
  CONFIRM_FACTOR,
  codeOf,
  ENTER_CODE,
  type Enrolled,
  enrol,
  forgetTries,
  SIGN_IN,
  START_FACTOR,
  STEP_UP,
  VIEWER,
  type Visitor,
  visitor,
  wrongCode,
} from "../sign-in/visitor.ts";
import { type Account, PASSWORD, town, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi(town, { secondFactor: true, secretKey: "a key of more than thirty-two characters" });
});
afterAll(() => api.stop());
beforeEach(() => forgetTries(api));

async function begin(account: Account): Promise<{ at: Visitor; next: unknown }> {
  const at = visitor(api.url);
  const { signIn } = await at.query<{ signIn: { viewer: unknown; next: unknown } }>(SIGN_IN, {
    input: { email: USERS[account].email, password: PASSWORD },
  });
  expect(signIn.viewer).toBeNull();
  return { at, next: signIn.next };
}

async function enrolled(account: Account): Promise<Enrolled & { at: Visitor }> {
  const { at } = await begin(account);
  return { at, ...(await enrol(at)) };
}

const enter = async (at: Visitor, code: string) =>
  (
    await at.query<{ enterCode: { viewer: { name: string } | null; errors: { code: string; field: string | null }[] } }>(ENTER_CODE, {
      input: { code },
    })
  ).enterCode;

/** As if half a minute had gone by since the last code. */
const later = (account: Account) =>
  rows(api, "UPDATE second_factor SET last_period = last_period - 10 WHERE user_id = $1", [USERS[account].id]);

describe("the first sign-in", () => {
  test("gives no session, but asks to set up an app, which its first code puts in force", async () => {
    const { at, next } = await begin("school");
    expect(next).toBe("SET_UP_CODE");
    expect(await at.query(VIEWER)).toEqual({ viewer: null });
    expect(await at.query("{ signInNext }")).toEqual({ signInNext: "SET_UP_CODE" });
    const { startSecondFactor } = await at.query<{ startSecondFactor: { offer: { secret: string; uri: string } } }>(START_FACTOR);
    const { secret, uri } = startSecondFactor.offer;
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Working%20Together%20With%20Families:school%40lancashire\.example\?/);
    expect(uri).toContain(`secret=${secret}`);

    const wrong = await at.query(CONFIRM_FACTOR, { input: { code: wrongCode(secret) } });
    expect(wrong["confirmSecondFactor"]).toMatchObject({
      recoveryCodes: null,
      viewer: null,
      errors: [{ code: "WRONG_CODE", field: "code" }],
    });
    const right = await at.query(CONFIRM_FACTOR, { input: { code: codeOf(secret) } });
    expect(right["confirmSecondFactor"]).toMatchObject({ viewer: { name: USERS.school.name }, next: null, errors: [] });
    expect(await at.query(VIEWER)).toMatchObject({ viewer: { name: USERS.school.name } });
    expect(at.cookies.has("wtwf_sign_in")).toBe(false);
  });

  test("shows the same secret again when the page is read anew, and keeps it sealed", async () => {
    const { at } = await begin("housing");
    const offers = [await at.query(START_FACTOR), await at.query(START_FACTOR)];
    expect(offers[0]).toEqual(offers[1]);
    const [row] = await rows<{ offered: Buffer }>(api, "SELECT offered FROM second_factor WHERE user_id = $1", [USERS.housing.id]);
    const { secret } = (offers[0] as unknown as { startSecondFactor: { offer: { secret: string } } }).startSecondFactor.offer;
    expect(row?.offered.toString("latin1")).not.toContain(secret);
    expect(row?.offered.length).toBe(12 + 20 + 16);
  });

  test("brings ten recovery codes, of which only digests are kept", async () => {
    const { recoveryCodes } = await enrolled("police");
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const kept = await rows<{ code_hash: Buffer }>(api, "SELECT code_hash FROM recovery_code WHERE user_id = $1", [USERS.police.id]);
    expect(kept).toHaveLength(10);
    for (const { code_hash } of kept) expect(code_hash).toHaveLength(32);
  });

  test("cannot be asked for by somebody who has an app already", async () => {
    await enrolled("auditor");
    const { at, next } = await begin("auditor");
    expect(next).toBe("ENTER_CODE");
    expect((await at.query(START_FACTOR))["startSecondFactor"]).toMatchObject({ offer: null, errors: [{ code: "STEP_OVER" }] });
    const confirm = await at.query(CONFIRM_FACTOR, { input: { code: "123456" } });
    expect(confirm["confirmSecondFactor"]).toMatchObject({ recoveryCodes: null, errors: [{ code: "STEP_OVER" }] });
  });
});

describe("a code", () => {
  let person: Enrolled;
  beforeAll(async () => {
    person = await enrolled("coordinator");
  });

  test("lets in once: the same one again is refused, and so is an earlier one", async () => {
    await later("coordinator");
    const code = codeOf(person.secret);
    const first = await begin("coordinator");
    expect((await enter(first.at, code)).viewer).toMatchObject({ name: USERS.coordinator.name });
    const second = await begin("coordinator");
    expect(await enter(second.at, code)).toMatchObject({ viewer: null, errors: [{ code: "WRONG_CODE", field: "code" }] });
    expect(await enter(second.at, codeOf(person.secret, -1))).toMatchObject({ viewer: null, errors: [{ code: "WRONG_CODE" }] });
    expect(await second.at.query(VIEWER)).toEqual({ viewer: null });
  });

  test("sent twice at the same moment lets in once", async () => {
    await later("coordinator");
    const code = codeOf(person.secret);
    const both = await Promise.all([begin("coordinator"), begin("coordinator")]);
    const answers = await Promise.all(both.map(({ at }) => enter(at, code)));
    expect(answers.filter(({ viewer }) => viewer !== null)).toHaveLength(1);
  });

  test("may be half a minute early or late, typed with spaces, and no further away", async () => {
    for (const [away, lets] of [
      [-3, false],
      [3, false],
      [1, true],
    ] as const) {
      await later("coordinator");
      const { at } = await begin("coordinator");
      const code = codeOf(person.secret, away);
      expect((await enter(at, `${code.slice(0, 3)} ${code.slice(3)}`)).viewer !== null, String(away)).toBe(lets);
    }
  });

  test("of another person is none", async () => {
    await later("coordinator");
    const other = await enrolled("otherSchool");
    const { at } = await begin("coordinator");
    expect((await enter(at, codeOf(other.secret, 1))).viewer).toBeNull();
  });

  test("cannot be tried more than five times without the password again, whatever the sixth is", async () => {
    await later("coordinator");
    const { at } = await begin("coordinator");
    for (let tries = 0; tries < 5; tries += 1)
      expect(await enter(at, wrongCode(person.secret))).toMatchObject({ errors: [{ code: "WRONG_CODE" }] });
    expect(await enter(at, codeOf(person.secret))).toMatchObject({ viewer: null, errors: [{ code: "STEP_OVER" }] });
    expect(await at.query("{ signInNext }")).toEqual({ signInNext: null });
  });

  test("cannot be tried on and on with new passwords either", async () => {
    await later("coordinator");
    for (let round = 0; round < 2; round += 1) {
      const { at } = await begin("coordinator");
      for (let tries = 0; tries < 5; tries += 1) await enter(at, wrongCode(person.secret));
    }
    const { at } = await begin("coordinator");
    expect(await enter(at, codeOf(person.secret))).toMatchObject({ viewer: null, errors: [{ code: "RATE_LIMITED" }] });
  });
});

describe("a recovery code", () => {
  let person: Enrolled;
  beforeAll(async () => {
    person = await enrolled("board");
  });

  test("stands in for the app once, however it is typed", async () => {
    const [code = ""] = person.recoveryCodes;
    const first = await begin("board");
    expect((await enter(first.at, ` ${code.toUpperCase().replaceAll("-", " ")} `)).viewer).toMatchObject({ name: USERS.board.name });
    const second = await begin("board");
    expect(await enter(second.at, code)).toMatchObject({ viewer: null, errors: [{ code: "WRONG_CODE" }] });
    expect(await first.at.query("{ account { recoveryCodesLeft } }")).toEqual({ account: { recoveryCodesLeft: 9 } });
  });

  test("of another person, cut short or made up is none", async () => {
    const other = await enrolled("informationOfficer");
    const { at } = await begin("board");
    for (const code of [other.recoveryCodes[0] ?? "", person.recoveryCodes[1]?.slice(0, -1) ?? "", "aaaa-aaaa-aaaa-aaaa"]) {
      expect((await enter(at, code)).viewer).toBeNull();
    }
  });

  test("is replaced, together with all others, when new ones are asked for", async () => {
    const { at } = await begin("board");
    await enter(at, person.recoveryCodes[2] ?? "");
    const { renewRecoveryCodes } = await at.query<{ renewRecoveryCodes: { recoveryCodes: string[] } }>(
      "mutation { renewRecoveryCodes { recoveryCodes errors { code } } }",
    );
    expect(renewRecoveryCodes.recoveryCodes).toHaveLength(10);
    const again = await begin("board");
    expect((await enter(again.at, person.recoveryCodes[3] ?? "")).viewer).toBeNull();
    expect((await enter(again.at, renewRecoveryCodes.recoveryCodes[0] ?? "")).viewer).not.toBeNull();
  });
});

describe("the step between", () => {
  test("is nobody's without its cookie, with one made up, cut short, or another browser's after its use", async () => {
    const { at } = await begin("otherPolice");
    const token = at.cookies.get("wtwf_sign_in") ?? "";
    expect(token).toMatch(/^[\w-]{43}$/);
    const stranger = visitor(api.url);
    for (const forged of [undefined, "", "x".repeat(43), token.slice(0, -1), `${token}A`, token.toUpperCase()]) {
      if (forged === undefined) stranger.cookies.clear();
      else stranger.cookies.set("wtwf_sign_in", forged);
      expect((await stranger.query(START_FACTOR))["startSecondFactor"]).toMatchObject({ offer: null, errors: [{ code: "STEP_OVER" }] });
      expect(await enter(stranger, "123456")).toMatchObject({ viewer: null, errors: [{ code: "STEP_OVER" }] });
    }
    await enrol(at);
    stranger.cookies.set("wtwf_sign_in", token);
    expect(await enter(stranger, "123456")).toMatchObject({ errors: [{ code: "STEP_OVER" }] });
  });

  test("opens nothing as a session, nor a session as a step", async () => {
    const { at } = await begin("pendleCoordinator");
    const token = at.cookies.get("wtwf_sign_in") ?? "";
    const swapped = visitor(api.url);
    swapped.cookies.set("wtwf_session", token);
    expect(await swapped.query(VIEWER)).toEqual({ viewer: null });
    await enrol(at);
    swapped.cookies.clear();
    swapped.cookies.set("wtwf_sign_in", at.cookies.get("wtwf_session") ?? "");
    expect(await swapped.query("{ signInNext }")).toEqual({ signInNext: null });
  });

  test("ends after a quarter of an hour, on changing one's mind, and when the user is disabled", async () => {
    const expired = await begin("socialWorker");
    await rows(api, "UPDATE sign_in_step SET expires_at = now() - interval '1 second' WHERE user_id = $1", [USERS.socialWorker.id]);
    expect(await enter(expired.at, "123456")).toMatchObject({ errors: [{ code: "STEP_OVER" }] });
    const cancelled = await begin("socialWorker");
    await cancelled.at.query("mutation { cancelSignIn { cancelled } }");
    expect(cancelled.at.cookies.has("wtwf_sign_in")).toBe(false);
    expect(await rows(api, "SELECT FROM sign_in_step WHERE user_id = $1 AND expires_at > now()", [USERS.socialWorker.id])).toEqual([]);
    const disabled = await begin("socialWorker");
    await rows(api, "UPDATE app_user SET disabled_at = now() WHERE id = $1", [USERS.socialWorker.id]);
    expect(await disabled.at.query("{ signInNext }")).toEqual({ signInNext: null });
  });
});

describe("another app", () => {
  test("takes the place of the first only after fresh proof and its own first code", async () => {
    const { at, secret } = await enrolled("schoolLead");
    await rows(api, "UPDATE session SET proved_at = now() - interval '11 minutes' WHERE user_id = $1", [USERS.schoolLead.id]);
    const refused = await at.send(START_FACTOR);
    expect(refused.errors?.map(({ extensions }) => extensions?.code)).toEqual(["STEP_UP_REQUIRED"]);
    await later("schoolLead");
    expect((await at.query(STEP_UP, { input: { code: codeOf(secret) } }))["stepUp"]).toMatchObject({ viewer: { steppedUp: true } });
    const { startSecondFactor } = await at.query<{ startSecondFactor: { offer: { secret: string } } }>(START_FACTOR);
    expect(startSecondFactor.offer.secret).not.toBe(secret);

    await later("schoolLead");
    const meanwhile = await begin("schoolLead");
    expect((await enter(meanwhile.at, codeOf(secret))).viewer).not.toBeNull();

    const confirm = await at.query(CONFIRM_FACTOR, { input: { code: codeOf(startSecondFactor.offer.secret) } });
    expect(confirm["confirmSecondFactor"]).toMatchObject({ viewer: null, errors: [] });
    await later("schoolLead");
    const after = await begin("schoolLead");
    expect((await enter(after.at, codeOf(secret))).viewer).toBeNull();
    expect((await enter(after.at, codeOf(startSecondFactor.offer.secret))).viewer).not.toBeNull();
  });
});

test("leaves in the audit log who got in and who did not, and no address", async () => {
  const { recoveryCodes } = await enrolled("earlyHelp");
  const { at } = await begin("earlyHelp");
  await enter(at, "aaaa-aaaa-aaaa-aaaa");
  await enter(at, recoveryCodes[0] ?? "");
  const events = await rows<{ action: string; reason: string | null }>(
    api,
    "SELECT action, reason FROM audit_event WHERE subject_id = $1 ORDER BY id",
    [USERS.earlyHelp.id],
  );
  expect(events).toEqual([
    { action: "second-factor.set-up", reason: null },
    { action: "session.start", reason: null },
    { action: "session.refuse", reason: "WRONG_CODE" },
    { action: "recovery-code.use", reason: null },
    { action: "session.start", reason: null },
  ]);
  const [all] = await rows<{ text: string }>(api, "SELECT string_agg(audit_event::text, ' ') AS text FROM audit_event");
  expect(all?.text).not.toMatch(/@|127\.0\.0\.1|::1/);
});
