import { BarChart } from "../../components/BarChart.tsx";
import { formatDate } from "../../components/dates.ts";
import { PrintButton } from "../../components/PrintButton.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { PlanComparisonQuery } from "./PlanComparison.generated.ts";

type Figures = NonNullable<PlanComparisonQuery["planComparison"]>;
type Compared = Figures["eligible"];
type District = { name: string; families: number; eligible: Compared };
type Criterion = Figures["criteria"][number];

const WHOLE = new Intl.NumberFormat("en-GB");
const whole = (value: number) => WHOLE.format(value);

const number = <Row,>(key: string, header: string, value: (row: Row) => number | null): Column<Row> => ({
  key,
  header,
  value,
  cell: (row) => {
    const shown = value(row);
    return shown === null ? "Not asked" : whole(shown);
  },
  numeric: true,
  sortable: true,
});

const DISTRICT: Column<District> = { key: "district", header: "District", value: ({ name }) => name, sortable: true };
const DISTRICT_COLUMNS: readonly Column<District>[] = [
  DISTRICT,
  number("families", "Families counted", ({ families }) => families),
  number("inForce", "Eligible now", ({ eligible }) => eligible.inForce),
  number("other", "Under the other plan", ({ eligible }) => eligible.other),
  number("gained", "Gained", ({ eligible }) => eligible.gained),
  number("lost", "Lost", ({ eligible }) => eligible.lost),
];

/** A criterion that a plan does not use has no number under it: nought would say that somebody was asked. */
const CRITERION_COLUMNS: readonly Column<Criterion>[] = [
  { key: "criterion", header: "Criterion", value: ({ label }) => label, sortable: true },
  number("inForce", "A need now", ({ usedInForce, needs }) => (usedInForce ? needs.inForce : null)),
  number("other", "Under the other plan", ({ usedByOther, needs }) => (usedByOther ? needs.other : null)),
  number("gained", "Gained", ({ needs }) => needs.gained),
  number("lost", "Lost", ({ needs }) => needs.lost),
];

const signed = (value: number): string => (value > 0 ? `+${whole(value)}` : value < 0 ? `−${whole(-value)}` : "no change");

const none = (value: number): string => (value === 0 ? "none" : whole(value));

function Answer({ figures }: { figures: Figures }) {
  const { families, eligible, otherName, planInForceName } = figures;
  return (
    <>
      <p className="govuk-body-l">
        Of {whole(families)} families, <strong>{whole(eligible.inForce)}</strong> are eligible now and{" "}
        <strong>{whole(eligible.other)}</strong> would be under the other plan.
      </p>
      <p className="govuk-body">
        Of them, {none(eligible.gained)} would become eligible and {none(eligible.lost)} would no longer be (
        {signed(eligible.other - eligible.inForce)}). In force: {planInForceName}. The other plan: {otherName}.
      </p>
    </>
  );
}

/** The same families under two plans: whether they are eligible by district, and their needs by criterion. */
export function Comparison({ figures }: { figures: Figures }) {
  const { asOf, families, eligible } = figures;
  if (families === 0) return <p className="govuk-body">You see no family, so there is nothing to compare.</p>;
  const districts: readonly District[] = figures.districts.map(({ district, ...rest }) => ({ name: district, ...rest }));
  const all: District = { name: "All districts", families, eligible };
  const changing = districts.filter(({ eligible: { gained, lost } }) => gained + lost > 0);
  return (
    <>
      <Answer figures={figures} />
      <PrintButton />
      <section className="app-report" aria-labelledby="by-district">
        <h2 className="govuk-heading-l" id="by-district">
          By district
        </h2>
        <Table
          caption="Eligible families by district, under both plans"
          columns={DISTRICT_COLUMNS}
          rows={districts}
          rowKey={({ name }) => name}
          totals={[all]}
          csvName={`plans-compared-by-district-${asOf}`}
          sortParam="districtSort"
          stack
        />
        {changing.length > 0 && (
          <BarChart
            title="Families that would change, by district"
            bars={changing.flatMap(({ name, eligible: { gained, lost } }) => [
              ...(gained > 0 ? [{ label: `${name}, gained`, value: gained }] : []),
              ...(lost > 0 ? [{ label: `${name}, lost`, value: lost }] : []),
            ])}
            table={
              <Table
                caption="Families gained and lost, by district"
                captionSize="s"
                columns={[DISTRICT, ...DISTRICT_COLUMNS.filter(({ key }) => key === "gained" || key === "lost")]}
                rows={changing}
                rowKey={({ name }) => name}
                totals={[all]}
                csvName={`plans-compared-changes-${asOf}`}
                sortParam="chartSort"
              />
            }
          />
        )}
      </section>
      <section className="app-report" aria-labelledby="by-criterion">
        <h2 className="govuk-heading-l" id="by-criterion">
          By criterion
        </h2>
        <Table
          caption="Families with a need, by criterion, under both plans"
          columns={CRITERION_COLUMNS}
          rows={figures.criteria}
          rowKey={({ criterion }) => criterion}
          csvName={`plans-compared-by-criterion-${asOf}`}
          sortParam="criterionSort"
          stack
        />
        <p className="govuk-body-s app-note">
          “Not asked” means that the plan does not use the criterion. A family with needs under two criteria is counted in both rows, so the
          rows add up to more than the families. Worked out for {formatDate(asOf)} from what is on record now; nothing of it is stored.
        </p>
      </section>
    </>
  );
}
