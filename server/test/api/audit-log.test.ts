import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, sealAll, viewerOf } from "../household.ts";
import { type Account, USERS } from "../town.ts";

let api: Api;
let home: Household;
let other: Household;
let reference: string;

const VIEW = "query View($id: ID!) { family(id: $id) { id name } }";
const LOG = `query Log($filter: AuditFilter, $first: Int, $after: String) {
  auditEvents(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id at businessAt role action reason why subjectId correlationId user { id name agency } families { id reference } } }
  }
}`;
const LOOKS = "query Looks($id: ID!) { family(id: $id) { looks { looks changes firstOn lastOn worker { name agency { name } } } } }";

interface Found {
  readonly id: string;
  readonly action: string;
  readonly role: string;
  readonly why: string | null;
  readonly reason: string | null;
  readonly user: { readonly id: string; readonly name: string; readonly agency: string } | null;
  readonly families: readonly { readonly id: string; readonly reference: string | null }[];
}

async function search(account: Account, filter: Record<string, string> = {}, page: Record<string, unknown> = {}) {
  const { auditEvents } = await (await api.as(account)).query<{
    auditEvents: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: Found }[] };
  }>(LOG, { filter, first: 100, ...page });
  return { ...auditEvents, found: auditEvents.edges.map(({ node }) => node) };
}

beforeAll(async () => {
  api = await startApi();
  home = await household(api, { seats: ["police"], planned: ["HEALTH"] });
  other = await household(api, { district: "pendle" });
  reference = (await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [home.id]))[0]?.reference ?? "";
  for (const account of ["school", "school", "police", "otherPolice", "coordinator"] as const) {
    await (await api.as(account)).query(VIEW, { id: home.id });
  }
  await (await api.as("school")).query("{ families(first: 5) { edges { node { id } } } }");
  await sealAll(api);
});
afterAll(() => api.stop());

describe("the audit log", () => {
  test("says who did what, when, about which family, why and under which request, newest first", async () => {
    const { found } = await search("admin", { family: home.id });
    expect(found.map(({ action, user }) => `${user?.name} ${action}`)).toEqual([
      "Sade Okoro family.list",
      "Kit Lowe family.view",
      "Priya Nair family.view",
      "Sade Okoro family.view",
      "Sade Okoro family.view",
    ]);
    expect(found[1]).toMatchObject({
      role: "COORDINATOR",
      why: "DISTRICT",
      reason: null,
      user: { id: USERS.coordinator.id, agency: "Wellbeing, prevention and early help service" },
      businessAt: expect.stringMatching(/^2017-01-03T/),
      correlationId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(found[2]).toMatchObject({ why: "INVOLVED" });
  });

  test("holds a family's id, and tells an administrator no more of it", async () => {
    const { found } = await search("admin", { family: home.id });
    expect(found.every(({ families }) => families.some(({ id }) => id === home.id))).toBe(true);
    expect(new Set(found.flatMap(({ families }) => families.map((family) => family.reference)))).toEqual(new Set([null]));
  });

  test("finds a family by its reference too, in any case of letters, and nothing by one that is none", async () => {
    expect((await search("admin", { family: ` ${reference.toLowerCase()} ` })).found.length).toBeGreaterThanOrEqual(5);
    expect((await search("admin", { family: "F-999999" })).found).toEqual([]);
    expect((await search("admin", { family: "nonsense" })).found).toEqual([]);
  });

  test("finds what one person did, by their id or a part of their name", async () => {
    const byId = await search("admin", { user: USERS.police.id });
    const byName = await search("admin", { user: "priya" });
    expect(byId.found.map(({ action }) => action)).toEqual(["family.view", "session.start"]);
    expect(byName.found).toEqual(byId.found);
    expect((await search("admin", { user: "nobody of that name" })).found).toEqual([]);
  });

  test("finds deeds by what they are and by days, the last one included", async () => {
    const views = await search("admin", { action: "family.view" });
    expect(new Set(views.found.map(({ action }) => action))).toEqual(new Set(["family.view"]));
    expect((await search("admin", { action: "family.view", from: "2017-01-03", to: "2017-01-03" })).found).toHaveLength(views.found.length);
    expect((await search("admin", { from: "2017-01-04" })).found).toEqual([]);
    expect((await search("admin", { to: "2017-01-02" })).found).toEqual([]);
  });

  test("goes page by page without losing or repeating a deed", async () => {
    const all = (await search("admin", { action: "family.view" })).found.map(({ id }) => id);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const { found, pageInfo }: Awaited<ReturnType<typeof search>> = await search("admin", { action: "family.view" }, { first: 2, after });
      paged.push(...found.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(paged).toEqual(all);
  });

  test.each([
    ["another list's cursor", { after: Buffer.from(JSON.stringify([USERS.school.id])).toString("base64url") }],
    ["too many at once", { first: 101 }],
  ])("refuses %s", async (_what, page) => {
    const answer = await (await api.as("admin")).send(LOG, page);
    expect(answer.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });

  test("tells which deeds there are, and how far it is sealed", async () => {
    const { auditActions, auditChain } = await (await api.as("admin")).query<{ auditActions: string[]; auditChain: { events: number } }>(
      "{ auditActions auditChain { events sealedAt closedDay } }",
    );
    expect(auditActions).toEqual([...auditActions].sort());
    expect(auditActions).toEqual(expect.arrayContaining(["family.list", "family.view", "session.start"]));
    expect(auditChain.events).toBeGreaterThan(5);
  });

  test("can be kept as a file of the same deeds", async () => {
    const { found } = await search("admin", { action: "family.view" });
    const { auditExport } = await (await api.as("admin")).query<{ auditExport: { complete: boolean; events: { id: string }[] } }>(
      "query Export($filter: AuditFilter) { auditExport(filter: $filter) { complete events { id at action families { id } } } }",
      { filter: { action: "family.view" } },
    );
    expect(auditExport.complete).toBe(true);
    expect(auditExport.events.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  });

  test("holds that it was read, and by whom", async () => {
    await search("informationOfficer", { family: home.id });
    const [deed] = await rows(api, "SELECT action, family_ids, role FROM audit_event ORDER BY id DESC LIMIT 1");
    expect(deed).toEqual({ action: "audit.search", family_ids: [home.id], role: "INFORMATION_OFFICER" });
  });

  test.each(["school", "schoolLead", "coordinator", "auditor", "board"] as const)(
    "is closed to %s, by role and by row",
    async (account) => {
      for (const field of ["auditEvents { totalCount }", "auditExport { complete }", "auditActions", "auditChain { events }"]) {
        const answer = await (await api.as(account)).send(`{ ${field} }`);
        expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
      }
      const seen = await api.app.database.as(viewerOf(account), (tx) =>
        tx.query(
          "SELECT 1 FROM audit_event UNION ALL SELECT 1 FROM audit_link UNION ALL SELECT 1 FROM audit_seal UNION ALL SELECT 1 FROM audit_day",
        ),
      );
      expect(seen).toEqual([]);
    },
  );
});

describe("who has looked at a family", () => {
  const looks = async (account: Account, id: string) =>
    (await (await api.as(account)).query<{ family: { looks: object[] | null } | null }>(LOOKS, { id })).family;

  test("is told to its coordinator: a line for each person, whoever looked last first", async () => {
    expect((await looks("coordinator", home.id))?.looks).toMatchObject([
      { worker: { name: "Sade Okoro", agency: { name: "Calder Vale High School" } }, looks: 3, changes: 0, firstOn: "2017-01-03" },
      { worker: { name: "Kit Lowe" }, looks: 1 },
      { worker: { name: "Priya Nair" }, looks: 1 },
    ]);
  });

  test("leaves out whoever asked for it and was shown nothing", async () => {
    expect(JSON.stringify(await looks("coordinator", home.id))).not.toContain(USERS.otherPolice.name);
  });

  test.each(["school", "schoolLead", "police"] as const)("is not told to %s, who sees the family", async (account) => {
    expect(await looks(account, home.id)).toEqual({ looks: null });
  });

  test("is told to no coordinator of another district, of this family or in the rows", async () => {
    expect(await looks("pendleCoordinator", home.id)).toBeNull();
    const families = await api.app.database.as(viewerOf("pendleCoordinator"), (tx) =>
      tx.query<{ id: string }>("SELECT DISTINCT family_id AS id FROM audit_family"),
    );
    expect(families.map(({ id }) => id)).not.toContain(home.id);
    expect((await looks("pendleCoordinator", other.id))?.looks).toMatchObject([{ worker: { name: "Sade Okoro" }, looks: 1 }]);
  });
});
