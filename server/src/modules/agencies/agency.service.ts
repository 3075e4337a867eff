import type { UserViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import { agencyJson, districtJson, teamJson, workerJson } from "./agency.reads.ts";
import type { Agency, District, Team, Worker } from "./agency.type.ts";

export interface DirectorySearch {
  readonly search?: string | null | undefined;
  readonly kind?: AgencyKind | null | undefined;
  readonly district?: string | null | undefined;
}

const MOST = 200;
const MOST_AGENCIES = 2_000;

/** The directory of who works where. It holds no case data, so everyone who is signed in may read it. */
export class AgencyService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The authority's districts, in the order of its papers. */
  async districts(viewer: UserViewer): Promise<District[]> {
    const sql = `SELECT ${districtJson("d.code")} AS record FROM district d ORDER BY d.position`;
    return this.#records(viewer, sql, []);
  }

  /** Every partner, by name: an authority has some hundreds. */
  async agencies(viewer: UserViewer): Promise<Agency[]> {
    const sql = `SELECT ${agencyJson("a.id")} AS record FROM agency a ORDER BY a.name COLLATE "en-x-icu" LIMIT ${MOST_AGENCIES}`;
    return this.#records(viewer, sql, []);
  }

  /** The teams of one agency, by name. */
  async teamsOf(viewer: UserViewer, agencyId: string): Promise<Team[]> {
    const sql = `SELECT ${teamJson("t.id")} AS record FROM team t WHERE t.agency_id = $1
      ORDER BY t.name COLLATE "en-x-icu" LIMIT ${MOST_AGENCIES}`;
    return this.#records(viewer, sql, [agencyId]);
  }

  /** The viewer's own team, or an agency lead's branch, by name. */
  async branchTeams(viewer: UserViewer): Promise<Team[]> {
    const sql = `SELECT ${teamJson("t.id")} AS record FROM team t WHERE t.id = ANY ($1) ORDER BY t.name COLLATE "en-x-icu"`;
    return this.#records(viewer, sql, [viewer.teamIds]);
  }

  /** Teams by part of their or their agency's name; at most 200. */
  async teams(viewer: UserViewer, search: DirectorySearch): Promise<Team[]> {
    const sql = `SELECT ${teamJson("t.id")} AS record FROM team t JOIN agency a ON a.id = t.agency_id
      WHERE ($1::text IS NULL OR a.kind = $1) AND ($2::text IS NULL OR t.district_code = $2)
        AND ($3::text IS NULL OR strpos(lower(t.name || ' ' || a.name), lower($3)) > 0)
      ORDER BY a.name COLLATE "en-x-icu", t.name COLLATE "en-x-icu" LIMIT ${MOST}`;
    return this.#records(viewer, sql, [search.kind ?? null, search.district ?? null, search.search?.trim() || null]);
  }

  /** Workers who could lead a family: practitioners who are not disabled. */
  async workers(viewer: UserViewer, search: DirectorySearch, first: number): Promise<Worker[]> {
    const sql = `SELECT ${workerJson("u.id")} AS record FROM app_user u JOIN agency a ON a.id = u.agency_id
        LEFT JOIN team t ON t.id = u.team_id
      WHERE u.role = 'PRACTITIONER' AND u.disabled_at IS NULL
        AND ($1::text IS NULL OR a.kind = $1) AND ($2::text IS NULL OR t.district_code = $2)
        AND ($3::text IS NULL OR strpos(lower(concat_ws(' ', u.name, a.name, t.name)), lower($3)) > 0)
      ORDER BY a.name COLLATE "en-x-icu", u.name COLLATE "en-x-icu" LIMIT $4`;
    const parameters = [search.kind ?? null, search.district ?? null, search.search?.trim() || null, Math.min(first, MOST)];
    return this.#records(viewer, sql, parameters);
  }

  async #records<T>(viewer: UserViewer, sql: string, parameters: readonly unknown[]): Promise<T[]> {
    const rows = await this.#database.as(viewer, (tx) => tx.query<{ record: T }>(sql, parameters));
    return rows.map((row) => row.record);
  }
}
