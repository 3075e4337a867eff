import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { listed } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { AGENCY_KIND_NAMES, CRITERION_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { FamilyForm } from "../family/FamilyForm.tsx";
import { useKept } from "../family/use-kept.ts";
import { NotFound } from "../static/NotFound.tsx";
import { AttachFamilyDocument, FamilyToAttachDocument, type FamilyToAttachQuery } from "./Attachment.generated.ts";

type Family = NonNullable<FamilyToAttachQuery["family"]>;

const TITLE = "Attach this family";

/** Why not, with everything that is missing and whose turn it is. */
function Refused({ family }: { family: Family }) {
  const { standing, attachRefusal } = family;
  const blockers = standing?.attachedOn === null ? standing.blockers : [];
  return (
    <FamilyForm family={family} title="This family cannot be attached">
      {standing?.attachedOn != null && <p className="govuk-body">It was attached on {formatDate(standing.attachedOn)}.</p>}
      {blockers.length > 0 ? (
        <>
          <p className="govuk-body">{blockers.length === 1 ? "One thing is missing:" : `${blockers.length} things are missing:`}</p>
          <ul className="govuk-list govuk-list--bullet">
            {blockers.map(({ principle, message, mendedBy }) => (
              <li key={principle}>
                {message} {AGENCY_KIND_NAMES[mendedBy]} can put this right.
              </li>
            ))}
          </ul>
        </>
      ) : (
        standing?.attachedOn == null && attachRefusal !== null && <p className="govuk-body">{attachRefusal}.</p>
      )}
    </FamilyForm>
  );
}

function AttachForm({ family }: { family: Family }) {
  const { today } = useSignedIn();
  const navigate = useNavigate();
  const [attach] = useMutation(AttachFamilyDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  const lead = family.lead?.worker;
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <SummaryList
        rows={[
          { key: "Needs", value: listed((family.standing?.needs ?? []).map((need) => CRITERION_NAMES[need])) },
          { key: "Lead professional", value: lead === undefined ? "Nobody" : `${lead.name}, ${lead.agency.name}` },
          { key: "Attached on", value: formatDate(today) },
        ]}
      />
      <p className="govuk-body">All four principles hold today. Attaching means that:</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>the family counts towards the county’s target from today, in its district and under its lead agency</li>
        <li>progress is measured from today, for each need found until now</li>
        <li>it stays counted: only a recorded voiding, with its reason, undoes it</li>
      </ul>
      <form
        noValidate
        onSubmit={submit(async () => {
          const { data } = await attach({ variables: { input: { familyId: family.id, version: family.version, idempotencyKey } } });
          if (data?.attachFamily.family) await navigate(`/families/${family.id}`, { state: { done: "The family is attached" } });
          return data?.attachFamily.errors;
        })}
      >
        <Button busy={busy}>Attach this family</Button>
      </form>
    </FamilyForm>
  );
}

function Attaching({ family }: { family: Family }) {
  const ready = useKept(family.viewerCanAttach ? family : null);
  return ready === null ? <Refused family={family} /> : <AttachForm family={ready} />;
}

function AttachPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyToAttachDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => (family === null ? <NotFound what="family" /> : <Attaching family={family} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.attach">
      <AttachPage />
    </RequirePermission>
  );
}
