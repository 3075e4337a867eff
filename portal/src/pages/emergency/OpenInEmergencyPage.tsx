import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { DangerNotice } from "../../components/DangerNotice.tsx";
import { formatTime, isRealDate } from "../../components/dates.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { familyTitle } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { FamiliesOpenedInEmergencyDocument, OpenFamilyInEmergencyDocument } from "./Emergency.generated.ts";

const missing = (field: string, message: string) => ({ code: "MISSING", field, message });

type Values = { by: string; reference: string; familyName: string; dateOfBirth: string; postcode: string; reason: string };

/** What the API could only refuse as a whole, told place by place. */
function unfinished({ by, reference, familyName, dateOfBirth, postcode, reason }: Values) {
  const about =
    by === "REFERENCE"
      ? [...(reference.trim() === "" ? [missing("reference", "Enter the family’s reference, like F-100234")] : [])]
      : by === "PERSON"
        ? [
            ...(familyName.trim() === "" ? [missing("familyName", "Enter the last name")] : []),
            ...(isRealDate(dateOfBirth) ? [] : [missing("dateOfBirth", "Enter a real date of birth, with a day, a month and a year")]),
            ...(postcode.trim() === "" ? [missing("postcode", "Enter a postcode, like PR1 8XJ")] : []),
          ]
        : [missing("by", "Choose how you know the family")];
  return [...about, ...(reason.trim() === "" ? [missing("reason", "Enter why you need to see this family now")] : [])];
}

/** What this person has open, to go back to without opening it again. */
function OpenNow() {
  const { data } = useQuery(FamiliesOpenedInEmergencyDocument, { fetchPolicy: "network-only" });
  const open = data?.familiesOpenedInEmergency ?? [];
  if (open.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">Open to you now</h2>
      <ul className="govuk-list govuk-list--bullet">
        {open.map(({ family, endsAt }) => (
          <li key={family.id}>
            <Link className="govuk-link" to={`/families/${family.id}`}>
              {familyTitle(family)}
            </Link>{" "}
            until {formatTime(endsAt)}
          </li>
        ))}
      </ul>
    </>
  );
}

function OpenInEmergencyPage() {
  const navigate = useNavigate();
  const [open] = useMutation(OpenFamilyInEmergencyDocument, { fetchPolicy: "no-cache" });
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const { form, field, dateField, errors, busy, submit } = useServerForm<Values>({
    defaultValues: { by: "", reference: "", familyName: "", dateOfBirth: "", postcode: "", reason: "" },
  });
  return (
    <>
      <BackLink to="/families">Back to families</BackLink>
      <div className="app-narrow">
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title="Open a family in an emergency" error={errors.length > 0} />
        <DangerNotice />
        <p className="govuk-body">
          For when a child may be in danger, you cannot see the family, and there is no time to ask. You can read it for one hour and change
          nothing. The information officer is told each time, with your reason, and looks into it.
        </p>
        <OpenNow />
        <form
          noValidate
          autoComplete="off"
          onSubmit={submit(async (values) => {
            const left = unfinished(values);
            if (left.length > 0) return left;
            const { by, reference, familyName, dateOfBirth, postcode, reason } = values;
            const about = by === "REFERENCE" ? { reference } : { familyName, dateOfBirth, postcode };
            const { data } = await open({ variables: { input: { ...about, reason, idempotencyKey } } });
            const { family, errors: refused } = data?.openFamilyInEmergency ?? {};
            // What is tried next is another deed than the one that was refused.
            setKey(crypto.randomUUID());
            if (family) await navigate(`/families/${family.id}`);
            return refused;
          })}
        >
          <Radios
            {...field("by")}
            legend="How do you know the family?"
            legendSize="s"
            value={form.watch("by")}
            options={[
              {
                value: "REFERENCE",
                label: "By its reference",
                conditional: (
                  <Input {...field("reference")} label="Family reference" hint="For example, F-100234" width={10} spellCheck={false} />
                ),
              },
              {
                value: "PERSON",
                label: "By somebody in it",
                conditional: (
                  <>
                    <Input {...field("familyName")} label="Last name" width={20} spellCheck={false} />
                    <DateInput {...dateField("dateOfBirth")} legend="Date of birth" legendSize="s" hint="For example, 27 3 2009" />
                    <Input {...field("postcode")} label="Postcode where the family lives" width={10} spellCheck={false} />
                  </>
                ),
              },
            ]}
          />
          <Textarea {...field("reason")} label="Why do you need to see this family now?" labelSize="s" rows={4} />
          <Button busy={busy} variant="warning">
            Open for one hour
          </Button>
        </form>
      </div>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.open-in-emergency">
      <OpenInEmergencyPage />
    </RequirePermission>
  );
}
