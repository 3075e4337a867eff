import { describe, expect, test } from "vitest";
import { type LocalDate, localDate } from "../../shared/local-date.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import type { AgreementCapacity } from "../families/agreement.rules.ts";
import { comparableName, type Relationship } from "../families/family.rules.ts";
import { answerCafCheck, type FoundCaf } from "./caf-check.rules.ts";
import { type CafContent, type CafMember, EMPTY_CONTENT, normaliseContent } from "./caf-content.rules.ts";
import { principlesOf } from "./caf-principles.rules.ts";
import { type SubmissionFacts, submissionFaults } from "./caf-submission.rules.ts";
import { freeze, memberSince, thaw } from "./caf-version.rules.ts";

const TODAY = localDate("2017-01-03");
const TEAM = "00000000-0000-4000-8000-0000000000aa";

const member = (key: string, relationship: Relationship, dateOfBirth: string | null): CafMember => ({
  key,
  personId: null,
  givenName: key === "mum" ? "Dawn" : "Ava",
  familyName: "Ellery",
  dateOfBirth: dateOfBirth === null ? null : localDate(dateOfBirth),
  relationship,
});
const MUM = member("mum", "PARENT", "1982-05-06");
const AVA = member("ava", "CHILD", "2002-02-14");

const WHOLE: CafContent = {
  ...EMPTY_CONTENT,
  familyName: "Ellery",
  postcode: "BB11 1AA",
  address: "4 Mill Row",
  district: "burnley",
  members: [MUM, AVA],
  language: "English",
  interpreter: "None",
  safeContact: "Text after nine",
  reason: "Not at school",
  agenciesInvolved: ["GP surgery", "Food bank"],
  agreement: {
    agreed: true,
    memberKey: "mum",
    capacity: "PARENTAL_RESPONSIBILITY",
    agreedOn: TODAY,
    agencyIds: [TEAM],
    purposes: ["EARLY_HELP"],
  },
  voices: [{ memberKey: "ava", words: "I feel sick" }],
  domains: [{ memberKey: "ava", domain: "DEVELOPMENT", strengths: "Draws", needs: null }],
  answers: [
    { memberKey: "ava", criterion: "MISSING_EDUCATION", answer: "NEED", evidence: "31 of 140 sessions missed" },
    { memberKey: "mum", criterion: "HEALTH", answer: "NOT_ASKED", evidence: null },
  ],
  plan: [
    {
      key: "p1",
      criterion: "MISSING_EDUCATION",
      memberKey: "ava",
      title: "Meet her",
      outcome: "She comes",
      owner: "AGENCY",
      teamId: TEAM,
      dueOn: localDate("2017-02-01"),
    },
  ],
  familyAgrees: true,
  familyView: "We want help",
};
const FACTS: SubmissionFacts = {
  today: TODAY,
  districtKnown: true,
  knownAgencies: new Set([TEAM]),
  knownTeams: new Set([TEAM]),
  people: new Map(),
  correctable: new Set(),
  dueBefore: new Map(),
};
const fieldsOf = (content: CafContent, facts: Partial<SubmissionFacts> = {}) =>
  submissionFaults(content, { ...FACTS, ...facts }).map(({ field }) => field?.replace("content.", ""));

describe("who is told what when they check for a CAF", () => {
  const caf = (holder: AgencyKind, closedOn: string | null = null, restricted = false): FoundCaf => ({
    familyId: holder,
    restricted,
    status: closedOn ? "CLOSED" : "OPEN",
    closedOn: closedOn ? localDate(closedOn) : null,
    holder,
    team: "Team",
    agency: "Agency",
    phone: null,
  });
  const answer = (...found: FoundCaf[]) => answerCafCheck(found, TODAY, "01").answer;

  test.each<[AgencyKind, string]>([
    ["SCHOOL", "CONTACT_TEAM"],
    ["HEALTH", "CONTACT_TEAM"],
    ["HOUSING", "CONTACT_TEAM"],
    ["WPEHS", "CONTACT_TEAM"],
    ["POLICE", "CONTACT_EARLY_HELP_DESK"],
    ["CSC", "CONTACT_EARLY_HELP_DESK"],
    ["YOS", "CONTACT_EARLY_HELP_DESK"],
    ["PROBATION", "CONTACT_EARLY_HELP_DESK"],
    ["VOLUNTARY", "CONTACT_EARLY_HELP_DESK"],
    ["DWP", "CONTACT_EARLY_HELP_DESK"],
    ["DISTRICT_COUNCIL", "CONTACT_EARLY_HELP_DESK"],
  ])("open and held by %s: %s", (holder, expected) => {
    expect(answer(caf(holder))).toBe(expected);
  });

  test("one CAF that may not be named hides one that may", () => {
    expect(answer(caf("SCHOOL"), caf("POLICE"))).toBe("CONTACT_EARLY_HELP_DESK");
    expect(answer(caf("SCHOOL"), caf("HEALTH", null, true))).toBe("CONTACT_EARLY_HELP_DESK");
    expect(answer(caf("SCHOOL"), caf("POLICE", "2010-01-01"))).toBe("CONTACT_TEAM");
  });

  test("two years after it was closed it is no longer known", () => {
    expect(answer(caf("SCHOOL", "2015-01-04"))).toBe("CONTACT_EARLY_HELP_DESK");
    expect(answer(caf("SCHOOL", "2015-01-03"))).toBe("NONE_KNOWN");
    expect(answer()).toBe("NONE_KNOWN");
  });

  test("names agree whatever their case, accents, spaces and punctuation", () => {
    expect(comparableName(" O’Réilly-Smith ")).toBe(comparableName("oreilly smith"));
    expect(comparableName("Ng")).not.toBe(comparableName("Nguyen"));
  });
});

describe("whether a CAF may be submitted", () => {
  test("one that says everything may", () => {
    expect(fieldsOf(WHOLE)).toEqual([]);
  });

  test("one that says nothing is told of everything at once", () => {
    expect(fieldsOf(EMPTY_CONTENT)).toEqual(["familyName", "postcode", "district", "reason", "members", "agreement.agreed"]);
  });

  test.each<[string, CafMember[], string[]]>([
    ["an adult alone", [MUM], ["members"]],
    ["a child alone", [AVA], ["members"]],
    ["an adult who expects a child", [MUM, member("baby", "EXPECTED_CHILD", "2017-05-01")], []],
    ["a mother of 17 and her baby", [member("mum", "PARENT", "1999-09-09"), member("ava", "CHILD", "2016-10-01")], []],
    ["a mother of 17 alone", [member("mum", "PARENT", "1999-09-09")], ["members"]],
    ["grown children only", [MUM, member("ava", "CHILD", "1998-01-01")], ["members"]],
    ["a grandmother and a grandchild", [member("mum", "GRANDPARENT", "1950-01-01"), AVA], []],
    ["a child expected in a year", [MUM, member("baby", "EXPECTED_CHILD", "2018-01-01")], ["members.1.dateOfBirth"]],
    ["a grandmother of 12", [member("gran", "GRANDPARENT", "2004-06-01"), MUM, AVA], ["members.0.dateOfBirth"]],
  ])("a family of %s", (_what, members, expected) => {
    const content = {
      ...WHOLE,
      members,
      answers: [],
      voices: [],
      domains: [],
      plan: [],
      agreement: { ...must(WHOLE.agreement), memberKey: members[0]?.key ?? null },
    };
    expect(fieldsOf(content).filter((field) => field !== "agreement.capacity")).toEqual(expected);
  });

  test.each<[AgreementCapacity, string, boolean]>([
    ["COMPETENT_CHILD", "2001-01-04", true],
    ["COMPETENT_CHILD", "2001-01-03", false],
    ["AGED_16_OR_17", "2001-01-04", false],
    ["AGED_16_OR_17", "2001-01-03", true],
    ["AGED_16_OR_17", "1999-01-04", true],
    ["AGED_16_OR_17", "1999-01-03", false],
    ["ADULT", "1999-01-04", false],
    ["ADULT", "1999-01-03", true],
    ["PARENTAL_RESPONSIBILITY", "1999-01-03", false],
  ])("a child of the family agreeing as %s, born on %s: %s", (capacity, born, holds) => {
    const members = [MUM, member("ava", "CHILD", born), member("ben", "CHILD", "2010-01-01")];
    const content = { ...WHOLE, members, answers: [], agreement: { ...must(WHOLE.agreement), memberKey: "ava", capacity } };
    expect(fieldsOf(content)).toEqual(holds ? [] : ["agreement.capacity"]);
  });

  test("refused where the family does not agree: danger goes another way", () => {
    const [fault] = submissionFaults({ ...WHOLE, agreement: { ...must(WHOLE.agreement), agreed: false } }, FACTS);
    expect(fault).toMatchObject({ code: "NO_AGREEMENT", field: "content.agreement.agreed" });
    expect(fault?.message).toContain("MASH");
  });

  test("not applicable is for those to whom it does not apply, and a need for those to whom it does", () => {
    const answers: CafContent["answers"] = [
      { memberKey: "ava", criterion: "WORKLESSNESS", answer: "NOT_APPLICABLE", evidence: null },
      { memberKey: "mum", criterion: "WORKLESSNESS", answer: "NOT_APPLICABLE", evidence: null },
      { memberKey: "mum", criterion: "MISSING_EDUCATION", answer: "NEED", evidence: "None" },
    ];
    expect(fieldsOf({ ...WHOLE, answers })).toEqual(["answers.1.answer", "answers.2.answer"]);
  });

  test("answers about strangers, twice or to one key twice are refused", () => {
    const again = [
      ...WHOLE.answers,
      ...WHOLE.answers.slice(0, 1),
      { memberKey: "bob", criterion: "HEALTH", answer: "NO_NEED", evidence: null } as const,
    ];
    expect(fieldsOf({ ...WHOLE, answers: again })).toEqual(["answers.3.memberKey", "answers.2.memberKey"]);
    expect(fieldsOf({ ...WHOLE, members: [MUM, AVA, { ...AVA, givenName: "Ben" }] })).toEqual(["members.2.key"]);
    expect(fieldsOf({ ...WHOLE, plan: [...WHOLE.plan, ...WHOLE.plan] })).toEqual(["plan.1.key"]);
  });

  test("an action that has fallen due since the version before may stay as it is", () => {
    const plan = WHOLE.plan.map((item) => ({ ...item, dueOn: localDate("2017-01-02") }));
    expect(fieldsOf({ ...WHOLE, plan })).toEqual(["plan.0.dueOn"]);
    expect(fieldsOf({ ...WHOLE, plan }, { dueBefore: new Map([["p1", localDate("2017-01-02")]]) })).toEqual([]);
  });
});

describe("a submitted version", () => {
  const personIds = new Map([
    ["mum", "person-1"],
    ["ava", "person-2"],
  ]);
  const frozen = freeze(WHOLE, personIds, new Map([["p1", "action-1"]]));

  test("reads as it was written once names and words are put back", () => {
    const people = new Map(WHOLE.members.map((each) => [personIds.get(each.key) ?? "", each]));
    const read = thaw(frozen.content, frozen.words, people, { name: "Ellery", postcode: "BB11 1AA", address: "4 Mill Row" });
    expect(read).toEqual({ ...WHOLE, members: WHOLE.members.map((each) => ({ ...each, personId: personIds.get(each.key) })) });
  });

  test("that joined a family on record says what its team wrote, and nothing of it once the words are gone", () => {
    const joined = freeze(WHOLE, personIds, new Map([["p1", "action-1"]]), true);
    const record = { name: "Ellery-Marsh", postcode: "BB11 1AB", address: "99 Old Tannery" };
    const household = ({ familyName, postcode, address }: ReturnType<typeof thaw>) => [familyName, postcode, address];
    expect(household(thaw(joined.content, joined.words, new Map(), record))).toEqual(["Ellery", "BB11 1AA", "4 Mill Row"]);
    expect(household(thaw(frozen.content, frozen.words, new Map(), record))).toEqual(Object.values(record));
    expect(JSON.stringify(joined.content)).not.toMatch(/Ellery|Mill/u);
    expect(household(thaw(joined.content, {}, new Map(), { name: null, postcode: null, address: null }))).toEqual([null, null, null]);
  });

  test("keeps its shape when people and words have been disposed of", () => {
    const read = thaw(frozen.content, {}, new Map(), { name: null, postcode: null, address: null });
    expect(read.members).toHaveLength(2);
    expect(read.answers[0]).toMatchObject({ answer: "NEED", evidence: null });
    expect(JSON.stringify(read)).not.toMatch(/Ellery|Dawn|sick|Mill/u);
  });

  test("keeps no name, date of birth or prose among what stays", () => {
    expect(JSON.stringify(frozen.content)).not.toMatch(/Ellery|Dawn|Ava|1982|Mill|sick|Draws|sessions|Meet/u);
  });
});

describe("content as it is sent", () => {
  test("is trimmed, blanks become null, and nothing changes place", () => {
    const { members, postcode, plan } = normaliseContent({
      ...EMPTY_CONTENT,
      postcode: "  ",
      members: [{ key: "a", givenName: " Dawn " }, { key: "b" }],
      plan: [{ key: "p", title: "" }],
    });
    expect(postcode).toBeNull();
    expect(members.map(({ key, givenName }) => [key, givenName])).toEqual([
      ["a", "Dawn"],
      ["b", null],
    ]);
    expect(plan[0]).toEqual({
      key: "p",
      criterion: null,
      memberKey: null,
      title: null,
      outcome: null,
      owner: null,
      teamId: null,
      dueOn: null,
    });
  });
});

describe("the principles by what a CAF says", () => {
  const missing = (content: CafContent, lead = false) =>
    Object.fromEntries(principlesOf(content, TODAY, lead).map((each) => [each.principle, each.missing]));

  test("name who and what is missing, in words", () => {
    const said = missing({ ...WHOLE, plan: [] });
    expect(said["EVIDENCE"]).toEqual(["Only 1 of the six criteria has a need with evidence; the programme asks for 2"]);
    expect(missing({ ...WHOLE, answers: [] })["EVIDENCE"]).toEqual([
      "No need has evidence yet; the programme asks for needs under 2 of the six criteria",
    ]);
    expect(said["ASSESSMENT"]).toEqual([
      "Say for Dawn whether there is a need about crime or anti-social behaviour, work and money, domestic abuse or health",
      "Say for Ava whether there is a need about crime or anti-social behaviour, help for the child, domestic abuse or health",
    ]);
    expect(said["PLAN"]).toEqual(["Add an action with a wanted outcome about missing education"]);
    expect(said["LEAD_PROFESSIONAL"]).toHaveLength(1);
  });

  test("hold once everybody is asked, needs have evidence and actions, and somebody leads", () => {
    const answers = WHOLE.members.flatMap(({ key }) =>
      (["CRIME_ASB", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"] as const).map(
        (criterion) => ({ memberKey: key, criterion, answer: "NO_NEED" as const, evidence: null }),
      ),
    );
    const needs = answers.map((entry) =>
      entry.memberKey === "ava" && ["HEALTH", "MISSING_EDUCATION"].includes(entry.criterion)
        ? { ...entry, answer: "NEED" as const, evidence: "Letter" }
        : entry,
    );
    const plan = [...WHOLE.plan, ...WHOLE.plan.map((item) => ({ ...item, key: "p2", criterion: "HEALTH" as const }))];
    expect(principlesOf({ ...WHOLE, answers: needs, plan }, TODAY, true).every(({ holds }) => holds)).toBe(true);
  });
});

describe("since when somebody is a member", () => {
  const on = (one: CafMember, all: CafMember[]): LocalDate => memberSince(one, all, TODAY);

  test("a child from birth, a parent from the eldest child's, others from today", () => {
    const ben = member("ben", "CHILD", "2010-01-01");
    expect(
      [AVA, ben, MUM, member("gran", "GRANDPARENT", "1950-01-01"), member("baby", "EXPECTED_CHILD", "2017-05-01")].map((one) =>
        on(one, [MUM, AVA, ben]),
      ),
    ).toEqual(["2002-02-14", "2010-01-01", "2002-02-14", TODAY, TODAY]);
  });
});

function must<T>(value: T | null): T {
  if (value === null) throw new Error("missing");
  return value;
}
