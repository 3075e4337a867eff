import { Link } from "react-router";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { Unbroken } from "../../components/Unbroken.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import type { NextSteps_FamilyFragment } from "./Family.generated.ts";
import { nextSteps } from "./next-steps.ts";

const SHOWN = 5;

/** The action that a step is about, as what is closed names it. */
function actionAt(to: string): string | null {
  const id = /\/actions\/([^/]+)\/done$/u.exec(to)?.[1];
  return id === undefined ? null : `actions.${id}`;
}

/** First on the page: what to do next. */
export function NextSteps({ family }: { family: NextSteps_FamilyFragment }) {
  const { today, role } = useSignedIn();
  const steps = nextSteps(family, today);
  const more = steps.length - SHOWN;
  return (
    <section className="app-next" aria-labelledby="next">
      <h2 className="govuk-heading-m" id="next">
        What to do next
      </h2>
      {steps.length === 0 ? (
        <p className="govuk-body">Nothing waits for you here.</p>
      ) : (
        <ol className="govuk-list app-next__steps">
          {steps.slice(0, SHOWN).map(({ to, text }) => (
            <li key={to}>
              <Link className="govuk-link govuk-!-font-weight-bold" to={to}>
                <Unbroken text={text} />
              </Link>
              <NotToBeShared place={actionAt(to)} />
            </li>
          ))}
        </ol>
      )}
      {more > 0 && (
        <p className="govuk-body">
          And {more} more in{" "}
          <a className="govuk-link" href="#plan">
            the plan
          </a>
          .
        </p>
      )}
      {role === "COORDINATOR" && family.stage !== "ATTACHED" && !family.viewerCanAttach && family.attachRefusal !== null && (
        <p className="govuk-body">Attaching: {family.attachRefusal}.</p>
      )}
    </section>
  );
}
