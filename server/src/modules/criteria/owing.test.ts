import { describe, expect, it } from "vitest";
import { fact, terms } from "../../../test/facts.ts";
import { asb, days, START, supported } from "../../../test/plan-facts.ts";
import { localDate } from "../../shared/local-date.ts";
import { knownFacts } from "./as-known.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { EvidenceKind } from "./facts.rules.ts";
import type { ProgressMeasure } from "./plan-measures.rules.ts";
import type { Progress } from "./progress.rules.ts";
import { measured } from "./progress-measures.rules.ts";
import { termCalendar } from "./terms.rules.ts";

function progress(measure: ProgressMeasure, evidence: readonly Evidence[], asOf: string): Progress {
  const known = knownFacts(supported(evidence), termCalendar(terms), localDate(asOf), localDate("2030-01-01"), null);
  return measured(measure, "CRIME_ASB", known, { scope: "FAMILY", personId: undefined }, localDate(START));
}

const quiet: ProgressMeasure = { measure: "no-events", kind: "DOMESTIC_CALL_OUT", months: 6, significantMonths: 3, covered: true };
const fewer: ProgressMeasure = {
  measure: "fewer-events",
  kind: "ASB_INCIDENT",
  baselineMonths: 12,
  reviewMonths: 6,
  significantMonths: 6,
  percentFewer: 33,
  noneSerious: false,
  noHarsherSanction: false,
  covered: true,
};
const callOut = fact({ kind: "DOMESTIC_CALL_OUT", inSupportOfInjunction: false, from: "2015-06-10" });

describe("a measure that asks for a feed to cover its months", () => {
  const covered = (from: string, to?: string, of: EvidenceKind = "DOMESTIC_CALL_OUT"): Evidence =>
    fact({ kind: "COVERAGE", of, source: "POLICE", from, ...(to ? { to } : {}) });
  const at = (evidence: readonly Evidence[], asOf = "2016-06-30") => progress(quiet, [callOut, ...evidence], asOf);

  it("does not take finding nothing for nothing to find", () => {
    expect(at([])).toMatchObject({
      significantOn: null,
      sustainedOn: null,
      owed: [{ kind: "COVERAGE", owedBy: "POLICE", personId: null }],
    });
    expect(at([covered("2015-06-01", "2015-12-09")]).sustainedOn).toBeNull();
    expect(at([covered("2015-06-01", "2015-12-10")])).toMatchObject({ sustainedOn: "2015-12-10", owed: [] });
    expect(at([covered("2015-06-01", "2015-12-10", "OFFENCE")]).sustainedOn).toBeNull();
  });

  it("puts feeds that follow one another together, and waits where there is a gap", () => {
    expect(at([covered("2015-06-01", "2015-08-31"), covered("2015-09-01", "2016-01-31")]).sustainedOn).toBe("2015-12-10");
    expect(at([covered("2015-06-01", "2015-08-31"), covered("2015-09-02", "2016-06-30")]).sustainedOn).toBe("2016-03-01");
    expect(at([covered("2015-09-02")], "2016-02-29")).toMatchObject({
      significantOn: "2015-12-01",
      sustainedOn: null,
      expectedOn: "2016-03-01",
    });
  });

  it("keeps what was shown once the feed has ended", () => {
    expect(at([covered("2015-06-01", "2015-12-31")], "2017-01-01").sustainedOn).toBe("2015-12-10");
  });

  it("asks the same of fewer events than before", () => {
    const count = (...evidence: Evidence[]) => progress(fewer, [...days("2015-03", 4).map((on) => asb(on)), ...evidence], "2016-06-30");
    expect(count()).toMatchObject({ sustainedOn: null, owed: [{ kind: "COVERAGE" }] });
    expect(count(covered("2015-06-02", "2015-12-01", "ASB_INCIDENT")).sustainedOn).toBe("2015-12-01");
    expect(count(covered("2015-06-02", "2015-11-30", "ASB_INCIDENT")).sustainedOn).toBeNull();
    expect(count(covered("2015-08-15", undefined, "ASB_INCIDENT")).sustainedOn).toBe("2016-02-14");
    expect(count(...days("2015-10", 4).map((on) => asb(on))).owed).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: "COVERAGE" })]),
    );
  });
});
