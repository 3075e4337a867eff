import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useParams } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { personName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { useKept } from "../family/use-kept.ts";
import { NotFound } from "../static/NotFound.tsx";
import { CorrectEvidenceDocument, FamilyForEvidenceDocument, type FamilyForEvidenceQuery } from "./Evidence.generated.ts";
import { EvidenceFields } from "./EvidenceFields.tsx";
import { missing, toFact, valuesOf } from "./form.ts";
import { type EvidenceFamily, surroundings, useEvidenceForm } from "./use-evidence-form.ts";

type Entry = EvidenceFamily["evidence"][number];
type Terms = FamilyForEvidenceQuery["schoolTerms"];
type Wrong = "DIFFERENT" | "NEVER_WAS";

const TITLE = "Correct this evidence";

function daysOf({ from, to }: Entry): string {
  return to === null || to === from ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}

function CorrectForm({ family, entry, terms }: { family: EvidenceFamily; entry: Entry; terms: Terms }) {
  const { kind } = entry;
  const [correct] = useMutation(CorrectEvidenceDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [wrong, setWrong] = useState<Wrong>("DIFFERENT");
  const { form, asksWhetherAgain, settle } = useEvidenceForm(family, kind, valuesOf(entry));
  const [reason, setReason] = useState("");
  const withdraw = wrong === "NEVER_WAS";
  const reasonFault = form.errors.find(({ path }) => path === "statement");
  return (
    <FamilyForm family={family} title={TITLE} errors={form.errors}>
      <SummaryList
        rows={[
          { key: "It says now", value: entry.label },
          { key: "About", value: entry.person === null ? "The family" : personName(entry.person) },
          { key: "When", value: daysOf(entry) },
        ]}
      />
      <form
        noValidate
        autoComplete="off"
        onSubmit={form.submit(async (values) => {
          const faults = withdraw ? [] : missing(kind, values);
          if (faults.length > 0) return faults;
          const statement = (withdraw ? reason : values.statement) || null;
          const fact = withdraw ? null : toFact(kind, values);
          const { data } = await correct({ variables: { input: { evidenceId: entry.id, withdraw, fact, statement, idempotencyKey } } });
          return settle(data?.correctEvidence, withdraw ? "The evidence is withdrawn" : "The evidence is corrected");
        })}
      >
        <Radios
          name="wrong"
          legend="What is wrong?"
          legendSize="s"
          value={wrong}
          onChange={({ currentTarget: { value } }) => setWrong(value === "NEVER_WAS" ? "NEVER_WAS" : "DIFFERENT")}
          options={[
            { value: "DIFFERENT", label: "It was otherwise: I will say how" },
            { value: "NEVER_WAS", label: "It never was, and should not have been recorded" },
          ]}
        />
        {withdraw ? (
          <Textarea
            name="reason"
            id={reasonFault?.fieldId ?? "reason"}
            label="Why was it never so?"
            labelSize="s"
            hint="For example, it was about another family of the same name"
            value={reason}
            onChange={({ currentTarget: { value } }) => setReason(value)}
            error={reasonFault?.message}
            rows={3}
          />
        ) : (
          <EvidenceFields
            kind={kind}
            form={form}
            members={family.members}
            around={surroundings(family, terms)}
            asksWhetherAgain={asksWhetherAgain}
          />
        )}
        <p className="govuk-body">What was known until today stays on record, with who corrected it.</p>
        <Button busy={form.busy} {...(withdraw ? { variant: "warning" as const } : {})}>
          {withdraw ? "Withdraw this evidence" : "Correct this evidence"}
        </Button>
      </form>
    </FamilyForm>
  );
}

function CorrectEntry({ family, entry, terms }: { family: EvidenceFamily; entry: Entry | undefined; terms: Terms }) {
  const open = useKept(entry?.viewerCanCorrect ? entry : null);
  if (open !== null) return <CorrectForm family={family} entry={open} terms={terms} />;
  return (
    <NotForYou family={family} title={TITLE}>
      {entry === undefined
        ? "This has been corrected already, or it is not for you to see."
        : "Only the agency that recorded this can correct it. Ask them, or add what your agency knows."}
    </NotForYou>
  );
}

function CorrectEvidencePage() {
  const { id = "", evidenceId = "" } = useParams();
  const query = useQuery(FamilyForEvidenceDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the evidence">
      {({ family, schoolTerms }) =>
        family === null ? (
          <NotFound what="family" />
        ) : (
          <CorrectEntry family={family} entry={family.evidence.find((entry) => entry.id === evidenceId)} terms={schoolTerms} />
        )
      }
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="evidence.add">
      <CorrectEvidencePage />
    </RequirePermission>
  );
}
