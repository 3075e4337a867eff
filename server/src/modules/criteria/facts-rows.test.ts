import { describe, expect, it } from "vitest";
import { localDate } from "../../shared/local-date.ts";
import { type FactRows, factsFromRows } from "./facts-rows.rules.ts";

const day = localDate;
const [joined, told, later] = [day("2016-01-04"), day("2016-02-01"), day("2016-03-01")];

const factsOf = (rows: FactRows) => factsFromRows("family", ["burnley", joined], rows);

describe("a family's facts from its rows", () => {
  it("leave out what a row does not say, whichever column or field it is", () => {
    const facts = factsOf({
      members: [["p", null, joined, null, joined, null]],
      evidence: [["e", "EMPLOYMENT", null, "DWP", joined, null, told, null, { contract: null }, false]],
      cafs: [["c", "SCHOOL", joined, told, null, null, null, null, null]],
      actions: [["a", "HEALTH", true, told, null]],
      leads: [["l", "SCHOOL", joined, null, null, null, null]],
      attachments: [[told, told, "burnley", "WPEHS", null, null]],
    });
    expect(facts).toStrictEqual({
      familyId: "family",
      district: "burnley",
      recordedOn: joined,
      members: [{ personId: "p", dateOfBirth: null, from: joined, recordedOn: joined }],
      evidence: [{ id: "e", kind: "EMPLOYMENT", source: "DWP", from: joined, recordedOn: told }],
      superseded: new Map(),
      assessments: [{ id: "c", kind: "CAF", heldBy: "SCHOOL", openedOn: joined, recordedOn: told, considered: [], answers: [] }],
      actions: [{ id: "a", criterion: "HEALTH", hasOutcome: true, from: told, recordedOn: told }],
      leadProfessionals: [{ id: "l", agencyKind: "SCHOOL", askedOn: joined }],
      attachment: { attachedOn: told, recordedOn: told, district: "burnley", leadAgencyKind: "WPEHS" },
      claims: [],
    });
  });

  it("say of what was corrected when it was, and of a correction nothing more than of other evidence", () => {
    const facts = factsOf({
      evidence: [
        ["first", "BENEFIT", "p", "DWP", joined, null, told, null, { benefit: "JSA" }, false],
        ["second", "BENEFIT", "p", "DWP", joined, told, later, "first", { benefit: "JSA" }, false],
      ],
    });
    expect(facts.superseded).toEqual(new Map([["first", later]]));
    expect(facts.evidence[1]).toStrictEqual({
      benefit: "JSA",
      id: "second",
      kind: "BENEFIT",
      source: "DWP",
      from: joined,
      recordedOn: later,
      personId: "p",
      to: told,
    });
  });

  it("leave out a withdrawal, which says only that what it supersedes never was", () => {
    const facts = factsOf({
      evidence: [
        ["first", "BENEFIT", "p", "DWP", joined, null, told, null, { benefit: "JSA" }, false],
        ["second", "BENEFIT", "p", "DWP", joined, null, later, "first", { benefit: "JSA" }, true],
      ],
    });
    expect(facts.superseded).toEqual(new Map([["first", later]]));
    expect(facts.evidence.map(({ id }) => id)).toEqual(["first"]);
  });

  it("answer for people by who they are and not by their place in the form", () => {
    const answer = (memberKey: string, evidenced: boolean | null) =>
      ({ memberKey, criterion: "HEALTH", answer: "NEED", evidenced }) as const;
    const members = [{ key: "m1", personId: "p" }];
    const facts = factsOf({
      cafs: [["c", "SCHOOL", joined, told, told, later, later, members, [answer("m1", true), answer("m1", null), answer("m2", true)]]],
    });
    expect(facts.assessments).toStrictEqual([
      {
        id: "c",
        kind: "CAF",
        heldBy: "SCHOOL",
        openedOn: joined,
        recordedOn: told,
        considered: ["p"],
        answers: [
          { personId: "p", criterion: "HEALTH", answer: "NEED", evidenced: true },
          { personId: "p", criterion: "HEALTH", answer: "NEED", evidenced: false },
        ],
        compliantOn: told,
        compliantRecordedOn: told,
        closedOn: later,
        closedRecordedOn: later,
      },
    ]);
  });

  it("hold the attachment that was not voided, else the one voided last", () => {
    const attached = (on: string, voided: string | null): NonNullable<FactRows["attachments"]>[number] => [
      day(on),
      day(on),
      "burnley",
      "CSC",
      voided === null ? null : day(voided),
      voided === null ? null : day(voided),
    ];
    const [early, late, standing] = [
      attached("2015-01-05", "2015-03-02"),
      attached("2015-04-06", "2015-06-01"),
      attached("2016-01-04", null),
    ];
    for (const attachments of [
      [early, late, standing],
      [standing, late, early],
      [late, standing, early],
    ])
      expect(factsOf({ attachments }).attachment?.attachedOn).toBe("2016-01-04");
    for (const attachments of [
      [early, late],
      [late, early],
    ])
      expect(factsOf({ attachments }).attachment).toMatchObject({ attachedOn: "2015-04-06", voidedOn: "2015-06-01" });
  });
});
