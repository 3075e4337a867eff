import { v7 } from "uuid";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import { type Fault, Refusal, refuse } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import { agencyJson, districtJson, teamJson } from "./agency.reads.ts";
import type { Agency, District, Team } from "./agency.type.ts";

export interface NewDistrict {
  readonly name: string;
  readonly area: string;
}

export interface NewAgency {
  readonly name: string;
  readonly kind: AgencyKind;
  readonly phone?: string | null | undefined;
}

export interface NewTeam {
  readonly agencyId: string;
  readonly parentId?: string | null | undefined;
  readonly name: string;
  readonly districtCode?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

/**
 * What an administrator adds to the directory. What stands in it once is part of many records, and is not taken away.
 * A name stands once, so something sent twice is added once.
 */
export class DirectoryService {
  readonly #database: Database;
  readonly #audit: AuditService;

  constructor(database: Database, audit: AuditService) {
    this.#database = database;
    this.#audit = audit;
  }

  addDistrict(viewer: UserViewer, { name, area }: NewDistrict): Promise<District> {
    const code = codeOf(name);
    return this.#database.as(viewer, async (tx) => {
      // Two at once would take the same position.
      await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('district', 0))");
      const made = await tx.execute(
        `INSERT INTO district (code, name, area, position) SELECT $1, $2, $3, COALESCE(max(position), 0) + 1 FROM district
         HAVING count(*) FILTER (WHERE code = $1 OR lower(name) = lower($2)) = 0`,
        [code, name.trim(), area.trim()],
      );
      if (made !== 1) refuse("TAKEN", "name", "There is a district of this name already");
      this.#audit.record(tx, { action: "district.add" });
      return getRecord(tx, `SELECT ${districtJson("$1")} AS record`, code);
    });
  }

  addAgency(viewer: UserViewer, { name, kind, phone }: NewAgency): Promise<Agency> {
    const id = v7();
    return this.#database.as(viewer, async (tx) => {
      const made = await tx.execute("INSERT INTO agency (id, name, kind, phone) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING", [
        id,
        name.trim(),
        kind,
        phone ?? null,
      ]);
      if (made !== 1) refuse("TAKEN", "name", "There is an agency of this name already");
      this.#audit.record(tx, { action: "agency.add", subjectId: id });
      return getRecord(tx, `SELECT ${agencyJson("$1::uuid")} AS record`, id);
    });
  }

  addTeam(viewer: UserViewer, team: NewTeam): Promise<Team> {
    const id = v7();
    return this.#database.as(viewer, async (tx) => {
      await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [team.agencyId]);
      await demandTeam(tx, team);
      await tx.execute("INSERT INTO team (id, agency_id, parent_id, name, district_code, phone) VALUES ($1, $2, $3, $4, $5, $6)", [
        id,
        team.agencyId,
        team.parentId ?? null,
        team.name.trim(),
        team.districtCode ?? null,
        team.phone ?? null,
      ]);
      this.#audit.record(tx, { action: "team.add", subjectId: id });
      return getRecord(tx, `SELECT ${teamJson("$1::uuid")} AS record`, id);
    });
  }
}

/** A district is known by letters of its name: `west-lancashire`. */
function codeOf(name: string): string {
  const letters = name.toLowerCase().replace(/[^a-z]+/g, "-");
  return letters.replace(/^-|-$/g, "");
}

async function demandTeam(tx: Transaction, { agencyId, parentId, name, districtCode }: NewTeam): Promise<void> {
  const [row] = await tx.query<{ agency: boolean; parent: boolean; district: boolean; taken: boolean }>(
    `SELECT EXISTS (SELECT FROM agency WHERE id = $1) AS agency,
       $2::uuid IS NULL OR EXISTS (SELECT FROM team WHERE id = $2 AND agency_id = $1) AS parent,
       $3::text IS NULL OR EXISTS (SELECT FROM district WHERE code = $3) AS district,
       EXISTS (SELECT FROM team WHERE agency_id = $1 AND lower(name) = lower($4)) AS taken`,
    [agencyId, parentId ?? null, districtCode ?? null, name.trim()],
  );
  const faults: Fault[] = [];
  if (!row?.agency) faults.push({ code: "NOT_FOUND", field: "agencyId", message: "Choose an agency of the list" });
  if (!row?.parent) faults.push({ code: "NOT_FOUND", field: "parentId", message: "Choose a team of this agency" });
  if (!row?.district) faults.push({ code: "NOT_FOUND", field: "districtCode", message: "Choose a district of the list" });
  if (row?.taken) faults.push({ code: "TAKEN", field: "name", message: "This agency has a team of this name already" });
  if (faults.length > 0) throw new Refusal(...faults);
}

async function getRecord<T>(tx: Transaction, sql: string, id: string): Promise<T> {
  const [row] = await tx.query<{ record: T | null }>(sql, [id]);
  if (!row?.record) throw new Error("a record that was just made has gone");
  return row.record;
}
