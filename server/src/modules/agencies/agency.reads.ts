/**
 * SQL expressions that build the JSON of a directory record where another read needs one inside it, so that one
 * statement answers a whole page. `id` is an SQL expression that yields the record's id; the result is null where
 * there is none.
 */
export const agencyJson = (id: string) =>
  `(SELECT json_build_object('id', ag.id, 'name', ag.name, 'kind', ag.kind, 'phone', ag.phone) FROM agency ag WHERE ag.id = ${id})`;

export const districtJson = (code: string) =>
  `(SELECT json_build_object('code', di.code, 'name', di.name, 'area', di.area) FROM district di WHERE di.code = ${code})`;

export const teamJson = (id: string) =>
  `(SELECT json_build_object('id', te.id, 'name', te.name, 'phone', te.phone, 'district', ${districtJson("te.district_code")},
     'agency', ${agencyJson("te.agency_id")}) FROM team te WHERE te.id = ${id})`;

export const workerJson = (id: string) =>
  `(SELECT json_build_object('id', wo.id, 'name', wo.name, 'role', wo.role, 'agency', ${agencyJson("wo.agency_id")},
     'team', ${teamJson("wo.team_id")}) FROM app_user wo WHERE wo.id = ${id})`;

export const personJson = (id: string) =>
  `(SELECT json_build_object('id', pe.id, 'givenName', pe.given_name, 'familyName', pe.family_name, 'dateOfBirth', pe.date_of_birth,
     'age', date_part('year', age((SELECT viewer_today()), pe.date_of_birth))::int) FROM person pe WHERE pe.id = ${id})`;
