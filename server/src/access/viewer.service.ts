import type { Database } from "../database/database.ts";
import { agencyJson, districtJson, teamJson } from "../modules/agencies/agency.reads.ts";
import type { Agency, District, Team } from "../modules/agencies/agency.type.ts";
import type { Clock } from "../shared/clock.ts";
import type { Role } from "./roles.ts";
import type { DemonstrationAccount, IdentityProviderChoice, Service, Viewer } from "./session.type.ts";
import { systemViewer, type UserViewer } from "./viewer.ts";

export interface ServiceFacts {
  readonly authority: string;
  readonly demonstration: boolean;
  readonly mashPhone: string;
  readonly earlyHelpPhone: string;
  readonly idleMinutes: number;
  readonly sessionHours: number;
  readonly sendsMail: boolean;
}

const DOING: Readonly<Record<Role, string>> = {
  PRACTITIONER: "Check for a CAF, assess a family, answer requests to lead, finish actions",
  AGENCY_LEAD: "See what the agency has put in",
  COORDINATOR: "Check quality, ask lead professionals, attach families, publish figures",
  AUDITOR: "Read the families in claims, with their evidence",
  BOARD_MEMBER: "Read the published month-end figures",
  INFORMATION_OFFICER: "Look after people's rights over their records",
  ADMINISTRATOR: "Look after users, agencies and plans",
  MACHINE: "Send evidence from an agency’s own system",
};

/** What a signed-in person is told of themselves, and anyone of the service. */
export class ViewerService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #facts: ServiceFacts;
  readonly #providers: () => Promise<IdentityProviderChoice[]>;

  constructor(database: Database, clock: Clock, facts: ServiceFacts, providers: () => Promise<IdentityProviderChoice[]>) {
    this.#database = database;
    this.#clock = clock;
    this.#facts = facts;
    this.#providers = providers;
  }

  /** The person who is signed in, as the portal shows them: where they belong, what day it is, what their role may try. */
  async describe(viewer: UserViewer): Promise<Viewer> {
    const sql = `SELECT ${agencyJson("u.agency_id")} AS agency, ${teamJson("u.team_id")} AS team,
        COALESCE((SELECT json_agg(${districtJson("d.code")} ORDER BY d.position) FROM district d
          WHERE d.code = ANY (u.district_codes)), '[]') AS districts
      FROM app_user u WHERE u.id = $1`;
    const [row] = await this.#database.as(viewer, (tx) =>
      tx.query<{ agency: Agency; team: Team | null; districts: District[] }>(sql, [viewer.userId]),
    );
    if (!row) throw new Error("a session's user has gone");
    const { userId: id, name, role, permissions, session } = viewer;
    return {
      id,
      name,
      role,
      ...row,
      today: this.#clock.today(),
      permissions: [...permissions],
      sessionEndsAt: session?.endsAt ?? null,
      steppedUp: session?.steppedUp ?? false,
    };
  }

  /** What anyone may know before signing in. The made-up accounts are listed in a demonstration alone. */
  async service(): Promise<Service> {
    const [identityProviders, demonstrationAccounts] = await Promise.all([
      this.#providers(),
      this.#facts.demonstration ? this.#accounts() : [],
    ]);
    return { ...this.#facts, identityProviders, demonstrationAccounts };
  }

  #accounts(): Promise<DemonstrationAccount[]> {
    return this.#database.as(systemViewer("SYSTEM_SIGN_IN"), async (tx) => {
      const rows = await tx.query<Omit<DemonstrationAccount, "doing">>(
        `SELECT c.email, u.name, u.role, a.name AS agency FROM credential c JOIN app_user u ON u.id = c.user_id
           JOIN agency a ON a.id = u.agency_id
         WHERE c.demonstration AND u.disabled_at IS NULL
         ORDER BY array_position('{PRACTITIONER,AGENCY_LEAD,COORDINATOR,BOARD_MEMBER,AUDITOR,INFORMATION_OFFICER,ADMINISTRATOR}', u.role), c.email DESC`,
      );
      return rows.map((row) => ({ ...row, doing: DOING[row.role] }));
    });
  }
}
