import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { household } from "../household.ts";
import { asSuperuser, cookieOf, post, VIEWER } from "../raw-requests.ts";
import { PASSWORD, town, USERS } from "../town.ts";

describe("the headers of every answer", () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi(town, { cookieSecure: true });
  });
  afterAll(() => api.stop());

  const POLICY =
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src 'self';form-action 'self';" +
    "frame-ancestors 'none';base-uri 'none';require-trusted-types-for 'script';trusted-types 'none';upgrade-insecure-requests";

  test.each(["/", "/families", "/graphql", "/assets/none.js", "/health/live"])("%s", async (path) => {
    const { headers } = await fetch(api.url + path);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-security-policy": POLICY,
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("geolocation=()"),
      "x-correlation-id": expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("server")).toBeNull();
    // No other site may read an answer.
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("keep an answer of the API from being stored, and its cookie from scripts, plain lines and other sites", async () => {
    const answer = await api.anonymous.send("mutation S($input: SignInInput!) { signIn(input: $input) { errors { code } } }", {
      input: { email: USERS.school.email, password: PASSWORD },
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/);
  });
});

describe("a fault of ours", () => {
  let api: Api;
  const logged: string[] = [];
  beforeAll(async () => {
    api = await startApi(town, { logLevel: "debug", logTo: { write: (line) => void logged.push(line) } });
  });
  afterAll(() => api.stop());

  test("is told without its reason, under the number that stands in the log, the header and the answer", async () => {
    const home = await household(api);
    await asSuperuser(api, "ALTER TABLE family_member RENAME TO family_member_gone");
    const answer = await (await api.as("school")).send("query F($id: ID!) { family(id: $id) { members { id } } }", { id: home.id });
    await asSuperuser(api, "ALTER TABLE family_member_gone RENAME TO family_member");
    const reference = answer.headers.get("x-correlation-id");
    expect(answer.errors).toEqual([
      {
        message: "Something went wrong on our side. Nothing was saved",
        path: ["family"],
        extensions: { code: "INTERNAL_SERVER_ERROR", correlationId: reference },
      },
    ]);
    const line = logged.find((each) => each.includes(reference ?? "none"));
    expect(JSON.parse(line ?? "{}")).toMatchObject({
      code: "42P01",
      operationName: "F",
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
    });
    expect(line).not.toContain("family_member");
  });

  test("is told the same way where it comes before the operation", async () => {
    const school = await cookieOf(api, "school");
    await asSuperuser(api, "ALTER TABLE session RENAME TO session_gone");
    const response = await post(api.url, VIEWER, { cookie: school });
    await asSuperuser(api, "ALTER TABLE session_gone RENAME TO session");
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toBe('{"errors":[{"message":"Something went wrong on our side","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}');
    expect(logged.some((line) => line.includes(response.headers.get("x-correlation-id") ?? "none"))).toBe(true);
  });
});
