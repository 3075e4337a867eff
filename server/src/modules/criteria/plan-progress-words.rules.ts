import type { AgencyKind, SafeguardingStatus } from "./facts.rules.ts";
import type { ProgressBy, ProgressMeasure } from "./plan-measures.rules.ts";
import { EVENTS, listed, scheduled, sessionsOf, wordOf } from "./plan-vocabulary.rules.ts";
import { SUBJECTS } from "./progress-judgements.rules.ts";

const CONFIRMERS: Readonly<Record<AgencyKind, string>> = {
  SCHOOL: "a school",
  POLICE: "the police",
  HOUSING: "a landlord",
  DISTRICT_COUNCIL: "the district council",
  HEALTH: "a health agency",
  CSC: "children's social care",
  WPEHS: "early help",
  DWP: "the Jobcentre",
  PROBATION: "probation",
  YOS: "the youth offending service",
  VOLUNTARY: "a voluntary agency",
};

const PROGRAMMES = {
  ESF: "the European Social Fund programme",
  WORK_PROGRAMME: "the Work Programme",
  OTHER: "another employment programme",
} as const satisfies Record<ProgressBy<"enrolled">["programmes"][number], string>;

type TermMeasure = ProgressBy<"absence-rate"> | ProgressBy<"exclusions">;

const overTerms = ({ terms, run }: TermMeasure): string =>
  run === "RESTARTS" ? `In each of ${terms} terms in a row` : `Over the last ${terms} terms added up`;

const thanBefore = (terms: number | undefined): string =>
  terms === undefined ? "" : `, and better than the child's own ${terms} terms before support began`;

function absence(measure: ProgressBy<"absence-rate">): string {
  const share = `absent from less than this share of ${sessionsOf(measure.sessions)}: ${scheduled(measure.underPercent)}`;
  return `${overTerms(measure)}, ${share}${thanBefore(measure.belowBaselineTerms)}`;
}

function exclusions(measure: ProgressBy<"exclusions">): string {
  const none = measure.nonePermanent ? ", none for good" : "";
  return `${overTerms(measure)}, fewer than ${measure.fewerThan} fixed-term exclusions${none}${thanBefore(measure.belowBaselineTerms)}`;
}

function stepDown({ ladder, months, monthsFrom, confirmedBy }: ProgressBy<"step-down">): string {
  const longer = Object.entries(monthsFrom ?? {}).map(
    ([status, held]) => ` (${held} where it was ${wordOf(status as SafeguardingStatus)})`,
  );
  const by = confirmedBy
    ? `; a judgement of ${listed(confirmedBy.map((kind) => CONFIRMERS[kind]))} that things have de-escalated counts as a step`
    : "";
  const what = ladder === "SAFEGUARDING" ? "A step down to a lower level of help, by de-escalation" : "Concerns of a lower impact recorded";
  return `${what}, and held for ${months} months${longer.join("")}${by}`;
}

function employment({ windows, notOn }: ProgressBy<"employment">): string {
  const told = windows.map(
    ({ after, days, ofDays }) =>
      `after ${listed(after.map(wordOf))} ${days === ofDays ? `for ${days} days on end` : `for ${days} of the last ${ofDays} days`}`,
  );
  const without = notOn ? `; days on ${listed(notOn.map((name) => PROGRAMMES[name]))} do not count` : "";
  const earning = windows.some(({ after }) => after.includes("UNIVERSAL_CREDIT"))
    ? "; on Universal Credit, days with earnings over its threshold alone count"
    : "";
  return `In work and off out-of-work benefits: ${told.join("; ")}${earning}${without}`;
}

const shownBy = (covered: boolean | undefined): string => (covered ? ", as records that cover those months show" : "");
const soonerThan = (significant: number, months: number): string =>
  significant < months ? ` (significant after ${significant} months)` : "";

function quiet({ kind, months, significantMonths, covered }: ProgressBy<"no-events">): string {
  return `None of these for ${months} months${soonerThan(significantMonths, months)}: ${EVENTS[kind]}${shownBy(covered)}`;
}

function fewer(measure: ProgressBy<"fewer-events">): string {
  const { kind, percentFewer, reviewMonths, baselineMonths, significantMonths } = measure;
  const compared = `At least ${percentFewer}% fewer in ${reviewMonths} months than in the ${baselineMonths} months before support began, month for month`;
  const more = [
    measure.noneSerious ? ", none of them serious" : "",
    measure.noHarsherSanction ? ", with no harsher sanction" : "",
    shownBy(measure.covered),
    soonerThan(significantMonths, reviewMonths),
  ];
  return `${compared}${more.join("")}: ${EVENTS[kind]}`;
}

/** One measure of progress, as a line of a plan. */
export function progressInWords(measure: ProgressMeasure): string {
  switch (measure.measure) {
    case "absence-rate":
      return absence(measure);
    case "exclusions":
      return exclusions(measure);
    case "on-roll":
      return `On the roll of ${listed(measure.settings.map(wordOf))}`;
    case "step-down":
      return stepDown(measure);
    case "employment":
      return employment(measure);
    case "enrolled":
      return `Joined ${listed(measure.programmes.map((name) => PROGRAMMES[name]))} in the last ${measure.months} months`;
    case "placement":
      return `A work placement, volunteering or training: completed, kept up for ${measure.days} days on end, or to be gone on with`;
    case "dwp-stage-improved":
      return "A better stage on the five stages to work; that it lasts must be shown otherwise";
    case "no-events":
      return quiet(measure);
    case "fewer-events":
      return fewer(measure);
    case "seriousness-reduced":
      return "The police or the youth offending service determine that offending has become much less serious";
    case "intervention":
      return measure.significant === "BEGUN"
        ? "A planned programme: significant once begun, lasting once completed"
        : "A planned programme, once completed";
    case "risk-score-lower":
      return measure.significant === "ANY_TIME"
        ? "A lower risk score than at first; lasting once measured at closure or step-down"
        : "A lower risk score at closure or step-down than at first";
    case "judgement":
      return `The lead worker's judgement that ${measure.about ? SUBJECTS[measure.about] : "this"} has improved; lasting once made at closure or step-down`;
    case "any-of":
      return measure.of.map(progressInWords).join("; or ");
    case "all-of":
      return measure.of.map(progressInWords).join("; and ");
  }
}
