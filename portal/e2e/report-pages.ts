import type { Locator, Page } from "playwright-core";
import { loaded } from "./browser.ts";

/** The cells of one or more tables: "caption | row | column" -> what is shown. */
export type Cells = Readonly<Record<string, string>>;

async function cellsOf(table: Locator): Promise<Cells> {
  return table.evaluate((element) => {
    if (!(element instanceof HTMLTableElement)) return {};
    const text = (cell: Element | undefined) => cell?.textContent?.trim() ?? "";
    const [head, ...rows] = [...element.rows];
    const columns = [...(head?.cells ?? [])].map(text);
    // Lines that begin alike ("Missing education" with another need) are told apart by all their words.
    return Object.fromEntries(
      rows.flatMap((row) => {
        const cells = [...row.cells];
        const name = cells
          .map(text)
          .filter((words) => !/^(c|–|[\d,.%]+)$/.test(words))
          .join(", ");
        return cells.map(
          (cell, index) => [`${text(element.caption ?? undefined)} | ${name} | ${columns[index] ?? ""}`, text(cell)] as const,
        );
      }),
    );
  });
}

/** Every figure of the page as it stands. */
async function everyCell(page: Page): Promise<Cells> {
  const tables = await page.getByRole("table").all();
  return Object.assign({}, ...(await Promise.all(tables.map(cellsOf)))) as Cells;
}

/** By how much each number differs; what was not there before counts as nought. */
export function difference(before: Cells, after: Cells): Record<string, number> {
  const number = (words = "0") => Number(words.replaceAll(",", ""));
  const changed = Object.keys({ ...before, ...after }).map((key) => [key, number(after[key]) - number(before[key])] as const);
  return Object.fromEntries(changed.filter(([, by]) => by !== 0 && !Number.isNaN(by)));
}

const SINCE_FIRST = "Since the first record";
export const ATTACHED = "Attached families by district and lead agency";

/** What an agency has put in, by the end of today. */
export async function contribution(page: Page): Promise<Cells> {
  await page.goto("/contribution");
  const table = page.getByRole("table", { name: SINCE_FIRST, exact: true });
  await table.waitFor();
  await loaded(page);
  return Object.fromEntries(Object.entries(await cellsOf(table)).map(([key, value]) => [key.split(" | ")[1] ?? key, value]));
}

/** The board's report for a day; without one, as the page opens. */
export async function boardReport(page: Page, asOf?: string): Promise<Cells> {
  await page.goto(asOf === undefined ? "/board" : `/board?asOf=${asOf}`);
  await page.getByRole("table", { name: ATTACHED, exact: true }).waitFor();
  await loaded(page);
  return everyCell(page);
}

/** Those of one table, without its caption. */
export function ofTable(cells: Cells, caption: string): Cells {
  const prefix = `${caption} | `;
  return Object.fromEntries(
    Object.entries(cells)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

/** Columns with a total below them, and rows with one beside, in which a single number is hidden: the others give it away. */
export function workedOut(cells: Cells): string[] {
  const keys = Object.keys(cells).map((key) => key.split(" | "));
  const hidden = new Map<string, number>();
  const count = (line: string) => hidden.set(line, (hidden.get(line) ?? 0) + 1);
  for (const [key, value] of Object.entries(cells)) {
    if (value !== "c") continue;
    const [table, row, column] = key.split(" | ");
    if (keys.some(([caption, name]) => caption === table && name?.startsWith("All "))) count(`${table} | ${column}`);
    if (keys.some(([caption, , name]) => caption === table && name === "All")) count(`${table} | ${row}`);
  }
  return [...hidden].filter(([, number]) => number === 1).map(([line]) => line);
}
