import { BOARD, BOARD_FLOOR } from "./board.ts";
import { type FloorStatement, type Operation, pick } from "./operation.ts";
import { SUBMIT_CAF } from "./submit-caf.ts";
import { SUBMIT_CAF_FLOOR } from "./submit-caf-rows.ts";

const NESTED: Operation = {
  name: "nested-families",
  operationName: "NestedFamilies",
  wtwf: `query NestedFamilies($district: String!) { families(filter: { district: $district }, first: 50) { edges { node {
    id reference name district { code name }
    members { id relationship from to person { id givenName familyName dateOfBirth } }
    standing { needs eligible progress }
    actions { id criterion title outcome owner dueOn status }
  } } } }`,
  postgraphile: `query NestedFamilies($district: String!) { families: allFamilies(condition: { districtCode: $district }, orderBy: [SORT_ASC, ROW_ID_ASC], first: 50) { edges { node {
    id: rowId reference name district: districtByDistrictCode { code name }
    members: familyMembersByFamilyIdList { id: rowId relationship from: validFrom to: validTo person: personByPersonId { id: rowId givenName familyName dateOfBirth } }
    standing { needs eligible progress }
    actions: planActionsByFamilyIdList { id: rowId criterion title outcome owner dueOn status }
  } } } }`,
  variables: (n, { districts }) => ({ district: pick(districts, n) }),
};

const FAMILY: Operation = {
  name: "family",
  operationName: "OneFamily",
  wtwf: `query OneFamily($id: ID!) { family(id: $id) {
    id reference name postcode address version district { code name }
    members { id relationship from to person { id givenName familyName dateOfBirth } }
    standing { needs eligible progress attachedOn }
    leadRequests { id askedOn acceptedOn endedOn version worker { id name } }
    actions { id criterion title outcome owner dueOn status endedOn note version team { id name agency { id name kind } } }
    team { id from to team { id name } }
    meetings { id heldOn nextOn notes }
  } }`,
  postgraphile: `query OneFamily($id: UUID!) { family: familyByRowId(rowId: $id) {
    id: rowId reference name postcode address version district: districtByDistrictCode { code name }
    members: familyMembersByFamilyIdList { id: rowId relationship from: validFrom to: validTo person: personByPersonId { id: rowId givenName familyName dateOfBirth } }
    standing { needs eligible progress attachedOn }
    leadRequests: leadProfessionalsByFamilyIdList { id: rowId askedOn acceptedOn endedOn version worker: appUserByUserId { id: rowId name } }
    actions: planActionsByFamilyIdList { id: rowId criterion title outcome owner dueOn status endedOn note version
      team: teamByTeamId { id: rowId name agency: agencyByAgencyId { id: rowId name kind } } }
    team: tafSeatsByFamilyIdList { id: rowId from: validFrom to: validTo team: teamByTeamId { id: rowId name } }
    meetings: tafMeetingsByFamilyIdList { id: rowId heldOn nextOn notes }
  } }`,
  variables: (n, { familyIds }) => ({ id: pick(familyIds, n * 7919) }),
};

export const OPERATIONS: readonly Operation[] = [NESTED, FAMILY, BOARD, SUBMIT_CAF];

const DISTRICT = `(SELECT json_build_object('code', d.code, 'name', d.name) FROM district d WHERE d.code = f.district_code)`;
const MEMBERS = `(SELECT COALESCE(json_agg(json_build_object('id', m.id, 'relationship', m.relationship, 'from', m.valid_from, 'to', m.valid_to,
    'person', json_build_object('id', p.id, 'givenName', p.given_name, 'familyName', p.family_name, 'dateOfBirth', p.date_of_birth))), '[]')
  FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = f.id)`;

/** What somebody who knows the tables would write for one operation alone. */
export const FLOOR: Readonly<Record<string, readonly FloorStatement[]>> = {
  NestedFamilies: [
    {
      sql: `SELECT json_build_object('families', json_build_object('edges', COALESCE(json_agg(json_build_object('node', json_build_object(
        'id', f.id, 'reference', f.reference, 'name', f.name, 'district', ${DISTRICT}, 'members', ${MEMBERS},
        'standing', (SELECT json_build_object('needs', s.needs, 'eligible', s.eligible, 'progress', s.progress)
          FROM standing s WHERE s.family_id = f.id AND s.valid_to IS NULL),
        'actions', (SELECT COALESCE(json_agg(json_build_object('id', a.id, 'criterion', a.criterion, 'title', a.title, 'outcome', a.outcome,
            'owner', a.owner, 'dueOn', a.due_on, 'status', a.status)), '[]') FROM plan_action a WHERE a.family_id = f.id)))
        ORDER BY f.sort, f.id), '[]')))::text AS data
      FROM (SELECT * FROM family WHERE district_code = $1 ORDER BY sort, id LIMIT 50) f`,
      parameters: ({ district }) => [district],
    },
  ],
  OneFamily: [
    {
      sql: `SELECT json_build_object('family', json_build_object(
        'id', f.id, 'reference', f.reference, 'name', f.name, 'postcode', f.postcode, 'address', f.address, 'version', f.version,
        'district', ${DISTRICT}, 'members', ${MEMBERS},
        'standing', (SELECT json_build_object('needs', s.needs, 'eligible', s.eligible, 'progress', s.progress, 'attachedOn', s.attached_on)
          FROM standing s WHERE s.family_id = f.id AND s.valid_to IS NULL),
        'leadRequests', (SELECT COALESCE(json_agg(json_build_object('id', l.id, 'askedOn', l.asked_on, 'acceptedOn', l.accepted_on,
            'endedOn', l.ended_on, 'version', l.version, 'worker', json_build_object('id', u.id, 'name', u.name))), '[]')
          FROM lead_professional l JOIN app_user u ON u.id = l.user_id WHERE l.family_id = f.id),
        'actions', (SELECT COALESCE(json_agg(json_build_object('id', a.id, 'criterion', a.criterion, 'title', a.title, 'outcome', a.outcome,
            'owner', a.owner, 'dueOn', a.due_on, 'status', a.status, 'endedOn', a.ended_on, 'note', a.note, 'version', a.version,
            'team', CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name,
              'agency', json_build_object('id', g.id, 'name', g.name, 'kind', g.kind)) END)), '[]')
          FROM plan_action a LEFT JOIN team t ON t.id = a.team_id LEFT JOIN agency g ON g.id = t.agency_id WHERE a.family_id = f.id),
        'team', (SELECT COALESCE(json_agg(json_build_object('id', x.id, 'from', x.valid_from, 'to', x.valid_to,
            'team', json_build_object('id', t.id, 'name', t.name))), '[]') FROM taf_seat x JOIN team t ON t.id = x.team_id WHERE x.family_id = f.id),
        'meetings', (SELECT COALESCE(json_agg(json_build_object('id', y.id, 'heldOn', y.held_on, 'nextOn', y.next_on, 'notes', y.notes)), '[]')
          FROM taf_meeting y WHERE y.family_id = f.id)))::text AS data
      FROM family f WHERE f.id = $1`,
      parameters: ({ id }) => [id],
    },
  ],
  Board: BOARD_FLOOR,
  SubmitCaf: SUBMIT_CAF_FLOOR,
};
