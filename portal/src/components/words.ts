import type { AgencyKind, Role } from "../apollo/schema.generated.ts";

export const SERVICE_NAME = "Working Together With Families";

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  PRACTITIONER: "Practitioner",
  AGENCY_LEAD: "Agency lead",
  COORDINATOR: "Coordinator",
  AUDITOR: "Auditor",
  BOARD_MEMBER: "Board member",
  INFORMATION_OFFICER: "Information officer",
  ADMINISTRATOR: "Administrator",
};

export const AGENCY_KIND_NAMES: Readonly<Record<AgencyKind, string>> = {
  SCHOOL: "School",
  POLICE: "Police",
  HOUSING: "Housing",
  DISTRICT_COUNCIL: "District council",
  HEALTH: "Health",
  CSC: "Children’s social care",
  WPEHS: "Wellbeing, prevention and early help",
  DWP: "Jobcentre (DWP)",
  PROBATION: "Probation",
  YOS: "Youth offending",
  VOLUNTARY: "Voluntary sector",
};
