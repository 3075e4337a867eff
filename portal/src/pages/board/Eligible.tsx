import { formatDate } from "../../components/dates.ts";
import { Figure, figureText, SuppressionNote } from "../../components/Figure.tsx";
import { CRITERION_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { EligibleTablesFragment } from "./Board.generated.ts";
import { hiddenIn, share } from "./words.ts";

type Row = Omit<EligibleTablesFragment["rows"][number], "__typename">;
type Pair = EligibleTablesFragment["criteriaPairs"][number];

function columnsSince(openedSince: string): readonly Column<Row>[] {
  return [
    { key: "district", header: "District", value: ({ district }) => district, sortable: true },
    {
      key: "identified",
      header: "Eligible, not attached",
      value: ({ identified }) => figureText(identified),
      cell: ({ identified }) => <Figure figure={identified} />,
      numeric: true,
      sortable: true,
    },
    {
      key: "withCaf",
      header: "Ever had a CAF",
      value: ({ percentWithCaf, withCaf, identified }) => share(percentWithCaf, withCaf, identified),
      numeric: true,
    },
    {
      key: "open",
      header: `CAF opened since ${formatDate(openedSince, true)} and open`,
      value: ({ withOpenCafOpenedSince }) => figureText(withOpenCafOpenedSince),
      cell: ({ withOpenCafOpenedSince }) => <Figure figure={withOpenCafOpenedSince} />,
      numeric: true,
      sortable: true,
    },
  ];
}

const PAIRS: readonly Column<Pair>[] = [
  { key: "first", header: "One need", value: ({ first }) => CRITERION_NAMES[first], sortable: true },
  { key: "second", header: "Another need", value: ({ second }) => CRITERION_NAMES[second], sortable: true },
  {
    key: "families",
    header: "Families",
    value: ({ families }) => figureText(families),
    cell: ({ families }) => <Figure figure={families} />,
    numeric: true,
    sortable: true,
  },
];

/** Families that could be attached and are not, with how many ever had a CAF, and which needs meet. */
export function Eligible({ eligible, openedSince }: { eligible: EligibleTablesFragment; openedSince: string }) {
  const { asOf, rows, total, criteriaPairs } = eligible;
  const all = [...rows, total].flatMap(({ identified, withCaf, withOpenCafOpenedSince }) => [identified, withCaf, withOpenCafOpenedSince]);
  const { neverHadCaf, ...sums } = total;
  return (
    <section className="app-report" aria-labelledby="eligible">
      <h2 className="govuk-heading-l" id="eligible">
        Eligible and not attached
      </h2>
      <Table
        caption="Eligible families that are not attached, by district"
        columns={columnsSince(openedSince)}
        rows={rows}
        rowKey={({ district }) => district}
        totals={[{ ...sums, district: "All districts" }]}
        csvName={`eligible-not-attached-${asOf}`}
        sortParam="eligibleSort"
      />
      <p className="govuk-body">
        Never had a CAF: <Figure figure={neverHadCaf} /> of <Figure figure={total.identified} />.
      </p>
      {hiddenIn([...all, neverHadCaf]) && <SuppressionNote />}
      <Table
        caption="Needs that meet in one family"
        columns={PAIRS}
        rows={criteriaPairs}
        rowKey={({ first, second }) => `${first} ${second}`}
        csvName={`criteria-pairs-${asOf}`}
        narrow
        sortParam="pairSort"
        empty="No two needs meet in any of these families."
      />
      <p className="govuk-body-s app-note">
        Of the families that are eligible and not attached. A family with three needs is counted in three pairs, so the pairs add up to more
        than the families.
      </p>
      {hiddenIn(criteriaPairs.map(({ families }) => families)) && <SuppressionNote />}
    </section>
  );
}
