import { jsonList, jsonObject, type Shape } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import { personJson } from "../agencies/agency.reads.ts";

/**
 * Whether a record that a verdict rests on is closed to the viewer, by row-level security; `id` is the SQL of its id. Each is
 * looked for by its key: of "NOT EXISTS" Postgres makes joins with all the county's records, since it cannot know how few are
 * asked for, and a family's page took a second in a county of 60,000.
 */
export const hiddenRecord = (id: string): string =>
  `COALESCE(${["evidence", "caf", "social_care_assessment"].map((table) => `(SELECT r.id FROM ${table} r WHERE r.id = ${id})`).join(", ")}) IS NULL`;

/** Whether a criterion rests on any such, so that an answer is never kinder than the record behind it. `c` is its JSON. */
const CLOSED = `EXISTS (SELECT 1 FROM jsonb_array_elements(c -> 'reasons') reason, jsonb_array_elements_text(reason -> 'evidenceIds') i
    WHERE ${hiddenRecord("i::uuid")})`;

const EACH_CRITERION = "FROM jsonb_array_elements(d.criteria) WITH ORDINALITY AS x (c, position)";

/** The entries of a JSON list, each with the person that it names where that was asked for. */
const withPeople = (list: string, asked: Selection | undefined, condition = "true"): string => {
  const entry =
    !asked || asked.has("person")
      ? `y.o || jsonb_build_object('person', ${personJson("(y.o ->> 'personId')::uuid", asked?.get("person"))})`
      : "y.o";
  return `(SELECT COALESCE(jsonb_agg(${entry} ORDER BY y.position), '[]')
    FROM jsonb_array_elements(${list}) WITH ORDINALITY AS y (o, position) WHERE ${condition})`;
};

/** A criterion as the viewer may see it: that it is met, and why and for whom only where nothing behind it is closed to them. */
const criterion = (asked: Selection | undefined): string => {
  const parts = (["reasons", "people"] as const).filter((part) => !asked || asked.has(part));
  const plain = "(c - '{reasons,people}'::text[])";
  if (parts.length === 0) return plain;
  const open = parts.map((part) => `'${part}', ${withPeople(`c -> '${part}'`, asked?.get(part))}`);
  const withheld = parts.map((part) => `'${part}', '[]'::jsonb`);
  return `${plain} || CASE WHEN ${CLOSED} THEN jsonb_build_object(${withheld.join(", ")}) ELSE jsonb_build_object(${open.join(", ")}) END`;
};

/** What a claim waits for, without what would say why a criterion that is closed to the viewer is met. */
const claim = (asked: Selection | undefined): string => {
  const open = `NOT EXISTS (SELECT 1 ${EACH_CRITERION} WHERE c ->> 'criterion' = y.o ->> 'criterion' AND ${CLOSED})`;
  const owed = () => withPeople("d.claim -> 'owed'", asked?.get("owed"), open);
  return jsonObject({ route: "d.claim -> 'route'", readyOn: "d.claim -> 'readyOn'", owed }, asked);
};

/** A blocker with the people that it is about; `b` is its JSON. */
const BLOCKER = `json_build_object('principle', b ->> 'principle', 'code', b ->> 'code', 'message', b ->> 'message',
  'mendedBy', b ->> 'mendedBy', 'criteria', b -> 'criteria',
  'people', (SELECT COALESCE(json_agg(${personJson("bp.id")} ORDER BY bp.date_of_birth, bp.id), '[]')
    FROM person bp WHERE bp.id IN (SELECT jsonb_array_elements_text(b -> 'personIds')::uuid)))`;

/** The stored row, and from the detail behind it only what was asked for: reasons cost more than all the rest. */
export const standingPart = (selected?: Selection): string => {
  const shape: Shape = {
    asOf: "d.as_of",
    needs: "to_json(st.needs)",
    eligible: "st.eligible",
    criteria: (asked) => jsonList(criterion(asked), "position", EACH_CRITERION),
    blockers: () => jsonList(BLOCKER, "position", "FROM jsonb_array_elements(d.blockers) WITH ORDINALITY AS x (b, position)"),
    outstanding: "to_json(st.outstanding)",
    progress: "st.progress",
    attachedOn: "st.attached_on",
    claimSubmittedOn: "st.claim_submitted_on",
    claim,
  };
  const detailed = !selected || ["asOf", "criteria", "blockers", "claim"].some((field) => selected.has(field));
  return `(SELECT ${jsonObject(shape, selected)} FROM standing st${detailed ? " JOIN standing_detail d ON d.family_id = st.family_id" : ""}
    WHERE st.family_id = f.id AND st.valid_to IS NULL)`;
};
