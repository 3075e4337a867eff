import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { post, type Refused, VIEWER } from "../raw-requests.ts";

describe("the body of a request", () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const named = (value: string) => JSON.stringify({ query: "query C($r: String!) { caf(reference: $r) { id } }", variables: { r: value } });
  const JSON_UTF = (charset: string) => ({ "content-type": `application/json; charset=${charset}` });

  test.each([
    ["ten million characters", named("x".repeat(10_000_000)), {}, 413],
    ["ten million characters that are not announced", new Blob([named("x".repeat(10_000_000))]).stream(), {}, 413],
    ["a packed body", gzipSync(VIEWER), { "content-encoding": "gzip" }, 415],
    ["a body packed in a way that nobody knows", Buffer.from(VIEWER), { "content-encoding": "zip" }, 415],
    ["a million brackets", `{"query":"{ viewer { id } }","variables":${"[".repeat(400_000)}${"]".repeat(400_000)}}`, {}, 400],
    [
      "deep variables",
      `{"query":"query C($r: String!) { caf(reference: $r) { id } }","variables":{"r":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}}`,
      {},
      400,
    ],
    ["deep extensions", `{"query":"{ viewer { id } }","extensions":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, {}, 400],
    ["half a body", named("x").slice(0, 40), {}, 400],
    ["a bare word", '"query"', {}, 400],
    ["null", "null", {}, 400],
    ["no body", "", {}, 400],
    ["a null character between the words", `{"query":"{ viewer\\u0000{ id } }"}`, {}, 400],
    ["a null character in the JSON itself", `{"query":"{ viewer { id } }"\0}`, {}, 400],
    ["latin-1", Buffer.from(VIEWER, "latin1"), JSON_UTF("iso-8859-1"), 415],
    ["an encoding that is none", Buffer.from(VIEWER), JSON_UTF("klingon"), 415],
    ["UTF-7", Buffer.from(VIEWER), JSON_UTF("utf-7"), 415],
    ["UTF-16 that says it is UTF-8", Buffer.from(VIEWER, "utf16le"), JSON_UTF("utf-8"), 400],
    ["UTF-8 that says it is UTF-16", Buffer.from(VIEWER), JSON_UTF("utf-16"), 415],
    [
      "ten thousand aliases",
      JSON.stringify({ query: `{ ${Array.from({ length: 10_000 }, (_, n) => `a${n}: __typename`).join(" ")} }` }),
      {},
      400,
    ],
    ["ten thousand operations", JSON.stringify({ query: "query A { __typename } ".repeat(10_000) }), {}, 400],
    [
      "ten thousand variables",
      JSON.stringify({ query: "{ viewer { id } }", variables: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`v${n}`, n])) }),
      {},
      200,
    ],
    [
      "a variable that reaches into objects",
      `{"query":"query C($r: String!) { caf(reference: $r) { id } }","variables":{"__proto__":{"r":"x"}}}`,
      {},
      400,
    ],
  ] as const)("%s is answered plainly", async (_what, body, headers, status) => {
    const response = await post(api.url, body, headers);
    const text = await response.text();
    expect([response.status, text.slice(0, 200)]).toEqual([status, expect.any(String)]);
    const { errors } = JSON.parse(text) as Refused;
    if (status !== 200) expect(errors?.[0]?.extensions?.code).toMatch(/^[A-Z_]+$/);
    expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|xxxx|at .*\(|node_modules/);
  });

  test("bytes that are no text are no text in the answer or the log either", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"query":"query C($r: String!) { caf(reference: $r) { id } }","variables":{"r":"'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('"}}'),
    ]);
    const response = await post(api.url, bytes);
    expect(response.status).toBeLessThan(500);
  });
});
