import { describe, expect, it } from "vitest";
import { normalised, official, rendered } from "./official.tsx";
import { type Column, Table } from "./Table.tsx";

type Row = { district: string; attached: number | null };

const columns: readonly Column<Row>[] = [
  { key: "district", header: "District", value: (row) => row.district, sortable: true },
  { key: "attached", header: "Attached", value: (row) => row.attached, numeric: true, sortable: true },
];
const rows: readonly Row[] = [
  { district: "Burnley", attached: 12 },
  { district: "Wyre", attached: null },
  { district: "Chorley", attached: 101 },
];

function table(html: string): string[] {
  const lines = normalised(html).map((line) => (line.startsWith("<caption") ? line.replace(/ id="[^"]*"/, "") : line));
  return lines.slice(
    lines.findIndex((line) => line.startsWith("<table")),
    lines.indexOf("</table>") + 1,
  );
}

function districts(path: string): string[] {
  const html = rendered(<Table caption="Families" columns={columns} rows={rows} rowKey={(row) => row.district} />, path);
  return [...html.matchAll(/<th scope="row"[^>]*>([^<]+)/g)].map(([, name = ""]) => name);
}

describe("a table", () => {
  it("writes the markup of the official template", () => {
    const plain = columns.map((column) => ({ ...column, sortable: false }));
    const ours = rendered(<Table caption="Families" columns={plain} rows={rows} rowKey={(row) => row.district} />);
    const theirs = official("table", {
      caption: "Families",
      captionClasses: "govuk-table__caption--m",
      firstCellIsHeader: true,
      head: [{ text: "District" }, { text: "Attached", format: "numeric" }],
      rows: rows.map(({ district, attached }) => [{ text: district }, { text: attached ?? "", format: "numeric" }]),
    });
    expect(table(ours)).toEqual(table(theirs));
  });

  it("keeps its own order until it is asked to sort", () => {
    expect(districts("/")).toEqual(["Burnley", "Wyre", "Chorley"]);
  });

  it("sorts as the address says, numbers as numbers and the unknown always last", () => {
    expect(districts("/?sort=attached")).toEqual(["Burnley", "Chorley", "Wyre"]);
    expect(districts("/?sort=-attached")).toEqual(["Chorley", "Burnley", "Wyre"]);
    expect(districts("/?sort=-district")).toEqual(["Wyre", "Chorley", "Burnley"]);
  });

  it("leaves its order alone when the address names a column that cannot be sorted by", () => {
    expect(districts("/?sort=nothing")).toEqual(["Burnley", "Wyre", "Chorley"]);
  });

  it("tells a screen reader which column it is sorted by", () => {
    const html = rendered(<Table caption="Families" columns={columns} rows={rows} rowKey={(row) => row.district} />, "/?sort=-attached");
    expect([...html.matchAll(/aria-sort="(\w+)"/g)].map(([, order]) => order)).toEqual(["none", "descending"]);
  });

  it("says so when it has no rows", () => {
    const html = rendered(
      <Table caption="Families" columns={columns} rows={[]} rowKey={(row) => row.district} empty="No families match." />,
    );
    expect(html).toContain("No families match.");
    expect(html).not.toContain("<table");
  });

  it("does not let a sort move the totals", () => {
    const html = rendered(
      <Table
        caption="Families"
        columns={columns}
        rows={rows}
        totals={[{ district: "Lancashire", attached: 113 }]}
        rowKey={(row) => row.district}
      />,
      "/?sort=-district",
    );
    expect(html.indexOf("Lancashire")).toBeGreaterThan(html.indexOf("Burnley"));
  });
});
