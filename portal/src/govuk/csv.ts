import { saveFile } from "./save.ts";

export type CsvValue = string | number | null | undefined;

/** A spreadsheet runs text that starts so; an apostrophe in front makes it text again. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180, with a byte order mark so that Excel reads it as UTF-8. */
export function toCsv(rows: ReadonlyArray<readonly CsvValue[]>): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

export function downloadCsv(fileName: string, rows: ReadonlyArray<readonly CsvValue[]>): void {
  saveFile(`${fileName}.csv`, new Blob([toCsv(rows)], { type: "text/csv;charset=utf-8" }));
}
