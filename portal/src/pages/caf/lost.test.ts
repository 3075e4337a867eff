import { expect, test } from "vitest";
import { lostWith } from "./lost.ts";

type Content = Parameters<typeof lostWith>[0];
type Member = Content["members"][number];

const nobody: Member = {
  __typename: "CafMember",
  key: "m1",
  personId: null,
  givenName: null,
  familyName: null,
  dateOfBirth: null,
  relationship: null,
  viewerCanCorrect: false,
};
const untouched: Content = {
  __typename: "CafContent",
  familyName: null,
  postcode: null,
  address: null,
  district: null,
  members: [nobody],
  language: null,
  interpreter: null,
  safeContact: null,
  reason: null,
  agenciesInvolved: [],
  agreement: null,
  voices: [],
  domains: [],
  answers: [],
  plan: [],
  familyAgrees: null,
  familyView: null,
  closed: [],
};
const answer = (given: "NEED" | "NO_NEED" | "NOT_ASKED" | "NOT_APPLICABLE") => ({
  __typename: "CafAnswer" as const,
  memberKey: "m1",
  criterion: "HEALTH" as const,
  answer: given,
  evidence: null,
  evidenceWithheld: false,
  applicable: true,
});

test("a form that was only opened loses nothing", () => {
  expect(lostWith(untouched)).toEqual([]);
});

test("each part in which something was written has its line", () => {
  const voice = { __typename: "CafVoice" as const, memberKey: "m1", words: "I look after the little ones" };
  const domain = { __typename: "CafDomain" as const, memberKey: "m1", strengths: "Kind", needs: null };
  const written: Content = {
    ...untouched,
    members: [
      { ...nobody, givenName: "Mina" },
      { ...nobody, key: "m2", givenName: "Dora" },
      { ...nobody, key: "m3", relationship: "PARENT" },
    ],
    postcode: "BB10 4ZZ",
    reason: "Missing school",
    voices: [voice],
    domains: [
      { ...domain, domain: "DEVELOPMENT" },
      { ...domain, domain: "PARENTS_AND_CARERS" },
    ],
    answers: [answer("NEED"), answer("NO_NEED"), answer("NOT_ASKED"), answer("NOT_APPLICABLE")],
  };
  expect(lostWith(written)).toEqual([
    "3 people: Mina and Dora",
    "where they live",
    "the reason",
    "1 person’s own words",
    "1 child’s strengths and needs",
    "2 answers about needs",
  ]);
});
