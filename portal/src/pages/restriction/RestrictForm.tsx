import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { ROLE_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { FamilyForm } from "../family/FamilyForm.tsx";
import { type FamilyRestrictionQuery, RestrictFamilyDocument } from "./Restriction.generated.ts";

type Family = NonNullable<FamilyRestrictionQuery["family"]>;

/** Why, and who goes on seeing it; whoever restricts it is named by that. */
export function RestrictForm({ family }: { family: Family }) {
  const navigate = useNavigate();
  const { id: viewerId } = useSignedIn();
  const [restrict] = useMutation(RestrictFamilyDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, errors, busy, submit } = useServerForm<{ reason: string; workerIds: string[] }>({
    defaultValues: { reason: "", workerIds: [] },
  });
  const others = family.possibleViewers.filter(({ id }) => id !== viewerId);
  return (
    <FamilyForm family={family} title="Restrict this family" errors={errors}>
      <p className="govuk-body">
        From the moment you restrict it, only you, its lead professional and the people you name can see anything of this family. Everybody
        else loses sight of it at once, and nobody can open it in an emergency.
      </p>
      <form
        noValidate
        onSubmit={submit(async ({ reason, workerIds }) => {
          const { data } = await restrict({
            variables: { input: { familyId: family.id, version: family.version, reason, workerIds: workerIds || [], idempotencyKey } },
          });
          if (data?.restrictFamily.family) await navigate(`/families/${family.id}`, { state: { done: "The family is restricted" } });
          return data?.restrictFamily.errors;
        })}
      >
        <Textarea
          {...field("reason")}
          label="Why is it to be restricted?"
          labelSize="s"
          hint="For example, that somebody who could look the family up is a danger to it. Coordinators who are named can read this."
          rows={4}
        />
        {others.length > 0 && (
          <Checkboxes
            {...field("workerIds")}
            legend="Who else may see it?"
            legendSize="s"
            hint="Those who can see it today. You can name more people later."
            options={others.map(({ id, name, role, agency }) => ({ value: id, label: name, hint: `${ROLE_NAMES[role]}, ${agency.name}` }))}
          />
        )}
        <Button busy={busy} variant="warning">
          Restrict this family
        </Button>
      </form>
    </FamilyForm>
  );
}
