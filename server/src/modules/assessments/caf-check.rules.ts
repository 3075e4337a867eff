import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import type { CafStatus } from "./caf-content.rules.ts";

export const CAF_CHECK_ANSWERS = ["CONTACT_TEAM", "CONTACT_EARLY_HELP_DESK", "NONE_KNOWN"] as const;
export type CafCheckAnswer = (typeof CAF_CHECK_ANSWERS)[number];

/** A CAF of somebody who fits what was asked for. */
export interface FoundCaf {
  readonly familyId: string;
  readonly restricted: boolean;
  readonly status: CafStatus;
  readonly closedOn: LocalDate | null;
  readonly holder: AgencyKind;
  readonly team: string;
  readonly agency: string;
  readonly phone: string | null;
}

export interface CafCheckResult {
  readonly answer: CafCheckAnswer;
  readonly contact: string | null;
}

/** Holders whose name alone says nothing about a family: who hears "police" or "social care" has learnt too much. */
const NAMED_HOLDERS: ReadonlySet<AgencyKind> = new Set(["SCHOOL", "HEALTH", "HOUSING", "WPEHS"]);
const MONTHS_AFTER_CLOSING = 24;

/**
 * What somebody is told who asks whether a CAF exists (domain.md, roles). A team is named only where every CAF that
 * counts allows it: one restricted family among those found sends the asker to the early help desk, whose words
 * never differ, so that they give nothing away.
 */
export function answerCafCheck(found: readonly FoundCaf[], today: LocalDate, earlyHelpPhone: string): CafCheckResult {
  const open = found.filter((caf) => caf.status !== "CLOSED");
  const recent = found.filter((caf) => caf.closedOn !== null && addMonths(caf.closedOn, MONTHS_AFTER_CLOSING) > today);
  if (open.length === 0 && recent.length === 0) return { answer: "NONE_KNOWN", contact: null };
  const first = open[0];
  if (first && open.every((caf) => !caf.restricted && NAMED_HOLDERS.has(caf.holder))) {
    return { answer: "CONTACT_TEAM", contact: [first.team, first.agency, first.phone].filter(Boolean).join(", ") };
  }
  return { answer: "CONTACT_EARLY_HELP_DESK", contact: `Contact the early help desk on ${earlyHelpPhone}` };
}
