import { jsonObject } from "../../graphql/json-shape.ts";
import { agencyJson, districtJson, teamJson } from "../../modules/agencies/agency.reads.ts";

/** Whether somebody can sign in. */
export const USER_STATUSES = ["ACTIVE", "INVITED", "NO_ACCOUNT", "DISABLED"] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** The status of the user under `u`. */
export const STATUS = `CASE
  WHEN u.disabled_at IS NOT NULL THEN 'DISABLED'
  WHEN NOT EXISTS (SELECT FROM credential c WHERE c.user_id = u.id) THEN 'NO_ACCOUNT'
  WHEN EXISTS (SELECT FROM credential c WHERE c.user_id = u.id AND c.password_hash IS NULL)
    AND NOT EXISTS (SELECT FROM provider_identity i WHERE i.user_id = u.id) THEN 'INVITED'
  ELSE 'ACTIVE' END`;

/** JSON of the user under `u`, as an administrator sees them. */
export const userJson = (): string =>
  jsonObject({
    id: "u.id",
    version: "u.version",
    name: "u.name",
    email: "(SELECT c.email FROM credential c WHERE c.user_id = u.id)",
    role: "u.role",
    status: STATUS,
    agency: agencyJson("u.agency_id"),
    team: teamJson("u.team_id"),
    districts: `COALESCE((SELECT json_agg(${districtJson("d.code")} ORDER BY d.position) FROM district d WHERE d.code = ANY (u.district_codes)), '[]')`,
    codeSetUp: "EXISTS (SELECT FROM second_factor f WHERE f.user_id = u.id AND f.secret IS NOT NULL)",
    invitationEndsAt:
      "(SELECT max(l.expires_at) FROM sign_in_link l WHERE l.user_id = u.id AND l.purpose = 'INVITATION' AND l.expires_at > now())",
  });
