import { formatDate } from "../../components/dates.ts";
import { OPEN_TO_NAMES } from "../../components/words.ts";
import type { Criteria_FamilyFragment } from "./Family.generated.ts";

type Standing = NonNullable<Criteria_FamilyFragment["standing"]>;
export type CriterionStanding = Standing["criteria"][number];

/** Where a criterion stands and what time alone will bring, in a sentence or two. */
export function clockOf(item: CriterionStanding): string[] {
  const { need, identified, needSince, significantOn, sustainedOn, sustainedExpectedOn, relapsedOn, notAsked, openTo } = item;
  const sentences: string[] = [];
  if (need) sentences.push(needSince === null ? "There is a need." : `A need since ${formatDate(needSince)}.`);
  else if (!identified && notAsked) sentences.push("Not asked of everyone it applies to.");
  else if (!identified) sentences.push("No need found.");
  if (relapsedOn !== null) sentences.push(`It came back on ${formatDate(relapsedOn)}.`);
  if (sustainedOn !== null) sentences.push(`Sustained on ${formatDate(sustainedOn)}.`);
  else if (significantOn !== null) {
    const sustained = sustainedExpectedOn === null ? "" : ` Sustained on ${formatDate(sustainedExpectedOn)} if nothing recurs.`;
    sentences.push(`Significant progress on ${formatDate(significantOn)}.${sustained}`);
  } else if (identified && relapsedOn === null) sentences.push("No significant progress yet.");
  if (openTo !== null) sentences.push(`The family is ${OPEN_TO_NAMES[openTo]}.`);
  return sentences;
}

type State = { text: string; colour: "red" | "yellow" | "green" | "grey" | "blue" };

export function stateOf({ need, identified, notAsked, significantOn, sustainedOn }: CriterionStanding): State {
  if (sustainedOn !== null) return { text: "Sustained", colour: "green" };
  if (significantOn !== null) return { text: "Significant progress", colour: "blue" };
  if (need || identified) return { text: "Need", colour: "red" };
  return notAsked ? { text: "Not asked", colour: "yellow" } : { text: "No need", colour: "grey" };
}
