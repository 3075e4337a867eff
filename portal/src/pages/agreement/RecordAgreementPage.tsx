import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { AgreementPurpose } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { AgencyChoices } from "../../components/AgencyChoices.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { useDirectory } from "../caf/use-directory.ts";
import { PURPOSES } from "../caf/words.ts";
import { FamilyForm } from "../family/FamilyForm.tsx";
import { RecordAgreementDocument } from "./Agreement.generated.ts";
import { type Asked, type AskedFamily, AskedFields, AskedPage, type Complete, missingFrom } from "./Asked.tsx";

type Values = Asked & { agreedOn: string; purposes: AgreementPurpose[]; agencyIds: string[] };

const TITLE = "Record an agreement";

const missing = (values: Values) =>
  missingFrom(
    values,
    { field: "agreedOn", value: values.agreedOn },
    {
      person: "Choose who agrees for the family",
      capacity: "Choose in what capacity this person agrees",
      day: "Enter the day on which the family agreed",
    },
  );

const isComplete = (values: Values): values is Complete<Values> => missing(values).length === 0;

function RecordForm({ family }: { family: AskedFamily }) {
  const navigate = useNavigate();
  const { agencies } = useDirectory(family.district.code);
  const [record] = useMutation(RecordAgreementDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { form, field, dateField, errors, busy, submit } = useServerForm<Values>({
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
        <AskedFields
          family={family}
          person={field("personId")}
          capacity={field("capacity")}
          day={dateField("agreedOn")}
          questions={{ person: "Who agrees for the family?", capacity: "How can they agree?", day: "When did they agree?" }}
        />
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
        <AgencyChoices
          field={field("agencyIds")}
          legend="To which agencies?"
          hint="Agencies that work where the family lives"
          chosen={form.watch("agencyIds") || []}
          agencies={agencies.map((agency) => ({
            ...agency,
            ...(uncovered.has(agency.value) ? { hint: "Sees the family now, and nothing covers it" } : {}),
          }))}
        />
        <Button busy={busy}>Record the agreement</Button>
      </form>
    </FamilyForm>
  );
}

export function Component() {
  return (
    <AskedPage title={TITLE} denied="Only a team that works with the family or a coordinator can record an agreement.">
      {(family) => <RecordForm family={family} />}
    </AskedPage>
  );
}
