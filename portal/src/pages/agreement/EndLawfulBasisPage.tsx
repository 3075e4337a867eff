import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { useKept } from "../family/use-kept.ts";
import { NotFound } from "../static/NotFound.tsx";
import { EndLawfulBasisDocument, FamilyForAgreementDocument, type FamilyForAgreementQuery } from "./Agreement.generated.ts";

type Family = NonNullable<FamilyForAgreementQuery["family"]>;

const TITLE = "End a lawful basis";

function EndForm({ family }: { family: Family }) {
  const { basisId } = useParams();
  const navigate = useNavigate();
  const [end] = useMutation(EndLawfulBasisDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  const basis = useKept(family.lawfulBases.find(({ id, viewerCanEnd }) => id === basisId && viewerCanEnd));
  if (basis === null) {
    return (
      <NotForYou family={family} title={TITLE}>
        This lawful basis is not in force any more.
      </NotForYou>
    );
  }
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">
        {basis.agency.name} works with this family without its agreement. Once you end this, whatever it does that no agreement covers stops
        at once, and it cannot see the family any more.
      </p>
      <form
        noValidate
        onSubmit={submit(async () => {
          const { data } = await end({ variables: { input: { lawfulBasisId: basis.id, idempotencyKey } } });
          const faults = data?.endLawfulBasis.errors ?? [];
          if (data && faults.length === 0) await navigate(`/families/${family.id}`, { state: { done: "The lawful basis has ended" } });
          return faults;
        })}
      >
        <Button busy={busy} variant="warning">
          End the lawful basis
        </Button>
      </form>
    </FamilyForm>
  );
}

function EndPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForAgreementDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the lawful basis">
      {({ family }) => (family === null ? <NotFound what="family" /> : <EndForm family={family} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="lawful-bases.record">
      <EndPage />
    </RequirePermission>
  );
}
