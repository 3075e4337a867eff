import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Button, ButtonGroup } from "../../govuk/Button.tsx";
import { InsetText } from "../../govuk/InsetText.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { FamilyForm } from "../family/FamilyForm.tsx";
import { OpenAnswerDocument } from "./Closed.generated.ts";
import type { ClosedFamily } from "./closed-family.ts";
import { namesIn } from "./names.ts";
import { placeInWords } from "./place-words.ts";

const TITLE = "Open this again";

type OpenFormProps = { family: ClosedFamily; closed: ClosedFamily["closedAnswers"][number]; onDone: () => void };

/** On the list's own page: an address of its own would say what is closed. */
export function OpenForm({ family, closed, onDone }: OpenFormProps) {
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
          if (data?.openAnswer.family) {
            onDone();
            await navigate(`/families/${family.id}/closed-answers`, { replace: true, state: { done: "It is open again" } });
          }
          return data?.openAnswer.errors;
        })}
      >
        <Textarea {...field("reason")} label={`Why can ${name} be shown this now?`} labelSize="s" rows={3} />
        <ButtonGroup>
          <Button busy={busy} variant="warning">
            Open it again
          </Button>
          <Button type="button" variant="secondary" onClick={onDone}>
            Leave it closed
          </Button>
        </ButtonGroup>
      </form>
    </FamilyForm>
  );
}
