import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { planOn } from "../../src/modules/criteria/dated-plans.rules.ts";
import { RulesInForce } from "../../src/modules/criteria/rules-in-force.ts";
import { standingsKnownAt } from "../../src/modules/reports/known-at.reads.ts";
import { type Reader, readAttached, readEligible, readProgress, type Standings } from "../../src/modules/reports/report.reads.ts";
import { localDate } from "../../src/shared/local-date.ts";
import { type Api, type Client, startApi } from "../api-client.ts";
import { cohortTemplate } from "../cohort.ts";

const [OCTOBER, DECEMBER, SINCE] = ["2016-10-31", "2016-12-31", "2016-04-01"].map(localDate) as [
  ReturnType<typeof localDate>,
  ReturnType<typeof localDate>,
  ReturnType<typeof localDate>,
];

const ELIGIBLE = `query Eligible($asOf: LocalDate!, $openedSince: LocalDate!, $knownAt: LocalDate) {
  eligibleNotAttached(asOf: $asOf, openedSince: $openedSince, knownAt: $knownAt) {
    rows { district identified { value } withCaf { value } withOpenCafOpenedSince { value } } total { identified { value } withOpenCafOpenedSince { value } }
    criteriaPairs { first second families { value } } } }`;

interface Eligible {
  readonly eligibleNotAttached: {
    rows: { district: string; withCaf: { value: number | null }; withOpenCafOpenedSince: { value: number | null } }[];
    total: { identified: { value: number }; withOpenCafOpenedSince: { value: number } };
    criteriaPairs: { families: { value: number | null } }[];
  };
}

let api: Api;
let coordinator: Client;
let board: Client;

beforeAll(async () => {
  api = await startApi(cohortTemplate);
  [coordinator, board] = [await api.as("coordinator"), await api.as("board")];
}, 180_000);
afterAll(() => api.stop());

const all = async (reader: Reader, standings: Standings) => [
  await readAttached(reader, standings),
  await readEligible(reader, standings, SINCE),
  sorted(await readProgress(reader, standings)),
];
const sorted = <T extends { oneOutstanding: readonly object[] }>(numbers: T) => ({
  ...numbers,
  oneOutstanding: numbers.oneOutstanding.map((line) => JSON.stringify(line)).sort(),
});

describe("reports from the facts themselves", () => {
  it.each([OCTOBER, DECEMBER])(
    "agree with the standings kept for %s",
    async (day) => {
      const { plans, terms } = await api.app.database.as(systemViewer("SYSTEM_STANDINGS"), (tx) => new RulesInForce().now(tx));
      const kept = await api.app.database.as(systemViewer("SYSTEM_REPORTS"), (tx) => all(tx, { storedOn: day }));
      const anew = await api.app.database.as(systemViewer("SYSTEM_STANDINGS"), async (tx) =>
        all(tx, await standingsKnownAt(tx, planOn(plans, day).plan, terms, day, day)),
      );
      expect(anew).toEqual(kept);
    },
    60_000,
  );

  it("know on 31 December of families matched since, who were eligible on 31 October already", async () => {
    const identified = async (knownAt: string | null) =>
      (await coordinator.query<Eligible>(ELIGIBLE, { asOf: OCTOBER, openedSince: SINCE, knownAt })).eligibleNotAttached.total.identified
        .value;
    expect(await identified(null)).toBe(713);
    expect(await identified(DECEMBER)).toBeGreaterThan(713);
  }, 120_000);
});

describe("what the board does not see of the demonstration", () => {
  it("is four districts' recent open CAFs and three pairs in December, and no total", async () => {
    const { eligibleNotAttached: report } = await board.query<Eligible>(ELIGIBLE, { asOf: DECEMBER, openedSince: SINCE });
    expect(report.rows.filter((row) => row.withOpenCafOpenedSince.value === null).map((row) => row.district)).toEqual([
      "Pendle",
      "Chorley",
      "South Ribble",
      "Fylde",
    ]);
    expect(report.rows.every((row) => row.withCaf.value !== null)).toBe(true);
    expect(report.criteriaPairs.map(({ families }) => families.value)).toEqual([8, 11, 0, 0, 2582, 31, null, 35, null, null]);
    expect(report.total).toEqual({ identified: { value: 2632 }, withOpenCafOpenedSince: { value: 53 } });
  });
});

describe("statements", () => {
  it("stay as few over the whole county", async () => {
    expect(await coordinator.statements(ELIGIBLE, { asOf: DECEMBER, openedSince: SINCE })).toBe(4);
    expect(await board.statements(ELIGIBLE, { asOf: DECEMBER, openedSince: SINCE })).toBe(4);
    // begin, viewer, families, what is overdue, audit; the counting with its role before and after; commit
    expect(await (await api.as("schoolLead")).statements("{ contribution { figures { cafsSubmitted } } }")).toBe(8);
    expect(await coordinator.statements(`{ agencyContributions(asOf: "2016-12-31") { kind } }`)).toBe(4);
  });
});
