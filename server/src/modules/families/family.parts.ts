import type { Selection } from "../../graphql/selection.ts";
import { districtJson, personJson } from "../agencies/agency.reads.ts";

/**
 * Field of Family -> SQL expression that yields its JSON, over the family's row `f`. Later modules bring parts of
 * their own; a statement holds only those that were asked for, so one statement answers one page.
 */
export type FamilyParts = Readonly<Record<string, FamilyPart>>;

/** A part whose cost depends on what is asked of it is a function of that. */
export type FamilyPart = string | ((selected: Selection) => string);

export const FAMILY_PARTS: FamilyParts = {
  id: "f.id",
  reference: "f.reference",
  name: "f.name",
  postcode: "f.postcode",
  address: "f.address",
  restricted: "f.restricted",
  version: "f.version",
  district: districtJson("f.district_code"),
  members: `(SELECT COALESCE(json_agg(json_build_object('id', m.id, 'relationship', m.relationship, 'from', m.valid_from,
      'to', m.valid_to, 'person', ${personJson("m.person_id")}) ORDER BY m.valid_to NULLS FIRST, p.date_of_birth, p.id), '[]')
    FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = f.id)`,
};

/** The JSON object of one family with the parts asked for; what is no part has a resolver of its own. */
export function familyJson(parts: FamilyParts, selected: Selection): string {
  const pairs = Object.entries(parts).flatMap(([field, part]) => {
    const asked = selected.get(field);
    if (!asked) return field === "id" ? ["'id', f.id"] : [];
    return [`'${field}', ${typeof part === "string" ? part : part(asked)}`];
  });
  return `json_build_object(${pairs.join(", ")})`;
}
