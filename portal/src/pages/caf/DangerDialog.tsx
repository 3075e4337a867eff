import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { DangerNotice } from "../../components/DangerNotice.tsx";
import { countyInstant } from "../../components/dates.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Button, ButtonGroup } from "../../govuk/Button.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Dialog } from "../../govuk/Dialog.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { RecordDangerReferralDocument } from "./Caf.generated.ts";
import type { DangerReferral } from "./editing.ts";

type DangerDialogProps = {
  cafId: string;
  question: string;
  about: string;
  onRecorded: (recorded: { referrals: DangerReferral[]; canDiscard: boolean }) => void;
  onClose: () => void;
};

const NO_TIME = { code: "INVALID", field: "referredAt", message: "Enter the time of your call, like 14:05" };
const NO_DAY = { code: "INVALID", field: "day", message: "Enter the day of your call, with a day, a month and a four-figure year" };

/** Records that MASH was called. It waits for nobody, and the page underneath stays just as it was. */
export function DangerDialog({ cafId, question, about, onRecorded, onClose }: DangerDialogProps) {
  const client = useApolloClient();
  const { today } = useSignedIn();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm({
    defaultValues: { reference: "", day: today, referredAt: "" },
  });
  return (
    <Dialog title="Report danger to a child" onCancel={onClose}>
      <p className="govuk-body">{about}</p>
      <DangerNotice compact />
      <form
        noValidate
        onSubmit={submit(async ({ reference, day, referredAt: time }) => {
          if (countyInstant(day, "00:00") === null) return [NO_DAY];
          const referredAt = countyInstant(day, time.trim());
          if (referredAt === null) return [NO_TIME];
          const input = { cafId, question, reference, referredAt, idempotencyKey };
          const { data } = await client.mutate({ mutation: RecordDangerReferralDocument, variables: { input }, fetchPolicy: "no-cache" });
          const caf = data?.recordDangerReferral.caf;
          if (caf?.draft) onRecorded({ referrals: caf.draft.dangerReferrals, canDiscard: caf.viewerCanDiscard });
          return data?.recordDangerReferral.errors;
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <p className="govuk-body">When you have called, write down here what MASH told you.</p>
        <Input {...field("reference")} label="Reference that MASH gave you" width={20} />
        <DateInput {...dateField("day")} legend="Day of your call" />
        <Input {...field("referredAt")} label="Time of your call" hint="For example, 14:05" width={5} />
        <ButtonGroup>
          <Button busy={busy}>Record the referral</Button>
          <Button type="button" variant="secondary" onClick={onClose}>
            Back to the CAF
          </Button>
        </ButtonGroup>
      </form>
    </Dialog>
  );
}
