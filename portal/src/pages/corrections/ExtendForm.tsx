import { useMutation } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Button } from "../../govuk/Button.tsx";
import { Details } from "../../govuk/Details.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { type CorrectionToDecideFragment, ExtendCorrectionRequestDocument } from "./Corrections.generated.ts";

/** Folded away: it is the exception, and it is told to the person with its reason. */
export function ExtendForm({ request: { id, version } }: { request: CorrectionToDecideFragment }) {
  const navigate = useNavigate();
  const [extend] = useMutation(ExtendCorrectionRequestDocument);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { reason: "" } });
  return (
    <Details summary="Take two further months to answer">
      <form
        className="app-narrow"
        noValidate
        onSubmit={submit(async ({ reason }) => {
          const { data } = await extend({ variables: { input: { correctionRequestId: id, version, reason } } });
          const done = "Two further months are taken. Tell the person so, and why";
          if (data?.extendCorrectionRequest.correctionRequest) await navigate(".", { state: { done }, replace: true });
          return data?.extendCorrectionRequest.errors;
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <p className="govuk-body">Only where it is complex, once, and within the first month.</p>
        <Textarea {...field("reason")} label="Why does it take longer?" rows={3} />
        <Button busy={busy} variant="secondary">
          Take two further months
        </Button>
      </form>
    </Details>
  );
}
