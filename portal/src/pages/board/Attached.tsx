import { BarChart } from "../../components/BarChart.tsx";
import { formatDate } from "../../components/dates.ts";
import { Figure, figureText, SuppressionNote } from "../../components/Figure.tsx";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { AttachedTablesFragment } from "./Board.generated.ts";
import { hiddenIn } from "./words.ts";

type Row = Pick<AttachedTablesFragment["rows"][number], "district" | "byLeadAgency" | "total">;
type Amount = Row["total"];

const WHOLE = new Intl.NumberFormat("en-GB");

const figureColumn = (key: string, header: string, figureOf: (row: Row) => Amount): Column<Row> => ({
  key,
  header,
  value: (row) => figureText(figureOf(row)),
  cell: (row) => <Figure figure={figureOf(row)} />,
  numeric: true,
  sortable: true,
});

const DISTRICT: Column<Row> = { key: "district", header: "District", value: ({ district }) => district, sortable: true };
const ALL = figureColumn("total", "All", (row) => row.total);

function Target({ cumulative, attached, percent }: NonNullable<AttachedTablesFragment["target"]>) {
  return (
    <p className="govuk-body-l">
      {attached === null ? (
        <>The number attached is hidden. The target is {WHOLE.format(cumulative)}.</>
      ) : (
        <>
          <strong>{percent}%</strong> of the target: {WHOLE.format(attached)} of {WHOLE.format(cumulative)} families attached.
        </>
      )}
    </p>
  );
}

/** Attached families against the target, by district and kind of lead agency. */
export function Attached({ attached }: { attached: AttachedTablesFragment }) {
  const { asOf, rows, total, target } = attached;
  const none: Amount = { __typename: "Figure", value: 0, suppressed: false };
  const columns: Column<Row>[] = [
    DISTRICT,
    ...total.byLeadAgency.map(({ agency }) =>
      figureColumn(agency, AGENCY_KIND_NAMES[agency], (row) => row.byLeadAgency.find((each) => each.agency === agency)?.families ?? none),
    ),
    ALL,
  ];
  const totals = [{ district: "All districts", ...total }];
  const all = [...rows, ...totals].flatMap((row) => [row.total, ...row.byLeadAgency.map(({ families }) => families)]);
  return (
    <section className="app-report" aria-labelledby="attached">
      <h2 className="govuk-heading-l" id="attached">
        Attached families
      </h2>
      {target && <Target {...target} />}
      <Table
        caption="Attached families by district and lead agency"
        columns={columns}
        rows={rows}
        rowKey={({ district }) => district}
        totals={totals}
        csvName={`attached-by-district-${asOf}`}
        sortParam="attachedSort"
        empty={`No family was attached by ${formatDate(asOf)}.`}
      />
      <BarChart
        title="Attached families by district"
        bars={rows.map(({ district, total: { value, suppressed } }) => ({
          label: district,
          value,
          ...(suppressed ? { text: "c" } : {}),
        }))}
        table={
          <Table
            caption="Attached families by district"
            captionSize="s"
            columns={[DISTRICT, ALL]}
            rows={rows}
            rowKey={({ district }) => district}
            totals={totals}
            csvName={`attached-in-all-${asOf}`}
            sortParam="chartSort"
          />
        }
      />
      {hiddenIn(all) && <SuppressionNote />}
    </section>
  );
}
