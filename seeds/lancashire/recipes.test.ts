import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../server/src/modules/criteria/evaluate.rules.ts";
import type { FamilyFacts } from "../../server/src/modules/criteria/family-facts.rules.ts";
import { parseOutcomesPlan } from "../../server/src/modules/criteria/outcomes-plan.rules.ts";
import type { Standing } from "../../server/src/modules/criteria/standings.rules.ts";
import { parseSchoolTerms } from "../../server/src/modules/criteria/terms.rules.ts";
import { addDays, daysBetween, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import { ELIGIBLE_GROUPS, type EligibleGroupName } from "./eligible-recipes.ts";
import type { RecipeContext } from "./recipe-parts.ts";
import { ATTACHED_GROUPS, type AttachedGroupName, recipe } from "./recipes.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const plan = parseOutcomesPlan(read("../outcomes-plans/lancashire-2016-17.json"));
const terms = parseSchoolTerms(read("./school-terms.json"));
const [october, december] = [localDate("2016-10-31"), localDate("2016-12-31")];

/** A small generator of even numbers from a seed (mulberry32's recurrence). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
function contextFrom(seed: number): RecipeContext {
  let next = 0;
  return { rng: chanceFrom(seed), ids: () => `${seed}-${next++}`, terms, district: "Preston" };
}
const at = (facts: FamilyFacts, asOf: LocalDate): Standing => evaluate(plan, terms, facts, asOf);
const needs = (standing: Standing): string[] => standing.criteria.filter((entry) => entry.need).map((entry) => entry.criterion);
const outstandingAs = (standing: Standing): string =>
  standing.outstanding.length > 1
    ? "two or more"
    : standing.outstanding
        .map((criterion) =>
          criterion === "CHILDREN_WHO_NEED_HELP"
            ? (standing.criteria.find((entry) => entry.criterion === criterion)?.openTo ?? "?")
            : criterion,
        )
        .join();

const EXPECTED: Record<AttachedGroupName, [Standing["progress"], string]> = {
  SSP_SUSTAINED: ["SIGNIFICANT_AND_SUSTAINED", ""],
  TRACKED: ["TRACKED_TO_SUSTAINED", ""],
  ONE_EDUCATION: ["ONE_OUTSTANDING", "MISSING_EDUCATION"],
  ONE_WORKLESSNESS_HELP: ["ONE_OUTSTANDING", "WORKLESSNESS"],
  ONE_WORKLESSNESS_EDUCATION: ["ONE_OUTSTANDING", "WORKLESSNESS"],
  ONE_CSC_PROTECTION: ["ONE_OUTSTANDING", "CSC"],
  ONE_CSC_IN_NEED: ["ONE_OUTSTANDING", "CSC"],
  ONE_WPEHS: ["ONE_OUTSTANDING", "WPEHS"],
  ONE_DOMESTIC_ABUSE: ["ONE_OUTSTANDING", "DOMESTIC_ABUSE"],
  ONE_CRIME: ["ONE_OUTSTANDING", "CRIME_ASB"],
  CE_TRACKED: ["OUTSTANDING", "two or more"],
  REST_TWELVE_MONTHS: ["OUTSTANDING", "two or more"],
  REST: ["OUTSTANDING", "two or more"],
  NEW_TWELVE_MONTHS: ["NOT_ATTACHED", ""],
  NEW_REST: ["NOT_ATTACHED", ""],
};

describe.each(Object.keys(ATTACHED_GROUPS) as AttachedGroupName[])("a family of the group %s", (name) => {
  const group = ATTACHED_GROUPS[name];
  const isNew = name.startsWith("NEW");
  const samples = Array.from({ length: 150 }, (_, seed) => {
    const [first, last] = group.attached;
    const attachedOn = addDays(first, Math.floor((daysBetween(first, last) * seed) / 149));
    const lead = group.leads[seed % group.leads.length] ?? "WPEHS";
    return { lead, attachedOn, facts: recipe(name, { ...contextFrom(seed), lead, dates: { attachedOn } }) };
  });

  it("was eligible, with no principle wanting, on the day it was attached", () => {
    for (const { facts, attachedOn, lead } of samples) {
      const standing = at(facts, attachedOn);
      expect({
        attachedOn: standing.attachedOn,
        eligible: standing.eligible,
        blockers: standing.blockers,
        lead: standing.leadAgencyKind,
      }).toEqual({ attachedOn, eligible: true, blockers: [], lead });
    }
  });

  it("stood on 31 October 2016 as the November paper counts it", () => {
    for (const { facts } of samples) {
      const standing = at(facts, october);
      expect([standing.progress, outstandingAs(standing)]).toEqual(EXPECTED[name]);
      expect(standing.trackedForContinuousEmployment).toBe(name === "CE_TRACKED");
      expect(standing.needsTwelveMonths).toBe(isNew ? false : group.needsTwelveMonths);
      expect(standing.eligible && standing.attachedOn === null).toBe(false);
    }
  });

  it("was attached, and needed twelve months or not, on 31 December 2016", () => {
    for (const { facts, lead } of samples) {
      const standing = at(facts, december);
      expect([standing.attachedOn !== null, standing.needsTwelveMonths, standing.leadAgencyKind]).toEqual([
        true,
        group.needsTwelveMonths,
        lead,
      ]);
    }
  });

  it("has no fact recorded before it happened, or after 31 December 2016", () => {
    for (const { facts } of samples) {
      const corrected = facts.evidence.filter((item) => item.supersedes !== undefined);
      expect(new Map(corrected.map((item) => [item.supersedes, item.recordedOn]))).toEqual(facts.superseded);
      for (const item of facts.evidence) {
        expect(
          item.recordedOn >= item.from && (item.to === undefined || item.recordedOn >= item.to) && item.recordedOn <= december,
          JSON.stringify(item),
        ).toBe(true);
      }
    }
  });
});

describe("families with a claim", () => {
  it.each([
    ["SSP_SUSTAINED", "2016-11-25"],
    ["CE_TRACKED", "2016-11-25"],
    ["CE_TRACKED", "2016-12-20"],
  ] as const)("%s: the evidence carries a claim on %s and the October figures stay", (name, on) => {
    const claimedOn = localDate(on);
    for (let seed = 0; seed < 60; seed++) {
      const facts = recipe(name, { ...contextFrom(seed), dates: { claimedOn } });
      expect(at(facts, october)).toMatchObject({
        progress: EXPECTED[name][0],
        trackedForContinuousEmployment: name === "CE_TRACKED",
        claimSubmittedOn: null,
      });
      const standing = at(facts, claimedOn);
      expect(standing.claimSubmittedOn).toBe(claimedOn);
      expect(standing.trackedForContinuousEmployment).toBe(false);
      if (name === "CE_TRACKED") expect(standing.criteria.find((entry) => entry.criterion === "WORKLESSNESS")?.sustainedOn).not.toBeNull();
      else expect(standing.progress).toBe("SIGNIFICANT_AND_SUSTAINED");
    }
  });
});

const LETTERS: Record<string, string> = { C: "CRIME_ASB", E: "MISSING_EDUCATION", W: "WORKLESSNESS", D: "DOMESTIC_ABUSE", H: "HEALTH" };

describe.each(Object.keys(ELIGIBLE_GROUPS) as EligibleGroupName[])("a family found by matching with the needs %s", (name) => {
  const expected = [...name].map((letter) => LETTERS[letter]).sort();
  it.each(["2016-10-05", "2016-10-31", "2016-11-10", "2016-12-31"])(
    "matched on %s has these needs from that day to January, and no others",
    (on) => {
      const knownOn = localDate(on);
      for (let seed = 0; seed < 60; seed++) {
        const caf = (["NONE", "HISTORIC", "OLD_OPEN", "RECENT_OPEN"] as const)[seed % 4] ?? "NONE";
        const facts = recipe(name, { ...contextFrom(seed), dates: { knownOn }, caf });
        expect(at(facts, addDays(knownOn, -1)).eligible).toBe(false);
        for (const asOf of [knownOn, october, december, localDate("2017-01-03")]) {
          if (asOf < knownOn) continue;
          const standing = at(facts, asOf);
          expect(needs(standing).sort()).toEqual(expected);
          expect([standing.eligible, standing.attachedOn, standing.cafOnRecord]).toEqual([true, null, caf !== "NONE"]);
          expect((standing.openCafOpenedOn ?? "") > "2016-04-01").toBe(caf === "RECENT_OPEN");
          expect(standing.blockers.map((blocker) => blocker.principle)).toEqual(["ASSESSMENT", "PLAN", "LEAD_PROFESSIONAL"]);
        }
      }
    },
  );
});
