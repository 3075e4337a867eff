import { Figure, type FigureValue, figureText, SuppressionNote } from "../../components/Figure.tsx";
import { CRITERION_NAMES, OPEN_TO_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { ClaimsProgressFragment } from "./Board.generated.ts";
import { hiddenIn, share } from "./words.ts";

type Row = { key: string; label: string; figure: FigureValue };

const COLUMNS: readonly Column<Row>[] = [
  { key: "label", header: "Attached families", value: ({ label }) => label },
  {
    key: "families",
    header: "Families",
    value: ({ figure }) => figureText(figure),
    cell: ({ figure }) => <Figure figure={figure} />,
    numeric: true,
  },
];

const WHOLE = new Intl.NumberFormat("en-GB");

/** How far attached families are from a claim. */
export function Claims({ progress }: { progress: ClaimsProgressFragment }) {
  const { asOf, oneOutstanding, claimsSubmitted, claimTarget, needingTwelveMonths } = progress;
  const outstanding = oneOutstanding.map(({ criterion, openTo, families }): Row => {
    const label = openTo === null ? CRITERION_NAMES[criterion] : `${CRITERION_NAMES[criterion]}, ${OPEN_TO_NAMES[openTo]}`;
    return { key: `${criterion} ${openTo ?? ""}`, label, figure: families };
  });
  const stages: Row[] = [
    { key: "tracked", label: "No need outstanding, waiting until all are sustained", figure: progress.trackedToSustained },
    { key: "sustained", label: "Significant and sustained progress on every need", figure: progress.significantAndSustained },
    { key: "employment", label: "Tracked for continuous employment", figure: progress.trackedContinuousEmployment },
    { key: "claims", label: "Claims submitted", figure: claimsSubmitted },
  ];
  const claimed = claimsSubmitted.value;
  const { families, attached, percent } = needingTwelveMonths;
  return (
    <section className="app-report" aria-labelledby="claims">
      <h2 className="govuk-heading-l" id="claims">
        Progress to claims
      </h2>
      <p className="govuk-body-l">
        {claimed === null || claimTarget === null ? (
          <>
            Claims submitted: <Figure figure={claimsSubmitted} />.{claimTarget !== null && ` The target is ${WHOLE.format(claimTarget)}.`}
          </>
        ) : (
          <>
            <strong>{claimTarget === 0 ? 0 : Math.round((claimed / claimTarget) * 1000) / 10}%</strong> of the target:{" "}
            {WHOLE.format(claimed)} of {WHOLE.format(claimTarget)} claims submitted.
          </>
        )}
      </p>
      <Table
        caption="Towards a claim"
        columns={COLUMNS}
        rows={stages}
        rowKey={({ key }) => key}
        csvName={`progress-to-claims-${asOf}`}
        narrow
      />
      <Table
        caption="One need outstanding, by need"
        columns={COLUMNS}
        rows={outstanding}
        rowKey={({ key }) => key}
        csvName={`one-need-outstanding-${asOf}`}
        narrow
        empty="No attached family has just one need outstanding."
      />
      <p className="govuk-body">
        Progress that takes twelve months to be sustained is needed by {share(percent, families, attached)} attached families.
      </p>
      {hiddenIn([...stages, ...outstanding].map(({ figure }) => figure).concat(families, attached)) && <SuppressionNote />}
    </section>
  );
}
