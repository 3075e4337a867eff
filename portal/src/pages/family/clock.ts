import { formatDate } from "../../components/dates.ts";
import { OPEN_TO_NAMES } from "../../components/words.ts";
import type { Criteria_FamilyFragment } from "./Family.generated.ts";

type Standing = NonNullable<Criteria_FamilyFragment["standing"]>;
export type CriterionStanding = Standing["criteria"][number];
export type PersonStanding = CriterionStanding["people"][number];
type Clocks = Pick<PersonStanding, "significantOn" | "sustainedOn" | "sustainedExpectedOn" | "relapsedOn">;

/** What has been reached and what time alone will bring. */
function progressOf({ significantOn, sustainedOn, sustainedExpectedOn, relapsedOn }: Clocks, concerned: boolean): string[] {
  const sentences: string[] = [];
  if (relapsedOn !== null) sentences.push(`It came back on ${formatDate(relapsedOn)}.`);
  if (sustainedOn !== null) sentences.push(`Sustained on ${formatDate(sustainedOn)}.`);
  else if (significantOn !== null) {
    const sustained = sustainedExpectedOn === null ? "" : ` Sustained on ${formatDate(sustainedExpectedOn)} if nothing recurs.`;
    sentences.push(`Significant progress on ${formatDate(significantOn)}.${sustained}`);
  } else if (concerned && relapsedOn === null) sentences.push("No significant progress yet.");
  return sentences;
}

const sinceWhen = (needSince: string | null) => (needSince === null ? "There is a need." : `A need since ${formatDate(needSince)}.`);

/** Where a criterion stands and what time alone will bring, in a sentence or two. */
export function clockOf(item: CriterionStanding): string[] {
  const { need, identified, needSince, notAsked, openTo } = item;
  const sentences: string[] = [];
  if (need) sentences.push(sinceWhen(needSince));
  else if (!identified && notAsked) sentences.push("Not asked of everyone it applies to.");
  else if (!identified) sentences.push("No need found.");
  sentences.push(...progressOf(item, identified));
  if (openTo !== null) sentences.push(`The family is ${OPEN_TO_NAMES[openTo]}.`);
  return sentences;
}

/** The same of one person. */
export function personClockOf(item: PersonStanding): string[] {
  const { answer, needSince, significantOn, sustainedOn, relapsedOn } = item;
  const concerned = answer === "NEED";
  const first = concerned
    ? sinceWhen(needSince)
    : { NO_NEED: "Asked, no need.", NOT_ASKED: "Not asked yet.", NOT_APPLICABLE: "Does not apply." }[answer];
  const moving = significantOn !== null || sustainedOn !== null || relapsedOn !== null;
  // Of somebody whose problem is over, that they had one still counts.
  const before = !concerned && moving && needSince !== null ? [sinceWhen(needSince).replace("A need since", "A need from")] : [first];
  return [...before, ...progressOf(item, concerned)];
}

type State = { text: string; colour: "red" | "yellow" | "green" | "grey" | "blue" };

export function stateOf({ need, identified, notAsked, significantOn, sustainedOn }: CriterionStanding): State {
  if (sustainedOn !== null) return { text: "Sustained", colour: "green" };
  if (significantOn !== null) return { text: "Significant progress", colour: "blue" };
  if (need || identified) return { text: "Need", colour: "red" };
  return notAsked ? { text: "Not asked", colour: "yellow" } : { text: "No need", colour: "grey" };
}
