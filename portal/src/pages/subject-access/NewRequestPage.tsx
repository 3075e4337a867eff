import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Fieldset } from "../../govuk/Fieldset.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { RecordSubjectRequestDocument } from "./SubjectAccess.generated.ts";
import { ASKER_NAMES, HOME, isOneOf, optionsOf, required } from "./words.ts";

const EMPTY = {
  askedBy: "",
  requesterName: "",
  authority: "",
  givenName: "",
  familyName: "",
  dateOfBirth: "",
  familyReference: "",
  postcode: "",
  receivedOn: "",
  scope: "",
};
type Values = typeof EMPTY;

const ASKERS = optionsOf(ASKER_NAMES).map((option) =>
  option.value === "PARENT" ? { ...option, hint: "A child who understands what it means decides for themselves" } : option,
);

/** What the API could only refuse as a whole, told place by place. */
function unfinished({
  askedBy,
  requesterName,
  authority,
  givenName,
  familyName,
  dateOfBirth,
  familyReference,
  postcode,
  receivedOn,
}: Values) {
  const another = askedBy !== "" && askedBy !== "THEMSELVES";
  return [
    ...(isOneOf(ASKER_NAMES, askedBy) ? [] : [required("askedBy", "Choose who asks")]),
    ...(another && requesterName.trim() === "" ? [required("requesterName", "Enter who asks")] : []),
    ...(another && authority.trim() === "" ? [required("authority", "Enter what shows that they may ask")] : []),
    ...(isRealDate(receivedOn) ? [] : [required("receivedOn", "Enter the day it was received, with a day, a month and a year")]),
    ...(givenName.trim() === "" ? [required("givenName", "Enter their first name")] : []),
    ...(familyName.trim() === "" ? [required("familyName", "Enter their last name")] : []),
    ...(isRealDate(dateOfBirth) ? [] : [required("dateOfBirth", "Enter a real date of birth, with a day, a month and a year")]),
    ...(familyReference.trim() === "" && postcode.trim() === ""
      ? [required("familyReference", "Enter the family’s reference or the postcode of the person’s home")]
      : []),
  ];
}

function NewRequestPage() {
  const navigate = useNavigate();
  const [record] = useMutation(RecordSubjectRequestDocument);
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const { form, field, dateField, errors, busy, submit } = useServerForm<Values>({ defaultValues: EMPTY });
  const asker = form.watch("askedBy");
  return (
    <div className="app-narrow">
      <BackLink to={HOME}>Subject access requests</BackLink>
      <form
        noValidate
        onSubmit={submit(async (values) => {
          const { askedBy, ...rest } = values;
          const wrong = unfinished(values);
          if (wrong.length > 0 || !isOneOf(ASKER_NAMES, askedBy)) return wrong;
          const { data } = await record({ variables: { input: { ...rest, askedBy, idempotencyKey } } });
          // The next try says something else, and is another thing to do.
          setKey(crypto.randomUUID());
          const request = data?.recordSubjectRequest.request;
          if (request) await navigate(`${HOME}/${request.reference}`, { state: { done: "The request is recorded" } });
          return data?.recordSubjectRequest.errors;
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title="Record a subject access request" error={errors.length > 0} />
        <Radios {...field("askedBy")} legend="Who asks?" legendSize="m" options={ASKERS} />
        {isOneOf(ASKER_NAMES, asker) && asker !== "THEMSELVES" && (
          <>
            <Input {...field("requesterName")} label="Their name" labelSize="s" autoComplete="off" />
            <Textarea
              {...field("authority")}
              label="What shows that they may ask?"
              labelSize="s"
              hint="Such as a signed form, or a birth certificate seen"
              rows={2}
            />
          </>
        )}
        <DateInput {...dateField("receivedOn")} legend="When was it received?" legendSize="m" hint="The month counts from this day" />
        <Textarea
          {...field("scope")}
          label="What do they ask for? (optional)"
          labelSize="m"
          hint="In their words. Leave it empty for everything"
          rows={3}
        />
        <Fieldset legend="Who is it about?" legendSize="m">
          <p className="govuk-body">
            As whoever asks has told you. You are shown no list to choose from: it must fit one person on record.
          </p>
          <Input {...field("givenName")} label="First name" autoComplete="off" />
          <Input {...field("familyName")} label="Last name" autoComplete="off" />
          <DateInput {...dateField("dateOfBirth")} legend="Date of birth" legendSize="s" />
          <Input
            {...field("familyReference")}
            label="Family’s reference (optional)"
            hint="Such as F-100084, if they know it"
            width={10}
            autoComplete="off"
          />
          <Input
            {...field("postcode")}
            label="Postcode of their home"
            hint="Needed only where they do not know the reference"
            width={10}
            autoComplete="off"
          />
        </Fieldset>
        <Button busy={busy}>Record the request</Button>
      </form>
    </div>
  );
}

export function Component() {
  return (
    <RequirePermission permission="subject-access.manage">
      <NewRequestPage />
    </RequirePermission>
  );
}
