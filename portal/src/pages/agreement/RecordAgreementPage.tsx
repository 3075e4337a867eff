import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { AgreementCapacity, AgreementPurpose } from "../../apollo/schema.generated.ts";
import { type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes, Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Select } from "../../govuk/Select.tsx";
import { useDirectory } from "../caf/use-directory.ts";
import { PURPOSES } from "../caf/words.ts";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { FamilyForAgreementDocument, type FamilyForAgreementQuery, RecordAgreementDocument } from "./Agreement.generated.ts";
import { CAPACITIES, peopleOptions } from "./choices.ts";

type Family = NonNullable<FamilyForAgreementQuery["family"]>;
type Values = { personId: string; capacity: AgreementCapacity | ""; agreedOn: string; purposes: AgreementPurpose[]; agencyIds: string[] };
type Complete = Values & { capacity: AgreementCapacity };

const TITLE = "Record an agreement";

/** The API's own types have no empty choice and no half date, so what is missing is said here. */
function missing({ personId, capacity, agreedOn }: Values): UserError[] {
  const faults: UserError[] = [];
  if (personId === "") faults.push({ code: "MISSING", field: "personId", message: "Choose who agrees for the family" });
  if (capacity === "") faults.push({ code: "MISSING", field: "capacity", message: "Choose in what capacity this person agrees" });
  if (!isRealDate(agreedOn))
    faults.push({ code: "MISSING", field: "agreedOn", message: "Enter the day on which the family agreed, such as 3 1 2017" });
  return faults;
}

const isComplete = (values: Values): values is Complete => missing(values).length === 0;

function RecordForm({ family }: { family: Family }) {
  const navigate = useNavigate();
  const { agencies } = useDirectory(family.district.code);
  const [record] = useMutation(RecordAgreementDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm<Values>({
    defaultValues: { personId: "", capacity: "", agreedOn: "", purposes: [], agencyIds: [] },
  });
  const uncovered = new Set(family.agenciesWithoutGround.map(({ id }) => id));
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">Tell the family that they may take it back at any time, and what stops when they do.</p>
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          if (!isComplete(values)) return missing(values);
          const { data } = await record({ variables: { input: { ...values, familyId: family.id, idempotencyKey } } });
          if (data?.recordAgreement.agreement) await navigate(`/families/${family.id}`, { state: { done: "The agreement is recorded" } });
          return data?.recordAgreement.errors;
        })}
      >
        <Select
          {...field("personId")}
          label="Who agrees for the family?"
          labelSize="s"
          emptyLabel="Choose"
          options={peopleOptions(family.members.filter(({ to }) => to === null))}
        />
        <Radios {...field("capacity")} legend="How can they agree?" legendSize="s" options={CAPACITIES} />
        <DateInput {...dateField("agreedOn")} legend="When did they agree?" legendSize="s" hint="For example, 3 1 2017" />
        <Checkboxes
          {...field("purposes")}
          legend="What do they agree to?"
          legendSize="s"
          hint="Choose all that they agreed to"
          options={PURPOSES.map(({ value, label }) => ({
            value,
            label: value === "SHARING_WITH_AGENCIES" ? "Sharing what is known with the agencies chosen below" : label,
          }))}
        />
        <Checkboxes
          {...field("agencyIds")}
          legend="To which agencies?"
          legendSize="s"
          hint="Agencies that work where the family lives"
          small
          options={agencies.map((agency) => ({
            ...agency,
            ...(uncovered.has(agency.value) ? { hint: "Sees the family now, and nothing covers it" } : {}),
          }))}
        />
        <Button busy={busy}>Record the agreement</Button>
      </form>
    </FamilyForm>
  );
}

function RecordAgreementPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForAgreementDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => {
        if (family === null) return <NotFound what="family" />;
        if (family.viewerCanRecordAgreement) return <RecordForm family={family} />;
        return (
          <NotForYou family={family} title={TITLE}>
            Only a team that works with the family or a coordinator can record an agreement.
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="agreements.record">
      <RecordAgreementPage />
    </RequirePermission>
  );
}
