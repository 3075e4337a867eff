import type { LocalDate } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";
import { inWords } from "./dates.rules.ts";
import type { Supposition } from "./suppositions.rules.ts";

/** A supposition as somebody wrote it down: which fields it needs depends on its kind. */
export interface Wish {
  readonly kind: Supposition["kind"];
  readonly on?: LocalDate | null;
  readonly percent?: number | null;
  readonly personId?: string | null;
}

/** What a wish is held against. */
export interface WishContext {
  readonly today: LocalDate;
  readonly until: LocalDate;
  /** Everybody who is or was in the family. */
  readonly personIds: readonly string[];
}

/** More than anybody weighs up at once (ours). */
const MOST_WISHES = 20;

/** The suppositions that were written down, or what is wrong with them, by field. */
export function readWishes(
  wishes: readonly Wish[],
  context: WishContext,
): { suppositions: readonly Supposition[]; faults: readonly Fault[] } {
  if (wishes.length > MOST_WISHES) return { suppositions: [], faults: [invalid("suppose", `Suppose ${MOST_WISHES} things at most`)] };
  const faults = wishes.flatMap((wish, index) => faultsOf(wish, `suppose.${index}`, context));
  return faults.length > 0 ? { suppositions: [], faults } : { suppositions: wishes.flatMap(toSupposition), faults };
}

const invalid = (field: string, message: string): Fault => ({ code: "INVALID", field, message });

function faultsOf(wish: Wish, field: string, { today, until, personIds }: WishContext): readonly Fault[] {
  const faults: Fault[] = [];
  const { kind, on, percent, personId } = wish;
  if (kind === "ATTENDANCE_AT" && (percent == null || percent < 0 || percent > 100))
    faults.push(invalid(`${field}.percent`, "Enter a percentage between 0 and 100"));
  if ((kind === "STARTS_WORK" || kind === "STEPS_DOWN") && on == null) faults.push(invalid(`${field}.on`, "Enter a day"));
  if (on != null && (on < today || on > until)) faults.push(invalid(`${field}.on`, `Enter a day from today on, up to ${inWords(until)}`));
  if (personId != null && !personIds.includes(personId))
    faults.push({ code: "NOT_FOUND", field: `${field}.personId`, message: "There is no such person in the family" });
  return faults;
}

/** Called once nothing is wrong with it; a wish that lacks what it needs is none. */
function toSupposition({ kind, on = null, percent = null, personId = null }: Wish): readonly Supposition[] {
  switch (kind) {
    case "ATTENDANCE_STAYS":
    case "NO_NEW_INCIDENTS":
    case "STAYS_IN_WORK":
      return [{ kind }];
    case "ATTENDANCE_AT":
      return percent === null ? [] : [{ kind, percent }];
    case "STARTS_WORK":
    case "STEPS_DOWN":
      return on === null ? [] : [{ kind, on, personId }];
    case "LEAD_WORKER_CONFIRMS":
      return [{ kind, on }];
  }
}
