import type { Role } from "../../server/src/access/roles.ts";
import type { AgencyKind } from "../../server/src/modules/criteria/facts.rules.ts";
import { fullName } from "../people.ts";
import { Random } from "../random.ts";
import { ACCOUNTS, ACCOUNTS_DISTRICT, type AccountSeed } from "./accounts.ts";
import { DISTRICTS } from "./places.ts";

export interface AgencyRow {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly phone: string;
}

export interface TeamRow {
  readonly id: string;
  readonly agency: AgencyRow;
  readonly parentId: string | null;
  readonly name: string;
  readonly district: string | null;
  readonly phone: string;
}

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: AgencyRow;
  readonly team: TeamRow | null;
  readonly districts: readonly string[];
}

/** Agencies, their teams and who works there. */
export class Directory {
  readonly agencies: AgencyRow[] = [];
  readonly teams: TeamRow[] = [];
  readonly users: UserRow[] = [];
  /** Who signs in, with what they do. */
  readonly accounts: { readonly seed: AccountSeed; readonly user: UserRow }[] = [];
  readonly #local = new Map<string, TeamRow[]>();
  readonly #workers = new Map<string, UserRow[]>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The teams of a kind that work in a district: its own, else those of the whole county. */
  teamsIn(kind: AgencyKind, district: string): readonly TeamRow[] {
    return this.#local.get(`${kind} ${district}`) ?? this.#local.get(`${kind} -`) ?? [];
  }

  workersOf(team: TeamRow): readonly UserRow[] {
    return this.#workers.get(team.id) ?? [];
  }

  account(login: string): UserRow {
    const found = this.accounts.find((entry) => entry.seed.login === login);
    if (!found) throw new Error(`no demonstration account ${login}`);
    return found.user;
  }

  addAgency(name: string, kind: AgencyKind): AgencyRow {
    const agency = { id: this.#random.id(), name, kind, phone: this.#phone() };
    this.agencies.push(agency);
    return agency;
  }

  addTeam(agency: AgencyRow, name: string, district: string | null, parent: TeamRow | null = null): TeamRow {
    const team = { id: this.#random.id(), agency, parentId: parent?.id ?? null, name, district, phone: this.#phone() };
    this.teams.push(team);
    return team;
  }

  /** Makes a team one that takes part in work with families, with so many workers. */
  staff(team: TeamRow, workers: number): void {
    const key = `${team.agency.kind} ${team.district ?? "-"}`;
    this.#local.set(key, [...(this.#local.get(key) ?? []), team]);
    for (let index = 0; index < workers; index++) this.addUser(fullName(this.#random), "PRACTITIONER", team.agency, team);
  }

  addUser(name: string, role: Role, agency: AgencyRow, team: TeamRow | null, districts: readonly string[] = []): UserRow {
    const user = { id: this.#random.id(), name, role, agency, team, districts };
    this.users.push(user);
    if (team && role === "PRACTITIONER") this.#workers.set(team.id, [...(this.#workers.get(team.id) ?? []), user]);
    return user;
  }

  /** From the numbers kept free for drama: nobody answers. */
  #phone(): string {
    return `01632 960${String(this.#random.whole(100, 999))}`;
  }
}

const HOUSING = [
  { name: "Calderside Homes", areas: ["East"] },
  { name: "Hearthstone Housing", areas: ["East", "Central"] },
  { name: "Brockholes Community Homes", areas: ["Central", "North"] },
  { name: "Sandgrown Housing", areas: ["North"] },
] as const;

/** The agencies of the county: services by their own words, councils by district, everything else made up. */
export function lancashireDirectory(random: Random): Directory {
  const directory = new Directory(random);
  const countywide = (name: string, kind: AgencyKind, teamName: string): void =>
    directory.staff(directory.addTeam(directory.addAgency(name, kind), teamName, null), 4);
  const byDistrict = (name: string, kind: AgencyKind, teamName: string, workers: number): void => {
    const agency = directory.addAgency(name, kind);
    const root = directory.addTeam(agency, name, null);
    for (const place of DISTRICTS) directory.staff(directory.addTeam(agency, `${place.name} ${teamName}`, place.code, root), workers);
  };
  const county = directory.addAgency("Lancashire county council", "WPEHS");
  byDistrict("Wellbeing, prevention and early help service", "WPEHS", "early help team", 7);
  byDistrict("Children's social care", "CSC", "social care team", 6);
  byDistrict("Lancashire police", "POLICE", "neighbourhood team", 3);
  byDistrict("Lancashire health visiting and school nursing", "HEALTH", "health visiting team", 3);
  for (const place of DISTRICTS) {
    const council = directory.addAgency(`${place.name} council`, "DISTRICT_COUNCIL");
    directory.staff(directory.addTeam(council, `${place.name} community safety`, place.code), 1);
    for (const name of place.schools) {
      const school = directory.addAgency(name, "SCHOOL");
      directory.staff(directory.addTeam(school, name, place.code), 1);
    }
  }
  for (const provider of HOUSING) {
    const agency = directory.addAgency(provider.name, "HOUSING");
    const root = directory.addTeam(agency, provider.name, null);
    for (const place of DISTRICTS) {
      if (provider.areas.some((area) => area === place.area))
        directory.staff(directory.addTeam(agency, `${place.name} homes`, place.code, root), 2);
    }
  }
  countywide("Department for Work and Pensions", "DWP", "Troubled families employment advisers");
  countywide("Lancashire probation", "PROBATION", "Probation family link");
  countywide("Lancashire youth offending team", "YOS", "Youth offending team");
  countywide("Open Door Families", "VOLUNTARY", "Open Door family support");
  countywide("Red Rose Befrienders", "VOLUNTARY", "Red Rose volunteers");
  for (const seed of ACCOUNTS) directory.accounts.push({ seed, user: addAccount(directory, seed, county) });
  addAttendanceTeam(directory);
  return directory;
}

/** The second team of the accounts' school, so that its lead has somebody to hand a case over to. */
export const ATTENDANCE_TEAM = "Harebell attendance team";
const ATTENDANCE_SEED = 1702;

/** With chances of its own, and no cases from the cohort: the county without it stays as it was. */
function addAttendanceTeam(directory: Directory): void {
  const random = new Random(ATTENDANCE_SEED);
  const { agency, team: parent } = directory.account("school");
  if (!parent) throw new Error("the school's practitioner has no team");
  const team = { id: random.id(), agency, parentId: parent.id, name: ATTENDANCE_TEAM, district: ACCOUNTS_DISTRICT, phone: parent.phone };
  directory.teams.push(team);
  for (let index = 0; index < 2; index++)
    directory.users.push({ id: random.id(), name: fullName(random), role: "PRACTITIONER", agency, team, districts: [] });
}

function addAccount(directory: Directory, seed: AccountSeed, county: AgencyRow): UserRow {
  const districts = seed.role === "COORDINATOR" ? DISTRICTS.map(({ code }) => code) : [];
  const team = seed.works === "COUNTY" ? undefined : directory.teamsIn(seed.works, ACCOUNTS_DISTRICT)[0];
  return directory.addUser(seed.name, seed.role, team?.agency ?? county, seed.team ? (team ?? null) : null, districts);
}
