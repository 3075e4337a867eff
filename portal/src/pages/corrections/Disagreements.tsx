import { createContext, use } from "react";
import { formatDate } from "../../components/dates.ts";
import { personName } from "../../components/people.ts";
import type { CorrectionShownFragment } from "./Corrections.generated.ts";
import { recordName } from "./words.ts";

/** What people say is wrong with what this page shows. */
export const DisagreementsContext = createContext<readonly CorrectionShownFragment[]>([]);

function Outcome({ request }: { request: CorrectionShownFragment }) {
  const { decision, decidedOn, reason, putRight, said } = request;
  if (decision === null) return <span className="app-under">Nobody has decided yet.</span>;
  const on = decidedOn === null ? "" : ` on ${formatDate(decidedOn)}`;
  if (decision === "PUT_RIGHT")
    return (
      <span className="app-under">
        Put right{on}
        {putRight !== null && `: ${putRight}`}
        {said !== null && ` (it said ${said})`}.
      </span>
    );
  return (
    <span className="app-under">
      Not put right{on}
      {reason !== null && `: ${reason}`}.
    </span>
  );
}

/** Their words, beside what they are about, with what was decided. */
export function Disagreement({ request, named = false }: { request: CorrectionShownFragment; named?: boolean }) {
  const { person, wrong, statement, receivedOn, decision } = request;
  const who = person === null ? "The person" : personName(person);
  return (
    <span className="app-flag">
      {named && <span className="app-under">{recordName(request)}</span>}
      <strong>
        {who} {decision === "PUT_RIGHT" ? "disagreed" : "disagrees"}
      </strong>{" "}
      ({formatDate(receivedOn)}): <span className="app-written">{wrong ?? "Details removed"}</span>
      {statement !== null && (
        <span className="app-under">
          In their own words: <q className="app-written">{statement}</q>
        </span>
      )}
      <Outcome request={request} />
    </span>
  );
}

/** Those about one record, in its place on the page. */
export function DisagreementsWith({ recordId }: { recordId: string }) {
  const requests = use(DisagreementsContext).filter((request) => request.recordId === recordId);
  return requests.map((request) => <Disagreement key={request.id} request={request} />);
}

/** Those about somebody's name or date of birth. */
export function DisagreementsOf({ personId, about }: { personId: string; about: "NAME" | "DATE_OF_BIRTH" }) {
  const requests = use(DisagreementsContext).filter((request) => request.about === about && request.person?.id === personId);
  return requests.map((request) => <Disagreement key={request.id} request={request} />);
}
