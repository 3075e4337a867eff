import type { FormEvent } from "react";
import { useSearchParams } from "react-router";
import { BarChart } from "../../components/BarChart.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Select } from "../../govuk/Select.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { ContributionQuery } from "./Contribution.generated.ts";
import { FIGURES, monthName } from "./figures.ts";

type Month = ContributionQuery["contribution"]["months"][number];
type Row = (typeof FIGURES)[number];

const FIRST = FIGURES[0] ?? { key: "cafsSubmitted", name: "CAFs submitted" };

/** One figure at a time against its own past; the table behind the chart holds them all. */
export function ByMonth({ months, asOf }: { months: readonly Month[]; asOf: string }) {
  const [params, setParams] = useSearchParams();
  const chosen = FIGURES.find(({ key }) => key === params.get("figure")) ?? FIRST;
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const figure = String(new FormData(event.currentTarget).get("figure"));
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set("figure", figure);
        return next;
      },
      { preventScrollReset: true },
    );
  };
  const columns: Column<Row>[] = [
    { key: "figure", header: "Figure", value: ({ name, stock }) => (stock ? `${name} (at the end)` : name) },
    ...months.map(
      ({ month, figures }): Column<Row> => ({ key: month, header: monthName(month), value: ({ key }) => figures[key], numeric: true }),
    ),
  ];
  return (
    <>
      <h2 className="govuk-heading-m">The last six months</h2>
      <form className="app-as-of" onSubmit={choose} noValidate>
        <Select
          key={chosen.key}
          name="figure"
          label="Figure"
          defaultValue={chosen.key}
          options={FIGURES.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <Button variant="secondary">Show this figure</Button>
      </form>
      <BarChart
        title={`${chosen.name}, ${chosen.stock ? "at the end of each month" : "month by month"}`}
        bars={months.map(({ month, figures }) => ({ label: monthName(month), value: figures[chosen.key] }))}
        table={
          <Table
            caption="The last six months, every figure"
            captionSize="s"
            columns={columns}
            rows={FIGURES}
            rowKey={({ key }) => key}
            csvName={`contribution-by-month-${asOf}`}
          />
        }
      />
    </>
  );
}
