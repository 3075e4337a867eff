import { addDays, addMonths, type LocalDate } from "../../shared/local-date.ts";
import { inWords, nextDay } from "./dates.rules.ts";
import type { EarlyHelpEvidence, SafeguardingEvidence } from "./evidence-on-record.rules.ts";
import { type Criterion, SAFEGUARDING_STATUSES } from "./facts.rules.ts";
import { type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import { owes } from "./owing.rules.ts";
import type { ProgressBy } from "./plan-measures.rules.ts";
import { noProgress, type Progress } from "./progress.rules.ts";
import type { VerdictNumber } from "./standings.rules.ts";

type StepDown = ProgressBy<"step-down">;
type Spell = SafeguardingEvidence | EarlyHelpEvidence;

const IMPACTS: Record<EarlyHelpEvidence["impact"], number> = { MINOR: 1, MODERATE: 2, SIGNIFICANT: 3 };
const CHILD_PROTECTION_RUNG = 3;

/** Higher is more serious; on the safeguarding ladder the county's early help service stands on the early help rung. */
const rungOf = (ladder: StepDown["ladder"], spell: Spell): number => {
  if (spell.kind === "SAFEGUARDING") return SAFEGUARDING_STATUSES.length - 1 - SAFEGUARDING_STATUSES.indexOf(spell.status);
  return ladder === "IMPACT" ? IMPACTS[spell.impact] : 1;
};
const covers = (spell: Spell, day: LocalDate): boolean => spell.from <= day && (spell.to === undefined || spell.to >= day);

/**
 * A step down a ladder, held. On the safeguarding ladder, from a child protection plan or above only a step below
 * it counts, and only a de-escalation does (reading L). On the ladder of impact only a lower impact recorded counts:
 * closing the case is no reduction by itself. Going up again restarts the clock (reading G).
 */
export function steppedDown(
  measure: StepDown,
  criterion: Criterion,
  known: KnownFacts,
  personId: string | undefined,
  since: LocalDate,
): Progress {
  const { ladder } = measure;
  const spells: Spell[] = [];
  for (let index = 0; index < known.kinds.length; index++) {
    const kind = known.kinds[index];
    if (kind !== "EARLY_HELP" && (kind !== "SAFEGUARDING" || ladder !== "SAFEGUARDING")) continue;
    const item = known.evidence[index] as Spell;
    if (item.from <= known.asOf && (item.personId === undefined || item.personId === personId)) spells.push(item);
  }
  const rungOn = (day: LocalDate): number => {
    let rung = -1;
    let left = 0;
    for (const spell of spells) {
      if (covers(spell, day)) rung = Math.max(rung, rungOf(ladder, spell));
      else if (spell.from <= day) left = rungOf(ladder, spell);
    }
    return rung >= 0 ? rung : ladder === "IMPACT" ? left : 0;
  };
  const confirmed = confirmations(measure, criterion, known, personId, since);
  const changes = new Set<LocalDate>(confirmed.keys());
  for (const spell of spells) {
    if (spell.from > since) changes.add(spell.from);
    if (spell.to !== undefined && spell.to >= since && spell.to < known.asOf) changes.add(nextDay(spell.to));
  }
  const cap = ladder === "SAFEGUARDING" ? CHILD_PROTECTION_RUNG : Number.POSITIVE_INFINITY;
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
    } else if (steppedOn === null) {
      const stepped = next < rung && next < Math.min(worst, cap) && isDeEscalation(ladder, spells, rung, day);
      if (stepped || confirmed.has(day)) steppedOn = day;
    }
    rung = next;
  }
  const evidenceIds = [...spells.map((spell) => spell.id), ...confirmed.values()];
  if (steppedOn === null) return notStepped(measure, known, personId, spells, evidenceIds, relapsedOn);
  const status = ladder === "SAFEGUARDING" ? SAFEGUARDING_STATUSES[SAFEGUARDING_STATUSES.length - 1 - worst] : undefined;
  const months = (status === undefined ? undefined : measure.monthsFrom?.[status]) ?? measure.months;
  const expectedOn = addMonths(addDays(steppedOn, -1), months);
  touch(known, expectedOn);
  return {
    significantOn: steppedOn,
    sustainedOn: expectedOn <= known.asOf ? expectedOn : null,
    expectedOn,
    relapsedOn,
    evidenceIds,
    sentence: `Stepped down on ${inWords(steppedOn)}; to be held for ${months} months, until ${inWords(expectedOn)}.`,
    numbers: held(months),
    owed: [],
  };
}

const held = (months: number): readonly VerdictNumber[] => [{ name: "months to be held", value: months, unit: "months" }];

function notStepped(
  measure: StepDown,
  known: KnownFacts,
  personId: string | undefined,
  spells: readonly Spell[],
  evidenceIds: readonly string[],
  relapsedOn: LocalDate | null,
): Progress {
  const closed = measure.ladder === "IMPACT" && !spells.some((spell) => covers(spell, known.asOf));
  const sentence = relapsedOn
    ? `The level of concern rose again on ${inWords(relapsedOn)}; the clock starts afresh at the next step down.`
    : closed
      ? "Early help has ended and no lower impact was recorded."
      : "No step down to a lower level of help yet.";
  const owed = closed ? [owes("EARLY_HELP", "WPEHS", personId, "The impact of the concerns when early help ended.")] : [];
  return noProgress(sentence, evidenceIds, relapsedOn, held(measure.months), owed);
}

/** The days on which somebody whom the plan names confirmed that things have de-escalated. */
function confirmations(
  measure: StepDown,
  criterion: Criterion,
  known: KnownFacts,
  personId: string | undefined,
  since: LocalDate,
): ReadonlyMap<LocalDate, string> {
  const days = new Map<LocalDate, string>();
  if (!measure.confirmedBy) return days;
  for (const item of ofKind(known, "JUDGEMENT")) {
    if (item.criterion !== criterion || !item.progressed || item.about !== undefined) continue;
    if (item.from <= since || item.from > known.asOf || !measure.confirmedBy.includes(item.source)) continue;
    if (item.personId === undefined || item.personId === personId) days.set(item.from, item.id);
  }
  return days;
}

/** What ended on the day before must have ended by de-escalation, or be followed by a recorded lower status. */
function isDeEscalation(ladder: StepDown["ladder"], spells: readonly Spell[], rung: number, day: LocalDate): boolean {
  return spells.every((spell) => {
    if (rungOf(ladder, spell) !== rung || spell.to === undefined || nextDay(spell.to) !== day || spell.kind === "EARLY_HELP") return true;
    if (spell.end !== undefined) return spell.end === "DE_ESCALATED";
    return spells.some((other) => other !== spell && other.kind === "SAFEGUARDING" && covers(other, day));
  });
}
