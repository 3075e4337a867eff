import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { personName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { CloseAnswerDocument, ClosedAnswersDocument } from "./Closed.generated.ts";
import type { ClosedFamily } from "./closed-family.ts";
import { namesIn } from "./names.ts";
import { placeInWords } from "./place-words.ts";

const TITLE = "Close something to members of the family";
const NO_PLACE = { code: "MISSING", field: "place", message: "Choose what is not to be shown" };
const NOBODY = { code: "MISSING", field: "personIds", message: "Choose who is not to be shown this" };

function CloseForm({ family }: { family: ClosedFamily }) {
  const navigate = useNavigate();
  const [close] = useMutation(CloseAnswerDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, errors, busy, submit } = useServerForm<{ place: string; personIds: string[]; reason: string }>({
    defaultValues: { place: "", personIds: [], reason: "" },
  });
  const names = namesIn(family);
  const places = family.closablePlaces.map(({ place }) => ({ value: place, label: placeInWords(place, names) }));
  const options = [...new Map(places.map((option) => [option.value, option])).values()].toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">
        It stays as it is, and all who work with the family go on reading it. It is marked everywhere, and left out of the copies made for
        whoever you choose. So are actions that would tell of it.
      </p>
      <form
        noValidate
        onSubmit={submit(async ({ place, personIds, reason }) => {
          const missing = [...(place ? [] : [NO_PLACE]), ...(personIds.length > 0 ? [] : [NOBODY])];
          if (missing.length > 0) return missing;
          const cafId = family.closablePlaces.find((each) => each.place === place)?.cafId ?? null;
          const input = { familyId: family.id, cafId, place, personIds, reason, idempotencyKey };
          const { data } = await close({ variables: { input } });
          if (data?.closeAnswer.family)
            await navigate(`/families/${family.id}/closed-answers`, { state: { done: "It is closed to them" } });
          return data?.closeAnswer.errors;
        })}
      >
        <Select {...field("place")} label="What is not to be shown?" labelSize="s" emptyLabel="Choose" options={options} />
        <Checkboxes
          {...field("personIds")}
          legend="Who is not to be shown it?"
          legendSize="s"
          options={family.members.map(({ person, to }) => ({
            value: person.id,
            label: personName(person),
            hint: to === null ? undefined : "Has left the family",
          }))}
        />
        <Textarea
          {...field("reason")}
          label="Why?"
          labelSize="s"
          hint="For example, that it would put somebody in danger. Those whose record this is can read your reason."
          rows={3}
        />
        <Button busy={busy}>Close it to them</Button>
      </form>
    </FamilyForm>
  );
}

function CloseAnswerPage() {
  const { id = "" } = useParams();
  const query = useQuery(ClosedAnswersDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => {
        if (family === null) return <NotFound what="family" />;
        if (family.closablePlaces.length > 0) return <CloseForm family={family} />;
        return (
          <NotForYou family={family} title={TITLE}>
            Only those whose record it is, the lead professional or a coordinator decide what members of the family may not be shown.
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="answers.close">
      <CloseAnswerPage />
    </RequirePermission>
  );
}
