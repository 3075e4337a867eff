import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button, ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { ChangePlanDocument, PlanAdministrationDocument, type PlanAdministrationQuery } from "./Plans.generated.ts";

type Plan = PlanAdministrationQuery["outcomesPlans"][number];

const BACK = "/administration/plans";
const spanOf = ({ authority, from, to }: Plan) => `${authority}, ${formatDate(from)} to ${formatDate(to)}`;

/** `already` is what the address asks for where that is in force: somebody else was quicker. */
function ChoosePlan({ others, already }: { others: readonly Plan[]; already: Plan | undefined }) {
  const [, setParams] = useSearchParams();
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { plan: "" } });
  return (
    <div className="app-narrow">
      <BackLink to={BACK} />
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title="Put another plan in force" caption="Administration" error={errors.length > 0} />
      {already && <p className="govuk-body">{already.name} is in force already.</p>}
      {others.length === 0 ? (
        <p className="govuk-body">No other plan is on record.</p>
      ) : (
        <form
          noValidate
          onSubmit={submit(async ({ plan }) => {
            if (plan === "") return [{ code: "MISSING", field: "plan", message: "Choose a plan" }];
            setParams({ plan });
            return [];
          })}
        >
          <Radios
            {...field("plan")}
            legend="Which plan?"
            legendSize="s"
            hint="You will see what happens before anything changes."
            options={others.map((plan) => ({ value: plan.id, label: plan.name, hint: spanOf(plan) }))}
          />
          <Button busy={busy}>Continue</Button>
        </form>
      )}
    </div>
  );
}

type ConfirmPlanProps = {
  plan: Plan;
  inForce: Plan;
  /** After a refusal: what is shown may be out of date. */
  onRefused: () => Promise<unknown>;
};

function ConfirmPlan({ plan, inForce, onRefused }: ConfirmPlanProps) {
  const navigate = useNavigate();
  const [change] = useMutation(ChangePlanDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  return (
    <div className="app-narrow">
      <BackLink to={`${BACK}/change`} />
      {errors.length > 0 && <ErrorSummary errors={errors.map(({ message }) => ({ message }))} />}
      <PageTitle title="Put this plan in force?" caption="Administration" error={errors.length > 0} />
      <SummaryList
        rows={[
          { key: "From now", value: `${plan.name} (${spanOf(plan)})` },
          { key: "Instead of", value: `${inForce.name} (${spanOf(inForce)})` },
        ]}
      />
      <p className="govuk-body">What will happen:</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>every family is worked out anew under this plan, in batches; you can watch, pause and resume it</li>
        <li>who is eligible, what is in the way and what could be claimed may change, for every agency</li>
        <li>everybody can go on working; lists and reports change as families are done</li>
        <li>earlier days and published months stay as they were</li>
        <li>a re-evaluation that is not finished is replaced by this one</li>
        <li>it is written in the audit log, under your name</li>
      </ul>
      <WarningText>This changes the answers for every family in the county. You can put the other plan back in the same way.</WarningText>
      <form
        noValidate
        onSubmit={submit(async () => {
          const { data } = await change({ variables: { input: { planId: plan.id, insteadOf: inForce.id, idempotencyKey } } });
          if (data?.changePlan.reevaluation) await navigate(BACK, { state: { done: `${plan.name} is in force` } });
          else await onRefused();
          return data?.changePlan.errors;
        })}
      >
        <ButtonGroup>
          <Button busy={busy}>Put this plan in force</Button>
          <ButtonLink to={BACK} variant="secondary">
            Cancel
          </ButtonLink>
        </ButtonGroup>
      </form>
    </div>
  );
}

function ChangePlanPage() {
  const [params] = useSearchParams();
  const query = useQuery(PlanAdministrationDocument);
  return (
    <Loaded query={query} what="the plans">
      {({ outcomesPlans }) => {
        const inForce = outcomesPlans.find((plan) => plan.inForce);
        const others = outcomesPlans.filter((plan) => !plan.inForce);
        const asked = params.get("plan");
        const chosen = others.find(({ id }) => id === asked);
        if (chosen && inForce) return <ConfirmPlan key={chosen.id} plan={chosen} inForce={inForce} onRefused={() => query.refetch()} />;
        return <ChoosePlan others={others} already={inForce?.id === asked ? inForce : undefined} />;
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="outcomes-plans.change">
      <ChangePlanPage />
    </RequirePermission>
  );
}
