import { formatDate } from "../../components/dates.ts";
import { Figure, figureText, SuppressionNote } from "../../components/Figure.tsx";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { AgencyContributionsFragment } from "./Board.generated.ts";
import { hiddenIn } from "./words.ts";

type Row = AgencyContributionsFragment;
type Key = Exclude<keyof Row["figures"], "__typename">;

const DAY_MS = 86_400_000;

/** Silence is shown as silence, with its age. */
function silence(lastHeardOn: string | null, asOf: string): string {
  if (lastHeardOn === null) return "Never heard";
  const days = Math.round((Date.parse(asOf) - Date.parse(lastHeardOn)) / DAY_MS);
  if (days <= 0) return "Heard on this day";
  return `${formatDate(lastHeardOn, true)} (${days === 1 ? "1 day" : `${days} days`} ago)`;
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
    { key: "heard", header: "Last heard", value: ({ lastHeardOn }) => silence(lastHeardOn, asOf) },
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
