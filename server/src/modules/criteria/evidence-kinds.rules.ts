import type { EvidenceKind } from "./facts.rules.ts";

/** What two facts of one kind, about one person and one time, are to each other. */
interface Clash {
  /**
   * Where these fields agree they are one fact told twice, or two that cannot both hold: with none they always are, and
   * with null they never are.
   */
  readonly alike: readonly string[] | null;
  /** What else is to be said of two at one time: usual, or worth a flag. */
  readonly otherwise: "FLAGGED" | "USUAL";
}

interface KindRules {
  readonly about: "PERSON" | "FAMILY" | "EITHER";
  /**
   * EVENT happens on a day, and may happen again on it; MEASURE is taken on a day, once; START goes on from a day; SPELL has
   * a first day and, once it is over, a last; STRETCH has both; TERM is as long as its school term.
   */
  readonly lasts: "EVENT" | "MEASURE" | "START" | "SPELL" | "STRETCH" | "TERM";
  readonly clash: Clash | null;
  /** Full years within which such facts usually are; outside them the fact is flagged (ours). */
  readonly ages: { readonly from: number; readonly to: number } | null;
}

const only: Clash = { alike: [], otherwise: "FLAGGED" };
const unlike = (otherwise: Clash["otherwise"], ...alike: string[]): Clash => ({ alike, otherwise });

/** Reception to the sixth form. */
const AT_SCHOOL = { from: 4, to: 18 };
/** The age of criminal responsibility, which the domain's "crime from 10" follows. */
const CRIME = { from: 10, to: 120 };
const WORK = { from: 16, to: 120 };
const CHILD = { from: 0, to: 17 };

/** What each kind of evidence may be about, how long it lasts, and what two of it at one time mean (ours). */
export const KIND_RULES: Readonly<Record<EvidenceKind, KindRules>> = {
  ATTENDANCE: { about: "PERSON", lasts: "TERM", clash: unlike("USUAL", "term", "school"), ages: AT_SCHOOL },
  EXCLUSION: { about: "PERSON", lasts: "SPELL", clash: only, ages: AT_SCHOOL },
  OFFENCE: { about: "PERSON", lasts: "EVENT", clash: null, ages: CRIME },
  ASB_INCIDENT: { about: "EITHER", lasts: "EVENT", clash: null, ages: null },
  DOMESTIC_CALL_OUT: { about: "EITHER", lasts: "EVENT", clash: null, ages: null },
  RISK_SCORE: { about: "EITHER", lasts: "MEASURE", clash: only, ages: null },
  INTERVENTION: { about: "EITHER", lasts: "SPELL", clash: null, ages: null },
  SAFEGUARDING: { about: "PERSON", lasts: "SPELL", clash: unlike("FLAGGED", "status"), ages: CHILD },
  EARLY_HELP: { about: "EITHER", lasts: "SPELL", clash: only, ages: null },
  BENEFIT: { about: "PERSON", lasts: "SPELL", clash: unlike("FLAGGED", "benefit"), ages: WORK },
  EMPLOYMENT: { about: "PERSON", lasts: "SPELL", clash: unlike("FLAGGED", "contract"), ages: WORK },
  UC_EARNINGS: { about: "PERSON", lasts: "SPELL", clash: only, ages: WORK },
  HEALTH_CONCERN: { about: "PERSON", lasts: "SPELL", clash: unlike("USUAL", "concern"), ages: null },
  JUDGEMENT: { about: "EITHER", lasts: "MEASURE", clash: unlike("USUAL", "criterion"), ages: null },
  INTERVENTION_START: { about: "FAMILY", lasts: "START", clash: only, ages: null },
  SCHOOL_ROLL: { about: "PERSON", lasts: "SPELL", clash: unlike("FLAGGED", "setting"), ages: AT_SCHOOL },
  SERIOUSNESS: { about: "EITHER", lasts: "MEASURE", clash: only, ages: CRIME },
  PROGRAMME: { about: "PERSON", lasts: "SPELL", clash: unlike("FLAGGED", "programme"), ages: WORK },
  PLACEMENT: { about: "PERSON", lasts: "SPELL", clash: { alike: null, otherwise: "FLAGGED" }, ages: WORK },
  DWP_STAGE: { about: "PERSON", lasts: "MEASURE", clash: only, ages: WORK },
  FINANCE: { about: "EITHER", lasts: "MEASURE", clash: unlike("USUAL", "measure"), ages: null },
  HOUSING: { about: "EITHER", lasts: "SPELL", clash: only, ages: null },
  COVERAGE: { about: "EITHER", lasts: "STRETCH", clash: null, ages: null },
};
