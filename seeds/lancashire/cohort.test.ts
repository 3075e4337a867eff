import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluate } from "../../server/src/modules/criteria/evaluate.rules.ts";
import type { Criterion } from "../../server/src/modules/criteria/facts.rules.ts";
import type { FamilyFacts } from "../../server/src/modules/criteria/family-facts.rules.ts";
import type { Standing } from "../../server/src/modules/criteria/standings.rules.ts";
import { type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import { Book } from "../book.ts";
import { generateCohort, LANCASHIRE_FAMILIES, LANCASHIRE_SEED } from "../scale.ts";
import { DISTRICTS, lancashirePlan, lancashireTerms } from "./places.ts";

type Counts = Record<string, number>;
const published = JSON.parse(readFileSync(new URL("./published-figures.json", import.meta.url), "utf8")) as {
  districts: string[];
  target: Counts;
  at_2016_10_31: { [figure: string]: number | Counts } & { one_outstanding_criterion: Counts };
  at_2016_12_31: {
    attached_by_district: Record<string, Counts>;
    eligible_not_attached_by_district: Record<string, number[]>;
    eligible_not_attached_never_had_caf: number;
    eligible_not_attached_criteria_pairs: { matrix: (number | null)[][] };
    pbr_claims_submitted: number;
    percent_attached_needing_12_months_sustained: number;
  };
};
const [march, october, november, december] = [
  localDate("2016-03-31"),
  localDate("2016-10-31"),
  localDate("2016-11-30"),
  localDate("2016-12-31"),
];
const NAMES = DISTRICTS.map(({ name }) => name);
const CODE = new Map(DISTRICTS.map(({ code, name }) => [name, code]));

interface Family {
  facts: FamilyFacts;
  standing: Standing;
}

let families: FamilyFacts[] = [];
const days = new Map<LocalDate, Family[]>();
const at = (asOf: LocalDate): Family[] => days.get(asOf) ?? [];
const count = (list: readonly Family[], test: (family: Family) => boolean): number => list.filter(test).length;

beforeAll(() => {
  const cohort = generateCohort({ families: LANCASHIRE_FAMILIES, seed: LANCASHIRE_SEED });
  families = [...cohort.families(new Book())].map(({ facts }) => facts);
  const [plan, terms] = [lancashirePlan(), lancashireTerms()];
  for (const day of [march, october, november, december])
    days.set(
      day,
      families.map((facts) => ({ facts, standing: evaluate(plan, terms, facts, day) })),
    );
}, 120_000);

describe("the cohort as the February 2017 paper found it (S2)", () => {
  const attached = (asOf: LocalDate): Family[] => at(asOf).filter(({ standing }) => standing.attachedOn !== null);
  const eligible = (asOf: LocalDate): Family[] => at(asOf).filter(({ standing }) => standing.attachedOn === null && standing.eligible);

  it("has about 24,000 people in 6,052 families, in the districts of the papers", () => {
    expect(families).toHaveLength(6052);
    expect(NAMES).toEqual(published.districts);
    expect(families.reduce((people, facts) => people + facts.members.length, 0)).toBeGreaterThan(23_500);
    expect(families.reduce((people, facts) => people + facts.members.length, 0)).toBeLessThan(24_500);
  });

  it("had attached 1,470 families by March 2016, 3,058 by October and 3,420 by December", () => {
    expect([attached(march).length, attached(october).length, attached(december).length]).toEqual([1470, 3058, 3420]);
  });

  it.each(NAMES)("has the attached families of %s in December, by lead agency, each cell up by five or more since October", (name) => {
    const cell = (asOf: LocalDate, kind: string): number =>
      count(attached(asOf), ({ facts, standing }) => facts.district === CODE.get(name) && standing.leadAgencyKind === kind);
    const { WPEHS, CSC, total } = published.at_2016_12_31.attached_by_district[name] ?? {};
    expect([cell(december, "WPEHS"), cell(december, "CSC")]).toEqual([WPEHS, CSC]);
    expect(count(attached(december), ({ facts }) => facts.district === CODE.get(name))).toBe(total);
    for (const kind of ["WPEHS", "CSC"]) expect(cell(december, kind) - cell(october, kind)).toBeGreaterThanOrEqual(5);
  });

  it.each(NAMES)("has the families of %s that were eligible and not attached in December, and their CAFs", (name) => {
    const here = eligible(december).filter(({ facts }) => facts.district === CODE.get(name));
    const [identified, withCaf, , recent] = published.at_2016_12_31.eligible_not_attached_by_district[name] ?? [];
    expect([
      here.length,
      count(here, ({ standing }) => standing.cafOnRecord),
      count(here, ({ standing }) => (standing.openCafOpenedOn ?? "") >= "2016-04-01"),
    ]).toEqual([identified, withCaf, recent]);
  });

  it("has 713 eligible and not attached in October, 2,632 in December, of whom 2,213 never had a CAF", () => {
    expect([eligible(october).length, eligible(december).length]).toEqual([713, 2632]);
    expect(count(eligible(december), ({ standing }) => !standing.cafOnRecord)).toBe(
      published.at_2016_12_31.eligible_not_attached_never_had_caf,
    );
  });

  it("has the pairs of criteria of the eligible, zeros included", () => {
    const five: Criterion[] = ["CRIME_ASB", "MISSING_EDUCATION", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"];
    const has = ({ standing }: Family, criterion: Criterion): boolean =>
      standing.criteria.some((entry) => entry.criterion === criterion && entry.need);
    const matrix = five.map((first) =>
      five.map((second) => (first === second ? null : count(eligible(december), (family) => has(family, first) && has(family, second)))),
    );
    expect(matrix).toEqual(published.at_2016_12_31.eligible_not_attached_criteria_pairs.matrix);
  });

  it("has the progress to claims of October, criterion by criterion", () => {
    const one = (criterion: Criterion, openTo?: string): number =>
      count(
        at(october),
        ({ standing }) =>
          standing.progress === "ONE_OUTSTANDING" &&
          standing.outstanding[0] === criterion &&
          (openTo === undefined || standing.criteria.find((entry) => entry.criterion === criterion)?.openTo === openTo),
      );
    const progress = (name: Standing["progress"]): number => count(at(october), ({ standing }) => standing.progress === name);
    const { total, ...lines } = published.at_2016_10_31.one_outstanding_criterion;
    expect({
      Education: one("MISSING_EDUCATION"),
      Worklessness: one("WORKLESSNESS"),
      "Children who need help (CSC)": one("CHILDREN_WHO_NEED_HELP", "CSC"),
      "Children who need help (WPEHS)": one("CHILDREN_WHO_NEED_HELP", "WPEHS"),
      "Domestic abuse": one("DOMESTIC_ABUSE"),
      "Crime/ASB": one("CRIME_ASB"),
    }).toEqual(lines);
    expect([progress("ONE_OUTSTANDING"), progress("SIGNIFICANT_AND_SUSTAINED"), progress("TRACKED_TO_SUSTAINED")]).toEqual([
      total,
      10,
      117,
    ]);
    expect(count(at(october), ({ standing }) => standing.trackedForContinuousEmployment)).toBe(
      published.at_2016_10_31.tracked_continuous_employment,
    );
  });

  it("needs twelve months to sustain for 69 % in October and 71 % in December", () => {
    const share = (asOf: LocalDate): number =>
      Math.round((100 * count(attached(asOf), ({ standing }) => standing.needsTwelveMonths)) / attached(asOf).length);
    expect([share(october), share(december)]).toEqual([69, published.at_2016_12_31.percent_attached_needing_12_months_sustained]);
  });

  it("has 30 claims by the end of November and 46 by the end of December", () => {
    const claimed = (asOf: LocalDate): number => count(at(asOf), ({ standing }) => standing.claimSubmittedOn !== null);
    expect([claimed(october), claimed(november), claimed(december)]).toEqual([0, 30, published.at_2016_12_31.pbr_claims_submitted]);
  });

  it("has nobody but the county's two services leading an attached family, and nothing recorded after December", () => {
    expect(new Set(attached(december).map(({ standing }) => standing.leadAgencyKind))).toEqual(new Set(["WPEHS", "CSC"]));
    expect(families.flatMap((facts) => facts.evidence).every((item) => item.recordedOn <= december)).toBe(true);
  });
});

describe("chance", () => {
  it("makes the same county from the same seed, and another from another", () => {
    const first = (seed: number) => {
      const [family] = generateCohort({ families: 1, seed }).families(new Book());
      return JSON.stringify([family?.facts, family?.members]);
    };
    expect(first(5)).toBe(first(5));
    expect(first(5)).not.toBe(first(6));
  });
});
