import { useMutation } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { DisposeRecordDocument, LiftLegalHoldDocument, ReviewRecordDocument } from "./Retention.generated.ts";

/** Stays on the page, and says what was done above it. */
function useDone() {
  const navigate = useNavigate();
  return (done: string) => navigate(".", { state: { done }, replace: true });
}

export function LiftForm({ familyId }: { familyId: string }) {
  const done = useDone();
  const [lift] = useMutation(LiftLegalHoldDocument);
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  return (
    <form
      noValidate
      onSubmit={submit(async () => {
        const { data } = await lift({ variables: { input: { familyId } } });
        if (data?.liftLegalHold.record) await done("The hold is lifted");
        return data?.liftLegalHold.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Button busy={busy}>Lift the hold</Button>
    </form>
  );
}

const NO_DECISION = { code: "REQUIRED", field: "decision", message: "Choose whether it is kept or disposed of" };
const NO_DAY = { code: "REQUIRED", field: "keepUntil", message: "Enter the day until which it is kept" };

export function ReviewForm({ familyId }: { familyId: string }) {
  const done = useDone();
  const [review] = useMutation(ReviewRecordDocument);
  const { field, dateField, errors, busy, submit, form } = useServerForm({ defaultValues: { decision: "", keepUntil: "", reason: "" } });
  return (
    <form
      className="app-narrow"
      noValidate
      aria-labelledby="review"
      onSubmit={submit(async ({ decision, keepUntil, reason }) => {
        if (decision !== "KEEP" && decision !== "DISPOSE") return [NO_DECISION];
        if (decision === "KEEP" && !isRealDate(keepUntil)) return [NO_DAY];
        const input = { familyId, decision, reason, keepUntil: decision === "KEEP" ? keepUntil : null } as const;
        const { data } = await review({ variables: { input } });
        if (data?.reviewRecord.record) {
          form.reset();
          await done(decision === "KEEP" ? "The record is kept" : "The record waits for somebody else to dispose of it");
        }
        return data?.reviewRecord.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <h2 className="govuk-heading-m" id="review">
        Review this record
      </h2>
      <Radios
        {...field("decision")}
        legend="What becomes of it?"
        legendSize="s"
        options={[
          { value: "KEEP", label: "Keep it", conditional: <DateInput {...dateField("keepUntil")} legend="Until when?" legendSize="s" /> },
          { value: "DISPOSE", label: "Dispose of it", hint: "Somebody else carries it out" },
        ]}
      />
      <Textarea {...field("reason")} label="Why?" labelSize="s" rows={3} />
      <Button busy={busy}>Record the review</Button>
    </form>
  );
}

export function DisposeForm({ familyId, review }: { familyId: string; review: { id: string; reviewedBy: { id: string } } }) {
  const done = useDone();
  const { id: me } = useSignedIn();
  const [dispose] = useMutation(DisposeRecordDocument);
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  if (review.reviewedBy.id === me)
    return (
      <p className="govuk-body">You reviewed this record. An administrator or another information officer carries out the disposal.</p>
    );
  return (
    <form
      noValidate
      onSubmit={submit(async () => {
        const { data } = await dispose({ variables: { input: { familyId, reviewId: review.id } } });
        if (data?.disposeRecord.record) await done("The record is disposed of");
        return data?.disposeRecord.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <WarningText>
        This cannot be undone. Names, dates of birth, addresses and everything written about the people are blanked. Dates, kinds and counts
        stay.
      </WarningText>
      <Button busy={busy} variant="warning">
        Dispose of this record
      </Button>
    </form>
  );
}
