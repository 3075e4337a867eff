import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import { type Connection, type PageArguments, type PageSource, readPage, readWrittenPage } from "../../graphql/connection.ts";
import type { Selection } from "../../graphql/selection.ts";
import { WrittenJson } from "../../graphql/written-json.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { AgencyKind, Criterion, Principle } from "../criteria/facts.rules.ts";
import { type FamilyParts, familyJson } from "./family.parts.ts";
import { type FamilyStage, normalisePostcode } from "./family.rules.ts";

/** A family as one statement built it: the fields asked for, and its id. */
export interface FamilyRow {
  readonly id: string;
}

export interface FamilySearch {
  readonly search?: string | null | undefined;
  readonly district?: string | null | undefined;
  readonly stage?: FamilyStage | null | undefined;
  readonly criterion?: Criterion | null | undefined;
  readonly leadAgency?: AgencyKind | null | undefined;
  readonly blockedBy?: Principle | null | undefined;
}

/** Where a list of families comes from; what is shown of each is up to the selection. */
export type FamilyList = Omit<PageSource, "id" | "node" | "nodeFrom" | "counted">;
export type FamilyPage = Connection<FamilyRow> | WrittenJson;

const NOTHING: Selection = new Map<string, Selection>();

/** Families as the viewer may see them; row-level security decides which. */
export class FamilyService {
  readonly #database: Database;
  readonly #audit: AuditService;
  readonly #parts: FamilyParts;
  readonly #stage: string;

  /** `parts` are those of this module and of all later ones. */
  constructor(database: Database, audit: AuditService, parts: FamilyParts) {
    this.#database = database;
    this.#audit = audit;
    this.#parts = parts;
    this.#stage = typeof parts["stage"] === "string" ? parts["stage"] : "NULL";
  }

  /** One family's page, with the deed of having looked; null where there is none or the viewer may not see it. */
  find(viewer: UserViewer, id: string, fields: Selection): Promise<FamilyRow | null> {
    return this.#look(viewer, id, (tx) => this.read(tx, id, fields));
  }

  /** The same once more inside a page on which the family stands already: the deed of having looked is recorded there. */
  findAgain(viewer: UserViewer, id: string, fields: Selection): Promise<FamilyRow | null> {
    return this.#database.look(viewer, (tx) => this.read(tx, id, fields));
  }

  /** The same as the text of its answer. */
  findWritten(viewer: UserViewer, id: string, fields: Selection): Promise<WrittenJson | null> {
    return this.#look(viewer, id, async (tx) => {
      const sql = `SELECT (${familyJson(this.#parts, fields)})::text AS family FROM family f WHERE f.id = $1`;
      const [row] = await tx.query<{ family: string }>(sql, [id]);
      return row ? new WrittenJson(row.family) : null;
    });
  }

  #look<T>(viewer: UserViewer, id: string, read: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#database.look(viewer, (tx) => {
      const family = read(tx);
      this.#audit.record(tx, { action: "family.view", familyIds: [id], ifSeen: true });
      return family;
    });
  }

  /** The same inside a transaction that goes on, such as a mutation's, whose own deed is recorded. */
  async read(tx: Transaction, id: string, fields: Selection): Promise<FamilyRow | null> {
    const sql = `SELECT ${familyJson(this.#parts, fields)} AS family FROM family f WHERE f.id = $1`;
    const [row] = await tx.query<{ family: FamilyRow }>(sql, [id]);
    return row?.family ?? null;
  }

  /** The same as an SQL expression, for a read that shows a family inside something else; `id` yields the family's id. */
  expression(fields: Selection, id: string): string {
    return `(SELECT ${familyJson(this.#parts, fields)} FROM family f WHERE f.id = ${id})`;
  }

  /** A page of the families that fit, by name. The total is counted only when asked for. */
  list(viewer: UserViewer, search: FamilySearch, page: PageArguments, asked: Selection): Promise<FamilyPage> {
    return this.#database.read(viewer, (tx) =>
      this.page(
        tx,
        {
          ...this.#matching(viewer, search),
          keys: [{ sql: `(COALESCE(f.name, '') COLLATE "en-x-icu")`, type: "text" }],
          personalKeys: true,
          page,
        },
        asked,
      ),
    );
  }

  /** A page of any list of families, with the deed of having looked; `asked` is what was asked of the connection. */
  async page(tx: Transaction, list: FamilyList, asked: Selection): Promise<FamilyPage> {
    const node = asked.get("edges")?.get("node") ?? NOTHING;
    const source = { ...list, id: "f.id", node: familyJson(this.#parts, node), nodeFrom: "family f", counted: asked.has("totalCount") };
    if (asked.answerKeys) {
      const { answer, ids } = await readWrittenPage(tx, source, asked);
      this.#audit.record(tx, { action: "family.list", familyIds: ids });
      return answer;
    }
    const connection = await readPage<FamilyRow>(tx, source);
    this.#audit.record(tx, { action: "family.list", familyIds: connection.edges.map((edge) => edge.node.id) });
    return connection;
  }

  /** Only what is asked for stands in the statement, so that each can use the index that fits it. */
  #matching(viewer: UserViewer, search: FamilySearch): { from: string; parameters: unknown[] } {
    const parameters: unknown[] = [];
    const parameter = (value: unknown) => `$${parameters.push(value)}`;
    // The involvement's condition repeats what row-level security says, so that an index can start from it.
    const conditions = viewer.teamIds.length > 0 ? [OWN_FAMILIES] : ["true"];
    const text = search.search?.trim();
    if (text) {
      const [part, postcode] = [parameter(text), parameter(normalisePostcode(text))];
      conditions.push(`(f.reference = upper(${part}) OR f.postcode = ${postcode}::text OR strpos(lower(f.name), lower(${part})) > 0)`);
    }
    if (search.district) conditions.push(`f.district_code = ${parameter(search.district)}`);
    if (search.stage) conditions.push(`${this.#stage} = ${parameter(search.stage)}`);
    if (search.criterion) conditions.push(`${parameter(search.criterion)} = ANY (s.needs)`);
    if (search.leadAgency) conditions.push(`s.lead_agency_kind = ${parameter(search.leadAgency)}`);
    if (search.blockedBy) conditions.push(`${parameter(search.blockedBy)} = ANY (s.blocked_by)`);
    const byStanding = search.criterion || search.leadAgency || search.blockedBy;
    const standing = byStanding ? "JOIN standing s ON s.family_id = f.id AND s.valid_to IS NULL" : "";
    return { from: `family f ${standing} WHERE ${conditions.join(" AND ")}`, parameters };
  }
}

const OWN_FAMILIES = `f.id = ANY (ARRAY(
  SELECT i.family_id FROM involvement i WHERE i.team_id = ANY ((SELECT viewer_teams())::uuid[])))`;
