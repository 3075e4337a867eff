import { type ReactNode, useId } from "react";
import { Button } from "./Button.tsx";
import { classes } from "./classes.ts";
import { type CsvValue, downloadCsv } from "./csv.ts";
import type { Size } from "./Label.tsx";
import { useRest } from "./rest.ts";
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
  /** A name and a number: no wider than the eye can follow from the one to the other. */
  narrow?: boolean | undefined;
  /** How many rows show until a button is pressed for the rest. */
  first?: number | undefined;
};

const WHOLE = new Intl.NumberFormat("en-GB");

/**
 * The mark keeps to a word and goes with it to the next line: to the last one, and in a column of numbers to the first,
 * so that the words end where the numbers do.
 */
function SortHeader({ header, numeric = false, onClick }: { header: string; numeric?: boolean | undefined; onClick: () => void }) {
  const words = header.split(" ");
  const mark = <span className="app-sort-button__mark" aria-hidden="true" />;
  const marked = numeric ? words.shift() : words.pop();
  const rest = words.join(" ");
  return (
    <button type="button" className="app-sort-button" onClick={onClick}>
      {!numeric && rest !== "" && `${rest} `}
      <span className="app-nowrap">
        {numeric && mark}
        {marked}
        {!numeric && mark}
      </span>
      {numeric && rest !== "" && ` ${rest}`}
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
  narrow = false,
  first,
}: TableProps<Row>) {
  const captionId = useId();
  const [sort, toggleSort] = useSort(sortParam);
  const { more, itemProps, showAll } = useRest<HTMLTableRowElement>(rows.length, first);
  const sortColumn = columns.find((column) => column.sortable && column.key === sort?.key);
  const shown =
    sort === null || sortColumn === undefined || sortedByServer
      ? rows
      : rows.toSorted((a, b) => compareValues(sortColumn.value(a), sortColumn.value(b), sort.descending));

  const line = (row: Row) =>
    columns.map((column, index) => {
      const value = column.value(row);
      const content = column.cell ? column.cell(row) : typeof value === "number" ? WHOLE.format(value) : value;
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
              {column.sortable ? (
                <SortHeader header={column.header} numeric={column.numeric} onClick={() => toggleSort(column.key)} />
              ) : (
                column.header
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body" {...(stack && { role: "rowgroup" })}>
        {shown.map((row, index) => {
          const { className, ...props } = itemProps(index);
          return (
            <tr key={rowKey(row)} {...rowProps} className={classes(rowProps.className, className)} {...props}>
              {line(row)}
            </tr>
          );
        })}
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
    <div className={classes("app-table", narrow && "app-table--narrow")}>
      <ScrollRegion labelledBy={captionId}>{table}</ScrollRegion>
      {more > 0 && (
        <Button type="button" variant="secondary" onClick={showAll}>
          Show {more} more
          <span className="govuk-visually-hidden">: {caption}</span>
        </Button>
      )}
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
