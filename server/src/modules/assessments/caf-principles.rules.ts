import type { LocalDate } from "../../shared/local-date.ts";
import { missingAnswers } from "../criteria/applicability.rules.ts";
import { CAF_CRITERIA, type CafCriterion, type Principle } from "../criteria/facts.rules.ts";
import type { CafContent, CafMember } from "./caf-content.rules.ts";

/** The criteria in words that fit after "a need about". */
export const CRITERION_WORDS: Readonly<Record<CafCriterion, string>> = {
  CRIME_ASB: "crime or anti-social behaviour",
  MISSING_EDUCATION: "missing education",
  CHILDREN_WHO_NEED_HELP: "help for the child",
  WORKLESSNESS: "work and money",
  DOMESTIC_ABUSE: "domestic abuse",
  HEALTH: "health",
};

/** Needs under two or more of the six (S2); eligibility itself is worked out by the outcomes plan. */
const NEEDS_REQUIRED = 2;

export interface PrincipleFinding {
  readonly principle: Principle;
  readonly holds: boolean;
  readonly missing: readonly string[];
}

/**
 * The four principles of attachment by what a CAF says so far, in words for whoever is filling it in (S2, November
 * 2016: Attached families, 1 to 4). The sentences hold names: they are shown, and stored nowhere.
 */
export function principlesOf(content: CafContent, today: LocalDate, leadAccepted: boolean): PrincipleFinding[] {
  const needs = CAF_CRITERIA.filter((criterion) =>
    content.answers.some((entry) => entry.criterion === criterion && entry.answer === "NEED"),
  );
  return [
    check("EVIDENCE", evidenceMissing(content, needs)),
    check("ASSESSMENT", assessmentMissing(content, today)),
    check("PLAN", planMissing(content, needs)),
    check("LEAD_PROFESSIONAL", leadAccepted ? [] : ["The coordinator asks somebody to lead once the CAF has passed its quality check"]),
  ];
}

function check(principle: Principle, missing: string[]): PrincipleFinding {
  return { principle, holds: missing.length === 0, missing };
}

function evidenceMissing(content: CafContent, needs: readonly CafCriterion[]): string[] {
  const bare = content.answers.filter((entry) => entry.answer === "NEED" && !entry.evidence);
  const evidenced = needs.filter((criterion) =>
    content.answers.some((entry) => entry.criterion === criterion && entry.answer === "NEED" && entry.evidence),
  );
  const sentences = bare.map(
    ({ memberKey, criterion }) =>
      `Write down the evidence that ${nameOf(memberKey, content.members)} has a need about ${CRITERION_WORDS[criterion]}`,
  );
  if (evidenced.length < NEEDS_REQUIRED) {
    sentences.push(
      evidenced.length === 0
        ? `No need has evidence yet; the programme asks for needs under ${NEEDS_REQUIRED} of the six criteria`
        : `Only ${evidenced.length} of the six criteria has a need with evidence; the programme asks for ${NEEDS_REQUIRED}`,
    );
  }
  return sentences;
}

function assessmentMissing(content: CafContent, today: LocalDate): string[] {
  if (content.members.length === 0) return ["Add everyone in the family"];
  return notConsidered(
    content,
    content.members.map(({ key, dateOfBirth }) => ({ personId: key, dateOfBirth })),
    today,
  ).map(({ personId, criteria }) => `Say for ${nameOf(personId, content.members)} whether there is a need about ${oneOf(criteria)}`);
}

function notConsidered(content: CafContent, people: readonly { personId: string; dateOfBirth: LocalDate | null }[], today: LocalDate) {
  return missingAnswers(
    people,
    content.answers.map(({ memberKey, criterion, answer }) => ({ personId: memberKey, criterion, answer })),
    today,
  );
}

function planMissing(content: CafContent, needs: readonly CafCriterion[]): string[] {
  const unanswered = needs.filter((criterion) => !content.plan.some((item) => item.criterion === criterion && item.title && item.outcome));
  if (unanswered.length > 0)
    return unanswered.map((criterion) => `Add an action with a wanted outcome about ${CRITERION_WORDS[criterion]}`);
  return content.plan.length === 0 ? ["Add what will be done, by whom and by when"] : [];
}

const PLACES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

function nameOf(key: string, members: readonly CafMember[]): string {
  const index = members.findIndex((member) => member.key === key);
  const member = members[index];
  if (member?.givenName) return member.givenName;
  if (member?.relationship === "EXPECTED_CHILD") return "the expected child";
  const place = PLACES[index];
  return place ? `the ${place} member` : "another member";
}

/** "health", "health or domestic abuse", "health, domestic abuse or work and money". */
export function oneOf(criteria: readonly CafCriterion[]): string {
  const words = criteria.map((criterion) => CRITERION_WORDS[criterion]);
  const last = words.pop() ?? "";
  return words.length > 0 ? `${words.join(", ")} or ${last}` : last;
}
