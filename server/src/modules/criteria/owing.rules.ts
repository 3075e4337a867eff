import { addDays, type LocalDate } from "../../shared/local-date.ts";
import { acceptedLead } from "./blockers.rules.ts";
import { later, nextDay, windowExit } from "./dates.rules.ts";
import type { AgencyKind, EvidenceKind } from "./facts.rules.ts";
import { type KnownFacts, ofKind } from "./known-facts.rules.ts";
import type { Owed } from "./progress.rules.ts";
import type { Who } from "./who.rules.ts";

/** Something that a verdict waits for, about a person or (none) the family. */
export function owes(
  kind: EvidenceKind,
  owedBy: AgencyKind,
  personId: string | undefined,
  sentence: string,
  since: LocalDate | null = null,
): Owed {
  return { kind, owedBy, personId: personId ?? null, sentence, since };
}

/** Who is asked for what the lead professional would record; early help where nobody has accepted. */
export function leadAgency(known: KnownFacts): AgencyKind {
  return acceptedLead(known)?.agencyKind ?? "WPEHS";
}

/**
 * The first day, from one on, by which feeds of a kind have looked at every day of the months up to it; null when
 * there is none yet. What they looked at afterwards does not matter: what was shown then stays shown.
 */
export function coveredOn(known: KnownFacts, kind: EvidenceKind, who: Who, months: number, from: LocalDate): LocalDate | null {
  let begins: LocalDate | null = null;
  let ends: LocalDate | null = null;
  const shown = (): LocalDate | null => {
    if (begins === null) return null;
    const on = later(from, windowExit(addDays(begins, -1), months));
    return ends === null || on <= ends ? on : null;
  };
  for (const item of ofKind(known, "COVERAGE")) {
    if (item.of !== kind || item.from > known.asOf) continue;
    if (item.personId !== undefined && item.personId !== who.personId) continue;
    if (begins !== null && (ends === null || item.from <= nextDay(ends))) {
      if (ends !== null && (item.to === undefined || item.to > ends)) ends = item.to ?? null;
      continue;
    }
    const on = shown();
    if (on !== null) return on;
    begins = item.from;
    ends = item.to ?? null;
  }
  return shown();
}
