import type { Role } from "../src/access/roles.ts";
import { hashPassword } from "../src/access/session.service.ts";
import { withConnection } from "../src/database/connect.ts";
import { migrate } from "../src/database/migrate.ts";
import type { AgencyKind } from "../src/modules/criteria/facts.rules.ts";
import type { Template } from "./cluster.ts";

export const PASSWORD = "correct horse battery";

/** Stable ids: `id(7)` is the same in every test. */
export function id(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}

interface Agency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly teams: readonly { readonly id: string; readonly name: string; readonly district: string }[];
}

const agency = (number: number, name: string, kind: AgencyKind, teams: readonly [string, string][]): Agency => ({
  id: id(number),
  name,
  kind,
  teams: teams.map(([team, district], index) => ({ id: id(number + 1 + index), name: team, district })),
});

/** A small town: two districts, and one agency of each kind that the tests need. */
export const AGENCIES = {
  school: agency(0x100, "Calder Vale High School", "SCHOOL", [["Pastoral team", "burnley"]]),
  otherSchool: agency(0x110, "Moorside Primary School", "SCHOOL", [["Moorside", "pendle"]]),
  police: agency(0x120, "Constabulary", "POLICE", [
    ["Burnley neighbourhood team", "burnley"],
    ["Pendle neighbourhood team", "pendle"],
  ]),
  housing: agency(0x130, "Weavers Homes", "HOUSING", [["Burnley area", "burnley"]]),
  wpehs: agency(0x140, "Wellbeing, prevention and early help service", "WPEHS", [
    ["Burnley team", "burnley"],
    ["Data team", "burnley"],
  ]),
  csc: agency(0x150, "Children's social care", "CSC", [["Burnley social work team", "burnley"]]),
  health: agency(0x160, "Community health trust", "HEALTH", [["Burnley health visitors", "burnley"]]),
  dwp: agency(0x170, "Department for Work and Pensions", "DWP", [["Burnley Jobcentre", "burnley"]]),
} as const;

interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: Agency;
  readonly team: string | null;
  readonly districts: readonly string[];
}

const user = (
  number: number,
  account: string,
  name: string,
  role: Role,
  of: Agency,
  team: number | null,
  districts: readonly string[] = [],
): User => ({
  id: id(number),
  email: `${account}@lancashire.example`,
  name,
  role,
  agency: of,
  team: team === null ? null : (of.teams[team]?.id ?? null),
  districts,
});

/** One account of each role, and a second of those that are told apart by team or district. */
export const USERS = {
  school: user(0x200, "school", "Sade Okoro", "PRACTITIONER", AGENCIES.school, 0),
  otherSchool: user(0x201, "other-school", "Tom Birch", "PRACTITIONER", AGENCIES.otherSchool, 0),
  police: user(0x202, "police", "Priya Nair", "PRACTITIONER", AGENCIES.police, 0),
  otherPolice: user(0x203, "other-police", "Hal Dunn", "PRACTITIONER", AGENCIES.police, 1),
  housing: user(0x204, "housing", "Gwen Price", "PRACTITIONER", AGENCIES.housing, 0),
  earlyHelp: user(0x205, "early-help", "Nell Fox", "PRACTITIONER", AGENCIES.wpehs, 0),
  socialWorker: user(0x20c, "social-worker", "Amir Khan", "PRACTITIONER", AGENCIES.csc, 0),
  health: user(0x20e, "health", "Isla Moss", "PRACTITIONER", AGENCIES.health, 0),
  jobcentre: user(0x20f, "jobcentre", "Dev Rao", "PRACTITIONER", AGENCIES.dwp, 0),
  schoolLead: user(0x206, "school-lead", "Ros Hale", "AGENCY_LEAD", AGENCIES.school, null),
  coordinator: user(0x207, "coordinator", "Kit Lowe", "COORDINATOR", AGENCIES.wpehs, 1, ["burnley", "pendle"]),
  pendleCoordinator: user(0x208, "pendle-coordinator", "Una Shah", "COORDINATOR", AGENCIES.wpehs, 1, ["pendle"]),
  auditor: user(0x209, "auditor", "Bo Reid", "AUDITOR", AGENCIES.wpehs, null),
  board: user(0x20a, "board", "Jan Cole", "BOARD_MEMBER", AGENCIES.wpehs, null),
  informationOfficer: user(0x20d, "information-officer", "Mo Vane", "INFORMATION_OFFICER", AGENCIES.wpehs, null),
  admin: user(0x20b, "admin", "Ali West", "ADMINISTRATOR", AGENCIES.wpehs, null),
} as const;
export type Account = keyof typeof USERS;

/** The town with nobody helped yet. Business time is the demonstration's: 3 January 2017, 09:00. */
export const town: Template = {
  name: "wtwf_town",
  prepare: async (urls) => {
    await migrate(urls.owner);
    // No test's minute decides what happens in it.
    await withConnection(urls.owner, "Town", (client) => client.query("DELETE FROM pgboss.schedule"));
    const passwordHash = await hashPassword(PASSWORD);
    await withConnection(urls.loader, "Town", async (client) => {
      await client.query(
        `INSERT INTO district (code, name, area, position) VALUES ('burnley', 'Burnley', 'East', 1), ('pendle', 'Pendle', 'East', 3)`,
      );
      await client.query("INSERT INTO setting (name, value) VALUES ('business-clock', $1)", [
        { business: "2017-01-03T09:00:00Z", system: new Date().toISOString() },
      ]);
      for (const { id: agencyId, name, kind, teams } of Object.values(AGENCIES)) {
        await client.query("INSERT INTO agency (id, name, kind, phone) VALUES ($1, $2, $3, '01632 960789')", [agencyId, name, kind]);
        for (const team of teams) {
          await client.query("INSERT INTO team (id, agency_id, name, district_code, phone) VALUES ($1, $2, $3, $4, '01632 960321')", [
            team.id,
            agencyId,
            team.name,
            team.district,
          ]);
        }
      }
      for (const each of Object.values(USERS)) {
        await client.query("INSERT INTO app_user (id, name, role, agency_id, team_id, district_codes) VALUES ($1, $2, $3, $4, $5, $6)", [
          each.id,
          each.name,
          each.role,
          each.agency.id,
          each.team,
          each.districts,
        ]);
        await client.query("INSERT INTO credential (user_id, email, password_hash, demonstration) VALUES ($1, $2, $3, true)", [
          each.id,
          each.email,
          passwordHash,
        ]);
      }
    });
  },
};
