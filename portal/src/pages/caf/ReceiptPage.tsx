import { useQuery } from "@apollo/client/react";
import { Link, useParams } from "react-router";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { usePage } from "../../components/use-page.ts";
import { ButtonLink } from "../../govuk/Button.tsx";
import { Panel } from "../../govuk/Panel.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { CafReceiptDocument, type CafReceiptQuery } from "./Caf.generated.ts";

/** What the team wrote and nothing else: whether the family was on record before is not for a receipt to tell. */
function Receipt({ receipt }: { receipt: NonNullable<CafReceiptQuery["cafReceipt"]> }) {
  const { reference, versionNumber, submittedAt, familyName, address, postcode, people, actions, team } = receipt;
  usePage("CAF submitted");
  return (
    <div className="app-narrow">
      <Panel title={versionNumber > 1 ? "CAF submitted again" : "CAF submitted"}>
        Reference
        <br />
        <strong>{reference}</strong>
      </Panel>
      <SummaryList
        rows={[
          { key: "Submitted", value: <FormattedInstant instant={submittedAt} /> },
          { key: "For", value: team.name },
          { key: "Family", value: familyName ?? "Record disposed of" },
          { key: "Address", value: [address, postcode].filter(Boolean).join(", ") || "Not given" },
          {
            key: "What it holds",
            value: `${people === 1 ? "1 person" : `${people} people`}, ${actions === 1 ? "1 action" : `${actions} actions`}`,
          },
        ]}
      />
      <h2 className="govuk-heading-m">What happens next</h2>
      <ol className="govuk-list govuk-list--number">
        <li>A coordinator checks it. If something is missing it comes back, with the reasons, among the tasks on your home page.</li>
        <li>When it has passed, the coordinator asks somebody to be the family’s lead professional.</li>
        <li>
          You find the family, its plan and its team among{" "}
          <Link className="govuk-link" to="/families">
            your families
          </Link>
          . Give the family its copy, and begin what the plan says now.
        </li>
      </ol>
      <p className="govuk-body">If you come to worry about a child’s safety before then, call MASH. Do not wait for the check.</p>
      <ButtonLink to={`/cafs/${reference}`}>Read this CAF</ButtonLink>
    </div>
  );
}

function ReceiptPage() {
  const { reference = "" } = useParams();
  const query = useQuery(CafReceiptDocument, { variables: { reference }, fetchPolicy: "network-only" });
  return (
    <Loaded query={query} what="receipt">
      {({ cafReceipt }) => (cafReceipt === null ? <NotFound what="CAF" /> : <Receipt receipt={cafReceipt} />)}
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
