import type { ReevaluationCause, ReevaluationState } from "../../apollo/schema.generated.ts";
import type { TagColour } from "../../govuk/Tag.tsx";

export const STATE_NAMES: Readonly<Record<ReevaluationState, string>> = {
  RUNNING: "Running",
  PAUSED: "Paused",
  FAILED: "Stopped",
  FINISHED: "Finished",
  REPLACED: "Replaced",
};

export const STATE_COLOURS: Readonly<Record<ReevaluationState, TagColour>> = {
  RUNNING: "blue",
  PAUSED: "yellow",
  FAILED: "red",
  FINISHED: "green",
  REPLACED: "grey",
};

export const CAUSE_NAMES: Readonly<Record<ReevaluationCause, string>> = {
  PLAN_CHANGED: "Another plan was put in force",
  ASKED_FOR: "Asked for, under the same plan",
};

const SENTENCES: Readonly<Record<ReevaluationState, string>> = {
  RUNNING: "You can leave this page: the work goes on, and you will find it here.",
  PAUSED: "Paused. Families that are not done keep what was worked out before until it goes on.",
  FAILED: "Some batches failed each time they were tried. Resume to try them again.",
  FINISHED: "Every family is done.",
  REPLACED: "A later re-evaluation took over what was left.",
};

type Run = { state: ReevaluationState; families: number; familiesDone: number };

export function sentenceOf({ state }: Run): string {
  return SENTENCES[state];
}

export function percentDone({ families, familiesDone }: Run): number {
  return families === 0 ? 100 : Math.floor((100 * familiesDone) / families);
}

/** What a screen reader is told of itself: each change of state, and each quarter of the way, but no more. */
export function spokenOf(run: Run): string {
  const quarters = Math.floor(percentDone(run) / 25) * 25;
  if (run.state !== "RUNNING") return `Re-evaluation: ${STATE_NAMES[run.state].toLowerCase()}.`;
  return quarters === 0 ? "Re-evaluation: running." : `Re-evaluation: running, over ${quarters}% done.`;
}
