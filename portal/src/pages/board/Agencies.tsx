import { Figure, figureText, SuppressionNote } from "../../components/Figure.tsx";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { AgencyContributionsFragment } from "./Board.generated.ts";
import { hiddenIn } from "./words.ts";

type Row = AgencyContributionsFragment;
type Key = Exclude<keyof Row["figures"], "__typename">;

const DAY_MS = 86_400_000;

/** Silence is shown as silence, with its age. */
function ageOf(lastHeardOn: string, asOf: string): string {
  const days = Math.max(0, Math.round((Date.parse(asOf) - Date.parse(lastHeardOn)) / DAY_MS));
  if (days === 0) return "on this day";
  return days === 1 ? "1 day before" : `${days} days before`;
}

function LastHeard({ on, asOf }: { on: string | null; asOf: string }) {
  if (on === null) return "Never heard";
  return (
    <>
      <FormattedDate date={on} short />
      <span className="app-under app-nowrap">{ageOf(on, asOf)}</span>
    </>
  );
}

const figureColumn = (key: Key, header: string): Column<Row> => ({
  key,
  header,
  value: ({ figures }) => figureText(figures[key]),
  cell: ({ figures }) => <Figure figure={figures[key]} />,
  numeric: true,
  sortable: true,
});

/** What each kind of agency has put in, and how long it has been silent. */
export function Agencies({ contributions, asOf }: { contributions: readonly Row[]; asOf: string }) {
  const columns: readonly Column<Row>[] = [
    { key: "kind", header: "Kind of agency", value: ({ kind }) => AGENCY_KIND_NAMES[kind], sortable: true },
    { key: "agencies", header: "Agencies", value: ({ agencies }) => agencies, numeric: true, sortable: true },
    figureColumn("cafsSubmitted", "CAFs submitted"),
    figureColumn("cafsCompliant", "CAFs passed"),
    figureColumn("familiesLed", "Families led"),
    figureColumn("actionsDone", "Actions done"),
    figureColumn("actionsOverdue", "Actions overdue"),
    {
      key: "heard",
      header: "Last heard",
      value: ({ lastHeardOn }) => lastHeardOn ?? "Never heard",
      cell: ({ lastHeardOn }) => <LastHeard on={lastHeardOn} asOf={asOf} />,
    },
  ];
  const all = contributions.flatMap(({ figures: { cafsSubmitted, cafsCompliant, familiesLed, actionsDone, actionsOverdue } }) => [
    cafsSubmitted,
    cafsCompliant,
    familiesLed,
    actionsDone,
    actionsOverdue,
  ]);
  return (
    <section className="app-report" aria-labelledby="agencies">
      <h2 className="govuk-heading-l" id="agencies">
        What each kind of agency has put in
      </h2>
      <Table
        caption="Contributions since the first record"
        columns={columns}
        rows={contributions}
        rowKey={({ kind }) => kind}
        csvName={`agency-contributions-${asOf}`}
        sortParam="agencySort"
        empty="No agency has put anything in by this day."
      />
      {hiddenIn(all) && <SuppressionNote />}
    </section>
  );
}
