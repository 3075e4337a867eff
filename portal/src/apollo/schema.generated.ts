export type AgencyKind =
  | 'CSC'
  | 'DISTRICT_COUNCIL'
  | 'DWP'
  | 'HEALTH'
  | 'HOUSING'
  | 'POLICE'
  | 'PROBATION'
  | 'SCHOOL'
  | 'VOLUNTARY'
  | 'WPEHS'
  | 'YOS';

export type Role =
  | 'ADMINISTRATOR'
  | 'AGENCY_LEAD'
  | 'AUDITOR'
  | 'BOARD_MEMBER'
  | 'COORDINATOR'
  | 'INFORMATION_OFFICER'
  | 'PRACTITIONER';

export type SignInInput = {
  email: string;
  password: string;
};
