import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Button } from "../../govuk/Button.tsx";
import { FamilyForm } from "../family/FamilyForm.tsx";
import { RecordDeclinedAgreementDocument } from "./Agreement.generated.ts";
import { type Asked, type AskedFamily, AskedFields, AskedPage, type Complete, missingFrom } from "./Asked.tsx";

type Values = Asked & { askedOn: string };

const TITLE = "Record that they did not agree";

const missing = (values: Values) =>
  missingFrom(
    values,
    { field: "askedOn", value: values.askedOn },
    {
      person: "Choose who was asked",
      capacity: "Choose in what capacity this person was asked",
      day: "Enter the day on which the family was asked",
    },
  );

const isComplete = (values: Values): values is Complete<Values> => missing(values).length === 0;

function DeclinedForm({ family }: { family: AskedFamily }) {
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
        <AskedFields
          family={family}
          person={field("personId")}
          capacity={field("capacity")}
          day={dateField("askedOn")}
          questions={{ person: "Who was asked?", capacity: "How could they have agreed?", day: "When were they asked?" }}
        />
        <Button busy={busy}>Record it</Button>
      </form>
    </FamilyForm>
  );
}

export function Component() {
  return (
    <AskedPage title={TITLE} denied="Only a team that works with the family or a coordinator can record what it says to an agreement.">
      {(family) => <DeclinedForm family={family} />}
    </AskedPage>
  );
}
