import { GraphQLError } from "graphql";
import { type ClassType, Field, Int, ObjectType } from "type-graphql";
import type { Transaction } from "../database/database.ts";
import { isLocalDate } from "../shared/local-date.ts";
import type { Selection } from "./selection.ts";
import { Written, WrittenJson } from "./written-json.ts";

/** What a part of a sort key is in Postgres, and how a cursor's part is known to be one: nothing made up reaches a statement. */
const PARTS = {
  text: (part: unknown) => typeof part === "string" && part.length <= 500 && !part.includes("\0"),
  integer: (part: unknown) => Number.isInteger(part) && Math.abs(Number(part)) < 2 ** 31,
  date: (part: unknown) => typeof part === "string" && isLocalDate(part),
  timestamptz: (part: unknown) => typeof part === "string" && INSTANT.test(part) && !Number.isNaN(Date.parse(part)),
  uuid: (part: unknown) => typeof part === "string" && UUID.test(part),
  bigint: (part: unknown) => Number.isSafeInteger(part),
} as const;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/u;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u;

type IdType = "uuid" | "bigint";
export type KeyType = Exclude<keyof typeof PARTS, IdType>;
type CursorKey = readonly (string | number)[];

const DEFAULT_FIRST = 20;
const MOST = 100;
const LONGEST_CURSOR = 2_000;

/** As they come from the client. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A list that grows, as SQL: what is in it, by what it is sorted (never null), and what is shown of a row. */
export interface PageSource {
  /** What follows FROM, with a WHERE to which more may be joined by AND. */
  readonly from: string;
  readonly parameters: readonly unknown[];
  readonly keys: readonly { readonly sql: string; readonly type: KeyType }[];
  /** A unique uuid, or a number where `idType` says so, that settles the order of equals. */
  readonly id: string;
  readonly idType?: IdType;
  /** All keys and the id from the last to the first. */
  readonly descending?: boolean;
  /** JSON of one row, over the alias of `nodeFrom`: worked out for the rows of the page alone. */
  readonly node: string;
  /** The table whose rows the list shows, with the alias that `from` gives it. */
  readonly nodeFrom: string;
  readonly page: PageArguments;
  /**
   * The keys are personal values (a name), which may not stand in a cursor, because a cursor comes to stand in a URL:
   * it holds the id alone, and the keys, which must hang on `nodeFrom` only, are read anew.
   */
  readonly personalKeys?: boolean;
  /** Whether the total is wanted; counting costs as much as the list is long. */
  readonly counted: boolean;
}

export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}

export interface Connection<T> {
  readonly edges: Edge<T>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "Where a page of a list stands in the whole." })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** The Relay connection over a type, `<Node>Edge` and `<Node>Connection`. Call it once per type. */
export function connectionType<T extends object>(Node: ClassType<T>): ClassType<Connection<T>> {
  @Written()
  @ObjectType(`${Node.name}Edge`, { simpleResolvers: true })
  class NodeEdge implements Edge<T> {
    @Field(() => Node)
    node!: T;

    @Field(() => String)
    cursor!: string;
  }

  @Written()
  @ObjectType(`${Node.name}Connection`, { simpleResolvers: true })
  class NodeConnection implements Connection<T> {
    @Field(() => [NodeEdge])
    edges!: NodeEdge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int)
    totalCount!: number;
  }
  return NodeConnection;
}

/** Reads one page in one statement, by keyset: its cost does not grow with how far one has turned the pages. */
export async function readPage<Row>(tx: Transaction, source: PageSource): Promise<Connection<Row>> {
  const { rows, total, first } = await readRows(tx, source, source.node);
  const edges = rows.map(({ key, node }) => ({ node: node as Row, cursor: cursorOf(source, key) }));
  return { edges: edges.slice(0, first), pageInfo: pageInfo(source, rows, first), totalCount: total };
}

/** The same page as the text of its answer, with the ids of its rows; `asked` is what was asked of the connection. */
export async function readWrittenPage(
  tx: Transaction,
  source: PageSource,
  asked: Selection,
): Promise<{ answer: WrittenJson; ids: readonly string[] }> {
  const { rows, total, first } = await readRows(tx, source, `(${source.node})::text`);
  const shown = rows.slice(0, first);
  const info = pageInfo(source, rows, first);
  const text = written(asked, {
    edges: (edge) =>
      `[${shown.map(({ key, node }) => written(edge, { node: () => node as string, cursor: () => quoted(cursorOf(source, key)) }))}]`,
    pageInfo: (fields) =>
      written(fields, Object.fromEntries(Object.entries(info).map(([name, value]) => [name, () => JSON.stringify(value)]))),
    totalCount: () => String(total),
  });
  return { answer: new WrittenJson(text), ids: shown.map(({ key }) => String(key.at(-1))) };
}

/** An object's text: the fields asked for, under their keys, each with the JSON that its part gives. */
function written(asked: Selection, parts: Readonly<Record<string, (asked: Selection) => string>>): string {
  const fields = [...(asked.answerKeys ?? [])].map(([name, key]) => {
    const below = asked.get(name) ?? asked;
    return `"${key}":${name === "__typename" ? quoted(asked.typeName ?? "") : parts[name]?.(below)}`;
  });
  return `{${fields.join(",")}}`;
}

const quoted = (text: string): string => `"${text}"`;

interface Row {
  readonly key: CursorKey;
  readonly node: unknown;
}

/** One row more than is wanted, which tells whether there is a next page. */
async function readRows(tx: Transaction, source: PageSource, node: string): Promise<{ rows: Row[]; total: number; first: number }> {
  const first = wantedRows(source.page.first);
  const after = source.page.after ? decodeCursor(source.page.after, source.personalKeys ? [] : source.keys, source.idType) : null;
  const found = await tx.query<{ key: CursorKey | null; node: unknown; total: number | null }>(
    pageStatement(source, node, after !== null),
    [...source.parameters, first + 1, ...(after ?? [])],
  );
  const rows = found.filter((row): row is typeof row & Row => row.key !== null);
  return { rows, total: found[0]?.total ?? 0, first };
}

function pageInfo(source: PageSource, rows: readonly Row[], first: number): PageInfo {
  const [start, end] = [rows[0], rows[Math.min(rows.length, first) - 1]];
  return {
    hasNextPage: rows.length > first,
    hasPreviousPage: Boolean(source.page.after),
    startCursor: start ? cursorOf(source, start.key) : null,
    endCursor: end ? cursorOf(source, end.key) : null,
  };
}

function cursorOf(source: PageSource, key: CursorKey): string {
  return encodeCursor(source.personalKeys ? key.slice(-1) : key);
}

function pageStatement(source: PageSource, node: string, goesOn: boolean): string {
  const { from, keys, id, idType = "uuid", descending = false, nodeFrom, counted } = source;
  const way = descending ? " DESC" : "";
  const limit = source.parameters.length + 1;
  const alias = nodeFrom.split(" ").at(-1);
  const order = [...keys.map((_, index) => `k${index}`), "id"];
  const sorted = [...keys.map((key) => key.sql), id].join(", ");
  const last = [...keys.map((key, index) => `$${limit + 1 + index}::${key.type}`), `$${limit + 1 + keys.length}::${idType}`];
  const lastRow = source.personalKeys ? `SELECT ${sorted} FROM ${nodeFrom} WHERE ${id} = $${limit + 1}::${idType}` : last.join(", ");
  const further = goesOn ? `AND (${sorted}) ${descending ? "<" : ">"} (${lastRow})` : "";
  // The page keeps its rows whole, so that what is shown of each is built without finding (and checking) it again.
  const columns = [`${alias}.*`, ...keys.map((key, index) => `${key.sql} AS k${index}`)].join(", ");
  const ordered = order.map((name) => `${alias}.${name}`);
  const orderedWay = ordered.map((name) => `${name}${way}`).join(", ");
  const sortedWay = [...keys.map((key) => key.sql), id].map((sql) => `${sql}${way}`).join(", ");
  const page = `WITH page AS MATERIALIZED (SELECT ${columns} FROM ${from} ${further} ORDER BY ${sortedWay} LIMIT $${limit})`;
  const rows = `SELECT json_build_array(${ordered.join(", ")}) AS key, ${node} AS node, row_number() OVER (ORDER BY ${orderedWay}) AS place FROM page ${alias}`;
  // The count stands beside each row, and alone where the page is empty.
  return counted
    ? `${page} SELECT row.key, row.node, counted.total FROM (SELECT count(*) AS total FROM ${from}) counted LEFT JOIN (${rows}) row ON true ORDER BY row.place`
    : `${page} SELECT row.key, row.node, NULL::bigint AS total FROM (${rows}) row ORDER BY row.place`;
}

/** How many a page is to have, for a list that is put in order here. */
export function wantedRows(first: number | null | undefined): number {
  const wanted = first ?? DEFAULT_FIRST;
  if (wanted < 1 || wanted > MOST) throw badInput(`first must be from 1 to ${MOST}`);
  return wanted;
}

/** A cursor is the sort key itself: it opens nothing, since every read asks again what the viewer may see. */
export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** The parts of a cursor, or a refusal: it comes back from the client, who may have changed it. */
export function decodeCursor(cursor: string, keys: readonly { readonly type: KeyType }[], id: IdType = "uuid"): CursorKey {
  const key = cursor.length > LONGEST_CURSOR ? null : parse(cursor);
  const shape = [...keys.map(({ type }) => type), id] as const;
  const fits = Array.isArray(key) && key.length === shape.length && shape.every((part, index) => PARTS[part](key[index]));
  if (!fits) throw badInput("after must be a cursor that this list gave");
  return key as CursorKey;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}
