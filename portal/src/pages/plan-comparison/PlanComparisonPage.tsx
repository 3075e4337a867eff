import { useQuery } from "@apollo/client/react";
import type { FormEvent } from "react";
import { useSearchParams } from "react-router";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Comparison } from "./Comparison.tsx";
import {
  PlanComparisonDocument,
  type PlanComparisonQuery,
  PlansToCompareDocument,
  type PlansToCompareQuery,
} from "./PlanComparison.generated.ts";

const TITLE = "Compare outcomes plans";

type Plan = PlansToCompareQuery["outcomesPlans"][number];

/** The plan chosen is in the address, so that the figures can be sent to a colleague. */
function ChoosePlan({ others, chosen }: { others: readonly Plan[]; chosen: string }) {
  const [, setParams] = useSearchParams();
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const plan = String(new FormData(event.currentTarget).get("plan"));
    setParams(plan === "" ? {} : { plan }, { preventScrollReset: true });
  };
  return (
    <form className="app-as-of" onSubmit={choose} noValidate>
      <Select
        key={chosen}
        name="plan"
        label="Compare the plan in force with"
        labelSize="s"
        defaultValue={chosen}
        emptyLabel="Choose a plan"
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button variant="secondary">Compare</Button>
    </form>
  );
}

/** Every family is worked out twice, which may take some seconds: it says so, and when it is done. */
function Figures({ answer }: { answer: PlanComparisonQuery | undefined }) {
  const figures = answer?.planComparison;
  const told = figures ? "The comparison is worked out." : "There is no such plan.";
  return (
    <>
      <div role="status">
        {answer === undefined ? (
          <p className="govuk-body app-working-out">Working every family out under both plans. This may take some seconds…</p>
        ) : (
          <span className="govuk-visually-hidden">{told}</span>
        )}
      </div>
      {answer !== undefined && figures == null && <p className="govuk-body">There is no such plan. Choose one of those above.</p>}
      {figures != null && <Comparison figures={figures} />}
    </>
  );
}

function Comparing({ outcomesPlans }: PlansToCompareQuery) {
  const [params] = useSearchParams();
  const chosen = params.get("plan") ?? "";
  const inForce = outcomesPlans.find((plan) => plan.inForce);
  const others = outcomesPlans.filter((plan) => !plan.inForce);
  const isOther = chosen !== "" && chosen !== inForce?.id;
  const { data, error, refetch } = useQuery(PlanComparisonDocument, { variables: { planId: chosen }, skip: !isOther });
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  return (
    <>
      <BackLink to="/outcomes-plans">Outcomes plans</BackLink>
      <PageTitle title={TITLE} />
      <p className="govuk-body">
        How many of the families that you see would be eligible today under another plan than the one in force
        {inForce && (
          <>
            , <strong>{inForce.name}</strong>
          </>
        )}
        . Nothing is changed or stored.
      </p>
      {others.length === 0 ? (
        <p className="govuk-body">No other plan is on record.</p>
      ) : (
        <ChoosePlan others={others} chosen={others.some(({ id }) => id === chosen) ? chosen : ""} />
      )}
      {chosen !== "" && !isOther && <p className="govuk-body">This is the plan in force. Choose another to compare it with.</p>}
      {isOther && <Figures answer={data} />}
    </>
  );
}

function PlanComparisonPage() {
  const query = useQuery(PlansToCompareDocument);
  return (
    <Loaded query={query} what="the plans">
      {(data) => <Comparing {...data} />}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="outcomes-plans.compare">
      <PlanComparisonPage />
    </RequirePermission>
  );
}
