import { formatDate } from "../../components/dates.ts";
import type { NextSteps_FamilyFragment } from "./Family.generated.ts";

export type Step = { to: string; text: string; urgent: boolean };

/** What this person can do for the family now, most urgent first; the API says what they may. */
export function nextSteps(family: NextSteps_FamilyFragment, today: string): Step[] {
  const here = `/families/${family.id}`;
  const steps: Step[] = [];
  const add = (when: boolean, to: string, text: string, urgent = false) => {
    if (when) steps.push({ to, text, urgent });
  };
  const asked = family.leadRequests.some(({ viewerCanAnswer }) => viewerCanAnswer);
  add(asked, `${here}/lead-professional/answer`, "Answer whether you will lead this family", true);
  for (const caf of family.cafs) {
    add(caf.viewerCanEdit && caf.status === "RETURNED", `/cafs/${caf.reference}/edit`, `Amend ${caf.reference}, which was returned`, true);
    add(caf.viewerCanEdit && caf.status === "DRAFT", `/cafs/${caf.reference}/edit`, `Finish ${caf.reference}`);
    add(caf.viewerCanReview, `/cafs/${caf.reference}/review`, `Check the quality of ${caf.reference}`, true);
  }
  for (const action of family.actions.filter(({ viewerCanComplete }) => viewerCanComplete)) {
    const due = `${action.overdue ? "was due by" : "due by"} ${formatDate(action.dueOn)}`;
    add(true, `${here}/actions/${action.id}/done`, `${action.title ?? "Do your action in the plan"} (${due})`, action.overdue);
  }
  const planned = family.meetings[0]?.nextOn ?? null;
  add(
    family.viewerCanRecordTaf && planned !== null && planned <= today,
    `${here}/taf/new`,
    `Write up the meeting planned for ${formatDate(planned ?? "")}`,
    true,
  );
  add(family.viewerCanAttach, `${here}/attach`, "Attach this family: nothing stands in the way", true);
  add(family.viewerCanAskLeadProfessional, `${here}/lead-professional/ask`, "Ask somebody to be lead professional");
  return steps.toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
}
