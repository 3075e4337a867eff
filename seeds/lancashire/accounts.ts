import type { Role } from "../../server/src/access/roles.ts";

export interface AccountSeed {
  /** The part before @. */
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Whose account it is: the first agency of that kind in the accounts' district, or the county's own. */
  readonly works: "SCHOOL" | "POLICE" | "HOUSING" | "WPEHS" | "COUNTY";
  /** Whether it belongs to one team of that agency, and not to all of it. */
  readonly team: boolean;
}

/** The district in which the three practitioners work, so that one family can meet them all. */
export const ACCOUNTS_DISTRICT = "burnley";

const account = (login: string, name: string, role: Role, works: AccountSeed["works"]): AccountSeed => ({
  login,
  name,
  role,
  works,
  team: role === "PRACTITIONER",
});

/** Who can sign in to the demonstration. */
export const ACCOUNTS: readonly AccountSeed[] = [
  account("school", "Marian Holroyd", "PRACTITIONER", "SCHOOL"),
  account("police", "Dev Sandhu", "PRACTITIONER", "POLICE"),
  account("housing", "Janice Pomfret", "PRACTITIONER", "HOUSING"),
  account("school-lead", "Alun Prytherch", "AGENCY_LEAD", "SCHOOL"),
  account("coordinator", "Rukhsana Mir", "COORDINATOR", "WPEHS"),
  account("auditor", "Geoffrey Lunt", "AUDITOR", "COUNTY"),
  account("board", "Councillor Wendy Achebe", "BOARD_MEMBER", "COUNTY"),
  account("information-officer", "Tamsin Orrell", "INFORMATION_OFFICER", "COUNTY"),
  account("admin", "Pete Wrigley", "ADMINISTRATOR", "COUNTY"),
];

export const emailOf = (seed: AccountSeed): string => `${seed.login}@lancashire.example`;
