import { type ReactNode, useId } from "react";
import { classes } from "./classes.ts";
import { type CsvValue, downloadCsv } from "./csv.ts";
import type { Size } from "./Label.tsx";
import { ScrollRegion } from "./ScrollRegion.tsx";
import { compareValues, type Sort, useSort } from "./sort.ts";

export type Column<Row> = {
  /** Its name in the URL when sorted by. */
  key: string;
  header: string;
  /** What is shown; the value itself when left out. */
  cell?: ((row: Row) => ReactNode) | undefined;
  /** What sorts and goes into the CSV file. */
  value: (row: Row) => CsvValue;
  numeric?: boolean | undefined;
  sortable?: boolean | undefined;
};

type TableProps<Row> = {
  caption: string;
  captionSize?: Size | undefined;
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Rows below the line, in bold, that no sort moves. */
  totals?: readonly Row[] | undefined;
  firstCellIsHeader?: boolean | undefined;
  /** Said in place of a table without rows. */
  empty?: ReactNode;
  /** File name without ".csv"; no download when left out. */
  csvName?: string | undefined;
  /** On a phone each row becomes a small card instead of a table that scrolls sideways. */
  stack?: boolean | undefined;
  /** The URL parameter of the sort, for a page with more than one sortable table. */
  sortParam?: string | undefined;
  /** The rows come already in the order that the URL asks for (a list in pages). */
  sortedByServer?: boolean | undefined;
};

function SortHeader({ header, onClick }: { header: string; onClick: () => void }) {
  return (
    <button type="button" className="app-sort-button" onClick={onClick}>
      {header}
      <span className="app-sort-button__mark" aria-hidden="true" />
    </button>
  );
}

function ariaSort(key: string, sort: Sort | null): "ascending" | "descending" | "none" {
  if (sort?.key !== key) return "none";
  return sort.descending ? "descending" : "ascending";
}

export function Table<Row>({
  caption,
  captionSize = "m",
  captionHidden = false,
  columns,
  rows,
  rowKey,
  totals = [],
  firstCellIsHeader = true,
  empty = "None.",
  csvName,
  stack = false,
  sortParam,
  sortedByServer = false,
}: TableProps<Row>) {
  const captionId = useId();
  const [sort, toggleSort] = useSort(sortParam);
  const sortColumn = columns.find((column) => column.sortable && column.key === sort?.key);
  const shown =
    sort === null || sortColumn === undefined || sortedByServer
      ? rows
      : rows.toSorted((a, b) => compareValues(sortColumn.value(a), sortColumn.value(b), sort.descending));

  const line = (row: Row) =>
    columns.map((column, index) => {
      const content = column.cell ? column.cell(row) : column.value(row);
      const label = stack ? { "data-label": column.header } : {};
      return index === 0 && firstCellIsHeader ? (
        <th key={column.key} scope="row" className="govuk-table__header" {...(stack && { role: "rowheader" })}>
          {content}
        </th>
      ) : (
        <td
          key={column.key}
          className={classes("govuk-table__cell", column.numeric && "govuk-table__cell--numeric")}
          {...label}
          {...(stack && { role: "cell" })}
        >
          {content}
        </td>
      );
    });
  const rowProps = { className: "govuk-table__row", ...(stack && { role: "row" }) };

  // Stacked rows are blocks on a phone, and browsers then forget the table: the roles remind them.
  const table = (
    <table className={classes("govuk-table", stack && "app-table--stack")} {...(stack && { role: "table" })}>
      <caption
        id={captionId}
        className={classes("govuk-table__caption", `govuk-table__caption--${captionSize}`, captionHidden && "govuk-visually-hidden")}
      >
        {caption}
      </caption>
      <thead className="govuk-table__head" {...(stack && { role: "rowgroup" })}>
        <tr {...rowProps}>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classes("govuk-table__header", column.numeric && "govuk-table__header--numeric")}
              {...(stack && { role: "columnheader" })}
              {...(column.sortable && { "aria-sort": ariaSort(column.key, sort) })}
            >
              {column.sortable ? <SortHeader header={column.header} onClick={() => toggleSort(column.key)} /> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body" {...(stack && { role: "rowgroup" })}>
        {shown.map((row) => (
          <tr key={rowKey(row)} {...rowProps}>
            {line(row)}
          </tr>
        ))}
      </tbody>
      {totals.length > 0 && (
        <tfoot className="app-table__totals" {...(stack && { role: "rowgroup" })}>
          {totals.map((row) => (
            <tr key={rowKey(row)} {...rowProps}>
              {line(row)}
            </tr>
          ))}
        </tfoot>
      )}
    </table>
  );

  if (rows.length === 0 && totals.length === 0) {
    return (
      <div className="app-table">
        <p className={captionHidden ? "govuk-visually-hidden" : `govuk-heading-${captionSize}`}>{caption}</p>
        <p className="govuk-body">{empty}</p>
      </div>
    );
  }

  return (
    <div className="app-table">
      <ScrollRegion labelledBy={captionId}>{table}</ScrollRegion>
      {csvName && (
        <button
          type="button"
          className="app-link-button app-table__download"
          onClick={() =>
            downloadCsv(csvName, [
              columns.map((column) => column.header),
              ...[...shown, ...totals].map((row) => columns.map((column) => column.value(row))),
            ])
          }
        >
          Download as a spreadsheet (CSV)
          <span className="govuk-visually-hidden">: {caption}</span>
        </button>
      )}
    </div>
  );
}
