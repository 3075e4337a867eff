import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { NotFound } from "../static/NotFound.tsx";
import type { LeadRequestFragment } from "./Family.generated.ts";
import { FamilyForm, NotForYou } from "./FamilyForm.tsx";
import { AnswerLeadProfessionalRequestDocument, FamilyForLeadDocument, type FamilyForLeadQuery } from "./FamilyForms.generated.ts";
import { useKept } from "./use-kept.ts";

type Family = NonNullable<FamilyForLeadQuery["family"]>;

const TITLE = "Will you lead this family?";
const NO_ANSWER = { code: "MISSING", field: "accept", message: "Choose whether you will lead this family" };

function AnswerForm({ family, request }: { family: Family; request: LeadRequestFragment }) {
  const navigate = useNavigate();
  const [answer] = useMutation(AnswerLeadProfessionalRequestDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { accept: "", reason: "" } });
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">You were asked on {formatDate(request.askedOn)}. As lead professional you:</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>are the one person whom the family and the other agencies turn to</li>
        <li>bring the team around the family together about every six weeks</li>
        <li>see that the plan is carried out, whoever does each part of it</li>
      </ul>
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async ({ accept, reason }) => {
          if (accept === "") return [NO_ANSWER];
          const yes = accept === "yes";
          const input = {
            requestId: request.id,
            version: request.version,
            accept: yes,
            reason: yes ? null : reason || null,
            idempotencyKey,
          };
          const { data } = await answer({ variables: { input } });
          const payload = data?.answerLeadProfessionalRequest;
          // Declining may close the family to this team, so only an acceptance leads back to it.
          if (payload?.leadProfessional && yes)
            await navigate(`/families/${family.id}`, { state: { done: "You are now the lead professional" } });
          else if (payload?.leadProfessional) await navigate("/");
          return payload?.errors;
        })}
      >
        <Radios
          {...field("accept")}
          legend="Your answer"
          legendSize="s"
          options={[
            { value: "yes", label: "Yes, I will lead" },
            {
              value: "no",
              label: "No, I cannot",
              conditional: (
                <Textarea {...field("reason")} label="Why not?" hint="The coordinator reads this and asks somebody else" rows={3} />
              ),
            },
          ]}
        />
        <Button busy={busy}>Send your answer</Button>
      </form>
    </FamilyForm>
  );
}

function Request({ family }: { family: Family }) {
  const request = useKept(family.leadRequests.find(({ viewerCanAnswer }) => viewerCanAnswer));
  if (request !== null) return <AnswerForm family={family} request={request} />;
  return (
    <NotForYou family={family} title={TITLE}>
      Nobody waits for your answer: you were not asked to lead this family, or you have answered already.
    </NotForYou>
  );
}

function AnswerPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForLeadDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the request">
      {({ family }) => (family === null ? <NotFound what="family" /> : <Request family={family} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="lead-professionals.answer">
      <AnswerPage />
    </RequirePermission>
  );
}
