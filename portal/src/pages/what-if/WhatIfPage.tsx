import { useQuery } from "@apollo/client/react";
import { useRef, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { FamilyIdentity } from "../family/FamilyIdentity.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { ForecastAnswer } from "./ForecastAnswer.tsx";
import { SupposeForm } from "./SupposeForm.tsx";
import { type Fault, faultsOf, placeOf, readSuppositions, suppositionsOf, type WhatIfValues, writeSuppositions } from "./suppose.ts";
import { WhatIfDocument, type WhatIfQuery } from "./WhatIf.generated.ts";

type Known = { [Field in keyof WhatIfQuery]: NonNullable<WhatIfQuery[Field]> };
type Supposed = ReturnType<typeof suppositionsOf>;

type WhatIfProps = Known & {
  values: WhatIfValues;
  supposed: Supposed;
  /** The forecast still answers what was supposed before. */
  waiting: boolean;
};

function WhatIf({ family, familyForecast, values, supposed, waiting }: WhatIfProps) {
  const [, setParams] = useSearchParams();
  const [refused, setRefused] = useState<readonly Fault[] | null>(null);
  const answer = useRef<HTMLHeadingElement>(null);
  const judged = (waiting ? [] : familyForecast.errors).map(({ field, message }) => ({ place: placeOf(field, supposed), message }));
  const placed = judged.flatMap(({ place, message }) => (place === null ? [] : [{ place, message }]));
  const faults = refused ?? [...faultsOf(values), ...placed];
  const errors = [
    ...faults.map(({ place, message }) => ({ fieldId: place, message })),
    ...(refused === null ? judged.filter(({ place }) => place === null).map(({ message }) => ({ message })) : []),
  ];
  const ask = (typed: WhatIfValues) => {
    const found = faultsOf(typed);
    setRefused(found.length > 0 ? found : null);
    if (found.length > 0) return;
    setParams(writeSuppositions(typed), { preventScrollReset: true });
    answer.current?.focus();
  };
  return (
    <>
      <BackLink to={`/families/${family.id}#claim`}>Back to the family</BackLink>
      <FamilyIdentity family={family} />
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title="What would bring a claim nearer?" error={errors.length > 0} />
      <p className="govuk-body">Suppose what you like: nothing here is recorded, and nothing changes for the family.</p>
      <div className="app-what-if">
        <section aria-labelledby="suppose">
          <h2 className="govuk-heading-m" id="suppose">
            Suppose that
          </h2>
          <SupposeForm values={values} faults={faults} onAsk={ask} />
        </section>
        <section aria-labelledby="answer">
          <h2 className="govuk-heading-m" id="answer" tabIndex={-1} ref={answer}>
            What would happen
          </h2>
          {errors.length > 0 ? (
            <p className="govuk-body">Put right what is marked, then ask again.</p>
          ) : (
            <div role="status">
              {waiting ? (
                <p className="govuk-body">Working it out</p>
              ) : (
                <ForecastAnswer forecast={familyForecast} supposed={supposed.map(({ words }) => words)} />
              )}
            </div>
          )}
        </section>
      </div>
    </>
  );
}

function WhatIfPage() {
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const values = readSuppositions(params);
  const supposed = suppositionsOf(values);
  const suppose = supposed.map(({ supposition }) => supposition);
  // What was known of the family may have changed since it was last asked.
  const query = useQuery(WhatIfDocument, { variables: { id, suppose }, fetchPolicy: "network-only" });
  return (
    <Loaded query={query} what="the forecast">
      {({ family, familyForecast }) =>
        family === null || familyForecast === null ? (
          <NotFound what="family" />
        ) : (
          <WhatIf family={family} familyForecast={familyForecast} values={values} supposed={supposed} waiting={query.data === undefined} />
        )
      }
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.read">
      <WhatIfPage />
    </RequirePermission>
  );
}
