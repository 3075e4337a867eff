import { jsonList, jsonObject } from "../../graphql/json-shape.ts";

const INITIALS = "concat(left(p.given_name, 1), left(p.family_name, 1))";

/** JSON of a family as its agency's system needs it, over `family f`: no name, no address, and only who is in it now. */
export const MACHINE_FAMILY = jsonObject({
  id: "f.id",
  reference: "f.reference",
  members: jsonList(
    jsonObject({ personId: "p.id", initials: INITIALS, dateOfBirth: "p.date_of_birth" }),
    "p.date_of_birth, p.id",
    `FROM family_member m JOIN person p ON p.id = m.person_id
     WHERE m.family_id = f.id AND (m.valid_to IS NULL OR m.valid_to >= (SELECT viewer_today()))`,
  ),
});
