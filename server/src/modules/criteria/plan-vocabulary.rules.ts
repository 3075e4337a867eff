import { inWords } from "./dates.rules.ts";
import type { Entry, ProgressBy } from "./plan-measures.rules.ts";

/** The words by which plans pick among spells. */
const WORDS: Readonly<Record<string, string>> = {
  LOOKED_AFTER: "looked after",
  CHILD_PROTECTION: "on a child protection plan",
  CHILD_IN_NEED: "child in need",
  EARLY_HELP: "open to early help",
  UNIVERSAL: "universal services alone",
  SIGNIFICANT: "significant",
  MODERATE: "moderate",
  MINOR: "minor",
  MENTAL_HEALTH: "mental health",
  ALCOHOL: "drinking",
  DRUGS: "use of drugs",
  LONG_TERM_CONDITION: "a long-term condition",
  JSA: "Jobseeker's Allowance",
  ESA: "Employment and Support Allowance",
  INCOME_SUPPORT: "Income Support",
  OTHER_OUT_OF_WORK: "another out-of-work benefit",
  UNIVERSAL_CREDIT: "Universal Credit",
  SCHOOL: "a school",
  PRU: "a pupil referral unit",
  ALTERNATIVE: "alternative provision",
  NONE: "no school or other place",
  SECURE: "securely",
  AT_RISK: "at risk of losing the home",
  TEMPORARY: "in temporary accommodation",
  HOMELESS: "homeless",
  DEBT: "debt",
  ARREARS: "arrears",
  INCOME: "income",
};

/** As they count: a charge that is not proven does not, nor a call-out in support of an injunction. */
export const EVENTS: Readonly<Record<Entry<"events">["kind"], string>> = {
  OFFENCE: "proven offences",
  ASB_INCIDENT: "incidents of anti-social behaviour",
  DOMESTIC_CALL_OUT: "police call-outs to incidents at home, other than in support of an injunction",
};

export const wordOf = (word: string): string => WORDS[word] ?? word;

export function listed(words: readonly string[], last = "or"): string {
  const final = words[words.length - 1] ?? "";
  return words.length < 2 ? final : `${words.slice(0, -1).join(", ")} ${last} ${final}`;
}

type Step = ProgressBy<"absence-rate">["underPercent"][number];

/** "15%, from 1 April 2016 10%". */
export function scheduled(steps: readonly Step[]): string {
  return steps.map(({ from, percent }, index) => (index === 0 ? `${percent}%` : `from ${inWords(from)} ${percent}%`)).join(", ");
}

export const times = (count: number): string => (count === 1 ? "once" : `${count} times`);
export const sessionsOf = (sessions: "ALL" | "UNAUTHORISED"): string => (sessions === "ALL" ? "all sessions" : "sessions, without leave");
