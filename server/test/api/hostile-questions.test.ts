import { getNamedType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GRANTS } from "../../src/access/grants/grants.ts";
import { ROLES, type Role } from "../../src/access/roles.ts";
import { type Answer, type Api, type Client, startApi } from "../api-client.ts";
import { insertEvidence } from "../evidence.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { asMachine } from "../machines.ts";
import { post } from "../raw-requests.ts";
import { READY } from "../recipes.ts";
import { familiesSeen, sightFacts } from "../sight-model.ts";
import { SIGN_IN, visitor } from "../sign-in/visitor.ts";
import { spoiltInputs } from "../spoilt-inputs.ts";
import { type Account, AGENCIES, PASSWORD, town, USERS } from "../town.ts";
import { type AnyField, anyArguments, asking, mutations, queries, selectionsOf } from "../whole-schema.ts";

/** Questions with ids of everything else, odd words and other people's cursors: refused clearly, and nothing is told. */
let api: Api;
let hidden: Household;
let ids: readonly string[] = [];

const ACCOUNTS = {
  PRACTITIONER: "otherSchool",
  AGENCY_LEAD: "schoolLead",
  COORDINATOR: "pendleCoordinator",
  AUDITOR: "auditor",
  BOARD_MEMBER: "board",
  INFORMATION_OFFICER: "informationOfficer",
  ADMINISTRATOR: "admin",
} as const satisfies Record<Exclude<Role, "MACHINE">, Account>;

beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  await household(api, { ...READY, district: "pendle" });
  hidden = await household(api, { ...READY, restricted: true, seats: ["police"], lead: "earlyHelp" });
  for (let made = 0; made < 3; made += 1) await household(api, READY);
  const evidence = await insertEvidence(api, hidden, "police", { kind: "COVERAGE", valid_from: "2016-12-01", facts: { of: "OFFENCE" } });
  const of = async (sql: string) => (await rows<{ id: string }>(api, sql)).map(({ id }) => id);
  ids = [
    hidden.id,
    hidden.cafId,
    hidden.people[2],
    evidence,
    USERS.school.id,
    AGENCIES.school.id,
    AGENCIES.school.teams[0]?.id ?? "",
    ...(await of("SELECT id FROM plan_action WHERE family_id IN (SELECT id FROM family WHERE restricted) LIMIT 1")),
    ...(await of("SELECT id FROM lead_professional LIMIT 1")),
    ...(await of("SELECT id FROM outcomes_plan LIMIT 1")),
    ...(await of("SELECT reference AS id FROM family WHERE restricted")),
    ...(await of("SELECT reference AS id FROM caf WHERE family_id IN (SELECT id FROM family WHERE restricted)")),
  ];
});
afterAll(() => api.stop());

const codesOf = (answer: Answer) => (answer.errors ?? []).map(({ extensions }) => extensions?.code ?? "");
const ODD = [
  "",
  " ",
  "'; DROP TABLE family; --",
  "../../etc/passwd",
  "%",
  "\u202e\u0000",
  "\ud800",
  "x".repeat(20_000),
  "é\u0301\ufeff",
  "-1",
  "NaN",
];

/** What is wrong with an answer about nothing that the viewer may see; null where nothing is. */
function faultOf(answer: Answer): string | null {
  const text = JSON.stringify({ data: answer.data, errors: answer.errors });
  if (answer.status >= 500 || codesOf(answer).includes("INTERNAL_SERVER_ERROR")) return "a fault of ours";
  if (hidden.people.some((person) => text.includes(person)) || text.includes(`"id":"${hidden.id}"`)) return "told of the hidden family";
  return null;
}

const TEXTUAL = new Set(["ID", "String"]);
const textual = (field: AnyField) => field.args.filter(({ type }) => TEXTUAL.has(getNamedType(type).name));
/** The log and the queue of what falls due are about every family, by identifiers alone, for those who look after them. */
const ABOUT_ALL = new Set(["auditEvents", "auditExport", "retentionQueue", "retentionRecord"]);
const mayAsk = (who: string, field: AnyField) => GRANTS["Query"]?.[field.name]?.some((each) => each === who) ?? false;

async function askOddly(client: Pick<Client, "send">, who: string): Promise<string[]> {
  const faults: string[] = [];
  for (const field of queries.filter((each) => mayAsk(who, each) && !ABOUT_ALL.has(each.name))) {
    for (const argument of textual(field)) {
      for (const value of [...ids, ...ODD]) {
        const given = { ...anyArguments(field.args), [argument.name]: value };
        const fault = faultOf(await client.send(asking("query", field, given, selectionsOf(field.type)[0] ?? ""), given));
        if (fault) faults.push(`${fault}: ${field.name}(${argument.name}: ${value.slice(0, 40)})`);
      }
    }
  }
  return faults;
}

describe("a question with an id of something else, or with no id at all", () => {
  test.each(ROLES)("tells %s nothing", async (role) => {
    expect(await askOddly(await (role === "MACHINE" ? asMachine(api) : api.as(ACCOUNTS[role])), role)).toEqual([]);
  });

  test("tells nothing to somebody who has not signed in", async () => {
    expect(await askOddly(api.anonymous, "NOBODY")).toEqual([]);
  });
});

describe("a cursor from another viewer", () => {
  const LISTS = {
    families: "query L($after: String) { page: families(first: 2, after: $after) { edges { cursor node { id } } totalCount } }",
    attachmentQueue:
      "query L($after: String) { page: attachmentQueue(first: 2, after: $after) { edges { cursor node { id } } totalCount } }",
  };
  type Page = { page: { edges: { cursor: string; node: { id: string } }[]; totalCount: number } };

  test.each([
    ["families", "school"],
    ["families", "pendleCoordinator"],
    ["families", "auditor"],
    ["attachmentQueue", "pendleCoordinator"],
  ] as const)("opens no more of %s to %s than is theirs, and counts no more", async (list, account) => {
    const seen = familiesSeen(await sightFacts(api), viewerOf(account), "2017-01-03");
    const others = await (await api.as("coordinator")).query<Page>(LISTS[list]);
    expect(others.page.edges.length).toBeGreaterThan(0);
    const client = await api.as(account);
    const own = await client.query<Page>(LISTS[list]);
    for (const { cursor } of others.page.edges) {
      const { page } = await client.query<Page>(LISTS[list], { after: cursor });
      expect(page.edges.filter(({ node }) => !seen.includes(node.id))).toEqual([]);
      expect(page.totalCount).toBe(own.page.totalCount);
    }
  });

  test.each(["families", "attachmentQueue"] as const)("that is made up is refused by %s", async (list) => {
    const client = await api.as("coordinator");
    for (const after of [...ODD, ...ids, Buffer.from('[["deep"]]').toString("base64url"), Buffer.from("null").toString("base64url")]) {
      expect(faultOf(await client.send(LISTS[list], { after })), after.slice(0, 40)).toBeNull();
    }
  });
});

test("ten thousand aliases are refused before any is answered", async () => {
  const query = `{ ${Array.from({ length: 10_000 }, (_, at) => `a${at}: __typename`).join(" ")} }`;
  const response = await post(api.url, JSON.stringify({ query }));
  expect(response.status).toBe(400);
});

describe("a spoilt input before signing in", () => {
  let other: Api;
  beforeAll(async () => {
    other = await startApi(town, { withoutJobs: true, secondFactor: true, secretKey: "a key of more than thirty-two characters" });
  });
  afterAll(() => other.stop());

  const WHOLE = {
    enterCode: { code: "000000" },
    confirmSecondFactor: { code: "000000" },
    becomeFirstAdministrator: {
      token: "x".repeat(43),
      name: "Nia Rowe",
      email: "nia@school.example",
      password: "marmalade tractor eleven",
      agencyName: "A council",
      agencyKind: "WPEHS",
    },
  } as const;

  test.each(Object.keys(WHOLE) as (keyof typeof WHOLE)[])(
    "of %s lets nobody in, is no fault of ours, and is not said again",
    async (name) => {
      const field = mutations.find((each) => each.name === name) ?? expect.fail(`there is no ${name}`);
      const type = field.args[0]?.type ?? expect.fail(`${name} takes nothing`);
      const at = visitor(other.url);
      await at.query(SIGN_IN, { input: { email: USERS.school.email, password: PASSWORD } });
      const document = asking("mutation", field, { input: {} }, "{ errors { code field message } viewer { id } }");
      const faults: string[] = [];
      let tried = 0;
      for (const { what, input, sent } of [...spoiltInputs(type, WHOLE[name], () => []), { what: "whole", input: WHOLE[name], sent: [] }]) {
        const answer = await at.send(document, { input });
        const text = JSON.stringify({ data: answer.data, errors: answer.errors });
        if (answer.status >= 500 || codesOf(answer).includes("INTERNAL_SERVER_ERROR")) faults.push(`a fault of ours: ${what}`);
        if (sent.some((piece) => text.includes(piece))) faults.push(`said again what was sent: ${what}`);
        const { errors = [], viewer = null } = (answer.data?.[name] ?? {}) as { errors?: unknown[]; viewer?: unknown };
        if (viewer || (codesOf(answer).length === 0 && errors.length === 0)) faults.push(`taken: ${what}`);
        tried += 1;
      }
      expect(faults).toEqual([]);
      expect(tried).toBeGreaterThan(6);
      expect(at.cookies.has("wtwf_session")).toBe(false);
    },
  );
});
