import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { FormattedDate, FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { PrintButton } from "../../components/PrintButton.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { OutcomesPlanDocument, type OutcomesPlanQuery } from "./OutcomesPlans.generated.ts";
import { PlanRows } from "./PlanRows.tsx";
import { RuleSource, SourceKey } from "./RuleSource.tsx";

type ShownPlan = OutcomesPlanQuery["outcomesPlans"][number];

const LEFT_OUT = "left-out";

function About({ plan }: { plan: ShownPlan }) {
  const { criteria, needsForEligibility } = plan;
  return (
    <SummaryList
      rows={[
        { key: "Authority", value: plan.authority },
        {
          key: "For",
          value: (
            <>
              <FormattedDate date={plan.from} /> to <FormattedDate date={plan.to} />
            </>
          ),
        },
        {
          key: "In force",
          value:
            plan.inForceSince === null ? (
              "No"
            ) : (
              <>
                <Tag colour="green">In force</Tag> since <FormattedInstant instant={plan.inForceSince} />
              </>
            ),
        },
        {
          key: "Eligible",
          value: (
            <>
              <p className="govuk-body">
                Families with needs under at least {needsForEligibility} of {criteria.length} criteria.
              </p>
              <RuleSource source={plan.eligibilitySource} />
            </>
          ),
        },
        {
          key: "On record",
          value: (
            <>
              Since <FormattedInstant instant={plan.addedAt} />
              {plan.addedBy === null ? "; it came with the service" : `, added by ${plan.addedBy.name}`}
            </>
          ),
        },
      ]}
    />
  );
}

function LeftOut({ leftOut }: { leftOut: ShownPlan["leftOut"] }) {
  return (
    <section className="app-plan-criterion" aria-labelledby={LEFT_OUT}>
      <h2 className="govuk-heading-m" id={LEFT_OUT}>
        What was left out
      </h2>
      {leftOut.length === 0 ? (
        <p className="govuk-body">Nothing of the paper behind this plan is named as left out.</p>
      ) : (
        <>
          <p className="govuk-body">The paper behind this plan also says, and these rules do not:</p>
          <ul className="govuk-list govuk-list--bullet">
            {leftOut.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Plan({ plan }: { plan: ShownPlan }) {
  const { can } = useViewer();
  const places = [
    ...plan.criteria.map(({ criterion, label }) => ({ id: criterion, text: label })),
    { id: LEFT_OUT, text: "What was left out" },
  ];
  return (
    <>
      <BackLink to="/outcomes-plans">Outcomes plans</BackLink>
      <PageTitle title={plan.name} caption="Outcomes plan" />
      <About plan={plan} />
      <ButtonGroup>
        {can("outcomes-plans.compare") && !plan.inForce && (
          <ButtonLink to={`/outcomes-plans/compare?plan=${plan.id}`} variant="secondary">
            Compare with the plan in force
          </ButtonLink>
        )}
        {can("outcomes-plans.change") && !plan.inForce && (
          <ButtonLink to={`/administration/plans/change?plan=${plan.id}`} variant="secondary">
            Put this plan in force
          </ButtonLink>
        )}
        <PrintButton />
      </ButtonGroup>
      <SourceKey />
      <nav className="app-contents app-contents--inline" aria-label="On this page">
        <ul className="govuk-list">
          {places.map(({ id, text }) => (
            <li key={id}>
              <a className="govuk-link" href={`#${id}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {plan.criteria.map((criterion) => (
        <PlanRows key={criterion.criterion} criterion={criterion} />
      ))}
      <LeftOut leftOut={plan.leftOut} />
    </>
  );
}

function OutcomesPlanPage() {
  const { id } = useParams();
  const query = useQuery(OutcomesPlanDocument);
  return (
    <Loaded query={query} what="the plan">
      {({ outcomesPlans }) => {
        const plan = outcomesPlans.find((each) => each.id === id);
        return plan === undefined ? <NotFound what="plan" /> : <Plan plan={plan} />;
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="outcomes-plans.read">
      <OutcomesPlanPage />
    </RequirePermission>
  );
}
