import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { AgreementCapacity } from "../../apollo/schema.generated.ts";
import { type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Select } from "../../govuk/Select.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { FamilyForAgreementDocument, type FamilyForAgreementQuery, RecordDeclinedAgreementDocument } from "./Agreement.generated.ts";
import { CAPACITIES, peopleOptions } from "./choices.ts";

type Family = NonNullable<FamilyForAgreementQuery["family"]>;
type Values = { personId: string; capacity: AgreementCapacity | ""; askedOn: string };
type Complete = Values & { capacity: AgreementCapacity };

const TITLE = "Record that they did not agree";

/** The API's own types have no empty choice and no half date, so what is missing is said here. */
function missing({ personId, capacity, askedOn }: Values): UserError[] {
  const faults: UserError[] = [];
  if (personId === "") faults.push({ code: "MISSING", field: "personId", message: "Choose who was asked" });
  if (capacity === "") faults.push({ code: "MISSING", field: "capacity", message: "Choose in what capacity this person was asked" });
  if (!isRealDate(askedOn))
    faults.push({ code: "MISSING", field: "askedOn", message: "Enter the day on which the family was asked, such as 3 1 2017" });
  return faults;
}

const isComplete = (values: Values): values is Complete => missing(values).length === 0;

function DeclinedForm({ family }: { family: Family }) {
  const navigate = useNavigate();
  const [record] = useMutation(RecordDeclinedAgreementDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm<Values>({
    defaultValues: { personId: "", capacity: "", askedOn: "" },
  });
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">
        A family may say no, and may be asked again another day. An agreement that is in force stays so: to take one back, withdraw it.
      </p>
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          if (!isComplete(values)) return missing(values);
          const { data } = await record({ variables: { input: { ...values, familyId: family.id, idempotencyKey } } });
          if (data?.recordDeclinedAgreement.agreement) {
            await navigate(`/families/${family.id}`, { state: { done: "It is recorded that they did not agree" } });
          }
          return data?.recordDeclinedAgreement.errors;
        })}
      >
        <Select
          {...field("personId")}
          label="Who was asked?"
          labelSize="s"
          emptyLabel="Choose"
          options={peopleOptions(family.members.filter(({ to }) => to === null))}
        />
        <Radios {...field("capacity")} legend="How could they have agreed?" legendSize="s" options={CAPACITIES} />
        <DateInput {...dateField("askedOn")} legend="When were they asked?" legendSize="s" hint="For example, 3 1 2017" />
        <Button busy={busy}>Record it</Button>
      </form>
    </FamilyForm>
  );
}

function DeclinedAgreementPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForAgreementDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => {
        if (family === null) return <NotFound what="family" />;
        if (family.viewerCanRecordAgreement) return <DeclinedForm family={family} />;
        return (
          <NotForYou family={family} title={TITLE}>
            Only a team that works with the family or a coordinator can record what it says to an agreement.
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="agreements.record">
      <DeclinedAgreementPage />
    </RequirePermission>
  );
}
