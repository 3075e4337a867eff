import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { useDirectory } from "../caf/use-directory.ts";
import { FamilyForm } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { FamilyForAgreementDocument, type FamilyForAgreementQuery, RecordLawfulBasisDocument } from "./Agreement.generated.ts";

type Family = NonNullable<FamilyForAgreementQuery["family"]>;
type Values = { agencyId: string; reason: string; manager: string; decidedOn: string };

const TITLE = "Record a lawful basis without agreement";

function missing({ agencyId, decidedOn }: Values): UserError[] {
  const faults: UserError[] = [];
  if (agencyId === "") faults.push({ code: "MISSING", field: "agencyId", message: "Choose the agency" });
  if (!isRealDate(decidedOn))
    faults.push({ code: "MISSING", field: "decidedOn", message: "Enter the day of the decision, such as 3 1 2017" });
  return faults;
}

function BasisForm({ family }: { family: Family }) {
  const navigate = useNavigate();
  const { agencies } = useDirectory(family.district.code);
  const [record] = useMutation(RecordLawfulBasisDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm<Values>({
    defaultValues: { agencyId: "", reason: "", manager: "", decidedOn: "" },
  });
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">
        Only to keep a child safe, and only where a manager has decided it. It lets one agency work with the family without the family’s
        agreement, until you end it.
      </p>
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          const faults = missing(values);
          if (faults.length > 0) return faults;
          const { data } = await record({ variables: { input: { ...values, familyId: family.id, idempotencyKey } } });
          if (data?.recordLawfulBasis.lawfulBasis) {
            await navigate(`/families/${family.id}`, { state: { done: "The lawful basis is recorded" } });
          }
          return data?.recordLawfulBasis.errors;
        })}
      >
        <Select {...field("agencyId")} label="Which agency?" labelSize="s" emptyLabel="Choose" options={agencies} />
        <Textarea
          {...field("reason")}
          label="Why must this go on without agreement?"
          labelSize="s"
          hint="Coordinators, the agency and the lead professional can read this"
          rows={5}
        />
        <Input {...field("manager")} label="Which manager decided it?" labelSize="s" hint="Their name and role" />
        <DateInput {...dateField("decidedOn")} legend="When did they decide it?" legendSize="s" hint="For example, 3 1 2017" />
        <Button busy={busy}>Record the lawful basis</Button>
      </form>
    </FamilyForm>
  );
}

function BasisPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForAgreementDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => (family === null ? <NotFound what="family" /> : <BasisForm family={family} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="lawful-bases.record">
      <BasisPage />
    </RequirePermission>
  );
}
