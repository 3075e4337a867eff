import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { usePage } from "../../components/use-page.ts";
import { ButtonLink } from "../../govuk/Button.tsx";
import { Panel } from "../../govuk/Panel.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { CafReceiptDocument, type CafReceiptQuery } from "./Caf.generated.ts";

function Receipt({ caf }: { caf: NonNullable<CafReceiptQuery["caf"]> }) {
  const version = caf.versions[0];
  usePage("CAF submitted");
  if (version === undefined) return <NotFound what="receipt" />;
  return (
    <div className="app-narrow">
      <Panel title={version.number > 1 ? "CAF submitted again" : "CAF submitted"}>
        Reference
        <br />
        <strong>{caf.reference}</strong>
      </Panel>
      <p className="govuk-body">
        Submitted <FormattedInstant instant={version.submittedAt} /> for {caf.team.name}.
      </p>
      <h2 className="govuk-heading-m">What happens next</h2>
      <ol className="govuk-list govuk-list--number">
        <li>A coordinator checks it. If something is missing it comes back, with the reasons, among the tasks on your home page.</li>
        <li>When it has passed, the coordinator asks somebody to be the family’s lead professional.</li>
        <li>You see the family, its plan and its team among your families. Give the family its copy, and begin what the plan says now.</li>
      </ol>
      <p className="govuk-body">If you come to worry about a child’s safety before then, call MASH. Do not wait for the check.</p>
      <ButtonLink to={caf.family ? `/families/${caf.family.id}` : `/cafs/${caf.reference}`}>Go to the family</ButtonLink>
    </div>
  );
}

function ReceiptPage() {
  const { reference = "" } = useParams();
  const query = useQuery(CafReceiptDocument, { variables: { reference }, fetchPolicy: "network-only" });
  return (
    <Loaded query={query} what="receipt">
      {({ caf }) => (caf === null ? <NotFound what="CAF" /> : <Receipt caf={caf} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="cafs.write">
      <ReceiptPage />
    </RequirePermission>
  );
}
