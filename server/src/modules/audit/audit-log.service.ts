import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import { type Connection, type PageArguments, readPage } from "../../graphql/connection.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { AuditService } from "./audit.service.ts";
import { ACTIONS, type AuditCriteria, auditEventJson, CHAIN, matchingEvents } from "./audit-log.reads.ts";
import type { AuditChain, AuditEvent, AuditExport } from "./audit-log.type.ts";

export interface AuditSearch {
  readonly user?: string | null | undefined;
  readonly family?: string | null | undefined;
  readonly action?: string | null | undefined;
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
}

/** What a spreadsheet opens without complaint. */
const MOST_IN_A_FILE = 10_000;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu;
const NOTHING: Selection = new Map<string, Selection>();

/** No family has it, so nothing is found by it. */
const NO_FAMILY = "00000000-0000-0000-0000-000000000000";

/** The log, for those who watch over who looks at whom. To read in it is a deed as any other. */
export class AuditLogService {
  readonly #database: Database;
  readonly #audit: AuditService;

  constructor(database: Database, audit: AuditService) {
    this.#database = database;
    this.#audit = audit;
  }

  /** Newest first; `asked` is what was asked of the connection. */
  search(viewer: UserViewer, search: AuditSearch, page: PageArguments, asked: Selection): Promise<Connection<AuditEvent>> {
    return this.#database.as(viewer, async (tx) => {
      const criteria = await this.#criteria(tx, search);
      const connection = await readPage<AuditEvent>(tx, {
        ...matchingEvents(criteria),
        keys: [],
        id: "e.id",
        idType: "bigint",
        descending: true,
        node: auditEventJson(asked.get("edges")?.get("node") ?? NOTHING),
        nodeFrom: "audit_event e",
        page,
        counted: asked.has("totalCount"),
      });
      this.#record(tx, "audit.search", criteria);
      return connection;
    });
  }

  /** All that fits, as far as a file holds it; `asked` is what was asked of the export. */
  export(viewer: UserViewer, search: AuditSearch, asked: Selection): Promise<AuditExport> {
    return this.#database.as(viewer, async (tx) => {
      const criteria = await this.#criteria(tx, search);
      const { from, parameters } = matchingEvents(criteria);
      const limit = `$${parameters.length + 1}`;
      const sql = `SELECT ${auditEventJson(asked.get("events") ?? NOTHING)} AS event
        FROM (SELECT e.* FROM ${from} ORDER BY e.id DESC LIMIT ${limit}) e ORDER BY e.id DESC`;
      const rows = await tx.query<{ event: AuditEvent }>(sql, [...parameters, MOST_IN_A_FILE + 1]);
      this.#record(tx, "audit.export", criteria);
      return { events: rows.slice(0, MOST_IN_A_FILE).map(({ event }) => event), complete: rows.length <= MOST_IN_A_FILE };
    });
  }

  /** Each kind of deed that stands in the log. */
  async actions(viewer: UserViewer): Promise<string[]> {
    const rows = await this.#database.as(viewer, (tx) => tx.query<{ action: string }>(ACTIONS));
    return rows.map(({ action }) => action);
  }

  async chain(viewer: UserViewer): Promise<AuditChain> {
    const [row] = await this.#database.as(viewer, (tx) => tx.query<AuditChain>(CHAIN));
    if (!row) throw new Error("a statement without FROM yields a row");
    return row;
  }

  #record(tx: Transaction, action: "audit.search" | "audit.export", { familyId }: AuditCriteria): void {
    this.#audit.record(tx, { action, familyIds: familyId && familyId !== NO_FAMILY ? [familyId] : [] });
  }

  async #criteria(tx: Transaction, search: AuditSearch): Promise<AuditCriteria> {
    const user = search.user?.trim() || null;
    const byId = user !== null && UUID.test(user);
    return {
      userId: byId ? user : null,
      userName: byId ? null : user,
      familyId: await this.#familyId(tx, search.family?.trim() || null),
      action: search.action || null,
      from: search.from ?? null,
      to: search.to ?? null,
    };
  }

  /** A reference is an identifier like the id that stands in the log; who asks need not see the family for it. */
  async #familyId(tx: Transaction, family: string | null): Promise<string | null> {
    if (family === null || UUID.test(family)) return family;
    const [found] = await tx.elevate("SYSTEM_REPORTS", () =>
      tx.query<{ id: string }>("SELECT f.id FROM family f WHERE f.reference = upper($1)", [family]),
    );
    return found?.id ?? NO_FAMILY;
  }
}
