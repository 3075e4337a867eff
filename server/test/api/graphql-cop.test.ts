import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { town } from "../town.ts";

/**
 * The twelve things that graphql-cop looks for in a server, and the two that it looked for in some versions, asked
 * anew: as an authority runs the service, and in the demonstration, which shows its schema and answers any operation.
 */
const apis: Record<"production" | "demonstration", Api> = Object.create(null);
beforeAll(async () => {
  apis.production = await startApi(town, { demo: false, production: true });
  apis.demonstration = await startApi();
});
afterAll(async () => {
  await apis.production.stop();
  await apis.demonstration.stop();
});

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
    readonly extensions?: Record<string, unknown>;
  };
}

const JSON_TYPE = { "content-type": "application/json" };

async function send(api: Api, path: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(api.url + path, init);
  const text = await response.text();
  const json = text.startsWith("{") || text.startsWith("[") ? (JSON.parse(text) as Answered["json"]) : {};
  return { status: response.status, text, json };
}

const ask = (api: Api, query: string, headers: Record<string, string> = {}) =>
  send(api, "/graphql", { method: "POST", headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify({ query }) });

/** Nothing of what was asked is in the answer: it is a mistake of the caller's, told in few words. */
function expectRefused({ status, json }: Answered): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(json.data ?? null).toBeNull();
  expect(json.errors?.length).toBe(1);
}

const many = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index)).join(" ");

describe.each(["production", "demonstration"] as const)("in %s", (which) => {
  const api = () => apis[which];

  test("alias overloading: a hundred names for one field", async () => {
    expectRefused(await ask(api(), `query cop { ${many(101, (index) => `alias${index}:__typename`)} }`));
  });

  test("alias overloading below the root", async () => {
    expectRefused(await ask(api(), `query cop { service { ${many(101, (index) => `alias${index}:authority`)} } }`));
  });

  test("field duplication: one field five hundred times", async () => {
    expectRefused(await ask(api(), `query cop { ${many(500, () => "__typename")} }`));
    const nested = await ask(api(), `query cop { service { ${many(700, () => "authority")} } }`);
    expectRefused(nested);
  });

  test("directive overloading: ten directives on one field", async () => {
    expectRefused(await ask(api(), `query cop { __typename ${many(10, () => "@aa")} }`));
    expectRefused(
      await ask(
        api(),
        `query cop { ${many(11, (index) => `a${index}: __typename ${many(4, () => "@skip(if: false)")}`)} service { authority ${many(4, () => "@skip(if: false)")} mashPhone ${many(4, () => "@skip(if: false)")} } }`,
      ),
    );
  });

  test("batching: several operations in one request", async () => {
    const batch = Array.from({ length: 10 }, () => ({ query: "query cop { __typename }" }));
    expectRefused(await send(api(), "/graphql", { method: "POST", headers: JSON_TYPE, body: JSON.stringify(batch) }));
  });

  test("circular introspection", async () => {
    const circle = "fields { type { fields { type { fields { type { fields { type { name } } } } } } } }";
    expectRefused(await ask(api(), `query cop { __schema { types { ${circle} } } }`));
  });

  test("circular fragments", async () => {
    const fragments = "fragment A on Service { authority ...B } fragment B on Service { ...A }";
    expectRefused(await ask(api(), `query cop { service { ...A } } ${fragments}`));
  });

  test.each(["query cop { __typename }", "mutation cop { __typename }", "{ service { authority } }"])("GET: %s", async (query) => {
    for (const headers of [{}, JSON_TYPE, { "apollo-require-preflight": "true" }] as Record<string, string>[]) {
      const answer = await send(api(), `/graphql?query=${encodeURIComponent(query)}`, { headers });
      expectRefused(answer);
      expect(answer.status).toBe(405);
    }
  });

  test.each([
    ["a form", "application/x-www-form-urlencoded", "query=query+cop+%7B__typename%7D"],
    [
      "a form of parts",
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{__typename}\r\n--x--',
    ],
    ["plain text", "text/plain", '{"query":"query cop { __typename }"}'],
    ["no named kind", "", '{"query":"query cop { __typename }"}'],
  ])("POST of %s, as another site could make a browser send", async (_what, type, body) => {
    const answer = await send(api(), "/graphql", { method: "POST", headers: { "content-type": type }, body: Buffer.from(body) });
    expectRefused(answer);
    expect(answer.status).toBe(415);
  });

  test("field suggestions", async () => {
    for (const query of [
      "query cop { __schema { directive } }",
      "query cop { servise { authority } }",
      "query cop { service { authorty } }",
    ]) {
      const answer = await ask(api(), query);
      expectRefused(answer);
      expect(answer.text).not.toMatch(/did you mean|authority|"service"/i);
    }
  });

  test("GraphiQL or another console", async () => {
    for (const path of ["/graphiql", "/playground", "/console", "/graphql", "/graphql/", "/altair", "/voyager", "/sandbox"]) {
      const { text } = await send(api(), path, { headers: { accept: "text/html" } });
      expect(text).not.toMatch(/graphiql|playground|apollo sandbox|altair|voyager/i);
    }
  });

  test("tracing", async () => {
    const document = which === "production" ? "{ service { authority } }" : "query cop { __typename }";
    const answer = await ask(api(), document, { "apollo-federation-include-trace": "ftv1", "x-apollo-tracing": "1" });
    expect(answer.json.extensions).toBeUndefined();
    expect(answer.text).not.toMatch(/tracing|ftv1|stacktrace/i);
  });

  test("unhandled errors", async () => {
    const answer = await ask(api(), "qwerty cop { abc }");
    expectRefused(answer);
    expect(Object.keys(answer.json.errors?.[0]?.extensions ?? {})).toEqual(["code"]);
    expect(answer.text).not.toMatch(/exception|stacktrace|node_modules|at .*\(/i);
  });
});

test("introspection is off as an authority runs it, and on in the demonstration", async () => {
  const query = "query cop { __schema { queryType { name } types { name } } }";
  expectRefused(await ask(apis.production, query));
  expect((await ask(apis.demonstration, query)).json.data).toMatchObject({ __schema: { queryType: { name: "Query" } } });
});
