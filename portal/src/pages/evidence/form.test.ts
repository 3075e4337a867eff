import { describe, expect, test } from "vitest";
import type { EvidenceKind } from "../../apollo/schema.generated.ts";
import { emptyValues, missing, placeOf, toFact, valuesOf } from "./form.ts";
import { inOrder, KIND_FORMS } from "./kinds.ts";

const KINDS = Object.keys(KIND_FORMS) as EvidenceKind[];

/** Something in every box. */
function filledIn(kind: EvidenceKind) {
  const facts: Record<string, string> = {};
  for (const question of KIND_FORMS[kind].questions) {
    if (question.ask === "choice") facts[question.name] = question.options[0]?.value ?? "";
    else
      facts[question.name] = {
        "yes-no": "true",
        number: "3",
        term: "2016-09-05",
        text: "A-1",
        school: "s",
        criterion: "HEALTH",
        "looked-for": "OFFENCE",
      }[question.ask];
  }
  return { ...emptyValues(kind), personId: "p1", from: "2016-09-05", to: "2016-10-01", facts };
}

describe.each(KINDS)("a form of %s", (kind) => {
  test("says what is missing in every box that must be answered, and nothing once all are", () => {
    const faults = missing(kind, emptyValues(kind)).map(({ field }) => field);
    const needed = KIND_FORMS[kind].questions.filter(
      (question) => !("optional" in question) && question.ask !== "text" && question.ask !== "school",
    );
    expect(faults).toEqual([...needed.map(({ name }) => `facts.${name}`), ...(KIND_FORMS[kind].lasts === "TERM" ? [] : ["from"])]);
    expect(missing(kind, filledIn(kind))).toEqual([]);
  });

  test("sends the one part of its kind, and opens again as it was sent", () => {
    const values = filledIn(kind);
    const fact = toFact(kind, values);
    const { part, lasts } = KIND_FORMS[kind];
    const parts = Object.entries(fact).filter(([, value]) => typeof value === "object" && value !== null);
    expect(parts.map(([name]) => name)).toEqual(part === null ? [] : [part]);
    const fields = Object.entries(parts[0]?.[1] ?? {}).map(([name, value]) => ({ name, value: String(value) }));
    const entry = {
      kind,
      fields,
      person: fact.personId ? { id: fact.personId } : null,
      from: fact.from ?? "2016-09-05",
      to: fact.to ?? null,
      statement: null,
    };
    expect(toFact(kind, valuesOf(entry))).toEqual(fact);
    expect(fact.from === null).toBe(lasts === "TERM");
  });
});

test("numbers, days and yes or no are sent as such, and an empty box as nothing", () => {
  const attendance = { ...emptyValues("ATTENDANCE"), personId: "p1" };
  attendance.facts = { schoolId: "", term: "2016-09-05", possible: " 130 ", authorised: "0", unauthorised: "41" };
  expect(toFact("ATTENDANCE", attendance)).toEqual({
    kind: "ATTENDANCE",
    personId: "p1",
    from: null,
    to: null,
    anotherThatDay: null,
    attendance: { schoolId: null, term: "2016-09-05", possible: 130, authorised: 0, unauthorised: 41 },
  });
  const exclusion = { ...filledIn("EXCLUSION"), to: "", facts: { permanent: "false" } };
  expect(toFact("EXCLUSION", exclusion)).toMatchObject({ to: null, exclusion: { permanent: false } });
});

test.each([
  ["number", { possible: "12.5" }, "facts.possible"],
  ["number in words", { possible: "twelve" }, "facts.possible"],
  ["number below nought", { authorised: "-1" }, "facts.authorised"],
] as const)("a %s that is none is told at its box", (_, wrong, place) => {
  const values = filledIn("ATTENDANCE");
  expect(missing("ATTENDANCE", { ...values, facts: { ...values.facts, ...wrong } }).map(({ field }) => field)).toEqual([place]);
});

test.each([
  ["2016-2-30", "2016-10-01", ["from"]],
  ["2016-09-05", "2016-13-01", ["to"]],
  ["2016-09-05", "", []],
])("from %s to %s", (from, to, places) => {
  expect(missing("EXCLUSION", { ...filledIn("EXCLUSION"), from, to }).map(({ field }) => field)).toEqual(places);
});

test.each([
  ["ATTENDANCE", "fact.attendance.possible", "facts.possible"],
  ["ATTENDANCE", "fact.from", "facts.term"],
  ["DOMESTIC_CALL_OUT", "fact.from", "from"],
  ["DOMESTIC_CALL_OUT", "fact.personId", "personId"],
  ["DOMESTIC_CALL_OUT", "statement", "statement"],
  ["OFFENCE", "input.fact.offence", "facts.proven"],
] as const)("of %s the API’s %s is the form’s %s", (kind, path, place) => {
  expect(placeOf(kind, path)).toBe(place);
});

test("that one looked and found nothing is offered last", () => {
  expect(inOrder(["COVERAGE", "OFFENCE", "RISK_SCORE"])).toEqual(["RISK_SCORE", "OFFENCE", "COVERAGE"]);
});
