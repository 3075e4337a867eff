import { useMutation, useQuery } from "@apollo/client/react";
import { Link, useLocation } from "react-router";
import { type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loading } from "../../components/Loading.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button, ButtonLink } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { EarlierRuns } from "./EarlierRuns.tsx";
import { LatestRun, type Run, type Verb } from "./LatestRun.tsx";
import {
  PauseReevaluationDocument,
  PlanAdministrationDocument,
  type PlanAdministrationQuery,
  ResumeReevaluationDocument,
} from "./Plans.generated.ts";
import { useReevaluations } from "./use-reevaluations.ts";
import { WorkOutAnew } from "./WorkOutAnew.tsx";

const TITLE = "Outcomes plan in force";

type Plans = PlanAdministrationQuery["outcomesPlans"];

function InForce({ plans }: { plans: Plans }) {
  const plan = plans.find(({ inForce }) => inForce);
  return (
    <>
      {plan === undefined ? (
        <p className="govuk-body">No plan is in force.</p>
      ) : (
        <p className="govuk-body-l">
          <Link className="govuk-link" to={`/outcomes-plans/${plan.id}`}>
            {plan.name}
          </Link>
          {plan.inForceSince !== null && (
            <span className="app-under">
              In force since <FormattedInstant instant={plan.inForceSince} />
            </span>
          )}
        </p>
      )}
      {plans.length > 1 ? (
        <ButtonLink to="/administration/plans/change">Put another plan in force</ButtonLink>
      ) : (
        <p className="govuk-body">No other plan is on record.</p>
      )}
    </>
  );
}

/** Pauses or resumes, and shows what the service says against it. */
function useRunActions(again: () => Promise<void>) {
  const form = useServerForm({ defaultValues: {} });
  const [pause] = useMutation(PauseReevaluationDocument);
  const [resume] = useMutation(ResumeReevaluationDocument);
  const attempt = (work: () => Promise<readonly UserError[] | undefined>) =>
    void form.submit(async () => {
      const errors = await work();
      // Refused or not, what is shown may be out of date now.
      await again();
      return errors;
    })();
  const press = (run: Run) => (verb: Verb, idempotencyKey: string) =>
    attempt(async () => {
      const options = { variables: { input: { reevaluationId: run.id, version: run.version, idempotencyKey } } };
      if (verb === "pause") return (await pause(options)).data?.pauseReevaluation.errors;
      return (await resume(options)).data?.resumeReevaluation.errors;
    });
  return { ...form, attempt, press };
}

function PlansPage() {
  // What was known before somebody changed the plan would say the contrary of what they are told here.
  const plans = useQuery(PlanAdministrationDocument, { fetchPolicy: "network-only" });
  const { query, runs, stoppedWatching, again } = useReevaluations();
  const { errors, busy, attempt, press } = useRunActions(again);
  const state: unknown = useLocation().state;
  const done = typeof state === "object" && state !== null && "done" in state ? String(state.done) : null;
  const fault = plans.data ? (runs ? undefined : query.error) : plans.error;
  const retry = () => {
    void plans.refetch().catch(() => undefined);
    void again();
  };
  if (fault) return <Trouble error={fault} onRetry={retry} />;
  if (!plans.data || !runs) return <Loading what="the plans" />;
  const [latest, ...earlier] = runs;
  return (
    <>
      <BackLink to="/administration">Administration</BackLink>
      {errors.length > 0 && <ErrorSummary errors={errors.map(({ message }) => ({ message }))} />}
      {done !== null && errors.length === 0 && <NotificationBanner success heading={done} />}
      <PageTitle title={TITLE} caption="Administration" error={errors.length > 0} />
      <InForce plans={plans.data.outcomesPlans} />
      {latest === undefined ? (
        <p className="govuk-body">Families have never been worked out anew all at once.</p>
      ) : (
        <LatestRun run={latest} busy={busy} onPress={press(latest)} />
      )}
      {stoppedWatching && (
        <>
          <p className="govuk-body">This page has stopped looking. The work goes on.</p>
          <Button type="button" variant="secondary" onClick={() => void again()}>
            Look again
          </Button>
        </>
      )}
      <WorkOutAnew busy={busy} onPress={attempt} />
      {earlier.length > 0 && <EarlierRuns runs={earlier} />}
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="outcomes-plans.change">
      <PlansPage />
    </RequirePermission>
  );
}
