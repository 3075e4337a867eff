import { listed } from "../../components/people.ts";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import type { PlanCriterionRowsFragment } from "./OutcomesPlans.generated.ts";
import { RuleSource } from "./RuleSource.tsx";

type Row = PlanCriterionRowsFragment["issues"][number];

function Words({ words, source }: { words: Row["entry"]; source: string }) {
  const [only, ...more] = words.lines;
  return (
    <>
      {more.length === 0 ? (
        <p className="govuk-body">{only}.</p>
      ) : (
        <>
          <p className="govuk-body">{words.anyOne ? "Any one of these is enough:" : "All of these:"}</p>
          <ul className="govuk-list govuk-list--bullet">
            {words.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <RuleSource source={source} />
    </>
  );
}

/** One criterion with its rows, each with what makes it a need, what counts as progress, and where that is written. */
export function PlanRows({ criterion }: { criterion: PlanCriterionRowsFragment }) {
  const labelOf = (id: string) => `“${criterion.issues.find((row) => row.id === id)?.label ?? id}”`;
  return (
    <section className="app-plan-criterion" aria-labelledby={criterion.criterion}>
      <h2 className="govuk-heading-m" id={criterion.criterion}>
        {criterion.label}
      </h2>
      {criterion.issues.map((row) => (
        <SummaryList
          key={row.id}
          card={{ title: row.label, headingLevel: 3 }}
          rows={[
            { key: "About", value: row.who },
            { key: "A need when", value: <Words words={row.entry} source={row.entrySource} /> },
            { key: "Progress when", value: <Words words={row.progress} source={row.progressSource} /> },
          ]}
        />
      ))}
      {criterion.alternatives.map(({ rows, source }) => (
        <p className="govuk-body" key={source}>
          Of {listed(rows.map(labelOf))}, progress on one that was a need is enough. <RuleSource source={source} />
        </p>
      ))}
    </section>
  );
}
