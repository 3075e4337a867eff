import type { Database, Transaction } from "../../database/database.ts";
import { type Connection, type PageArguments, readPage } from "../../graphql/connection.ts";
import type { AuditService } from "../../modules/audit/audit.service.ts";
import { Refusal, refuse, refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import { demand } from "../decision.ts";
import type { Role } from "../roles.ts";
import type { SessionService } from "../session.service.ts";
import type { LinkService } from "../sign-in/link.service.ts";
import type { SecondFactorService } from "../sign-in/second-factor.service.ts";
import type { UserViewer } from "../viewer.ts";
import { mayManageUser, type Place, placeFaults, tidyPlace } from "./user.policy.ts";
import { STATUS, type UserStatus, userJson } from "./user.reads.ts";
import type { User } from "./user.type.ts";

export interface UserSearch {
  readonly search?: string | null | undefined;
  readonly role?: Role | null | undefined;
  readonly status?: UserStatus | null | undefined;
}

export interface UserDeed {
  readonly userId: string;
  readonly version: number;
}

export interface ChangedUser extends UserDeed, Place {
  readonly name: string;
}

export interface UserTools {
  readonly database: Database;
  readonly audit: AuditService;
  readonly sessions: SessionService;
  readonly links: LinkService;
  readonly secondFactors: SecondFactorService;
}

/**
 * Who may use the service, as administrators look after it. A change of role, agency, team or districts, and a
 * disabling, ends the user's sessions in the same transaction: a trigger in the database sees to it (migration 010).
 */
export class UserService {
  readonly #tools: UserTools;

  constructor(tools: UserTools) {
    this.#tools = tools;
  }

  /** A page of the users who fit, by name. */
  list(viewer: UserViewer, search: UserSearch, page: PageArguments): Promise<Connection<User>> {
    const parameters: unknown[] = [];
    const parameter = (value: unknown) => `$${parameters.push(value)}`;
    // Agencies' own systems stand among the machine clients.
    const conditions = ["u.role <> 'MACHINE'"];
    const text = search.search?.trim().slice(0, 200);
    if (text) {
      conditions.push(`strpos(lower(concat_ws(' ', u.name, a.name, (SELECT c.email FROM credential c WHERE c.user_id = u.id))),
        lower(${parameter(text)})) > 0`);
    }
    if (search.role) conditions.push(`u.role = ${parameter(search.role)}`);
    if (search.status) conditions.push(`${STATUS} = ${parameter(search.status)}`);
    return this.#tools.database.as(viewer, (tx) => {
      this.#tools.audit.record(tx, { action: "user.list" });
      return readPage<User>(tx, {
        from: `app_user u JOIN agency a ON a.id = u.agency_id WHERE ${conditions.join(" AND ")}`,
        parameters,
        keys: [{ sql: `(u.name COLLATE "en-x-icu")`, type: "text" }],
        personalKeys: true,
        id: "u.id",
        node: userJson(),
        nodeFrom: "app_user u",
        page,
        counted: true,
      });
    });
  }

  /** One user, or null. */
  find(viewer: UserViewer, userId: string): Promise<User | null> {
    return this.#tools.database.as(viewer, (tx) => {
      this.#tools.audit.record(tx, { action: "user.view", subjectId: userId });
      return findUser(tx, userId);
    });
  }

  /** Another role, agency, team or districts, or another name. */
  change(viewer: UserViewer, { userId, version, name, ...wanted }: ChangedUser): Promise<User> {
    const place = tidyPlace(wanted);
    return this.#deed(viewer, "user.change", userId, async (tx) => {
      await demandPlace(tx, place);
      return tx.execute(
        `UPDATE app_user SET name = $3, role = $4, agency_id = $5, team_id = $6, district_codes = $7, version = version + 1
         WHERE id = $1 AND version = $2`,
        [userId, version, name.trim(), place.role, place.agencyId, place.teamId, place.districtCodes],
      );
    });
  }

  /** Shuts somebody out at once; what they did stays theirs. */
  disable(viewer: UserViewer, { userId, version }: UserDeed): Promise<User> {
    return this.#deed(viewer, "user.disable", userId, async (tx) => {
      await this.#tools.links.forget(tx, userId);
      return tx.execute(
        "UPDATE app_user SET disabled_at = now(), version = version + 1 WHERE id = $1 AND version = $2 AND disabled_at IS NULL",
        [userId, version],
      );
    });
  }

  enable(viewer: UserViewer, { userId, version }: UserDeed): Promise<User> {
    return this.#deed(viewer, "user.enable", userId, (tx) =>
      tx.execute(
        "UPDATE app_user SET disabled_at = NULL, version = version + 1 WHERE id = $1 AND version = $2 AND disabled_at IS NOT NULL",
        [userId, version],
      ),
    );
  }

  /** For somebody who has lost their app and their recovery codes: they set it up anew after their next password. */
  resetSecondFactor(viewer: UserViewer, { userId, version }: UserDeed): Promise<User> {
    return this.#deed(viewer, "second-factor.reset", userId, async (tx) => {
      await this.#tools.secondFactors.reset(tx, userId);
      await this.#tools.sessions.endAllOf(tx, userId);
      return tx.execute("UPDATE app_user SET version = version + 1 WHERE id = $1 AND version = $2", [userId, version]);
    });
  }

  /** `work` writes one row, or none where somebody else was there first. */
  async #deed(viewer: UserViewer, action: string, userId: string, work: (tx: Transaction) => Promise<number>): Promise<User> {
    demand(mayManageUser(viewer, userId));
    return this.#tools.database.as(viewer, async (tx) => {
      await demandStillAdministrator(tx, viewer);
      if (!(await findUser(tx, userId))) refuseUnknown("userId", "user");
      if ((await work(tx)) !== 1) refuseStale();
      this.#tools.audit.record(tx, { action, subjectId: userId });
      const user = await findUser(tx, userId);
      if (!user) throw new Error("a user who was just changed has gone");
      return user;
    });
  }
}

/** One user as an administrator sees them; an agency's own system is none. */
export async function findUser(tx: Transaction, userId: string): Promise<User | null> {
  const [row] = await tx.query<{ user: User }>(`SELECT ${userJson()} AS "user" FROM app_user u WHERE u.id = $1 AND u.role <> 'MACHINE'`, [
    userId,
  ]);
  return row?.user ?? null;
}

/** Two administrators who disable each other take turns, and the second is no longer one: so there is always one left. */
export async function demandStillAdministrator(tx: Transaction, viewer: UserViewer): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    "SELECT id FROM app_user WHERE role = 'ADMINISTRATOR' AND disabled_at IS NULL ORDER BY id FOR UPDATE",
  );
  if (!rows.some(({ id }) => id === viewer.userId)) refuse("NOT_ALLOWED", null, "You are no longer an administrator. Sign in again");
}

/** Refuses a place that does not fit together, or names what there is not. */
export async function demandPlace(tx: Transaction, place: Place): Promise<void> {
  const [row] = await tx.query<{ agency: boolean; team: boolean; districts: boolean }>(
    `SELECT EXISTS (SELECT FROM agency WHERE id = $1) AS agency,
       $2::uuid IS NULL OR EXISTS (SELECT FROM team WHERE id = $2 AND agency_id = $1) AS team,
       $3::text[] <@ ARRAY(SELECT code FROM district) AS districts`,
    [place.agencyId, place.teamId, place.districtCodes],
  );
  const faults = placeFaults(place);
  if (!row?.agency) faults.push({ code: "NOT_FOUND", field: "agencyId", message: "Choose an agency of the list" });
  if (!row?.team) faults.push({ code: "NOT_FOUND", field: "teamId", message: "Choose a team of this agency" });
  if (!row?.districts) faults.push({ code: "NOT_FOUND", field: "districtCodes", message: "Choose districts of the list" });
  if (faults.length > 0) throw new Refusal(...faults);
}
