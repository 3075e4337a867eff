import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { type Api, startApi } from "../api-client.ts";
import { town } from "../town.ts";

const documents = Object.values(
  JSON.parse(readFileSync(join(repositoryRoot, "schema/trusted-documents.json"), "utf8")) as Record<string, string>,
);

let api: Api;
beforeAll(async () => {
  // As an authority runs it: whatever is not the demonstration answers the portal alone.
  api = await startApi(town, { demo: false });
});
afterAll(() => api.stop());

it("answers what the portal asks", async () => {
  const document = documents.find((each) => each.startsWith("query Viewer"));
  expect(document).toBeDefined();
  const answer = await api.anonymous.send(document ?? "");
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({ viewer: null, service: { demonstration: false } });
});

it.each([
  ["another operation", "{ service { authority } }"],
  ["the portal's own with one space more", `${documents[0]} `],
])("refuses %s as the caller's mistake, without pretending that anything broke", async (_what, document) => {
  const answer = await api.anonymous.send(document);
  expect(answer.status).toBe(400);
  expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(["UNTRUSTED_DOCUMENT"]);
});

it("says nothing of the schema", async () => {
  const answer = await api.anonymous.send("{ __schema { types { name } } }");
  expect(answer.status).toBe(400);
  expect(answer.data).toBeUndefined();
});
