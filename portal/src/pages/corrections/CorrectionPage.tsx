import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { CorrectionDecision } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { formatDate, isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { CorrectionToDecideDocument, type CorrectionToDecideFragment, DecideCorrectionRequestDocument } from "./Corrections.generated.ts";
import { ExtendForm } from "./ExtendForm.tsx";
import { CAPACITY_NAMES, DECISION_NAMES, recordName } from "./words.ts";

type Request = CorrectionToDecideFragment;

const words = (text: string | null) => <span className="app-written">{text ?? "Details removed"}</span>;

function Facts({ request }: { request: Request }) {
  const { familyReference, capacity, said, wrong, statement, receivedOn, dueOn, overdue, recordedBy } = request;
  const { decision, decidedOn, decidedBy, reason, putRight, corrected, extendedOn, extendReason } = request;
  const decided = decision === null ? [] : [DECISION_NAMES[decision], decidedBy?.name, decidedOn && formatDate(decidedOn)];
  const byItsOwners = request.about === "EVIDENCE" || request.about === "CAF";
  return (
    <SummaryList
      rows={[
        { key: "Record", value: recordName(request) },
        { key: "Family", value: familyReference },
        ...(said === null ? [] : [{ key: "It said", value: said }]),
        { key: "What they say is wrong", value: words(wrong) },
        { key: "Their own statement", value: statement === null ? "None was given" : words(statement) },
        { key: "Who says so", value: CAPACITY_NAMES[capacity] },
        { key: "Received", value: `${formatDate(receivedOn)}, taken down by ${recordedBy.name}` },
        {
          key: "Answer by",
          value: (
            <>
              {formatDate(dueOn)} {overdue && <Tag colour="red">Overdue</Tag>}
            </>
          ),
        },
        ...(extendedOn === null
          ? []
          : [{ key: "Extended", value: words(`${formatDate(extendedOn)}: ${extendReason ?? "Details removed"}`) }]),
        ...(decision === null && byItsOwners
          ? [{ key: "Corrected by whoever recorded it", value: corrected ? "Yes, since" : "Not yet: it waits among their tasks" }]
          : []),
        ...(decision === null ? [] : [{ key: "Decided", value: decided.filter(Boolean).join(", ") }]),
        ...(putRight === null ? [] : [{ key: "What is right", value: words(putRight) }]),
        ...(reason === null ? [] : [{ key: "Why", value: words(reason) }]),
      ]}
    />
  );
}

interface Values {
  decision: CorrectionDecision | "";
  reason: string;
  putRight: string;
  givenName: string;
  familyName: string;
  dateOfBirth: string;
}

const NO_DECISION = { code: "MISSING", field: "decision", message: "Choose what becomes of it" };
const NO_DAY = { code: "MISSING", field: "dateOfBirth", message: "Enter the date of birth, such as 14 3 2007" };

function DecideForm({ request }: { request: Request }) {
  const navigate = useNavigate();
  const [decide] = useMutation(DecideCorrectionRequestDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm<Values>({
    defaultValues: {
      decision: "",
      reason: "",
      putRight: "",
      givenName: request.person?.givenName ?? "",
      familyName: request.person?.familyName ?? "",
      dateOfBirth: "",
    },
  });
  const { about } = request;
  const right =
    about === "NAME" ? (
      <>
        <Input {...field("givenName")} label="First name" autoComplete="off" />
        <Input {...field("familyName")} label="Last name" autoComplete="off" />
      </>
    ) : about === "DATE_OF_BIRTH" ? (
      <DateInput {...dateField("dateOfBirth")} legend="Date of birth" />
    ) : about === "EVIDENCE" || about === "CAF" ? null : (
      <Textarea {...field("putRight")} label="What is right?" rows={3} />
    );
  return (
    <form
      className="app-narrow"
      noValidate
      autoComplete="off"
      aria-labelledby="decide"
      onSubmit={submit(async ({ decision, reason, putRight, givenName, familyName, dateOfBirth }) => {
        if (decision === "") return [NO_DECISION];
        const puts = decision === "PUT_RIGHT";
        if (puts && about === "DATE_OF_BIRTH" && !isRealDate(dateOfBirth)) return [NO_DAY];
        const input = {
          correctionRequestId: request.id,
          version: request.version,
          decision,
          reason: reason || null,
          putRight: puts && putRight ? putRight : null,
          givenName: puts && about === "NAME" && givenName ? givenName : null,
          familyName: puts && about === "NAME" && familyName ? familyName : null,
          dateOfBirth: puts && about === "DATE_OF_BIRTH" ? dateOfBirth : null,
          idempotencyKey,
        };
        const { data } = await decide({ variables: { input } });
        const done = "It is decided. Tell the person, and that they may complain to the Information Commissioner’s Office";
        if (data?.decideCorrectionRequest.correctionRequest) await navigate(".", { state: { done }, replace: true });
        return data?.decideCorrectionRequest.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <h2 className="govuk-heading-m" id="decide">
        Decide
      </h2>
      <Radios
        {...field("decision")}
        legend="What becomes of it?"
        legendSize="s"
        options={[
          { value: "PUT_RIGHT", label: "It is put right", hint: "What was recorded stays on record beside it", conditional: right },
          { value: "STATEMENT_ADDED", label: "It is not put right, and their statement stands beside it" },
          { value: "NOT_PUT_RIGHT", label: "It is not put right" },
        ]}
      />
      <Textarea {...field("reason")} label="Why?" labelSize="s" hint="They are told. It may stay empty where it is put right" rows={3} />
      <Button busy={busy}>Decide</Button>
    </form>
  );
}

function CorrectionPage() {
  const { id = "" } = useParams();
  const query = useQuery(CorrectionToDecideDocument, { variables: { id }, fetchPolicy: "cache-and-network" });
  return (
    <Loaded query={query} what="the request">
      {({ correctionRequest: request }) =>
        request === null ? (
          <NotFound what="request" list={{ to: "/administration/corrections", text: "What people say is wrong" }} />
        ) : (
          <>
            <Breadcrumbs
              items={[
                { text: "Administration", to: "/administration" },
                { text: "What people say is wrong", to: "/administration/corrections" },
                { text: request.familyReference },
              ]}
            />
            <DoneBanner />
            <PageTitle title="Somebody says that this is wrong" />
            <Facts request={request} />
            {request.decision === null && <DecideForm key={request.version} request={request} />}
            {request.decision === null && request.extendedOn === null && <ExtendForm request={request} />}
          </>
        )
      }
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="corrections.decide">
      <CorrectionPage />
    </RequirePermission>
  );
}
