import { ageOn, type LocalDate } from "../../shared/local-date.ts";
import type { ActionOwner } from "../assessments/caf-content.rules.ts";
import type { CopyFor } from "../assessments/caf-copy.rules.ts";
import { placeOf, SENSITIVE_CRITERIA } from "../assessments/closed-answer.rules.ts";
import type { ActionStatus } from "./plan.rules.ts";

/** An action as it is kept, with what decides whether it may be shown. */
export interface CopiableAction {
  readonly id: string;
  readonly criterion: string;
  readonly personId: string | null;
  readonly dateOfBirth: LocalDate | null;
  readonly title: string | null;
  readonly outcome: string | null;
  readonly owner: ActionOwner;
  readonly team: string | null;
  readonly agency: string | null;
  readonly dueOn: LocalDate;
  readonly status: ActionStatus;
  readonly endedOn: LocalDate | null;
}

export interface CopiedAction {
  readonly title: string | null;
  readonly outcome: string | null;
  readonly team: string | null;
  readonly agency: string | null;
  readonly dueOn: LocalDate;
  readonly doneOn: LocalDate | null;
}

/**
 * The plan as its readers are shown it. Which need an action answers is said of none, so that an action that was opened
 * while its need stays closed gives nothing away; standings, clocks, blockers and the timeline are in no copy at all.
 */
export function copyOfPlan(actions: readonly CopiableAction[], copy: CopyFor): readonly CopiedAction[] {
  return actions
    .filter((action) => action.status !== "CANCELLED" && mayShowAction(action, copy))
    .map(({ title, outcome, owner, team, agency, dueOn, status, endedOn }) => ({
      title,
      outcome,
      team: owner === "AGENCY" ? team : null,
      agency: owner === "AGENCY" ? agency : null,
      dueOn,
      doneOn: status === "DONE" ? endedOn : null,
    }));
}

/** What is done about an adult's sensitive matter is for that adult alone, as the matter itself is. */
function mayShowAction({ id, criterion, personId, dateOfBirth }: CopiableAction, { readers, closed, on }: CopyFor): boolean {
  if (closed.has(placeOf.action(id))) return false;
  const aboutAdult = personId !== null && (dateOfBirth === null || ageOn(dateOfBirth, on) >= 18);
  return !aboutAdult || !SENSITIVE_CRITERIA.has(criterion) || (readers.size === 1 && readers.has(personId));
}
