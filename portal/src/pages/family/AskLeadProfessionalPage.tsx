import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { teamName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { FamilyForm, NotForYou } from "./FamilyForm.tsx";
import { AskLeadProfessionalDocument, FamilyForLeadDocument, type FamilyForLeadQuery } from "./FamilyForms.generated.ts";
import { useKept } from "./use-kept.ts";
import { type Candidate, WorkerSearch } from "./WorkerSearch.tsx";

type Family = NonNullable<FamilyForLeadQuery["family"]>;

const TITLE = "Ask somebody to be lead professional";

function placeOf({ team, agency }: Candidate): string {
  return team === null ? agency.name : teamName({ ...team, agency });
}

function AskForm({ family }: { family: Family }) {
  const navigate = useNavigate();
  const [ask] = useMutation(AskLeadProfessionalDocument);
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { workerId: "" } });
  const { onChange, ...worker } = field("workerId");
  const earlier = new Set(family.leadRequests.filter(({ status }) => status === "DECLINED").map((request) => request.worker.id));
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">
        They can accept or decline. From now on their team sees the family, so that they can judge what they are asked.
      </p>
      <WorkerSearch district={family.district}>
        {(workers) => (
          <form
            noValidate
            onSubmit={submit(async ({ workerId }) => {
              // Those found by an earlier search are no longer on the page.
              if (!workers.some(({ id }) => id === workerId)) {
                return [{ code: "MISSING", field: "workerId", message: "Choose whom to ask" }];
              }
              const { data } = await ask({ variables: { input: { familyId: family.id, workerId, idempotencyKey } } });
              if (data?.askLeadProfessional.leadProfessional) {
                await navigate(`/families/${family.id}`, { state: { done: "They have been asked, and find it among their tasks" } });
              }
              return data?.askLeadProfessional.errors;
            })}
          >
            <Radios
              {...worker}
              // Another person is another request, not the same one sent twice.
              onChange={async (event) => {
                setKey(crypto.randomUUID());
                await onChange(event);
              }}
              legend="Whom will you ask?"
              legendSize="s"
              options={workers.map((each) => ({
                value: each.id,
                label: each.name,
                hint: `${placeOf(each)}${earlier.has(each.id) ? ". Declined before" : ""}`,
              }))}
            />
            <Button busy={busy}>Ask them</Button>
          </form>
        )}
      </WorkerSearch>
    </FamilyForm>
  );
}

function Asking({ family }: { family: Family }) {
  const unled = useKept(family.viewerCanAskLeadProfessional ? family : null);
  if (unled !== null) return <AskForm family={unled} />;
  return (
    <NotForYou family={family} title={TITLE}>
      This family has a lead professional, or somebody has been asked and has not answered yet.
    </NotForYou>
  );
}

function AskPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForLeadDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => (family === null ? <NotFound what="family" /> : <Asking family={family} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="lead-professionals.ask">
      <AskPage />
    </RequirePermission>
  );
}
