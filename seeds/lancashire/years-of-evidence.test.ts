import { beforeAll, describe, expect, it } from "vitest";
import type { FamilyFacts } from "../../server/src/modules/criteria/family-facts.rules.ts";
import { ageOn, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import { Book } from "../book.ts";
import { generateCohort } from "../scale.ts";
import { lancashireTerms } from "./places.ts";

const FAMILIES = 3000;
const END = localDate("2016-12-31");

const countyOf = (seed: number, families: number): FamilyFacts[] =>
  [...generateCohort({ families, seed, yearsOfEvidence: true }).families(new Book())].map(({ facts }) => facts);

let county: FamilyFacts[] = [];
beforeAll(() => {
  county = countyOf(2017, FAMILIES);
}, 120_000);

describe("a county with years of evidence", () => {
  it("has about twenty facts a family, few in one and forty in another", () => {
    const counts = county.map((facts) => facts.evidence.length).sort((a, b) => a - b);
    const mean = counts.reduce((sum, count) => sum + count, 0) / FAMILIES;
    expect(mean).toBeGreaterThan(19.5);
    expect(mean).toBeLessThan(20.6);
    expect(counts[FAMILIES / 20]).toBeLessThan(12);
    expect(counts.at(-FAMILIES / 20)).toBeGreaterThan(32);
  });

  it("has facts of many kinds, schools' returns above all, over three years", () => {
    const kinds = new Map<string, number>();
    const years = new Map<string, number>();
    for (const item of county.flatMap((facts) => facts.evidence)) {
      kinds.set(item.kind, (kinds.get(item.kind) ?? 0) + 1);
      years.set(item.from.slice(0, 4), (years.get(item.from.slice(0, 4)) ?? 0) + 1);
    }
    expect([...kinds.keys()].length).toBeGreaterThanOrEqual(14);
    expect(kinds.get("ATTENDANCE")).toBeGreaterThan(8 * FAMILIES);
    for (const year of ["2014", "2015", "2016"]) expect(years.get(year)).toBeGreaterThan(2 * FAMILIES);
  });

  it("has no fact that ends before it begins, was recorded before it was over, or after 2016", () => {
    for (const { evidence, recordedOn } of county)
      for (const item of evidence) {
        const last = item.to ?? item.from;
        const inOrder = item.from <= last && last <= item.recordedOn && recordedOn <= item.recordedOn && item.recordedOn <= END;
        expect(inOrder, JSON.stringify(item)).toBe(true);
      }
  });

  it("has facts of its members alone, from when they were of the family; a benefit's spell may have begun before", () => {
    for (const { evidence, members } of county)
      for (const item of evidence) {
        if (item.personId === undefined) continue;
        const member = members.find(({ personId }) => personId === item.personId);
        const since = item.kind === "BENEFIT" ? member?.dateOfBirth : member?.from;
        expect(since !== undefined && since !== null && since <= item.from, JSON.stringify([item, member])).toBe(true);
      }
  });

  it("has one return for a child and a term, of school age, of a term that is over, and never more absence than sessions", () => {
    const terms = new Map(lancashireTerms().map((term) => [term.from, term.to]));
    for (const { evidence, members } of county) {
      const seen = new Set<string>();
      for (const item of evidence) {
        if (item.kind !== "ATTENDANCE") continue;
        const key = `${item.personId} ${item.term}`;
        expect(seen.has(key), key).toBe(false);
        seen.add(key);
        const born = members.find(({ personId }) => personId === item.personId)?.dateOfBirth ?? END;
        const age = ageOn(born, item.from);
        expect([age >= 5 && age <= 16, terms.get(item.term as LocalDate), item.from]).toEqual([true, item.to, item.term]);
        expect(item.authorised + item.unauthorised).toBeLessThanOrEqual(item.possible);
      }
    }
  });

  it("has an id for each fact", () => {
    const ids = county.flatMap((facts) => facts.evidence.map((item) => item.id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("comes out the same from the same seed, whatever its size, and another from another", () => {
    const text = (facts: FamilyFacts[]): string => JSON.stringify(facts);
    expect(text(countyOf(2017, 40))).toBe(text(county.slice(0, 40)));
    expect(text(countyOf(2018, 40))).not.toBe(text(county.slice(0, 40)));
  });
});
