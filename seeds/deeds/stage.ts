import type { Limiter } from "../../server/src/access/limiter.ts";
import { ROLE_PERMISSIONS } from "../../server/src/access/permissions.ts";
import { systemViewer, type UserViewer } from "../../server/src/access/viewer.ts";
import type { Database } from "../../server/src/database/database.ts";
import { CAF_STOPS } from "../../server/src/modules/assessments/caf-stops.ts";
import { StandingService } from "../../server/src/modules/attachment/standing.service.ts";
import { AuditService } from "../../server/src/modules/audit/audit.service.ts";
import { SubmissionService } from "../../server/src/modules/audit/submission.service.ts";
import { RulesInForce } from "../../server/src/modules/criteria/rules-in-force.ts";
import type { Relationship } from "../../server/src/modules/families/family.rules.ts";
import { FamilyService } from "../../server/src/modules/families/family.service.ts";
import { GroundStops } from "../../server/src/modules/families/ground-stops.ts";
import { InvolvementService } from "../../server/src/modules/families/involvement.service.ts";
import { PLAN_STOPS } from "../../server/src/modules/plans/plan-stops.ts";
import { type movableClock, offsetClock } from "../../server/src/shared/clock.ts";
import type { LocalDate } from "../../server/src/shared/local-date.ts";
import { Random } from "../random.ts";

/** Of the keys alone: the deeds are what they are. */
const KEYS_SEED = 2018;
/** Where this was used, the deeds are done. */
export const FIRST_KEY = new Random(KEYS_SEED).id();

/** Nothing that a deed answers with is looked at. */
export const UNASKED: ReadonlyMap<string, never> = new Map<string, never>();

interface Member {
  readonly personId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: LocalDate;
  readonly relationship: Relationship;
}

/** A family of the cohort for which something is to be done. */
export interface Household {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly postcode: string;
  readonly address: string;
  readonly district: string;
  readonly version: number;
  /** The eldest first. */
  readonly members: readonly Member[];
}

const HOUSEHOLD = `SELECT f.id, f.reference, f.name, f.postcode, f.address, f.district_code AS district, f.version,
    (SELECT json_agg(json_build_object('personId', p.id, 'givenName', p.given_name, 'familyName', p.family_name,
        'dateOfBirth', p.date_of_birth, 'relationship', m.relationship) ORDER BY p.date_of_birth, p.id)
      FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = f.id) AS members
  FROM family f`;

/** A team has an open part in the family's case; the argument is the SQL of its id. */
export const worksWith = (team: string): string =>
  `EXISTS (SELECT FROM involvement i WHERE i.family_id = f.id AND i.team_id = ${team} AND i.valid_to IS NULL AND i.ended_at IS NULL)`;
/** A kind of agency leads the family. */
export const ledBy = (kind: string): string => `EXISTS (SELECT FROM lead_professional l JOIN agency g ON g.id = l.agency_id
  WHERE l.family_id = f.id AND g.kind = '${kind}' AND l.accepted_on IS NOT NULL AND l.ended_on IS NULL)`;

/** What deeds are played with: the service's own tools, a clock that goes where it is put, and the cohort to choose from. */
export class Stage {
  readonly tools;
  readonly #clock: ReturnType<typeof movableClock>;
  readonly #keys = new Random(KEYS_SEED);
  readonly #taken: string[] = [];
  #coordinator: UserViewer | null = null;

  constructor(database: Database, limiter: Limiter, clock: ReturnType<typeof movableClock>) {
    this.#clock = clock;
    const audit = new AuditService(clock);
    const standings = new StandingService(database, clock, new RulesInForce());
    this.tools = {
      database,
      clock,
      audit,
      submissions: new SubmissionService(clock),
      involvements: new InvolvementService(clock),
      families: new FamilyService(database, audit, {}),
      standings,
      stops: new GroundStops(clock, standings, [...CAF_STOPS, ...PLAN_STOPS]),
      limiter,
      earlyHelpPhone: "",
    };
  }

  /** From now on it is this minute of a business day, in winter time. */
  at(day: string, time: string): void {
    const instant = new Date(`${day}T${time}:00Z`);
    this.#clock.set(offsetClock(instant, instant, () => instant.getTime()));
  }

  /** The next key of a submission: the same ones in the same order each time. */
  key(): { readonly idempotencyKey: string } {
    return { idempotencyKey: this.#keys.id() };
  }

  /** Somebody of the demonstration, by account. */
  account(login: string): Promise<UserViewer> {
    return this.#viewer("u.id = (SELECT c.user_id FROM credential c WHERE c.email = $1)", `${login}@lancashire.example`);
  }

  /** The first worker of a team, by its name. */
  async worker(team: string): Promise<UserViewer> {
    return this.#viewer(
      `u.id = (SELECT w.id FROM app_user w JOIN team t ON t.id = w.team_id WHERE t.name = $1
         AND NOT EXISTS (SELECT FROM credential c WHERE c.user_id = w.id) ORDER BY w.id LIMIT 1)`,
      team,
    );
  }

  async #viewer(condition: string, value: string): Promise<UserViewer> {
    type Row = Pick<UserViewer, "userId" | "name" | "role" | "agency" | "teamId" | "teamIds" | "districts">;
    const [row] = await this.tools.database.as(systemViewer("SYSTEM_SIGN_IN"), (tx) =>
      tx.query<Row>(
        `SELECT u.id AS "userId", u.name, u.role, json_build_object('id', a.id, 'name', a.name, 'kind', a.kind) AS agency, u.team_id AS "teamId",
           CASE u.role WHEN 'PRACTITIONER' THEN ARRAY[u.team_id] WHEN 'AGENCY_LEAD' THEN ARRAY(SELECT t.id FROM team t WHERE t.agency_id = a.id)
             ELSE '{}' END AS "teamIds", u.district_codes AS districts
         FROM app_user u JOIN agency a ON a.id = u.agency_id WHERE ${condition}`,
        [value],
      ),
    );
    if (!row) throw new Error(`the demonstration has nobody like ${value}`);
    return { kind: "USER", correlationId: "demonstration", permissions: ROLE_PERMISSIONS[row.role], ...row };
  }

  /** The first family that fits and was not chosen for something else; `condition` is about `f`, its values from $2 on. */
  async household(condition: string, values: readonly unknown[] = []): Promise<Household> {
    const sql = `${HOUSEHOLD} WHERE f.id <> ALL ($1::uuid[]) AND NOT f.restricted AND ${condition} ORDER BY f.id LIMIT 1`;
    const found = await this.first<Household>(sql, [this.#taken, ...values]);
    this.#taken.push(found.id);
    return found;
  }

  /** The first row, as a coordinator sees it. */
  async first<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row> {
    this.#coordinator ??= await this.account("coordinator");
    const [row] = await this.tools.database.as(this.#coordinator, (tx) => tx.query<Row>(sql, values));
    if (!row) throw new Error("the cohort has nothing for one of the demonstration's deeds");
    return row;
  }
}

/** The member on whom a household depends here: its eldest parent. */
export function parentOf({ members, reference }: Household): Member {
  const parent = members.find(({ relationship }) => relationship === "PARENT");
  if (!parent) throw new Error(`${reference} has no parent`);
  return parent;
}
