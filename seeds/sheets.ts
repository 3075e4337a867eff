import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type Cell = string | number | boolean | null | undefined | readonly string[] | Json;

/** A value for a jsonb column. */
export class Json {
  readonly text: string;

  constructor(value: unknown) {
    this.text = JSON.stringify(value);
  }
}

const CHUNK = 500;

/** The rows of one table on their way to COPY, already in its text form. */
export class Sheet {
  readonly table: string;
  readonly columns: readonly string[];
  #lines: string[] = [];

  constructor(table: string, columns: string) {
    this.table = table;
    this.columns = columns.split(" ");
  }

  get size(): number {
    return this.#lines.length;
  }

  add(...cells: Cell[]): void {
    if (cells.length !== this.columns.length) throw new Error(`${this.table}: ${cells.length} values for ${this.columns.length} columns`);
    this.#lines.push(`${cells.map(encode).join("\t")}\n`);
  }

  /** Hands over what there is, to be sent when it is called, and is empty again. */
  take(): (client: Client) => Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    const chunks = function* (): Generator<string> {
      for (let at = 0; at < lines.length; at += CHUNK) yield lines.slice(at, at + CHUNK).join("");
    };
    return async (client) => {
      if (lines.length === 0) return;
      await pipeline(Readable.from(chunks()), client.query(copyFrom(`COPY ${this.table} (${this.columns.join(", ")}) FROM STDIN`)));
    };
  }
}

function encode(cell: Cell): string {
  if (cell === null || cell === undefined) return "\\N";
  if (typeof cell === "string") return escaped(cell);
  if (cell instanceof Json) return escaped(cell.text);
  if (typeof cell === "object") return escaped(`{${cell.map((item) => `"${item.replace(/["\\]/gu, "\\$&")}"`).join(",")}}`);
  return String(cell);
}

const SPECIAL = /[\\\t\n\r]/u;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/gu, (found) => ESCAPES[found] ?? found) : text;
}
