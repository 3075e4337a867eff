import { addDays, type LocalDate } from "../../shared/local-date.ts";
import { inWords, later, nextDay, windowExit } from "./dates.rules.ts";
import type { PlacementEvidence, ProgrammeEvidence } from "./evidence-on-record.rules.ts";
import { type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import { owes } from "./owing.rules.ts";
import type { ProgressBy } from "./plan-measures.rules.ts";
import { anyOf, noProgress, type Progress } from "./progress.rules.ts";
import type { VerdictNumber } from "./standings.rules.ts";

const PROGRAMMES: Record<ProgrammeEvidence["programme"], string> = {
  ESF: "the European Social Fund programme",
  WORK_PROGRAMME: "the Work Programme",
  OTHER: "another employment programme",
};

/** Enrolled on one of the plan's programmes within the last months (S1, 3.3). */
export function enrolled(measure: ProgressBy<"enrolled">, known: KnownFacts, personId: string): Progress {
  let last: ProgrammeEvidence | null = null;
  for (const item of ofKind(known, "PROGRAMME")) {
    if (item.personId === personId && item.from <= known.asOf && measure.programmes.includes(item.programme)) last = item;
  }
  const numbers: VerdictNumber[] = [{ name: "months within which it counts", value: measure.months, unit: "months" }];
  if (last === null) {
    const owed = [owes("PROGRAMME", "DWP", personId, "Whether this person has joined an employment programme.")];
    return noProgress("Not enrolled on an employment programme, as far as is recorded.", [], null, numbers, owed);
  }
  const ends = windowExit(last.from, measure.months);
  touch(known, ends);
  const joined = `Joined ${PROGRAMMES[last.programme]} on ${inWords(last.from)}`;
  if (ends <= known.asOf) return noProgress(`${joined}, more than ${measure.months} months ago.`, [last.id], ends, numbers);
  return {
    significantOn: last.from,
    sustainedOn: last.from,
    expectedOn: last.from,
    relapsedOn: null,
    evidenceIds: [last.id],
    sentence: `${joined}.`,
    numbers,
    owed: [],
  };
}

/**
 * A work placement, volunteering, or accredited training or a qualification (S3, table 4): progress from its
 * beginning; it lasts once completed, once attended for so many days on end, or where plans are in place to go on.
 */
export function placed(measure: ProgressBy<"placement">, known: KnownFacts, personId: string, since: LocalDate): Progress {
  const parts: Progress[] = [];
  for (const item of ofKind(known, "PLACEMENT")) {
    if (item.personId !== personId || item.from > known.asOf) continue;
    if (item.activity === "TRAINING" && !item.accredited) continue;
    if (item.to !== undefined && item.to < since) continue;
    parts.push(placedBy(measure, known, personId, since, item));
  }
  if (parts.length > 0) return anyOf(parts);
  const owed = [owes("PLACEMENT", "DWP", personId, "Whether this person has been on a work placement, a volunteer or in training.")];
  return noProgress("No work placement, volunteering or accredited training is on record.", [], null, [], owed);
}

const ACTIVITIES: Record<PlacementEvidence["activity"], string> = {
  PLACEMENT: "a work placement",
  VOLUNTEERING: "volunteering",
  TRAINING: "accredited training",
  QUALIFICATION: "work towards a qualification",
};

function placedBy(
  measure: ProgressBy<"placement">,
  known: KnownFacts,
  personId: string,
  since: LocalDate,
  item: PlacementEvidence,
): Progress {
  const attended = addDays(item.from, measure.days - 1);
  const last = item.to ?? null;
  const ways = [
    item.completed ? (last ?? item.from) : null,
    last === null || last >= attended ? attended : null,
    item.continues ? (last ?? item.from) : null,
  ].filter((day) => day !== null);
  const earliest = ways.sort()[0];
  const expectedOn = earliest === undefined ? null : later(earliest, since);
  touch(known, expectedOn);
  const sustainedOn = expectedOn !== null && expectedOn <= known.asOf ? expectedOn : null;
  const brokenOff = expectedOn === null && last !== null && last < known.asOf;
  const evidenceIds = [item.id];
  const numbers: VerdictNumber[] = [{ name: "days on end that it takes", value: measure.days, unit: "days" }];
  const owed = [owes("PLACEMENT", "DWP", personId, "Word that it was completed, or of plans to go on with it.")];
  if (brokenOff) {
    const sentence = `Ended ${ACTIVITIES[item.activity]} on ${inWords(last)} before it was completed, with no plans to go on.`;
    return noProgress(sentence, evidenceIds, nextDay(last), numbers, owed);
  }
  return {
    significantOn: later(item.from, since),
    sustainedOn,
    expectedOn,
    relapsedOn: null,
    evidenceIds,
    sentence: `Began ${ACTIVITIES[item.activity]} on ${inWords(item.from)}${sustainedOn === null ? "; it counts as lasting once completed, or attended" : ": completed, to be continued, or attended"} for ${measure.days} days on end.`,
    numbers,
    owed: sustainedOn === null ? owed : [],
  };
}

/** A better rating on the five stages to work than when support began; it lasts only by another measure. */
export function stageImproved(known: KnownFacts, personId: string, since: LocalDate): Progress {
  const ratings = ofKind(known, "DWP_STAGE").filter((item) => item.personId === personId && item.from <= known.asOf);
  const first = ratings.filter((item) => item.from <= since).pop() ?? ratings[0];
  const level = (name: string, value: number): VerdictNumber => ({ name, value, unit: "level" });
  const owed = [owes("DWP_STAGE", "DWP", personId, "A newer rating on the five stages to work.")];
  if (!first) return noProgress("No rating on the five stages to work is on record.", [], null, [], owed);
  let significantOn: LocalDate | null = null;
  let relapsedOn: LocalDate | null = null;
  let last = first;
  for (const item of ratings) {
    if (item.from <= first.from) continue;
    last = item;
    if (item.stage > first.stage) significantOn ??= item.from;
    else {
      if (significantOn !== null) relapsedOn = item.from;
      significantOn = null;
    }
  }
  const evidenceIds = last === first ? [first.id] : [first.id, last.id];
  const numbers = [level("stage at first", first.stage), ...(last === first ? [] : [level("stage at last", last.stage)])];
  if (significantOn === null)
    return noProgress(
      "The rating on the five stages to work has not improved.",
      evidenceIds,
      relapsedOn,
      numbers,
      last === first ? owed : [],
    );
  return {
    significantOn,
    sustainedOn: null,
    expectedOn: null,
    relapsedOn: null,
    evidenceIds,
    sentence: `The rating on the five stages to work rose from ${first.stage} to ${last.stage}.`,
    numbers,
    owed: [],
  };
}
