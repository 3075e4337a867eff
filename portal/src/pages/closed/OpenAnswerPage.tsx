import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { InsetText } from "../../govuk/InsetText.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { ClosedAnswersDocument, OpenAnswerDocument } from "./Closed.generated.ts";
import type { ClosedFamily } from "./ClosedAnswersPage.tsx";
import { namesIn } from "./names.ts";
import { placeInWords } from "./place-words.ts";

const TITLE = "Open this again";

function OpenForm({ family, closed }: { family: ClosedFamily; closed: ClosedFamily["closedAnswers"][number] }) {
  const navigate = useNavigate();
  const [open] = useMutation(OpenAnswerDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { reason: "" } });
  const { place, personId, name, inherited } = closed;
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <InsetText>
        {placeInWords(place, namesIn(family))}
        <br />
        Not to be shared with {name}
      </InsetText>
      <p className="govuk-body">
        {inherited
          ? `Copies for ${name} will hold this action. The answer that it rests on stays closed: make sure that the action’s words do not tell of it.`
          : `Copies for ${name} will hold it from now on.`}
      </p>
      <form
        noValidate
        onSubmit={submit(async ({ reason }) => {
          const { data } = await open({ variables: { input: { familyId: family.id, place, personId, reason, idempotencyKey } } });
          if (data?.openAnswer.family) await navigate(`/families/${family.id}/closed-answers`, { state: { done: "It is open again" } });
          return data?.openAnswer.errors;
        })}
      >
        <Textarea {...field("reason")} label={`Why can ${name} be shown this now?`} labelSize="s" rows={3} />
        <Button busy={busy} variant="warning">
          Open it again
        </Button>
      </form>
    </FamilyForm>
  );
}

function OpenAnswerPage() {
  const { id = "" } = useParams();
  const [search] = useSearchParams();
  const query = useQuery(ClosedAnswersDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => {
        if (family === null) return <NotFound what="family" />;
        const closed = family.closedAnswers.find(
          ({ place, personId }) => place === search.get("place") && personId === search.get("person"),
        );
        if (closed?.viewerCanOpen) return <OpenForm family={family} closed={closed} />;
        return (
          <NotForYou family={family} title={TITLE}>
            This is not closed any more, or it is for those whose record it is to open.
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="answers.close">
      <OpenAnswerPage />
    </RequirePermission>
  );
}
