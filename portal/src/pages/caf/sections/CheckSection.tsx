import { useApolloClient } from "@apollo/client/react";
import { useMemo, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { PageTitle } from "../../../components/PageTitle.tsx";
import { Button } from "../../../govuk/Button.tsx";
import { ErrorSummary } from "../../../govuk/ErrorSummary.tsx";
import { SubmitCafDocument } from "../Caf.generated.ts";
import { CafContentView } from "../CafContentView.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { sectionOf, subjectOf, unfinishedDates } from "../fields.ts";
import { toContent } from "../form.ts";

/** A key for each thing that is submitted: sent again unchanged it is the same, changed it is another. */
function useSubmissionKey(): (what: string) => string {
  const last = useRef<{ what: string; key: string } | null>(null);
  return (what) => {
    if (last.current?.what !== what) last.current = { what, key: crypto.randomUUID() };
    return last.current.key;
  };
}

export function CheckSection() {
  const { caf, form, saver, draft } = useEditing();
  const client = useApolloClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const keyFor = useSubmissionKey();
  const base = `/cafs/${caf.reference}/edit`;
  const values = form.form.getValues();

  const { errors, form: controls } = form;
  // Away from their questions the errors must say whom they are about.
  const summary = useMemo(
    () =>
      errors.map((error) => {
        const subject = error.path === null ? null : subjectOf(error.path, controls.getValues());
        return subject === null ? error : { ...error, message: `${subject}: ${error.message}` };
      }),
    [errors, controls],
  );

  const follow = (fieldId: string) => {
    const path = form.errors.find((error) => error.fieldId === fieldId)?.path;
    if (path) void navigate(`${base}/${sectionOf(path)}`, { state: { focus: fieldId } });
  };
  return (
    <form
      noValidate
      onSubmit={form.submit(async (typed) => {
        const unfinished = unfinishedDates(typed);
        if (unfinished.length > 0) return unfinished;
        await saver.flush();
        const { status, errors, version, notApplicable } = saver.state.get();
        if (status === "refused" || status === "stale") return errors;
        saver.stop();
        const content = toContent(typed, notApplicable, true);
        const input = { cafId: caf.id, version, content, idempotencyKey: keyFor(JSON.stringify({ version, content })) };
        const { data } = await client.mutate({ mutation: SubmitCafDocument, variables: { input } });
        if (data?.submitCaf.caf) await navigate(`/cafs/${caf.reference}/submitted`);
        return data?.submitCaf.errors;
      })}
    >
      {form.errors.length > 0 && <ErrorSummary key={pathname} errors={summary} onFollow={follow} />}
      <PageTitle title="Check and submit" caption={caf.reference} error={form.errors.length > 0} />
      <CafContentView content={toContent(values, draft.notApplicable, true)} changeAt={base} />
      <h2 className="govuk-heading-m">Now submit it</h2>
      <p className="govuk-body">
        A coordinator checks it. If something is missing, it comes back to you with the reasons. A version that was submitted does not
        change any more.
      </p>
      <DangerFlag question="caf" about="About this family" />
      <Button busy={form.busy}>Submit the CAF</Button>
    </form>
  );
}
