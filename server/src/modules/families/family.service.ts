import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import { type Connection, type PageArguments, readPage } from "../../graphql/connection.ts";
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
    return this.#database.as(viewer, async (tx) => {
      const family = await this.read(tx, id, fields);
      if (family) await this.#audit.record(tx, { action: "family.view", familyIds: [family.id] });
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
  list(
    viewer: UserViewer,
    search: FamilySearch,
    page: PageArguments,
    fields: Selection,
    counted: boolean,
  ): Promise<Connection<FamilyRow>> {
    const text = search.search?.trim() || null;
    // The involvement's condition repeats what row-level security says, so that an index can start from it.
    const own = viewer.teamIds.length > 0 ? OWN_FAMILIES : "";
    return this.#database.as(viewer, async (tx) => {
      const connection = await readPage<FamilyRow>(tx, {
        from: `family f LEFT JOIN standing s ON s.family_id = f.id AND s.valid_to IS NULL
          WHERE ($1::text IS NULL OR f.reference = upper($1) OR f.postcode = $2::text OR strpos(lower(f.name), lower($1)) > 0)
            AND ($3::text IS NULL OR f.district_code = $3)
            AND ($4::text IS NULL OR ${this.#stage} = $4)
            AND ($5::text IS NULL OR $5 = ANY (s.needs))
            AND ($6::text IS NULL OR s.lead_agency_kind = $6)
            AND ($7::text IS NULL OR $7 = ANY (s.blocked_by)) ${own}`,
        parameters: [
          text,
          text ? normalisePostcode(text) : null,
          search.district ?? null,
          search.stage ?? null,
          search.criterion ?? null,
          search.leadAgency ?? null,
          search.blockedBy ?? null,
        ],
        keys: [{ sql: `(COALESCE(f.name, '') COLLATE "en-x-icu")`, type: "text" }],
        personalKeys: true,
        id: "f.id",
        node: familyJson(this.#parts, fields),
        nodeFrom: "family f",
        page,
        counted,
      });
      await this.#audit.record(tx, { action: "family.list", familyIds: connection.edges.map((edge) => edge.node.id) });
      return connection;
    });
  }
}

const OWN_FAMILIES = `AND f.id = ANY (ARRAY(
  SELECT i.family_id FROM involvement i WHERE i.team_id = ANY ((SELECT viewer_teams())::uuid[])))`;
