import { jsonList, jsonObject, type Shape } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import { districtJson, personRowJson } from "../agencies/agency.reads.ts";

/**
 * Field of Family -> SQL expression that yields its JSON, over the family's row `f`. Later modules bring parts of
 * their own; a statement holds only those that were asked for, so one statement answers one page.
 */
export type FamilyParts = Shape;

/** Whether the viewer is the accepted lead professional of the family whose id the expression yields. */
export const viewerLeads = (familyId: string): string => `EXISTS (SELECT 1 FROM lead_professional vl WHERE vl.family_id = ${familyId}
  AND vl.user_id = (SELECT viewer_user()) AND vl.accepted_on IS NOT NULL AND vl.ended_on IS NULL)`;

/** Whether the viewer reads the family whose id the expression yields in an emergency, and so may change nothing of it. */
export const openedInEmergency = (familyId: string): string => `${familyId} = ANY ((SELECT viewer_emergency_families())::uuid[])`;

const member = (selected?: Selection): string =>
  jsonObject(
    { id: "m.id", relationship: "m.relationship", from: "m.valid_from", to: "m.valid_to", person: (asked) => personRowJson("p", asked) },
    selected,
  );

/** Whether nothing of the family may be changed: it was opened in an emergency, or its record was disposed of. `f` is its row. */
export const READ_ONLY_FACT = `(${openedInEmergency("f.id")} OR f.disposed_at IS NOT NULL)`;

export const FAMILY_PARTS: FamilyParts = {
  id: "f.id",
  reference: "f.reference",
  name: "f.name",
  postcode: "f.postcode",
  address: "f.address",
  restricted: "f.restricted",
  version: "f.version",
  district: (selected) => districtJson("f.district_code", selected),
  members: (selected) =>
    jsonList(
      member(selected),
      "m.valid_to NULLS FIRST, p.date_of_birth, p.id",
      "FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = f.id",
    ),
};

/** The JSON object of one family with the parts asked for; what is no part has a resolver of its own. */
export function familyJson(parts: FamilyParts, selected: Selection): string {
  const bySelection = texts.get(parts) ?? new WeakMap<Selection, string>();
  texts.set(parts, bySelection);
  const text = bySelection.get(selected) ?? jsonObject(parts, selected, ["id"]);
  bySelection.set(selected, text);
  return text;
}

/** Writing the SQL anew for each request cost more than reading the answer. */
const texts = new WeakMap<FamilyParts, WeakMap<Selection, string>>();
