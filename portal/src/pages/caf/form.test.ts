import { describe, expect, it } from "vitest";
import { CAF_CRITERIA } from "../../components/words.ts";
import type { CafContentFieldsFragment } from "./Caf.generated.ts";
import { closedPlace } from "./closed.ts";
import { fieldOf, sectionOf, subjectOf, unfinishedDates } from "./fields.ts";
import { emptyPlanItem, emptyWords, newKey, notApplicableOf, toContent, toForm } from "./form.ts";
import { notAsked, sectionsOf } from "./sections.ts";

const member = (key: string, givenName: string, relationship: "PARENT" | "CHILD") => ({
  __typename: "CafMember" as const,
  key,
  personId: null,
  givenName,
  familyName: "Hartley",
  dateOfBirth: "2009-03-27",
  relationship,
  viewerCanCorrect: false,
});

const DRAFT: CafContentFieldsFragment = {
  __typename: "CafContent",
  familyName: "Hartley",
  postcode: "BB11 1AA",
  address: null,
  district: "burnley",
  members: [member("m1", "Ann", "PARENT"), member("m2", "Jay", "CHILD")],
  language: null,
  interpreter: null,
  safeContact: null,
  reason: null,
  agenciesInvolved: ["School nurse", "Landlord"],
  agreement: null,
  voices: [{ __typename: "CafVoice", memberKey: "m2", words: "I am tired" }],
  domains: [{ __typename: "CafDomain", memberKey: "m2", domain: "FAMILY_AND_ENVIRONMENT", strengths: null, needs: "Cold house" }],
  answers: [
    {
      __typename: "CafAnswer",
      memberKey: "m1",
      criterion: "MISSING_EDUCATION",
      answer: "NOT_APPLICABLE",
      evidence: null,
      evidenceWithheld: false,
      applicable: false,
    },
    {
      __typename: "CafAnswer",
      memberKey: "m2",
      criterion: "HEALTH",
      answer: "NEED",
      evidence: "Told us",
      evidenceWithheld: false,
      applicable: true,
    },
  ],
  plan: [],
  familyAgrees: null,
  familyView: null,
  closed: [{ __typename: "CafClosing", place: "answers.m2.HEALTH", memberKeys: ["m1"], reason: "She is afraid of her" }],
};
const NOT_APPLICABLE = notApplicableOf(DRAFT.answers);

describe("a draft in its controls", () => {
  it("comes back as it was saved, with an answer for everyone and everything", () => {
    const content = toContent(toForm(DRAFT), NOT_APPLICABLE);
    expect(content.members).toEqual(DRAFT.members.map(({ __typename, viewerCanCorrect, ...rest }) => rest));
    expect(content.voices).toEqual([{ memberKey: "m2", words: "I am tired" }]);
    expect(content.domains).toEqual([{ memberKey: "m2", domain: "FAMILY_AND_ENVIRONMENT", strengths: null, needs: "Cold house" }]);
    expect(content.agenciesInvolved).toEqual(["School nurse", "Landlord"]);
    expect(content.answers).toHaveLength(2 * CAF_CRITERIA.length);
    expect(content.answers.find(({ memberKey, criterion }) => memberKey === "m1" && criterion === "MISSING_EDUCATION")?.answer).toBe(
      "NOT_APPLICABLE",
    );
    expect(content.answers.filter(({ answer }) => answer === "NEED")).toHaveLength(1);
    expect(content.closed).toEqual([{ place: "answers.m2.HEALTH", memberKeys: ["m1"], reason: "She is afraid of her" }]);
  });

  it("names a question as the family’s record does, where the person is on record", () => {
    const members = [
      { key: "m1", personId: "a" },
      { key: "m2", personId: "" },
    ];
    expect(["answers.m1.HEALTH", "voices.m2", "voices.m9", "reason"].map((place) => closedPlace(place, members))).toEqual([
      "answers.a.HEALTH",
      null,
      null,
      "reason",
    ]);
  });

  it("closes nothing to somebody who was taken out, or to whom no box is ticked", () => {
    const form = toForm(DRAFT);
    const closed = { "answers/m2/HEALTH": { memberKeys: ["m9"], reason: "x" }, reason: { memberKeys: [], reason: "x" } };
    expect(toContent({ ...form, closed }, NOT_APPLICABLE).closed).toEqual([]);
  });

  it("begins with room for one person", () => {
    expect(toForm({ ...DRAFT, members: [] }).members).toHaveLength(1);
  });

  it("keeps evidence of an answer that was changed, and submits only that of a need", () => {
    const form = toForm(DRAFT);
    const answers = form.answers["m2"] ?? emptyWords().answers;
    answers.HEALTH.answer = "NO_NEED";
    const evidence = (submitted: boolean) =>
      toContent(form, NOT_APPLICABLE, submitted).answers.find(({ memberKey, criterion }) => memberKey === "m2" && criterion === "HEALTH")
        ?.evidence;
    expect(evidence(false)).toBe("Told us");
    expect(evidence(true)).toBeNull();
  });

  it("leaves unfinished dates behind, and names them before it is submitted", () => {
    const form = toForm(DRAFT);
    form.members = form.members.map((each) => ({ ...each, dateOfBirth: "2009-2-30" }));
    form.plan = [{ ...emptyPlanItem("p1"), dueOn: "2017--" }];
    expect(toContent(form, NOT_APPLICABLE).members[0]?.dateOfBirth).toBeNull();
    expect(unfinishedDates(form).map(({ field }) => field)).toEqual([
      "content.members.0.dateOfBirth",
      "content.members.1.dateOfBirth",
      "content.plan.0.dueOn",
    ]);
  });

  it("says nothing more of somebody who was taken out", () => {
    const form = toForm(DRAFT);
    form.plan = [{ ...emptyPlanItem("p1"), memberKey: "m2" }];
    form.agreement.memberKey = "m2";
    form.members = form.members.filter(({ key }) => key !== "m2");
    const content = toContent(form, NOT_APPLICABLE);
    expect(JSON.stringify(content)).not.toContain("m2");
    expect(newKey("m")).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
  });
});

describe("an error of the API", () => {
  const sent = toContent(toForm(DRAFT), NOT_APPLICABLE);

  it.each([
    ["content.members.1.dateOfBirth", "members.1.dateOfBirth", "family", "Jay"],
    ["content.members", "members", "family", null],
    ["input.content.postcode", "postcode", "family", null],
    ["content.answers.11.evidence", "answers.m2.HEALTH.evidence", "needs", "Jay, health"],
    ["content.answers.1.answer", "answers.m1.MISSING_EDUCATION.answer", "needs", "Ann, missing education"],
    ["content.voices.0.words", "voices.m2", "voices", "Jay"],
    ["content.domains.0.needs", "domains.m2.FAMILY_AND_ENVIRONMENT.needs", "child-m2", "Jay"],
    ["content.agreement.capacity", "agreement.capacity", "agreement", null],
    ["content.plan.0.teamId", "plan.0.teamId", "plan", "Action 1"],
    ["content.agenciesInvolved.1", "agenciesInvolved", "contact", null],
    ["content.familyView", "familyView", "family-view", null],
    ["content.closed.0.reason", "closed.answers/m2/HEALTH.reason", "needs", "Jay, health"],
  ])("%s leads to %s", (path, field, section, subject) => {
    expect(fieldOf(path, sent)).toBe(field);
    expect(sectionOf(field)).toBe(section);
    expect(subjectOf(field, toForm(DRAFT))).toBe(subject);
  });
});

describe("the list of sections", () => {
  it("has a page for each child, and counts what is still to be asked where it applies", () => {
    const form = toForm(DRAFT);
    expect(notAsked(form, NOT_APPLICABLE)).toBe(2 * CAF_CRITERIA.length - 2);
    const sections = sectionsOf(form, NOT_APPLICABLE);
    expect(sections.map(({ id }) => id)).toEqual(["family", "contact", "agreement", "voices", "child-m2", "needs", "plan", "family-view"]);
    expect(sections.find(({ id }) => id === "family")?.status).toBe("Completed");
    expect(sections.find(({ id }) => id === "plan")?.status).toBe("1 need without an action");
  });
});
