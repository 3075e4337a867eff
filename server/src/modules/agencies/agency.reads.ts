import { jsonObject } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";

/*
 * SQL expressions that build the JSON of a directory record where another read needs one inside it, so that one
 * statement answers a whole page. `id` is an SQL expression that yields the record's id; the result is null where
 * there is none. Without a selection every field is there.
 */

/** JSON of an agency, or null; `id` is the SQL expression that yields its id. The others here are made in the same way. */
export const agencyJson = (id: string, selected?: Selection): string =>
  `(SELECT ${jsonObject({ id: "ag.id", name: "ag.name", kind: "ag.kind", phone: "ag.phone" }, selected)} FROM agency ag WHERE ag.id = ${id})`;

export const districtJson = (code: string, selected?: Selection): string =>
  `(SELECT ${jsonObject({ code: "di.code", name: "di.name", area: "di.area" }, selected)} FROM district di WHERE di.code = ${code})`;

export const teamJson = (id: string, selected?: Selection): string => {
  const shape = {
    id: "te.id",
    name: "te.name",
    phone: "te.phone",
    district: (asked?: Selection) => districtJson("te.district_code", asked),
    agency: (asked?: Selection) => agencyJson("te.agency_id", asked),
  };
  return `(SELECT ${jsonObject(shape, selected)} FROM team te WHERE te.id = ${id})`;
};

export const workerJson = (id: string, selected?: Selection): string => {
  const shape = {
    id: "wo.id",
    name: "wo.name",
    role: "wo.role",
    agency: (asked?: Selection) => agencyJson("wo.agency_id", asked),
    team: (asked?: Selection) => teamJson("wo.team_id", asked),
  };
  return `(SELECT ${jsonObject(shape, selected)} FROM app_user wo WHERE wo.id = ${id})`;
};

/** JSON of a person whose row is already at hand under `alias`. */
export const personRowJson = (alias: string, selected?: Selection): string =>
  jsonObject(
    {
      id: `${alias}.id`,
      givenName: `${alias}.given_name`,
      familyName: `${alias}.family_name`,
      dateOfBirth: `${alias}.date_of_birth`,
      age: `date_part('year', age((SELECT viewer_today()), ${alias}.date_of_birth))::int`,
    },
    selected,
  );

export const personJson = (id: string, selected?: Selection): string =>
  `(SELECT ${personRowJson("pe", selected)} FROM person pe WHERE pe.id = ${id})`;
