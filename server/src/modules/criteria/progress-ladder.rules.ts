import { addDays, addMonths, type LocalDate } from "../../shared/local-date.ts";
import { inWords, nextDay } from "./dates.rules.ts";
import { type EarlyHelpEvidence, SAFEGUARDING_STATUSES, type SafeguardingEvidence } from "./facts.rules.ts";
import { type KnownFacts, touch } from "./known-facts.rules.ts";
import type { ProgressMeasure } from "./outcomes-plan.rules.ts";
import { noProgress, type Progress } from "./progress.rules.ts";

type StepDown = Extract<ProgressMeasure, { measure: "step-down" }>;
type Spell = SafeguardingEvidence | EarlyHelpEvidence;

/** Higher is more serious; the county's early help service stands on the early help rung. */
const rungOf = (spell: Spell): number =>
  spell.kind === "EARLY_HELP" ? 1 : SAFEGUARDING_STATUSES.length - 1 - SAFEGUARDING_STATUSES.indexOf(spell.status);
const CHILD_PROTECTION_RUNG = 3;
const covers = (spell: Spell, day: LocalDate): boolean => spell.from <= day && (spell.to === undefined || spell.to >= day);

/**
 * A step down the safeguarding ladder, held. From a child protection plan or above only a step below it counts,
 * and only a de-escalation does (reading L). Going up again restarts the clock (reading G).
 */
export function steppedDown(measure: StepDown, known: KnownFacts, personId: string | undefined, since: LocalDate): Progress {
  const spells: Spell[] = [];
  for (const item of known.evidence) {
    if (
      (item.kind === "SAFEGUARDING" || item.kind === "EARLY_HELP") &&
      item.from <= known.asOf &&
      (item.personId === undefined || item.personId === personId)
    )
      spells.push(item);
  }
  const rungOn = (day: LocalDate): number => spells.reduce((rung, spell) => (covers(spell, day) ? Math.max(rung, rungOf(spell)) : rung), 0);
  const changes = new Set<LocalDate>();
  for (const spell of spells) {
    if (spell.from > since) changes.add(spell.from);
    if (spell.to !== undefined && spell.to >= since && spell.to < known.asOf) changes.add(nextDay(spell.to));
  }
  let rung = rungOn(since);
  let worst = rung;
  let steppedOn: LocalDate | null = null;
  let relapsedOn: LocalDate | null = null;
  for (const day of [...changes].sort()) {
    const next = rungOn(day);
    if (next > rung) {
      if (steppedOn !== null) {
        relapsedOn = day;
        steppedOn = null;
      }
      worst = Math.max(worst, next);
    } else if (next < rung && steppedOn === null && next < Math.min(worst, CHILD_PROTECTION_RUNG) && isDeEscalation(spells, rung, day)) {
      steppedOn = day;
    }
    rung = next;
  }
  const evidenceIds = spells.map((spell) => spell.id);
  if (steppedOn === null)
    return noProgress(
      relapsedOn
        ? `The level of concern rose again on ${inWords(relapsedOn)}; the clock starts afresh at the next step down.`
        : "No step down to a lower level of help yet.",
      evidenceIds,
      relapsedOn,
    );
  const status = SAFEGUARDING_STATUSES[SAFEGUARDING_STATUSES.length - 1 - worst];
  const months = (status === undefined ? undefined : measure.monthsFrom[status]) ?? measure.months;
  const expectedOn = addMonths(addDays(steppedOn, -1), months);
  touch(known, expectedOn);
  return {
    significantOn: steppedOn,
    sustainedOn: expectedOn <= known.asOf ? expectedOn : null,
    expectedOn,
    relapsedOn,
    evidenceIds,
    sentence: `Stepped down on ${inWords(steppedOn)}; to be held for ${months} months, until ${inWords(expectedOn)}.`,
    numbers: [],
    owed: [],
  };
}

/** What ended on the day before must have ended by de-escalation, or be followed by a recorded lower status. */
function isDeEscalation(spells: readonly Spell[], rung: number, day: LocalDate): boolean {
  return spells.every((spell) => {
    if (rungOf(spell) !== rung || spell.to === undefined || nextDay(spell.to) !== day || spell.kind === "EARLY_HELP") return true;
    if (spell.end !== undefined) return spell.end === "DE_ESCALATED";
    return spells.some((other) => other !== spell && other.kind === "SAFEGUARDING" && covers(other, day));
  });
}
