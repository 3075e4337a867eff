import { useMutation, useQuery } from "@apollo/client/react";
import { type ReactNode, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { CorrectionSubject } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate, isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { personName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn, useViewer } from "../../components/ViewerProvider.tsx";
import { CAF_CRITERIA, CRITERION_NAMES } from "../../components/words.ts";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select, type SelectOption } from "../../govuk/Select.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { CorrectionSubjectsDocument, type CorrectionSubjectsQuery, RecordCorrectionRequestDocument } from "./Corrections.generated.ts";
import { inputOf, KINDS, missing, type RecordKind, type Values } from "./form.ts";
import { CAPACITY_NAMES } from "./words.ts";

type Subjects = NonNullable<CorrectionSubjectsQuery["correctionSubjects"]>;

const TITLE = "Record that something is wrong";

function optionsOf(records: Subjects["records"], kind: CorrectionSubject): SelectOption[] {
  return records
    .filter(({ about }) => about === kind)
    .map(({ recordId, versionNumber, label, on }) => ({
      value: `${recordId}/${versionNumber ?? ""}`,
      label: kind === "TAF_MEETING" ? label : `${label}, ${formatDate(on, true)}`,
    }));
}

function RecordForm({ subjects }: { subjects: Subjects }) {
  const { today } = useSignedIn();
  const { can } = useViewer();
  const navigate = useNavigate();
  const [record] = useMutation(RecordCorrectionRequestDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm<Values>({
    defaultValues: {
      personId: "",
      capacity: "",
      about: "",
      CAF: "",
      EVIDENCE: "",
      PLAN_ACTION: "",
      TAF_MEETING: "",
      criterion: "",
      wrong: "",
      statement: "",
      receivedOn: today,
    },
    fieldOf: (path) => (path === "recordId" ? "about" : path),
  });
  const family = can("families.read") ? `/families/${subjects.familyId}` : null;
  const choose = (kind: RecordKind) => ({ ...field(kind), emptyLabel: "Choose", options: optionsOf(subjects.records, kind) });
  const conditional: Readonly<Partial<Record<CorrectionSubject, ReactNode>>> = {
    EVIDENCE: <Select {...choose("EVIDENCE")} label="Which entry?" />,
    CAF: (
      <>
        <Select {...choose("CAF")} label="Which version?" />
        <Select
          {...field("criterion")}
          label="Which answer?"
          emptyLabel="Something else in it"
          options={CAF_CRITERIA.map((value) => ({ value, label: CRITERION_NAMES[value] }))}
        />
      </>
    ),
    PLAN_ACTION: <Select {...choose("PLAN_ACTION")} label="Which action?" />,
    TAF_MEETING: <Select {...choose("TAF_MEETING")} label="Which meeting?" />,
  };
  return (
    <div className="app-narrow">
      <BackLink to={family ?? "/administration/corrections"}>
        {family === null ? "What people say is wrong" : "Back to the family"}
      </BackLink>
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          const faults = missing(values, isRealDate);
          if (faults.length > 0) return faults;
          const input = { ...inputOf(values), familyId: subjects.familyId, idempotencyKey };
          const { data } = await record({ variables: { input } });
          const state = { done: "It is recorded, and stands beside what it is about" };
          if (data?.recordCorrectionRequest.correctionRequest)
            await navigate(family === null ? "/administration/corrections" : `${family}#corrections`, { state });
          return data?.recordCorrectionRequest.errors;
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title={TITLE} caption={`Family ${subjects.reference}`} error={errors.length > 0} />
        <p className="govuk-body">
          What was recorded stays as it is. What they say stands beside it from now on, and the information officer answers within a month.
        </p>
        <Select
          {...field("personId")}
          label="Whom is the record about?"
          labelSize="s"
          emptyLabel="Choose"
          options={subjects.people.map((person) => ({ value: person.id, label: personName(person) }))}
        />
        <Radios
          {...field("capacity")}
          legend="Who says that it is wrong?"
          legendSize="s"
          options={Object.entries(CAPACITY_NAMES).map(([value, label]) => ({ value, label }))}
        />
        <Radios
          {...field("about")}
          legend="What do they say is wrong?"
          legendSize="s"
          options={KINDS.map(({ value, label }) => ({ value, label, conditional: conditional[value] }))}
        />
        <Textarea
          {...field("wrong")}
          label="What is wrong about it?"
          labelSize="s"
          hint="As they told you, in a sentence or two"
          rows={3}
        />
        <Textarea
          {...field("statement")}
          label="Their own statement, if they want one to stand beside it"
          labelSize="s"
          hint="In their words, not yours"
          rows={6}
        />
        <DateInput
          {...dateField("receivedOn")}
          legend="When did they tell you?"
          legendSize="s"
          hint="The month to answer begins on this day"
        />
        <Button busy={busy}>Record it</Button>
      </form>
    </div>
  );
}

/** For the officer, who comes by a reference and sees no list of families. */
function WhichFamily({ unknown }: { unknown: boolean }) {
  const { can } = useViewer();
  const [, setParams] = useSearchParams();
  const { field, errors, busy, submit, showErrors } = useServerForm({ defaultValues: { reference: "" } });
  const [told, setTold] = useState(false);
  if (unknown && !told) {
    setTold(true);
    showErrors([{ code: "NOT_FOUND", field: "reference", message: "There is no such family, or you cannot see it" }]);
  }
  return (
    <div className="app-narrow">
      {can("corrections.decide") ? (
        <BackLink to="/administration/corrections">What people say is wrong</BackLink>
      ) : (
        <BackLink to="/families">Families</BackLink>
      )}
      <form
        noValidate
        onSubmit={submit(async ({ reference }) => {
          if (!/^\s*F-\d{6,12}\s*$/iu.test(reference))
            return [{ code: "INVALID", field: "reference", message: "Enter a reference, like F-100084" }];
          setTold(false);
          setParams({ family: reference.trim().toUpperCase() });
          return [];
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title={TITLE} error={errors.length > 0} />
        <p className="govuk-body">
          For somebody who says that what is recorded about them is wrong. First find their family’s record; then take down what they say.
        </p>
        <Input
          {...field("reference")}
          label="Family’s reference"
          labelSize="s"
          hint="Such as F-100084"
          width={10}
          spellCheck={false}
          autoComplete="off"
        />
        <Button busy={busy}>Go on</Button>
      </form>
    </div>
  );
}

function OfFamily({ reference }: { reference: string }) {
  const query = useQuery(CorrectionSubjectsDocument, { variables: { reference } });
  return (
    <Loaded query={query} what="the family">
      {({ correctionSubjects: subjects }) =>
        subjects === null ? <WhichFamily unknown /> : <RecordForm key={subjects.familyId} subjects={subjects} />
      }
    </Loaded>
  );
}

function RecordCorrectionPage() {
  const [params] = useSearchParams();
  const reference = params.get("family");
  return reference === null ? <WhichFamily unknown={false} /> : <OfFamily key={reference} reference={reference} />;
}

export function Component() {
  return (
    <RequirePermission permission="corrections.record">
      <RecordCorrectionPage />
    </RequirePermission>
  );
}
