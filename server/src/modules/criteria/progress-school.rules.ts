import type { LocalDate } from "../../shared/local-date.ts";
import { inWords, later, nextDay, sooner } from "./dates.rules.ts";
import type { SchoolRollEvidence } from "./evidence-on-record.rules.ts";
import { type KnownFacts, ofKind } from "./known-facts.rules.ts";
import { owes } from "./owing.rules.ts";
import type { ProgressBy } from "./plan-measures.rules.ts";
import { noProgress, type Progress } from "./progress.rules.ts";

const PLACES: Record<SchoolRollEvidence["setting"], string> = {
  SCHOOL: "a school",
  PRU: "a pupil referral unit",
  ALTERNATIVE: "alternative provision",
  NONE: "nowhere",
};

/** On the roll of one of the plan's settings, for as long as it lasts; a newer entry replaces an older one. */
export function onRoll(measure: ProgressBy<"on-roll">, known: KnownFacts, personId: string, since: LocalDate): Progress {
  const entries = ofKind(known, "SCHOOL_ROLL").filter((item) => item.personId === personId && item.from <= known.asOf);
  const evidenceIds = entries.map((item) => item.id);
  let place: SchoolRollEvidence["setting"] = "NONE";
  let onSince: LocalDate | null = null;
  let until: LocalDate | null = null;
  for (const [index, item] of entries.entries()) {
    const ends = sooner(item.to === undefined ? null : nextDay(item.to), entries[index + 1]?.from ?? null);
    if (!measure.settings.some((setting) => setting === item.setting) || (ends !== null && ends <= item.from)) continue;
    if (onSince === null || until !== item.from) onSince = item.from;
    until = ends;
    place = item.setting;
  }
  if (onSince === null || (until !== null && until <= known.asOf)) {
    const owed = [owes("SCHOOL_ROLL", "SCHOOL", personId, "Where the child is on the roll now.", until)];
    return noProgress("Not on the roll of a school or another place that counts, as far as is recorded.", evidenceIds, until, [], owed);
  }
  const from = later(onSince, since);
  return {
    significantOn: from,
    sustainedOn: from,
    expectedOn: from,
    relapsedOn: null,
    evidenceIds,
    sentence: `On the roll of ${PLACES[place]} since ${inWords(onSince)}.`,
    numbers: [],
    owed: [],
  };
}
