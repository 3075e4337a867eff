import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import pg from "pg";
import { DataSource, type EntityManager, type QueryRunner } from "typeorm";
import type { SystemRole, Viewer } from "../access/viewer.ts";
import type { Clock } from "../shared/clock.ts";
import { ENDURES_LOSS } from "./connect.ts";

// A calendar day has no time zone: hand it over as it is written, never as a Date at somebody's midnight.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

/** One transaction under one viewer. */
export interface Transaction {
  readonly viewer: Viewer;
  /** Rows of one parameterised statement, prepared once per connection. */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** How many rows the statement touched. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /** Sends a statement whose answer nothing waits for; it travels with the commit, and its failure undoes everything. */
  send(sql: string, parameters?: readonly unknown[]): void;
  /** For writes through entities; commits and rolls back with this transaction. */
  readonly manager: EntityManager;
  /**
   * Works out what follows from a write with the rights of one system viewer, inside the same transaction, and
   * then goes on as the person. The person stays the one whom the audit row names.
   */
  elevate<T>(role: SystemRole, work: () => Promise<T>): Promise<T>;
  /** Looks up anew which families the viewer sees, after an involvement began in this transaction. */
  renewView(): void;
}

/** The one way to the tables: every statement runs inside `as`. */
export interface Database {
  as<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * The same for work that sends all its statements before it waits for an answer: the commit goes with them, and the
   * whole costs one wait. A statement sent later throws.
   */
  look<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * `as` for work that reads, and writes nothing but its audit row: who sees what is settled at the same moment as what is
   * read, so that something shut meanwhile is answered whole, as it was, or not at all. A look by a person is one too.
   */
  read<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Statements sent since the start, by kind, for the tests and metrics that count them. */
  statements(): number;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly clock: Clock;
  readonly entities?: readonly (abstract new () => object)[];
  /** Throw where one transaction is opened inside another. Watching costs each promise of the process a little. */
  readonly watchNesting: boolean;
}

/**
 * Says who is looking, and looks up which families they see apart from districts (migration 005): row-level security
 * asks for those under each table, and so they are kept as settings.
 */
const OPEN_VIEW = "SELECT open_view($1, $2, $3, $4, $5, $6, $7)";
const RENEW_VIEW = "SELECT renew_view()";

const START = "START TRANSACTION";
/** Everything in it is seen as it was when the viewer was settled. */
const START_AT_ONE_MOMENT = "START TRANSACTION ISOLATION LEVEL REPEATABLE READ";

const QUIET_MS = 3_600_000;

interface Way {
  /** For the answers of its statements, before it commits. */
  readonly waits: boolean;
  readonly start: string;
}

/** Opens the application's pool (role wtwf_app: row-level security binds it). The source is for limits, which know no viewer. */
export async function openDatabase(options: DatabaseOptions): Promise<{ database: Database; source: DataSource }> {
  const source = new DataSource({
    type: "postgres",
    url: options.url,
    entities: [...(options.entities ?? [])],
    synchronize: false,
    logging: false,
    applicationName: "wtwf",
    extra: {
      max: options.poolSize,
      pipeline: true,
      connectionTimeoutMillis: 5_000,
      // A connection holds the plans of what was asked over it, which take five times as long to make as to run: in a quiet
      // office each page would be the first one again.
      idleTimeoutMillis: QUIET_MS,
      keepAlive: true,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      // Where Postgres can compile plans it spends a second on the compiling of a page that takes 30 ms.
      options: "-c jit=off",
      ...ENDURES_LOSS,
    },
  });
  await source.initialize();
  let sent = 0;
  const nameOf = statementNames();
  const watched = options.watchNesting ? watchNesting() : <T>(work: () => Promise<T>) => work();

  const open = async <T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>, way: Way): Promise<T> => {
    const runner = source.createQueryRunner();
    try {
      const client = (await runner.connect()) as pg.PoolClient;
      const hold = holder(client);
      const send: Send = (sql, parameters = []) => {
        sent += 1;
        hold();
        return client.query({ ...nameOf(sql), text: sql, values: [...parameters] });
      };
      return await inTransaction(runner, send, { viewer, settings: viewerSettings(viewer, options.clock), ...way }, work);
    } finally {
      await runner.release();
    }
  };

  const as: Database["as"] = (viewer, work) => watched(() => open(viewer, work, { waits: true, start: START }));
  // Signing in writes what it looks up, which nothing that is settled at one moment may do.
  const look: Database["look"] = (viewer, work) =>
    watched(() => open(viewer, work, { waits: false, start: viewer.kind === "USER" ? START_AT_ONE_MOMENT : START }));
  const read: Database["read"] = (viewer, work) => watched(() => open(viewer, work, { waits: true, start: START_AT_ONE_MOMENT }));
  return { database: { as, look, read, statements: () => sent, close: () => source.destroy() }, source };
}

function watchNesting(): <T>(work: () => Promise<T>) => Promise<T> {
  const inside = new AsyncLocalStorage<true>();
  return async (work) => {
    if (inside.getStore()) throw new Error("as does not nest: pass the transaction on");
    return inside.run(true, work);
  };
}

type Send = (sql: string, parameters?: readonly unknown[]) => Promise<pg.QueryResult>;

/**
 * Opening, viewer and the first statement of the work go down one pipe without waiting for each other, and so do the
 * last statements and the commit: a page costs two waits. TypeORM's runner is told of the transaction that it did
 * not open itself, so that its entity manager works inside it (and sets savepoints where it would have begun one).
 */
async function inTransaction<T>(
  runner: QueryRunner,
  send: Send,
  { viewer, settings, waits, start }: Way & { viewer: Viewer; settings: readonly unknown[] },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const unanswered: Promise<unknown>[] = [];
  const later = (answer: Promise<unknown>) => {
    answer.catch(() => undefined);
    unanswered.push(answer);
  };
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  try {
    later(send(start));
    later(send(OPEN_VIEW, settings));
    let ended = false;
    const sendOpen: Send = (sql, parameters) => {
      if (ended) throw new Error("look sends its statements before it waits");
      return send(sql, parameters);
    };
    const working = work(transaction(viewer, runner, sendOpen, later));
    if (waits) await working;
    else later(working);
    ended = true;
    const committed = send("COMMIT");
    later(committed);
    const result = await working;
    await Promise.all(unanswered);
    // Postgres answers the commit of a failed transaction by undoing it.
    if ((await committed).command !== "COMMIT") throw new Error("the transaction was undone");
    return result;
  } catch (error) {
    const answers = await Promise.allSettled(unanswered);
    // A lost connection cannot be told to undo; Postgres does so by itself.
    await send("ROLLBACK").catch(() => undefined);
    throw causeOf(error, answers);
  } finally {
    Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
  }
}

/** That the transaction is aborted (25P02) is told by what was sent later; the cause is what failed before, unawaited. */
function causeOf(error: unknown, answers: readonly PromiseSettledResult<unknown>[]): unknown {
  const aborted = (reason: unknown) => (reason as { code?: unknown } | null)?.code === "25P02";
  if (!aborted(error)) return error;
  const cause = answers.find((answer): answer is PromiseRejectedResult => answer.status === "rejected" && !aborted(answer.reason));
  return cause ? cause.reason : error;
}

function transaction(viewer: Viewer, runner: QueryRunner, send: Send, later: (answer: Promise<unknown>) => void): Transaction {
  let elevated = false;
  return {
    viewer,
    manager: runner.manager,
    query: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => (await send(sql, parameters)).rows as Row[],
    execute: async (sql, parameters) => (await send(sql, parameters)).rowCount ?? 0,
    send: (sql, parameters) => later(send(sql, parameters)),
    renewView: () => {
      if (seesFamilies(viewer)) later(send(RENEW_VIEW));
    },
    elevate: async (role, work) => {
      if (elevated) throw new Error("elevate does not nest");
      elevated = true;
      later(send(SET_ROLE, [role]));
      // After a failure the transaction is aborted, the setting with it: there is nothing to restore.
      const result = await work();
      later(send(SET_ROLE, [viewer.role]));
      elevated = false;
      return result;
    },
  };
}

/**
 * Holds what is written to the connection until the code that runs now is done, so that statements sent together
 * leave in one system call: a call for each was a quarter of a request's time. pg offers no name for its socket.
 */
function holder(client: pg.PoolClient): () => void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  return () => {
    if (stream.writableCorked > 0) return;
    stream.cork();
    process.nextTick(() => stream.uncork());
  };
}

function seesFamilies(viewer: Viewer): boolean {
  return viewer.kind === "USER" && (viewer.permissions.has("families.read") || viewer.permissions.has("machine-families.read"));
}

const SET_ROLE = "SELECT set_config('wtwf.role', $1, true)";

const MOST_NAMES = 1_000;

/**
 * A stable name makes Postgres keep the plan per connection. Trusted documents give a few hundred statements; where
 * any document is answered, each new selection is a new one, and past a thousand they go without a name, or they
 * would fill the memory of both sides.
 */
function statementNames(): (sql: string) => { name?: string } {
  const names = new Map<string, { name: string }>();
  return (sql) => {
    const known = names.get(sql);
    if (known || names.size >= MOST_NAMES) return known ?? {};
    const named = { name: `s${createHash("sha256").update(sql).digest("hex").slice(0, 24)}` };
    names.set(sql, named);
    return named;
  };
}

function viewerSettings(viewer: Viewer, clock: Clock): (string | boolean)[] {
  if (viewer.kind === "SYSTEM") return [viewer.role, "", "", "", "", clock.today(), false];
  return [
    viewer.role,
    viewer.userId,
    viewer.agency.id,
    `{${viewer.teamIds.join(",")}}`,
    viewer.role === "COORDINATOR" ? `{${viewer.districts.join(",")}}` : "",
    clock.today(),
    seesFamilies(viewer),
  ];
}
