import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDate } from "../../shared/local-date.ts";
import { cafItems, type HeldCaf } from "./subject-caf.rules.ts";
import { disclosureOf, givenTexts } from "./subject-disclosure.rules.ts";
import { type Decided, type HeldItem, ITEM_DECISIONS, needsDecision, WITHHOLDING_GROUNDS, withheldFrom } from "./subject-items.rules.ts";
import { masker } from "./subject-masking.rules.ts";

const ITEM: HeldItem = {
  key: "evidence:1",
  part: "EVIDENCE",
  title: "Attendance",
  on: localDate("2016-12-01"),
  about: "tia",
  facts: [["Possible", "140"]],
  texts: [],
  sensitive: false,
  leftOut: [],
  cafId: null,
  place: null,
  closable: null,
  closed: false,
};
const others = { people: [{ given: "Max", family: "Brown" }], wholeNames: [], datesOfBirth: [], addresses: [] };
const mask = masker(others, { names: ["Tia", "Testing"], postcodes: [] });
const decided = (more: Partial<Decided>): Decided => ({ decision: "AS_MASKED", ground: null, passages: [], ...more });

describe("whether an item is withheld from a person", () => {
  test.each<[string, Partial<HeldItem>, Decided | null, string | null]>([
    ["about them", {}, null, null],
    ["about the family", { about: null }, null, null],
    ["about somebody else", { about: "max" }, null, "ABOUT_ANOTHER_PERSON"],
    ["about somebody else, whatever was decided", { about: "max" }, decided({ decision: "IN_FULL" }), "ABOUT_ANOTHER_PERSON"],
    ["withheld by decision", {}, decided({ decision: "WITHHELD", ground: "SAFEGUARDING" }), "SAFEGUARDING"],
    ["given in full by decision", {}, decided({ decision: "IN_FULL" }), null],
  ])("%s", (_, more, decision, reason) => {
    expect(withheldFrom({ ...ITEM, ...more }, "tia", decision)).toBe(reason);
  });

  test.each<[string, Partial<HeldItem>, boolean]>([
    ["facts that do no harm are given without being asked", {}, false],
    ["a text is read first", { texts: [{ label: "Note", text: "Came late" }] }, true],
    ["what may do harm is thought of first", { sensitive: true }, true],
    ["what is about somebody else is nobody's to decide", { about: "max", sensitive: true }, false],
  ])("%s", (_, more, needed) => {
    expect(needsDecision({ ...ITEM, ...more }, "tia")).toBe(needed);
  });
});

describe("a text as it is given", () => {
  const item = { texts: [{ label: "Note", text: "Max Brown came. His case is open. Tia waited." }] };
  test.each<[string, Decided | null, string]>([
    ["with others hidden, before anything is decided", null, "[name withheld] came. His case is open. Tia waited."],
    ["in full", decided({ decision: "IN_FULL" }), "Max Brown came. His case is open. Tia waited."],
    [
      "without a passage, and with others hidden around it",
      decided({ ground: "CRIME_PREVENTION", passages: ["His case is open."] }),
      "[name withheld] came. [withheld] Tia waited.",
    ],
    [
      "without a passage that names somebody",
      decided({ ground: "THIRD_PARTY", passages: ["Max Brown came."] }),
      "[withheld] His case is open. Tia waited.",
    ],
  ])("%s", (_, decision, given) => {
    expect(givenTexts(item, decision, mask)[0]?.text).toBe(given);
  });
});

describe("a disclosure", () => {
  const items = fc.array(
    fc.record({
      about: fc.constantFrom("tia", "max", null),
      text: fc.constantFrom("", "Max shouted", "Tia slept"),
      sensitive: fc.boolean(),
      decision: fc.constantFrom(null, ...ITEM_DECISIONS),
      ground: fc.constantFrom(...WITHHOLDING_GROUNDS),
    }),
    { maxLength: 25 },
  );

  test("gives or counts each item once, names nobody that was not given in full, and shows nothing about another", () => {
    fc.assert(
      fc.property(items, (drawn) => {
        const held = drawn.map(({ about, text, sensitive }, index): HeldItem => {
          const texts = text ? [{ label: "Note", text }] : [];
          return { ...ITEM, key: `x:${index}`, title: about === "max" ? "Secret" : "Record", about, texts, sensitive };
        });
        const decisions = new Map<string, Decided>();
        for (const [index, { decision, ground }] of drawn.entries())
          if (decision) decisions.set(`x:${index}`, decided({ decision, ground: decision === "WITHHELD" ? ground : null }));
        const { parts, withheld, outcomes } = disclosureOf(held, "tia", decisions, mask);
        const given = parts.flatMap((part) => part.items);
        const whole = held.filter((item) => withheldFrom(item, "tia", decisions.get(item.key) ?? null) !== null).length;
        const named = withheld.filter(({ reason }) => reason.startsWith("Name of another")).reduce((sum, { count }) => sum + count, 0);
        expect(given.length + whole).toBe(held.length);
        expect(withheld.reduce((sum, { count }) => sum + count, 0)).toBe(whole + named);
        expect(outcomes.map(({ key }) => key)).toEqual(held.map(({ key }) => key));
        expect(given.some(({ title }) => title === "Secret")).toBe(false);
        const full = held.filter((item) => item.about !== "max" && decisions.get(item.key)?.decision === "IN_FULL");
        expect(JSON.stringify(given).split("Max").length - 1).toBe(full.filter(({ texts }) => texts[0]?.text.includes("Max")).length);
      }),
    );
  });
});

describe("what assessments say", () => {
  const content = {
    members: [
      { key: "m0", personId: "max", relationship: "PARENT" },
      { key: "m1", personId: "tia", relationship: "CHILD" },
      { key: "m2", personId: null, relationship: "OTHER_ADULT" },
    ],
    answers: [
      { memberKey: "m0", criterion: "WORKLESSNESS", answer: "NEED" },
      { memberKey: "m1", criterion: "HEALTH", answer: "NEED" },
    ],
    voices: [{ memberKey: "m1" }, { memberKey: "m2" }],
    agreement: { agreed: true, memberKey: "m0", capacity: "PARENTAL_RESPONSIBILITY", agreedOn: "2016-12-01", purposes: ["EARLY_HELP"] },
  };
  const version = (number: number | null, words: Record<string, string> | null, more: Partial<HeldCaf> = {}): HeldCaf => ({
    cafId: "c",
    reference: "CAF-100001",
    agency: "School",
    number,
    on: localDate("2016-12-02"),
    content,
    words,
    livesThere: true,
    ...more,
  });
  const first = { reason: "Late", "answers.m1.HEALTH": "Asthma", "voices.m1": "Fine", "voices.m2": "Not mine", address: "1 Mill Street" };

  test("are an item for each answer, about whom it was asked; somebody of no record is another", () => {
    const items = cafItems([version(1, first)], "tia");
    const of = (place: string) => items.find((item) => item.place === place);
    expect(of("answers.m1.HEALTH")).toMatchObject({
      about: "tia",
      sensitive: true,
      facts: [["Answer", "Need"]],
      texts: [{ label: "Written evidence", text: "Asthma" }],
    });
    expect(of("answers.m0.WORKLESSNESS")).toMatchObject({ about: "max", sensitive: false });
    expect(withheldFrom(of("voices.m2") ?? ITEM, "tia", null)).toBe("ABOUT_ANOTHER_PERSON");
    expect(of("agreement")?.facts.map(([label]) => label)).toEqual(["Agreed", "On", "Purposes"]);
    expect(cafItems([version(1, first)], "max").find(({ place }) => place === "agreement")?.facts).toContainEqual([
      "Capacity",
      "Parental responsibility",
    ]);
  });

  test("say once what stayed the same from version to version, and apart what changed", () => {
    const items = cafItems([version(1, first), version(2, { ...first, reason: "Later" }), version(3, { ...first, reason: "Late" })], "tia");
    const titles = (place: string) => items.filter((item) => item.place === place).map(({ title }) => title);
    expect(titles("answers.m1.HEALTH")).toEqual(["Health (CAF-100001, versions 1 to 3, School)"]);
    expect(titles("reason")).toHaveLength(3);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });

  test("a draft says the same beside its answers, and the address is the others' once somebody has left", () => {
    const draft = { ...content, reason: "Late", address: "2 High Street", voices: [{ memberKey: "m1", words: "Not yet" }] };
    const items = cafItems([version(1, first, { livesThere: false }), version(null, null, { content: draft, livesThere: false })], "tia");
    expect(items.find(({ place, title }) => place === "voices.m1" && title.includes("draft"))?.texts[0]?.text).toBe("Not yet");
    expect(items.find(({ place }) => place === "reason")?.title).toContain("version 1 and the draft");
    for (const home of items.filter(({ place }) => place === "household"))
      expect(withheldFrom(home, "tia", null)).toBe("ABOUT_ANOTHER_PERSON");
  });
});
