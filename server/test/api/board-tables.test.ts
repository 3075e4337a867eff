import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { type Api, type Client, startApi } from "../api-client.ts";
import { insertStanding, insertStandings } from "../standings.ts";
import type { Account } from "../town.ts";

const ATTACHED = `query Attached($asOf: LocalDate!, $knownAt: LocalDate) { attachedByDistrict(asOf: $asOf, knownAt: $knownAt) { asOf
  rows { district byLeadAgency { agency families { value suppressed } } total { value suppressed } }
  total { byLeadAgency { agency families { value suppressed } } total { value suppressed } } target { cumulative attached percent } } }`;
const ELIGIBLE = `query Eligible($asOf: LocalDate!, $openedSince: LocalDate!) { eligibleNotAttached(asOf: $asOf, openedSince: $openedSince) {
  rows { district identified { value } withCaf { value } percentWithCaf withOpenCafOpenedSince { value } }
  total { identified { value } withCaf { value } percentWithCaf withOpenCafOpenedSince { value } neverHadCaf { value } }
  criteriaPairs { first second families { value } } } }`;
const PROGRESS = `query Progress($asOf: LocalDate!) { progressToClaims(asOf: $asOf) {
  oneOutstanding { criterion openTo families { value } } significantAndSustained { value } trackedToSustained { value }
  trackedContinuousEmployment { value } claimsSubmitted { value } claimTarget needingTwelveMonths { families { value } attached { value } percent } } }`;
const PUBLISH =
  "mutation Publish($input: PublishMonthInput!) { publishMonth(input: $input) { publication { asOf publishedAt } errors { code field } } }";

interface Shown {
  readonly value: number | null;
  readonly suppressed: boolean;
}
interface Line {
  readonly byLeadAgency: readonly { agency: string; families: Shown }[];
  readonly total: Shown;
}
interface Attached {
  readonly attachedByDistrict: { asOf: string; rows: (Line & { district: string })[]; total: Line; target: object };
}

const NOVEMBER = { asOf: "2016-11-30" };
const DECEMBER = { asOf: "2016-12-31" };
const EW = ["MISSING_EDUCATION", "WORKLESSNESS"];

let api: Api;
let coordinator: Client;
let board: Client;

/** Thirteen and nine attached in Burnley, six and twelve in Pendle, one of them since December; some that only look so. */
beforeAll(async () => {
  api = await startApi();
  [coordinator, board] = [await api.as("coordinator"), await api.as("board")];
  const attached = { attachedOn: "2016-05-02", eligible: true } as const;
  await withConnection(api.urls.loader, "Fixture", async (loader) => {
    await insertStandings(loader, [
      {
        ...attached,
        families: 5,
        district: "burnley",
        lead: "WPEHS",
        progress: "ONE_OUTSTANDING",
        outstanding: ["MISSING_EDUCATION"],
        openTo: "CSC",
        needsTwelveMonths: true,
      },
      {
        ...attached,
        families: 6,
        district: "burnley",
        lead: "WPEHS",
        progress: "ONE_OUTSTANDING",
        outstanding: ["CHILDREN_WHO_NEED_HELP"],
        openTo: "CSC",
      },
      {
        ...attached,
        families: 2,
        district: "burnley",
        lead: "WPEHS",
        progress: "ONE_OUTSTANDING",
        outstanding: ["CHILDREN_WHO_NEED_HELP"],
        openTo: "WPEHS",
      },
      { ...attached, families: 9, district: "burnley", lead: "CSC", trackedForEmployment: true, needsTwelveMonths: true },
      { ...attached, families: 6, district: "pendle", lead: "WPEHS", progress: "TRACKED_TO_SUSTAINED" },
      { ...attached, families: 11, district: "pendle", lead: "CSC", progress: "SIGNIFICANT_AND_SUSTAINED", claimedOn: "2016-11-15" },
      { families: 20, district: "burnley", eligible: true, needs: EW, caf: true, openCafOn: "2016-04-01" },
      { families: 7, district: "burnley", eligible: true, needs: [...EW, "HEALTH"], caf: true, openCafOn: "2016-03-31" },
      { families: 28, district: "burnley", eligible: true, needs: ["CRIME_ASB", "HEALTH"], trackedForEmployment: true },
      { families: 3, district: "pendle", eligible: true, needs: EW },
      { families: 4, district: "pendle", needs: ["HEALTH"] },
    ]);
    const [family = ""] = await insertStandings(loader, [{ families: 1, district: "pendle", to: "2016-12-11", eligible: true, needs: EW }]);
    await insertStanding(loader, family, {
      families: 1,
      district: "pendle",
      from: "2016-12-12",
      eligible: true,
      attachedOn: "2016-12-12",
      lead: "CSC",
    });
  });
});
afterAll(() => api.stop());

const values = (line: Line) => [...line.byLeadAgency.map(({ families }) => families.value), line.total.value];

describe("the board's tables, counted", () => {
  it("count attached families by district, in the paper's order, and by kind of lead agency, the county's services first", async () => {
    const { attachedByDistrict: report } = await coordinator.query<Attached>(ATTACHED, DECEMBER);
    expect(report.rows.map((row) => [row.district, ...values(row)])).toEqual([
      ["Burnley", 13, 9, 22],
      ["Pendle", 6, 12, 18],
    ]);
    expect(report.total.byLeadAgency.map(({ agency }) => agency)).toEqual(["WPEHS", "CSC"]);
    expect(values(report.total)).toEqual([19, 21, 40]);
    expect(report.target).toEqual({ cumulative: 4303, attached: 40, percent: 0.9 });
  });

  it("go by the standing in force on the day", async () => {
    const pendle = async (asOf: string) => (await coordinator.query<Attached>(ATTACHED, { asOf })).attachedByDistrict.rows[1]?.total.value;
    expect([await pendle("2016-12-11"), await pendle("2016-12-12"), await pendle("2015-12-31")]).toEqual([17, 18, 0]);
  });

  it("count families eligible and not attached, their CAFs, and every pair of the five criteria", async () => {
    const { eligibleNotAttached: report } = await coordinator.query<{
      eligibleNotAttached: Record<"rows" | "criteriaPairs", object[]> & { total: object };
    }>(ELIGIBLE, { ...DECEMBER, openedSince: "2016-04-01" });
    const v = (value: number) => ({ value });
    expect(report.rows).toEqual([
      { district: "Burnley", identified: v(55), withCaf: v(27), percentWithCaf: 49, withOpenCafOpenedSince: v(20) },
      { district: "Pendle", identified: v(3), withCaf: v(0), percentWithCaf: 0, withOpenCafOpenedSince: v(0) },
    ]);
    expect(report.total).toEqual({
      identified: v(58),
      withCaf: v(27),
      percentWithCaf: 47,
      withOpenCafOpenedSince: v(20),
      neverHadCaf: v(31),
    });
    const pairs = report.criteriaPairs as { first: string; second: string; families: { value: number } }[];
    expect(pairs.map(({ families }) => families.value)).toEqual([0, 0, 0, 28, 30, 0, 7, 0, 7, 0]);
    expect([pairs[0], pairs[4], pairs[9]].map((pair) => [pair?.first, pair?.second])).toEqual([
      ["CRIME_ASB", "MISSING_EDUCATION"],
      ["MISSING_EDUCATION", "WORKLESSNESS"],
      ["DOMESTIC_ABUSE", "HEALTH"],
    ]);
  });

  it("count progress: what is outstanding, to whom a child is open, and who could be claimed for", async () => {
    const v = (value: number) => ({ value });
    const { progressToClaims } = await coordinator.query<{ progressToClaims: object }>(PROGRESS, DECEMBER);
    expect(progressToClaims).toEqual({
      oneOutstanding: [
        { criterion: "MISSING_EDUCATION", openTo: null, families: v(5) },
        { criterion: "WORKLESSNESS", openTo: null, families: v(0) },
        { criterion: "CHILDREN_WHO_NEED_HELP", openTo: "CSC", families: v(6) },
        { criterion: "CHILDREN_WHO_NEED_HELP", openTo: "WPEHS", families: v(2) },
        { criterion: "DOMESTIC_ABUSE", openTo: null, families: v(0) },
        { criterion: "CRIME_ASB", openTo: null, families: v(0) },
      ],
      significantAndSustained: v(11),
      trackedToSustained: v(6),
      trackedContinuousEmployment: v(9),
      claimsSubmitted: v(11),
      claimTarget: 1320,
      needingTwelveMonths: { families: v(14), attached: v(40), percent: 35 },
    });
  });

  it("take one statement each beside the transaction's own three, and one for the plan where it has a target", async () => {
    expect(await coordinator.statements(ATTACHED, DECEMBER)).toBe(5);
    expect(await coordinator.statements(ELIGIBLE, { ...DECEMBER, openedSince: "2016-04-01" })).toBe(4);
    expect(await coordinator.statements(PROGRESS, DECEMBER)).toBe(5);
  });

  it("say nothing of days to come", async () => {
    const answer = await coordinator.send(ATTACHED, { asOf: "2017-01-04" });
    expect(answer.errors?.map((error) => error.extensions?.code)).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("who may read and publish", () => {
  const code = async (client: Client, document: string, variables: object) =>
    (await client.send(document, { ...variables })).errors?.[0]?.extensions?.code ?? "answered";

  it.each<[Account, string]>([
    ["school", "FORBIDDEN"],
    ["schoolLead", "FORBIDDEN"],
    ["informationOfficer", "FORBIDDEN"],
    ["admin", "FORBIDDEN"],
    ["board", "NOT_PUBLISHED"],
    ["auditor", "NOT_PUBLISHED"],
    ["coordinator", "answered"],
  ])("%s asking for a day that is not published: %s", async (account, expected) => {
    const client = await api.as(account);
    expect(await code(client, ATTACHED, { asOf: "2016-12-30" })).toBe(expected);
    expect(await code(client, ELIGIBLE, { asOf: "2016-12-30", openedSince: "2016-04-01" })).toBe(expected);
    expect(await code(client, PROGRESS, { asOf: "2016-12-30" })).toBe(expected);
    expect(await code(client, "query Kinds($asOf: LocalDate!) { agencyContributions(asOf: $asOf) { kind } }", { asOf: "2016-12-30" })).toBe(
      expected,
    );
  });

  it.each<Account>(["school", "schoolLead", "board", "auditor", "admin"])("%s may not publish", async (account) => {
    expect(await code(await api.as(account), PUBLISH, { input: { asOf: "2016-10-31" } })).toBe("FORBIDDEN");
    expect(
      await withConnection(
        api.urls.loader,
        "Look",
        async (loader) => (await loader.query("SELECT 1 FROM publication WHERE as_of = '2016-10-31'")).rowCount,
      ),
    ).toBe(0);
  });

  it("asks a stranger to sign in", async () => {
    expect(await code(api.anonymous, ATTACHED, DECEMBER)).toBe("UNAUTHENTICATED");
    expect(await code(api.anonymous, "{ publications { asOf } }", {})).toBe("UNAUTHENTICATED");
  });
});

describe("published months", () => {
  const publish = async (asOf: string) =>
    (await coordinator.query<{ publishMonth: { errors: object[]; publication: object | null } }>(PUBLISH, { input: { asOf } }))
      .publishMonth;

  it("are month-ends that are over", async () => {
    expect((await publish("2016-12-30")).errors).toEqual([{ code: "NOT_A_MONTH_END", field: "asOf" }]);
    expect((await publish("2017-01-31")).errors).toEqual([{ code: "MONTH_NOT_OVER", field: "asOf" }]);
  });

  it("hide small numbers and what would give them away, and stay as they were", async () => {
    expect((await publish("2016-11-30")).errors).toEqual([]);
    const first = await board.query<Attached>(ATTACHED, NOVEMBER);
    expect(values(first.attachedByDistrict.rows[1] as Line)).toEqual([6, 11, 17]);
    await withConnection(api.urls.loader, "Change", (loader) =>
      loader.query("UPDATE standing SET lead_agency_kind = 'HOUSING' WHERE lead_agency_kind = 'CSC'"),
    );
    expect(await board.query<Attached>(ATTACHED, NOVEMBER)).toEqual(first);
    await withConnection(api.urls.loader, "Change back", (loader) =>
      loader.query("UPDATE standing SET lead_agency_kind = 'CSC' WHERE lead_agency_kind = 'HOUSING'"),
    );

    const progress = await board.query<{ progressToClaims: { oneOutstanding: { families: { value: number | null } }[] } }>(
      PROGRESS,
      NOVEMBER,
    );
    expect(progress.progressToClaims.oneOutstanding.map(({ families }) => families.value)).toEqual([5, 0, 6, null, 0, 0]);
    const eligible = await board.query<{ eligibleNotAttached: { rows: object[] } }>(ELIGIBLE, { ...NOVEMBER, openedSince: "2016-04-01" });
    expect(eligible.eligibleNotAttached.rows[1]).toMatchObject({ identified: { value: null }, percentWithCaf: null });
  });

  it("hide a number whose growth since the last month is small, and others so that it does not follow", async () => {
    expect((await publish("2016-12-31")).errors).toEqual([]);
    const before = (await board.query<Attached>(ATTACHED, NOVEMBER)).attachedByDistrict;
    const after = (await board.query<Attached>(ATTACHED, DECEMBER)).attachedByDistrict;
    // One family more in Pendle, under CSC: it would show in four numbers.
    expect(after.rows[1]?.byLeadAgency[1]?.families).toEqual({ value: null, suppressed: true });
    expect(after.rows[1]?.total.suppressed).toBe(true);
    expect(after.total.byLeadAgency[1]?.families.suppressed).toBe(true);
    expect(after.total.total.suppressed).toBe(true);
    expect(after.target).toEqual({ cumulative: 4303, attached: null, percent: null });
    expect(before.total.total).toEqual({ value: 39, suppressed: false });
  });

  it("are listed, newest first, for those who may read them", async () => {
    const { publications } = await board.query<{ publications: { asOf: string }[] }>("{ publications { asOf publishedAt } }");
    expect(publications.map(({ asOf }) => asOf)).toEqual(["2016-12-31", "2016-11-30"]);
  });

  it("are published once, and the deed is in the audit log", async () => {
    expect((await publish("2016-12-31")).errors).toEqual([{ code: "ALREADY_PUBLISHED", field: "asOf" }]);
    const deeds = await withConnection(api.urls.loader, "Look", (loader) =>
      loader.query("SELECT role FROM audit_event WHERE action = 'month.publish'"),
    );
    expect(deeds.rows).toEqual([{ role: "COORDINATOR" }, { role: "COORDINATOR" }]);
  });

  it("answer for the frozen day of open CAFs alone, and by what was known alone", async () => {
    const other = await board.send(ELIGIBLE, { ...NOVEMBER, openedSince: "2016-05-01" });
    expect(other.errors?.[0]?.extensions?.code).toBe("NOT_PUBLISHED");
    const known = await board.send(ATTACHED, { ...NOVEMBER, knownAt: "2017-01-02" });
    expect(known.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("take one statement to read", async () => {
    expect(await board.statements(ATTACHED, NOVEMBER)).toBe(4);
  });
});
