import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDate } from "../../shared/local-date.ts";
import { masker, namesSomebody, type OthersNamed } from "./subject-masking.rules.ts";

const OTHERS: OthersNamed = {
  people: [
    { given: "Łukasz", family: "Kowalczyk" },
    { given: "Anne-Marie", family: "O'Brien" },
    { given: "Tom", family: "Testing" },
    { given: "Will", family: "Grace" },
    { given: null, family: "Ellery" },
  ],
  wholeNames: ["Mark Chapman"],
  datesOfBirth: [localDate("2002-05-05")],
  addresses: ["1 Mill Street"],
};
const mask = masker(OTHERS, { names: ["Tia", "Testing"], postcodes: ["BB11 1AA"] });

describe("what a text says of others", () => {
  test.each([
    ["a whole name", "We met Tom Testing today", "We met [name withheld] today"],
    ["a first name, whatever its case", "tom and TOM", "[name withheld] and [name withheld]"],
    [
      "with an s, with an apostrophe or without",
      "Tom's school, Tom’s bus, Toms coat",
      "[name withheld] school, [name withheld] bus, [name withheld] coat",
    ],
    [
      "with its accents or without, composed or not",
      "Łukasz, Lukasz and Kowalczyk",
      "[name withheld], [name withheld] and [name withheld]",
    ],
    ["with hyphen, space and apostrophe", "Anne Marie OBrien, anne-marie o’brien", "[name withheld], [name withheld]"],
    [
      "a name that is a word, only with its capital",
      "Will will be there; by the grace of God, Mr Grace",
      "[name withheld] will be there; by the grace of God, Mr [name withheld]",
    ],
    ["the family's other name", "the Ellery household", "the [name withheld] household"],
    [
      "a colleague elsewhere as a whole, not in part",
      "Mark Chapman left a mark; Chapman Road",
      "[name withheld] left a mark; Chapman Road",
    ],
    [
      "dates of birth as people write them",
      "2002-05-05, 5/5/02, 05.05.2002, 5th May 2002, May 5, 2002, 5 May 2002",
      Array(6).fill("[date of birth withheld]").join(", "),
    ],
    [
      "where others live, and postcodes that are not the person's",
      "at 1 Mill Street, PR1 8XJ, not BB11 1AA",
      "at [address withheld], [address withheld], not BB11 1AA",
    ],
    [
      "numbers and addresses of mail",
      "ring 01632 960123 or +44 1632 960 123, mail a.b@school.example",
      "ring [contact details withheld] or [contact details withheld], mail [contact details withheld]",
    ],
  ])("%s", (_, text, given) => {
    expect(mask(text).text).toBe(given);
  });

  test("leaves the person's own name and words that only hold a name", () => {
    expect(mask("Tia Testing has tomatoes; Testing is her name; a tombola in 2002").text).toBe(
      "Tia Testing has tomatoes; Testing is her name; a tombola in 2002",
    );
  });

  test.each([
    ["Neighbour", false],
    ["A neighbour", false],
    ["Her mum's friend", false],
    ["Mum’s  friend (next door)", false],
    ["GRANDMOTHER", false],
    ["Foster carers", false],
    ["-", false],
    ["Neighbour Tom", true],
    ["Mrs Gran", true],
    ["Grandmother: Ivy", true],
    ["Friend Ng", true],
    ["Nanette", true],
    ["Nan", true],
    ["An Son", true],
    ["Foster", true],
    ["Żaneta", true],
  ])("as a guest's name %s names somebody: %s", (name, somebody) => {
    expect(namesSomebody(name)).toBe(somebody);
  });

  test("counts what it hid, and what overlaps once", () => {
    expect(mask("Tom Testing and Łukasz Kowalczyk, born 5 May 2002").masks).toEqual({ NAME: 2, DATE_OF_BIRTH: 1, ADDRESS: 0, CONTACT: 0 });
  });

  test("never shows a name of somebody else that stands in it by itself, and keeps the rest", () => {
    const words = fc.constantFrom("Tom", "LUKASZ", "kowalczyk", "Anne-Marie", "came", "home,", "late.", "Tia", "—", "\n", "été", "ﬁ", "😀");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (pieces) => {
        const { text } = mask(pieces.join(" "));
        expect(text).not.toMatch(/tom|lukasz|kowalczyk|anne/iu);
        expect(text.replaceAll("[name withheld]", "")).not.toContain("[");
        for (const kept of ["came", "Tia", "😀"]) expect(text.split(kept).length).toBe(pieces.join(" ").split(kept).length);
      }),
    );
  });
});
