import { ROLES, type Role } from "../roles.ts";

/** Who may be given what; NOBODY is whoever has not signed in. */
export type Grantee = Role | "NOBODY";
export type Grants = Readonly<Record<string, Readonly<Record<string, readonly Grantee[]>>>>;

export const EVERYONE: readonly Grantee[] = ROLES.filter((role) => role !== "MACHINE");
/** An agency's own system besides: it is told who it is, and where it belongs. */
export const CALLERS: readonly Grantee[] = ROLES;
export const ANYBODY: readonly Grantee[] = ["NOBODY", ...ROLES];
export const PRACTICE: readonly Grantee[] = ["PRACTITIONER"];
export const COORDINATION: readonly Grantee[] = ["COORDINATOR"];
export const PLANNING: readonly Grantee[] = ["PRACTITIONER", "COORDINATOR"];
/** Whom something about a family waits for. */
export const TASKED: readonly Grantee[] = ["PRACTITIONER", "AGENCY_LEAD", "COORDINATOR", "INFORMATION_OFFICER", "ADMINISTRATOR"];
/** Who may see a family at all: which one is the matter of policies and of row-level security. */
export const CASEWORK: readonly Grantee[] = ["PRACTITIONER", "AGENCY_LEAD", "COORDINATOR", "AUDITOR"];
export const CONTRIBUTION: readonly Grantee[] = ["AGENCY_LEAD", "COORDINATOR"];
export const FIGURES: readonly Grantee[] = ["COORDINATOR", "AUDITOR", "BOARD_MEMBER"];
export const RULES: readonly Grantee[] = ["PRACTITIONER", "AGENCY_LEAD", "COORDINATOR", "AUDITOR", "ADMINISTRATOR"];
export const ADMINISTRATION: readonly Grantee[] = ["ADMINISTRATOR"];
export const MACHINES: readonly Grantee[] = ["MACHINE"];
export const OVERSIGHT: readonly Grantee[] = ["INFORMATION_OFFICER", "ADMINISTRATOR"];
/** Who is shown any list that goes by pages. */
export const PAGED: readonly Grantee[] = [
  "PRACTITIONER",
  "AGENCY_LEAD",
  "COORDINATOR",
  "AUDITOR",
  "INFORMATION_OFFICER",
  "ADMINISTRATOR",
  "MACHINE",
];
/** Who may open a family in an emergency. */
export const EMERGENCY: readonly Grantee[] = ["PRACTITIONER", "AGENCY_LEAD", "COORDINATOR"];
export const INFORMATION: readonly Grantee[] = ["INFORMATION_OFFICER"];

/** The same for each of these fields. */
export function given<Field extends string>(to: readonly Grantee[], fields: readonly Field[]): Record<Field, readonly Grantee[]> {
  return Object.fromEntries(fields.map((field) => [field, to])) as Record<Field, readonly Grantee[]>;
}
