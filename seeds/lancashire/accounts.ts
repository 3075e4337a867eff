import type { Role } from "../../server/src/access/viewer.ts";

export interface AccountSeed {
  /** The part before @. */
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Whose account it is: the first team of that kind in the account's district, or the whole agency. */
  readonly works: "SCHOOL" | "POLICE" | "HOUSING" | "WPEHS" | "COUNTY";
  readonly team: boolean;
  readonly doing: string;
}

const account = (login: string, name: string, role: Role, works: AccountSeed["works"], team: boolean, doing: string): AccountSeed => ({
  login,
  name,
  role,
  works,
  team,
  doing,
});

/** The district in which the three practitioners work, so that one family can meet them all. */
export const ACCOUNTS_DISTRICT = "burnley";

export const ACCOUNTS: readonly AccountSeed[] = [
  account("school", "Marian Holroyd", "PRACTITIONER", "SCHOOL", true, "a school's pastoral lead: checks for a CAF, writes and submits one"),
  account("police", "Dev Sandhu", "PRACTITIONER", "POLICE", true, "a neighbourhood officer: does actions in family plans"),
  account("housing", "Janice Pomfret", "PRACTITIONER", "HOUSING", true, "a housing officer: can be asked to be lead professional"),
  account("school-lead", "Alun Prytherch", "AGENCY_LEAD", "SCHOOL", false, "the school's lead: what the school has put in"),
  account(
    "coordinator",
    "Rukhsana Mir",
    "COORDINATOR",
    "WPEHS",
    false,
    "the early help service's data team, all districts: checks quality, attaches, publishes",
  ),
  account("auditor", "Geoffrey Lunt", "AUDITOR", "COUNTY", false, "internal audit: families in claims, read only"),
  account("board", "Councillor Wendy Achebe", "BOARD_MEMBER", "COUNTY", false, "the trust board: published month-ends, no personal data"),
  account("information-officer", "Tamsin Orrell", "INFORMATION_OFFICER", "COUNTY", false, "people's rights over their records"),
  account("admin", "Pete Wrigley", "ADMINISTRATOR", "COUNTY", false, "users, agencies and plans; no case data"),
];

export const emailOf = (seed: AccountSeed): string => `${seed.login}@lancashire.example`;
