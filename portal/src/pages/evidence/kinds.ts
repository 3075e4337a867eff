import type { EvidenceKind } from "../../apollo/schema.generated.ts";
import * as choices from "./choices.ts";

type Common = { name: string; hint?: string };
/** One question of a form; answers are text until they are sent. */
export type Question =
  | (Common & { ask: "choice"; legend: string; options: readonly choices.Option[]; optional?: true })
  | (Common & { ask: "yes-no"; legend: string })
  | (Common & { ask: "number"; label: string; prefix?: string })
  | (Common & { ask: "text"; label: string })
  | (Common & { ask: "term" })
  | (Common & { ask: "school"; optional?: true })
  | (Common & { ask: "criterion"; legend: string })
  | (Common & { ask: "looked-for" });

export type KindForm = {
  /** What one adds, as one would say it. */
  title: string;
  hint?: string;
  about: "PERSON" | "FAMILY" | "EITHER";
  /** DAY happened on a day and may have happened again on it; MEASURE was taken on a day; the others last. */
  lasts: "DAY" | "MEASURE" | "START" | "SPELL" | "STRETCH" | "TERM";
  /** The part of the input that the questions fill; none where its day says everything. */
  part: string | null;
  questions: readonly Question[];
};

const atClosure = "Was it at closure, or at step-down to less intensive support?";

/** What each kind of evidence asks, in the words of those who supply it. */
export const KIND_FORMS: Readonly<Record<EvidenceKind, KindForm>> = {
  ATTENDANCE: {
    title: "School attendance in a term",
    about: "PERSON",
    lasts: "TERM",
    part: "attendance",
    questions: [
      { ask: "school", name: "schoolId" },
      { ask: "term", name: "term" },
      {
        ask: "number",
        name: "possible",
        label: "How many sessions were possible?",
        hint: "A session is a morning or an afternoon. Two a day",
      },
      { ask: "number", name: "authorised", label: "How many were missed with leave (authorised)?", hint: "0 if none" },
      { ask: "number", name: "unauthorised", label: "How many were missed without leave (unauthorised)?", hint: "0 if none" },
    ],
  },
  EXCLUSION: {
    title: "An exclusion from school",
    about: "PERSON",
    lasts: "SPELL",
    part: "exclusion",
    questions: [
      {
        ask: "choice",
        name: "permanent",
        legend: "What kind of exclusion?",
        options: [
          { value: "false", label: "For a fixed term" },
          { value: "true", label: "Permanent" },
        ],
      },
    ],
  },
  SCHOOL_ROLL: {
    title: "Which school, if any, a child is on the roll of",
    about: "PERSON",
    lasts: "SPELL",
    part: "schoolRoll",
    questions: [
      { ask: "choice", name: "setting", legend: "Where is the child on the roll?", options: choices.SCHOOL_SETTINGS },
      { ask: "school", name: "schoolId", optional: true },
    ],
  },
  OFFENCE: {
    title: "An offence",
    about: "PERSON",
    lasts: "DAY",
    part: "offence",
    questions: [
      { ask: "yes-no", name: "proven", legend: "Is it proven, or likely to lead to a conviction or an out-of-court disposal?" },
      { ask: "yes-no", name: "serious", legend: "Is it serious, as police and the youth offending service determine?" },
    ],
  },
  SERIOUSNESS: {
    title: "Whether offences have become less serious",
    about: "EITHER",
    lasts: "MEASURE",
    part: "seriousness",
    questions: [{ ask: "yes-no", name: "reduced", legend: "Have the offences become significantly less serious?" }],
  },
  ASB_INCIDENT: {
    title: "An incident of anti-social behaviour",
    about: "EITHER",
    lasts: "DAY",
    part: "asbIncident",
    questions: [
      {
        ask: "number",
        name: "sanctionLevel",
        label: "What level was the sanction?",
        hint: "From 0, no sanction, to 5, an order of a court",
      },
    ],
  },
  DOMESTIC_CALL_OUT: {
    title: "A police call-out to a domestic incident",
    about: "EITHER",
    lasts: "DAY",
    part: "domesticCallOut",
    questions: [
      {
        ask: "yes-no",
        name: "inSupportOfInjunction",
        legend: "Was the call-out in support of an injunction?",
        hint: "Such call-outs do not count against the family",
      },
    ],
  },
  RISK_SCORE: {
    title: "A domestic abuse risk score",
    about: "EITHER",
    lasts: "MEASURE",
    part: "riskScore",
    questions: [
      { ask: "number", name: "score", label: "What was the score?", hint: "From 0 to 24" },
      { ask: "yes-no", name: "atClosure", legend: atClosure },
    ],
  },
  INTERVENTION: {
    title: "A programme of support",
    about: "EITHER",
    lasts: "SPELL",
    part: "intervention",
    questions: [
      { ask: "criterion", name: "criterion", legend: "Which need does it answer?" },
      { ask: "yes-no", name: "completed", legend: "Was it completed?", hint: "If so, the last day is needed too" },
    ],
  },
  SAFEGUARDING: {
    title: "How a child is safeguarded",
    about: "PERSON",
    lasts: "SPELL",
    part: "safeguarding",
    questions: [
      { ask: "choice", name: "status", legend: "What is the child’s status?", options: choices.SAFEGUARDING_STATUSES },
      {
        ask: "choice",
        name: "end",
        legend: "How did it end?",
        hint: "Only where it has ended",
        options: choices.SAFEGUARDING_ENDS,
        optional: true,
      },
    ],
  },
  EARLY_HELP: {
    title: "An early help assessment",
    about: "EITHER",
    lasts: "SPELL",
    part: "earlyHelp",
    questions: [{ ask: "choice", name: "impact", legend: "How much do its concerns weigh?", options: choices.IMPACTS }],
  },
  BENEFIT: {
    title: "A benefit",
    about: "PERSON",
    lasts: "SPELL",
    part: "benefit",
    questions: [{ ask: "choice", name: "benefit", legend: "Which benefit?", options: choices.BENEFITS }],
  },
  EMPLOYMENT: {
    title: "A job",
    about: "PERSON",
    lasts: "SPELL",
    part: "employment",
    questions: [
      {
        ask: "text",
        name: "contract",
        label: "Reference of the job (if there is one)",
        hint: "Two entries with one reference are one job. Letters, numbers and hyphens; no names",
      },
    ],
  },
  UC_EARNINGS: {
    title: "Earnings while on Universal Credit",
    about: "PERSON",
    lasts: "SPELL",
    part: "ucEarnings",
    questions: [{ ask: "yes-no", name: "thresholdMet", legend: "Did they earn enough to meet the threshold?" }],
  },
  PROGRAMME: {
    title: "A programme towards work",
    about: "PERSON",
    lasts: "SPELL",
    part: "programme",
    questions: [{ ask: "choice", name: "programme", legend: "Which programme?", options: choices.PROGRAMMES }],
  },
  PLACEMENT: {
    title: "A placement, training or volunteering",
    about: "PERSON",
    lasts: "SPELL",
    part: "placement",
    questions: [
      { ask: "choice", name: "activity", legend: "What is it?", options: choices.ACTIVITIES },
      { ask: "yes-no", name: "accredited", legend: "Is it accredited?" },
      { ask: "yes-no", name: "completed", legend: "Was it completed?", hint: "If so, the last day is needed too" },
      { ask: "yes-no", name: "continues", legend: "Are there plans for going on with work or skills?" },
    ],
  },
  DWP_STAGE: {
    title: "A stage on the way to work",
    about: "PERSON",
    lasts: "MEASURE",
    part: "dwpStage",
    questions: [{ ask: "number", name: "stage", label: "Which stage?", hint: "From 1 to 5; a higher one is nearer to work" }],
  },
  FINANCE: {
    title: "Debt, arrears or income",
    about: "EITHER",
    lasts: "MEASURE",
    part: "finance",
    questions: [
      { ask: "choice", name: "measure", legend: "What was measured?", options: choices.MEASURES },
      { ask: "number", name: "pounds", label: "How much?", hint: "In whole pounds", prefix: "£" },
    ],
  },
  HOUSING: {
    title: "How safe the home is",
    about: "EITHER",
    lasts: "SPELL",
    part: "housing",
    questions: [{ ask: "choice", name: "status", legend: "How is the family housed?", options: choices.HOUSING }],
  },
  HEALTH_CONCERN: {
    title: "A health concern",
    about: "PERSON",
    lasts: "SPELL",
    part: "healthConcern",
    questions: [{ ask: "choice", name: "concern", legend: "What kind of concern?", options: choices.CONCERNS }],
  },
  JUDGEMENT: {
    title: "Your judgement as lead professional",
    about: "EITHER",
    lasts: "MEASURE",
    part: "judgement",
    questions: [
      { ask: "criterion", name: "criterion", legend: "Which need is it about?" },
      { ask: "yes-no", name: "progressed", legend: "Is it better, likely to last, and in need of less support?" },
      { ask: "yes-no", name: "atClosure", legend: atClosure },
    ],
  },
  INTERVENTION_START: {
    title: "That support for the family began",
    about: "FAMILY",
    lasts: "START",
    part: null,
    questions: [],
  },
  COVERAGE: {
    title: "That you looked through your records",
    hint: "So that finding nothing counts as well as finding something",
    about: "EITHER",
    lasts: "STRETCH",
    part: "coverage",
    questions: [{ ask: "looked-for", name: "of" }],
  },
};

/** In the order of their names; that one looked and found nothing is last. */
export function inOrder(kinds: readonly EvidenceKind[]): EvidenceKind[] {
  const byTitle = kinds.toSorted((a, b) => KIND_FORMS[a].title.localeCompare(KIND_FORMS[b].title, "en-GB"));
  return [...byTitle.filter((kind) => kind !== "COVERAGE"), ...byTitle.filter((kind) => kind === "COVERAGE")];
}
