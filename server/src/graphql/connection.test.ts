import "reflect-metadata";
import { describe, expect, it } from "vitest";
import type { Transaction } from "../database/database.ts";
import { decodeCursor, encodeCursor, type PageSource, readPage } from "./connection.ts";

const ID = "0198c1f0-3b5a-7000-8000-000000000001";
const KEYS = [{ sql: "f.name", type: "text" }] as const;

const source: PageSource = {
  from: "family f WHERE f.district_code = $1",
  parameters: ["preston"],
  keys: KEYS,
  id: "f.id",
  node: "f.name",
  nodeFrom: "family f",
  page: {},
  counted: false,
};

/** A transaction that answers with these rows and notes what it was asked. */
function answering(names: readonly string[], total: number | null = null) {
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  const query = async (sql: string, parameters: readonly unknown[] = []) => {
    asked.push({ sql, parameters });
    if (names.length === 0) return [{ key: null, node: null, total }];
    return names.map((name) => ({ key: [name, ID], node: name, total }));
  };
  return { tx: { query } as unknown as Transaction, asked };
}

describe("a page of a list", () => {
  it("is 20 long unless asked otherwise, and reads one row more to know whether there is a next", async () => {
    const { tx, asked } = answering(["Ahmed"]);
    const page = await readPage(tx, source);
    expect(asked[0]?.parameters).toEqual(["preston", 21]);
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  it.each([0, -1, 101])("is never %i long", async (first) => {
    await expect(readPage(answering([]).tx, { ...source, page: { first } })).rejects.toThrow("first must be from 1 to 100");
  });

  it("goes on after the last row of the page before", async () => {
    const page = await readPage(answering(["Ahmed", "Booth", "Clegg"]).tx, { ...source, page: { first: 2 } });
    expect(page.edges.map((edge) => edge.node)).toEqual(["Ahmed", "Booth"]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const { tx, asked } = answering(["Clegg"]);
    const next = await readPage(tx, { ...source, page: { first: 2, after: page.pageInfo.endCursor } });
    expect(asked[0]?.parameters).toEqual(["preston", 3, "Booth", ID]);
    expect(asked[0]?.sql).toContain("(f.name, f.id) > ($3::text, $4::uuid)");
    expect(next.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it("counts only when the total is wanted", async () => {
    const { tx, asked } = answering([], 7);
    expect((await readPage(tx, { ...source, counted: true })).totalCount).toBe(7);
    await readPage(tx, source);
    expect(asked.map(({ sql }) => sql.includes("count(*)"))).toEqual([true, false]);
  });
});

describe("a cursor", () => {
  it("gives back the key it was made of", () => {
    expect(decodeCursor(encodeCursor(["Ó Briain", ID]), KEYS)).toEqual(["Ó Briain", ID]);
  });

  it.each([
    ["what is no cursor", "not a cursor"],
    ["another list's cursor", encodeCursor([3, ID])],
    ["a key that is too short", encodeCursor(["Booth"])],
    ["an id that is none", encodeCursor(["Booth", "1 OR true"])],
    ["an object", Buffer.from('{"length":2}').toString("base64url")],
    ["something endless", encodeCursor(["x".repeat(5_000), ID])],
    ["a character that Postgres cannot hold", encodeCursor(["a\0b", ID])],
  ])("is refused when it is %s", (_what, cursor) => {
    expect(() => decodeCursor(cursor, KEYS)).toThrow("after must be a cursor that this list gave");
  });
});
