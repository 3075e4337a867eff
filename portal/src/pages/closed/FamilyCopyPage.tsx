import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { personName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { FamilyForCopyDocument, type FamilyForCopyQuery, MakeFamilyCopyDocument } from "./Closed.generated.ts";
import { type Copy, CopyView } from "./CopyView.tsx";

type Family = NonNullable<FamilyForCopyQuery["family"]>;

const TITLE = "Make a copy for the family";
const NOBODY = { code: "MISSING", field: "personIds", message: "Choose for whom the copy is" };

function MakeCopy({ family }: { family: Family }) {
  const { today } = useSignedIn();
  const [copy, setCopy] = useState<Copy | null>(null);
  // Past the cache: what a member is shown is made anew each time, and kept nowhere.
  const [make] = useMutation(MakeFamilyCopyDocument, { fetchPolicy: "no-cache" });
  const { form, field, errors, busy, submit } = useServerForm<{ personIds: string[] }>({ defaultValues: { personIds: [] } });
  // Whoever the last one was for is asked about anew: a copy for two is another than a copy for each.
  const again = () => {
    form.reset();
    setCopy(null);
  };
  if (copy !== null) return <CopyView copy={copy} familyId={family.id} onAgain={again} />;
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">
        The copy holds the assessment and the plan, without what is closed to whoever it is for. Nothing in it shows that anything was left
        out. That you made it, and for whom, is recorded.
      </p>
      <form
        noValidate
        onSubmit={submit(async ({ personIds }) => {
          if (personIds.length === 0) return [NOBODY];
          const { data } = await make({ variables: { input: { familyId: family.id, personIds } } });
          if (data?.makeFamilyCopy.copy) setCopy(data.makeFamilyCopy.copy);
          return data?.makeFamilyCopy.errors;
        })}
      >
        <Checkboxes
          {...field("personIds")}
          legend="For whom is it?"
          legendSize="s"
          hint="Choose everybody who will read it: what is closed to any of them is left out."
          options={family.members
            .filter(({ to }) => to === null || to >= today)
            .map(({ person }) => ({ value: person.id, label: personName(person) }))}
        />
        <Button busy={busy}>Make the copy</Button>
      </form>
    </FamilyForm>
  );
}

function FamilyCopyPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForCopyDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => {
        if (family === null) return <NotFound what="family" />;
        if (family.viewerCanMakeCopy) return <MakeCopy family={family} />;
        return (
          <NotForYou family={family} title={TITLE}>
            Only the team that wrote the CAF, the lead professional or a coordinator makes a copy for the family.
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="copies.make">
      <FamilyCopyPage />
    </RequirePermission>
  );
}
