import { describe, expect, it } from "vitest";
import { attachedOn, attendance, fact, familyOf, judgement, lancashire, terms } from "../../../test/facts.ts";
import { localDate } from "../../shared/local-date.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";
import type { Supposition } from "./suppositions.rules.ts";
import { type Forecast, whatIf } from "./what-if.rules.ts";

const d = localDate;
const today = d("2017-01-03");
const ask = (facts: FamilyFacts, ...suppositions: Supposition[]): Forecast =>
  whatIf(lancashire, terms, facts, today, suppositions).forecast;
const steps = (forecast: Forecast) => forecast.steps.map(({ on, sentence }) => `${on} ${sentence}`);

const STAYS: Supposition = { kind: "ATTENDANCE_STAYS" };
const CONFIRMS: Supposition = { kind: "LEAD_WORKER_CONFIRMS", on: null };
const bad = [attendance("2015-09-02", 24), attendance("2016-01-04", 25)];
const summer = attendance("2016-04-11", 4);
const truant = (...more: Evidence[]) => familyOf([...bad, summer, ...more], attachedOn("2016-04-08"));

describe("if attendance", () => {
  it("stays as it is, says in which term a claim would be ready, and fills in the return that is owed", () => {
    const forecast = ask(truant(), STAYS, CONFIRMS);
    expect(forecast).toMatchObject({ asOf: "2017-01-03", until: "2020-01-03", period: "Spring 2017" });
    expect(forecast.claim).toEqual({ route: "SSP", readyOn: "2017-03-31", owed: [] });
    expect(forecast.sentence).toBe("A claim would be ready in Spring 2017, on 31 March 2017, for significant and sustained progress.");
    expect(steps(forecast)).toEqual([
      "2017-03-31 The lead worker confirms, at closure, that every problem is better.",
      "2017-03-31 No longer a need: missing education.",
      "2017-03-31 Sustained: missing education.",
      "2017-03-31 A claim is ready, for significant and sustained progress.",
    ]);
  });

  it("stays as it is, takes the last completed term that has a return, over all schools", () => {
    const two = truant(attendance("2016-09-05", 9), { ...attendance("2016-09-05", 12), school: "B" } as Evidence);
    expect(ask(two, STAYS, CONFIRMS).claim.readyOn).toBeNull();
    expect(ask(truant(attendance("2016-09-05", 9)), STAYS, CONFIRMS).claim.readyOn).toBe("2017-03-31");
  });

  it("is at a rate, goes by that rate", () => {
    const worse = truant(attendance("2016-09-05", 30));
    expect(ask(worse, { kind: "ATTENDANCE_AT", percent: 10 }, CONFIRMS).claim.readyOn).toBeNull();
    const better = ask(worse, { kind: "ATTENDANCE_AT", percent: 9 }, CONFIRMS);
    expect(better).toMatchObject({ period: "Autumn 2017", claim: { readyOn: "2017-12-20" } });
  });

  it("is not supposed, waits for the returns, and leaves the real ones as they are", () => {
    const facts = truant();
    const before = structuredClone(facts);
    expect(ask(facts, CONFIRMS).claim.readyOn).toBeNull();
    ask(facts, STAYS);
    expect(facts).toEqual(before);
  });

  it("says how far the school terms are known, where that is what stops it", () => {
    const child = truant(attendance("2016-09-05", 30));
    expect(ask(child, STAYS, CONFIRMS).sentence).toBe(
      "No claim would be ready by 3 January 2020. School terms are known up to 20 July 2018.",
    );
  });

  it("concerns each child by itself", () => {
    const known = d("2014-09-01");
    const facts = truant(attendance("2015-09-02", 30, { personId: "sister" }), attendance("2016-04-11", 30, { personId: "sister" }));
    const sister = { personId: "sister", dateOfBirth: d("2008-05-05"), from: known, recordedOn: known };
    expect(ask({ ...facts, members: [...facts.members, sister] }, STAYS, CONFIRMS).claim.readyOn).toBeNull();
    expect(ask({ ...facts, members: [...facts.members, sister] }, { kind: "ATTENDANCE_AT", percent: 2 }, CONFIRMS).claim.readyOn).toBe(
      "2017-07-21",
    );
  });
});

describe("if the lead worker confirms", () => {
  const helped = familyOf(
    [fact({ kind: "EARLY_HELP", impact: "MODERATE", from: "2016-01-04", to: "2016-10-31" })],
    attachedOn("2016-04-08"),
  );

  it("on a day, the claim is ready once the data is there too", () => {
    expect(ask(helped, { kind: "LEAD_WORKER_CONFIRMS", on: d("2017-02-01") }).claim.readyOn).toBe("2017-04-30");
    expect(ask(helped, { kind: "LEAD_WORKER_CONFIRMS", on: d("2017-06-01") }).claim.readyOn).toBe("2017-06-01");
  });

  it("as soon as it helps, on the day on which the data is there", () => {
    expect(steps(ask(helped, CONFIRMS))).toEqual([
      "2017-04-30 The lead worker confirms, at closure, that every problem is better.",
      "2017-04-30 Sustained: children who need help.",
      "2017-04-30 A claim is ready, for significant and sustained progress.",
    ]);
  });

  it("outside term, the period is a month", () => {
    const later = familyOf(
      [fact({ kind: "EARLY_HELP", impact: "MODERATE", from: "2016-01-04", to: "2017-02-14" })],
      attachedOn("2016-04-08"),
    );
    expect(ask(later, CONFIRMS)).toMatchObject({ period: "August 2017", claim: { readyOn: "2017-08-14" } });
  });

  it("is not supposed, no claim for significant and sustained progress is ready, and the judgement is owed", () => {
    const forecast = ask(helped);
    expect(forecast.claim).toMatchObject({ route: null, readyOn: null, owed: [{ kind: "JUDGEMENT", since: "2017-04-30" }] });
    expect(forecast.sentence).toBe("No claim would be ready by 3 January 2020.");
  });
});

describe("if an adult", () => {
  const jobless = familyOf([fact({ kind: "BENEFIT", benefit: "ESA", personId: "adult", from: "2015-01-01" })], attachedOn("2016-04-08"));
  const starts: Supposition = { kind: "STARTS_WORK", on: d("2017-02-01"), personId: null };

  it("starts work on a day, a claim for continuous employment alone follows", () => {
    const forecast = ask(jobless, starts);
    expect(forecast.claim).toEqual({ route: "CE", readyOn: "2017-05-09", owed: [] });
    expect(forecast.period).toBe("Summer 2017");
    expect(steps(forecast)).toEqual([
      "2017-02-01 No longer a need: worklessness.",
      "2017-02-01 Significant progress: worklessness.",
      "2017-05-09 Sustained: worklessness.",
      "2017-05-09 A claim is ready, for continuous employment.",
    ]);
    expect(ask(jobless, { ...starts, personId: "child" }).claim.readyOn).toBeNull();
  });

  it("starts work while on Universal Credit, the earnings are taken to be shown", () => {
    const universal = fact({ kind: "BENEFIT", benefit: "UNIVERSAL_CREDIT", personId: "adult", from: "2016-06-01" });
    const facts = familyOf(
      [fact({ kind: "BENEFIT", benefit: "ESA", personId: "adult", from: "2015-01-01", to: "2016-05-31" }), universal],
      attachedOn("2016-04-08"),
    );
    expect(ask(facts, starts).claim).toMatchObject({ route: "CE", readyOn: "2017-08-01" });
  });

  it("stays in work, a spell that the record ends later goes on", () => {
    const left = fact({ kind: "BENEFIT", benefit: "ESA", personId: "adult", from: "2015-01-01", to: "2016-12-04" });
    const facts = familyOf(
      [left, fact({ kind: "EMPLOYMENT", personId: "adult", from: "2016-12-05", to: "2017-01-31" })],
      attachedOn("2016-04-08"),
    );
    expect(ask(facts).claim.readyOn).toBeNull();
    expect(ask(facts, { kind: "STAYS_IN_WORK" }).claim).toMatchObject({ route: "CE", readyOn: "2017-03-12" });
  });
});

describe("if a child steps down", () => {
  const on = d("2017-02-01");
  const status = (name: "CHILD_PROTECTION" | "CHILD_IN_NEED", personId = "child"): Evidence =>
    fact({ kind: "SAFEGUARDING", status: name, personId, from: "2016-01-04", source: "CSC" });

  it("from a protection plan, it takes twelve months of holding it; from in need, six", () => {
    const ready = (name: "CHILD_PROTECTION" | "CHILD_IN_NEED") =>
      ask(familyOf([status(name)], attachedOn("2016-04-08")), { kind: "STEPS_DOWN", on, personId: null }, CONFIRMS).claim.readyOn;
    expect([ready("CHILD_PROTECTION"), ready("CHILD_IN_NEED")]).toEqual(["2018-01-31", "2017-07-31"]);
  });

  it("of two, only the one that was named", () => {
    const known = d("2014-09-01");
    const sister = { personId: "sister", dateOfBirth: d("2008-05-05"), from: known, recordedOn: known };
    const facts = familyOf([status("CHILD_IN_NEED"), status("CHILD_IN_NEED", "sister")], attachedOn("2016-04-08"));
    const two = { ...facts, members: [...facts.members, sister] };
    expect(ask(two, { kind: "STEPS_DOWN", on, personId: "sister" }, CONFIRMS).claim.readyOn).toBeNull();
    expect(ask(two, { kind: "STEPS_DOWN", on, personId: null }, CONFIRMS).claim.readyOn).toBe("2017-07-31");
  });

  it("early help closes where nothing higher is open", () => {
    const facts = familyOf([fact({ kind: "EARLY_HELP", impact: "MODERATE", from: "2016-01-04" })], attachedOn("2016-04-08"));
    expect(ask(facts, { kind: "STEPS_DOWN", on, personId: null }, CONFIRMS).claim.readyOn).toBe("2017-07-31");
  });
});

describe("a family", () => {
  it("that is not attached has nothing to claim for", () => {
    expect(ask(familyOf([...bad, summer]), STAYS, CONFIRMS)).toMatchObject({
      claim: { route: null, readyOn: null },
      sentence: "The family is not attached, so there is nothing to claim for yet.",
    });
  });

  it("with a claim made keeps it, whatever is supposed (reading G)", () => {
    const facts = { ...truant(), claims: [{ route: "CE" as const, submittedOn: d("2016-12-05"), recordedOn: d("2016-12-05") }] };
    expect(ask(facts, { kind: "ATTENDANCE_AT", percent: 50 })).toMatchObject({
      claim: { route: "CE", readyOn: "2016-12-05", owed: [] },
      sentence: "A claim was made on 5 December 2016, and it stands.",
    });
  });

  it("that is ready today says so", () => {
    const facts = familyOf(
      [
        fact({ kind: "EARLY_HELP", impact: "MODERATE", from: "2016-01-04", to: "2016-05-31" }),
        judgement("CHILDREN_WHO_NEED_HELP", "2016-12-01"),
      ],
      attachedOn("2016-04-08"),
    );
    expect(ask(facts)).toMatchObject({ period: "Autumn 2016", sentence: "A claim is ready now, for significant and sustained progress." });
  });

  it("names the evidence on record that it rests on, and none that is only supposed", () => {
    const { restsOn } = whatIf(lancashire, terms, truant(), today, [STAYS, CONFIRMS]);
    expect([...(restsOn.get("MISSING_EDUCATION") ?? [])].sort()).toEqual([...bad, summer].map((item) => item.id).sort());
  });
});
