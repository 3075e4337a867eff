import type { Role, UserStatus } from "../../apollo/schema.generated.ts";
import { ROLE_NAMES } from "../../components/words.ts";
import type { TagColour } from "../../govuk/Tag.tsx";

/** What a person can be: agencies’ systems are made elsewhere. */
export const ROLES = (Object.keys(ROLE_NAMES) as Role[]).filter((role) => role !== "MACHINE");

/** What each role is for, to choose by. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  PRACTITIONER: "Works with families: sees those of their team, writes CAFs, does actions",
  AGENCY_LEAD: "Answers for an agency or a branch of it: sees its families and what it has put in",
  COORDINATOR: "Covers districts: sees every family there, checks CAFs, attaches families, publishes figures",
  AUDITOR: "Reads the families in claims, with their evidence",
  BOARD_MEMBER: "Sees published month-ends, and never a family",
  INFORMATION_OFFICER: "Looks after people’s rights over their records",
  ADMINISTRATOR: "Looks after users and agencies, and sees no family",
  MACHINE: "Sends evidence from an agency’s own system",
};

export const STATUS_NAMES: Readonly<Record<UserStatus, string>> = {
  ACTIVE: "Active",
  INVITED: "Invited",
  NO_ACCOUNT: "No account",
  DISABLED: "Disabled",
};

export const STATUSES = Object.keys(STATUS_NAMES) as UserStatus[];

export const STATUS_COLOURS: Readonly<Record<UserStatus, TagColour>> = {
  ACTIVE: "green",
  INVITED: "blue",
  NO_ACCOUNT: "grey",
  DISABLED: "red",
};
