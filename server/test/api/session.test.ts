import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { PASSWORD, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { viewer { name role agency { name kind } } errors { code field message } }
}`;
const VIEWER = "query Viewer { viewer { id name role today permissions team { name } districts { code } } }";

describe("signing in", () => {
  test("answers with who one is and sets a cookie that scripts cannot read", async () => {
    const answer = await api.anonymous.send(SIGN_IN, { input: { email: "SCHOOL@lancashire.example", password: PASSWORD } });
    expect(answer.data).toEqual({
      signIn: {
        viewer: { name: "Sade Okoro", role: "PRACTITIONER", agency: { name: "Calder Vale High School", kind: "SCHOOL" } },
        errors: [],
      },
    });
    const cookie = answer.headers.getSetCookie()[0];
    expect(cookie).toMatch(/^wtwf_session=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
  });

  test.each([
    ["an unknown account", "nobody@lancashire.example", PASSWORD],
    ["a wrong password", USERS.school.email, "wrong"],
  ])("refuses %s in the same words", async (_what, email, password) => {
    const answer = await api.anonymous.send(SIGN_IN, { input: { email, password } });
    expect(answer.data).toEqual({
      signIn: {
        viewer: null,
        errors: [{ code: "WRONG_CREDENTIALS", field: "password", message: "Check your email address and password" }],
      },
    });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("slows down who tries one account again and again, whatever the password then is", async () => {
    const input = { email: USERS.otherPolice.email, password: "guess" };
    for (let index = 0; index < 10; index += 1) await api.anonymous.send(SIGN_IN, { input });
    const answer = await api.anonymous.send(SIGN_IN, { input: { ...input, password: PASSWORD } });
    expect(answer.data["signIn"]).toMatchObject({ viewer: null, errors: [{ code: "RATE_LIMITED" }] });
  });

  test("tells what an address looks like without repeating what was typed", async () => {
    const answer = await api.anonymous.send(SIGN_IN, { input: { email: "not an address", password: "" } });
    expect(JSON.stringify(answer.data)).not.toContain("not an address");
    expect(answer.data["signIn"]).toMatchObject({
      errors: [
        { code: "INVALID", field: "email" },
        { code: "INVALID", field: "password" },
      ],
    });
  });
});

describe("a session", () => {
  test("knows its viewer, their team and the business date", async () => {
    const police = await api.as("police");
    expect(await police.query(VIEWER)).toMatchObject({
      viewer: { name: "Priya Nair", today: "2017-01-03", team: { name: "Burnley neighbourhood team" } },
    });
  });

  test("is nobody's without a cookie or with one made up", async () => {
    expect(await api.anonymous.query(VIEWER)).toEqual({ viewer: null });
  });

  test("ends for good on signing out", async () => {
    const lead = await api.as("schoolLead");
    await lead.query("mutation SignOut { signOut { signedOut } }");
    expect(await lead.query(VIEWER)).toEqual({ viewer: null });
  });

  test("ends when its user is disabled", async () => {
    const admin = await api.as("otherSchool");
    const { withConnection } = await import("../../src/database/connect.ts");
    await withConnection(api.urls.loader, "test", (loader) =>
      loader.query("UPDATE app_user SET disabled_at = now() WHERE id = $1", [USERS.otherSchool.id]),
    );
    expect(await admin.query(VIEWER)).toEqual({ viewer: null });
  });
});

describe("a request that is none", () => {
  const send = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
    fetch(`${api.url}/graphql`, { method: "POST", headers, body });

  test.each([
    ["malformed JSON", '{"query": ', 400],
    ["a body over the limit", JSON.stringify({ query: "x".repeat(1_100_000) }), 413],
    ["a query too deep", JSON.stringify({ query: `{ viewer { ${deep(20)} } }` }), 400],
    ["an unknown field", JSON.stringify({ query: "{ secrets }" }), 400],
    ["a batch", JSON.stringify([{ query: "{ viewer { id } }" }]), 400],
    [
      "a day that is none",
      JSON.stringify({ query: "query Q($d: LocalDate!) { contribution(asOf: $d) { asOf } }", variables: { d: "Ada Smith" } }),
      400,
    ],
  ])("%s is a 4xx without internals or echoes", async (_what, body, status) => {
    const response = await send(body);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(text).not.toMatch(/at .*\(|node_modules|Ada Smith|SyntaxError/);
    expect(JSON.parse(text).errors).not.toHaveLength(0);
  });

  test("a form from another site cannot ask", async () => {
    const response = await send(JSON.stringify({ query: "{ viewer { id } }" }), { "content-type": "text/plain" });
    expect(response.status).toBe(415);
  });
});

function deep(levels: number): string {
  return levels === 0 ? "id" : `team { agency { ${deep(levels - 1)} } }`;
}
