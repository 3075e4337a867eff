import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, type Client, startApi } from "../api-client.ts";
import { cohortTemplate } from "../cohort.ts";

const operation = (name: string): string => readFileSync(new URL(`../acceptance/${name}.graphql`, import.meta.url), "utf8");
const [ATTACHED, ELIGIBLE, PROGRESS] = ["attached-by-district", "eligible-not-attached", "progress-to-claims"].map(operation) as [
  string,
  string,
  string,
];

const papers = JSON.parse(readFileSync(new URL("../../../seeds/lancashire/published-figures.json", import.meta.url), "utf8"));
const [october, december] = [papers.at_2016_10_31, papers.at_2016_12_31];
const TOTAL = "Lancashire";

interface Figure {
  readonly value: number | null;
  readonly suppressed?: boolean;
}
interface Line {
  readonly byLeadAgency: readonly { readonly agency: string; readonly families: Figure }[];
  readonly total: Figure;
}
interface Attached {
  readonly attachedByDistrict: {
    readonly rows: readonly (Line & { readonly district: string })[];
    readonly total: Line;
    readonly target: object;
  };
}
interface EligibleLine {
  readonly identified: Figure;
  readonly withCaf: Figure;
  readonly percentWithCaf: number;
  readonly withOpenCafOpenedSince: Figure;
}
interface Eligible {
  readonly eligibleNotAttached: {
    readonly rows: readonly (EligibleLine & { readonly district: string })[];
    readonly total: EligibleLine & { readonly neverHadCaf: Figure };
    readonly criteriaPairs: readonly { readonly first: string; readonly second: string; readonly families: Figure }[];
  };
}

const OCTOBER = { asOf: "2016-10-31", openedSince: "2016-04-01" };
const DECEMBER = { asOf: "2016-12-31", openedSince: "2016-04-01" };

let api: Api;
let coordinator: Client;
let board: Client;

beforeAll(async () => {
  api = await startApi(cohortTemplate);
  [coordinator, board] = [await api.as("coordinator"), await api.as("board")];
}, 120_000);
afterAll(() => api.stop());

const valuesOf = ({ byLeadAgency, total }: Line) => ({
  ...Object.fromEntries(byLeadAgency.map(({ agency, families }) => [agency, families.value])),
  total: total.value,
});
const eligibleOf = (line: EligibleLine) => [
  line.identified.value,
  line.withCaf.value,
  line.percentWithCaf,
  line.withOpenCafOpenedSince.value,
];

describe("the papers' figures, from the facts in the database (S2)", () => {
  it("attached by district and lead agency on 31 December 2016", async () => {
    const { attachedByDistrict: answer } = await coordinator.query<Attached>(ATTACHED, { asOf: DECEMBER.asOf });
    expect(Object.fromEntries([...answer.rows.map((row) => [row.district, valuesOf(row)]), [TOTAL, valuesOf(answer.total)]])).toEqual(
      december.attached_by_district,
    );
    expect(answer.rows.map((row) => row.district)).toEqual(papers.districts);
    expect(answer.target).toEqual({
      cumulative: papers.target.cumulative_to_2017_03_31,
      attached: 3420,
      percent: december.of_cumulative_target.recomputed_percent_one_decimal,
    });
  });

  it("3,058 attached on 31 October 2016 and 1,470 on 31 March", async () => {
    const total = async (asOf: string) => (await coordinator.query<Attached>(ATTACHED, { asOf })).attachedByDistrict.total.total.value;
    expect([await total(OCTOBER.asOf), await total("2016-03-31")]).toEqual([october.attached, papers.target.attached_2015_16]);
  });

  it("eligible and not attached on 31 December 2016, their CAFs and the pairs of their criteria", async () => {
    const { eligibleNotAttached: answer } = await coordinator.query<Eligible>(ELIGIBLE, DECEMBER);
    const { columns: _, ...rows } = december.eligible_not_attached_by_district;
    expect(Object.fromEntries([...answer.rows.map((row) => [row.district, eligibleOf(row)]), ["Total", eligibleOf(answer.total)]])).toEqual(
      rows,
    );
    expect(answer.total.neverHadCaf.value).toBe(december.eligible_not_attached_never_had_caf);
    const matrix: (number | null)[][] = december.eligible_not_attached_criteria_pairs.matrix;
    expect(answer.criteriaPairs.map(({ families }) => families.value)).toEqual(matrix.flatMap((row, index) => row.slice(index + 1)));
  });

  it("713 eligible and not attached on 31 October 2016", async () => {
    const { eligibleNotAttached: answer } = await coordinator.query<Eligible>(ELIGIBLE, OCTOBER);
    expect(answer.total.identified.value).toBe(october.identified_by_matching_not_open_to_WPEHS_or_CSC);
  });

  it("progress to claims on 31 October 2016", async () => {
    const one = october.one_outstanding_criterion;
    const line = (criterion: string, openTo: string | null, value: number) => ({ criterion, openTo, families: { value } });
    expect(await coordinator.query(PROGRESS, { asOf: OCTOBER.asOf })).toEqual({
      progressToClaims: {
        oneOutstanding: [
          line("MISSING_EDUCATION", null, one.Education),
          line("WORKLESSNESS", null, one.Worklessness),
          line("CHILDREN_WHO_NEED_HELP", "CSC", one["Children who need help (CSC)"]),
          line("CHILDREN_WHO_NEED_HELP", "WPEHS", one["Children who need help (WPEHS)"]),
          line("DOMESTIC_ABUSE", null, one["Domestic abuse"]),
          line("CRIME_ASB", null, one["Crime/ASB"]),
        ],
        significantAndSustained: { value: october.significant_and_sustained_progress },
        trackedToSustained: { value: october.tracked_to_sustained },
        trackedContinuousEmployment: { value: october.tracked_continuous_employment },
        claimsSubmitted: { value: 0 },
        claimTarget: papers.target.pbr_claims_2016_17,
        needingTwelveMonths: {
          families: { value: 2110 },
          attached: { value: 3058 },
          percent: october.percent_attached_needing_12_months_sustained,
        },
      },
    });
  });

  it("46 claims by 31 December 2016, 30 by the end of November, and 71 % needing twelve months", async () => {
    type Progress = { progressToClaims: { claimsSubmitted: Figure; needingTwelveMonths: { percent: number } } };
    const on = async (asOf: string) => (await coordinator.query<Progress>(PROGRESS, { asOf })).progressToClaims;
    expect((await on("2016-11-30")).claimsSubmitted.value).toBe(30);
    const last = await on(DECEMBER.asOf);
    expect([last.claimsSubmitted.value, last.needingTwelveMonths.percent]).toEqual([
      46,
      december.percent_attached_needing_12_months_sustained,
    ]);
  });
});

describe("the same figures as the board sees them", () => {
  it("are those of the two published month-ends, no number from one to four among them", async () => {
    for (const day of [OCTOBER, DECEMBER]) {
      const attached = await board.query<Attached>(ATTACHED, { asOf: day.asOf });
      const eligible = await board.query<Eligible>(ELIGIBLE, day);
      const progress = await board.query(PROGRESS, { asOf: day.asOf });
      const shown = [...JSON.stringify([attached, eligible, progress]).matchAll(/"value":(\d+)/gu)].map(([, value]) => Number(value));
      expect(shown.length).toBeGreaterThan(80);
      expect(shown.filter((value) => value > 0 && value < 5)).toEqual([]);
      expect(attached.attachedByDistrict.total.total.value).toBe(day === OCTOBER ? 3058 : 3420);
    }
  });

  it("show every district's attached families in both months, which leave nothing to be worked out", async () => {
    const { attachedByDistrict: last } = await board.query<Attached>(ATTACHED, { asOf: DECEMBER.asOf });
    expect(last.rows.flatMap((row) => row.byLeadAgency).filter(({ families }) => families.suppressed)).toEqual([]);
  });

  it("are refused for a day between", async () => {
    expect((await board.send(ATTACHED, { asOf: "2016-12-30" })).errors?.length).toBe(1);
  });
});
