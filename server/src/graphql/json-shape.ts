import type { Selection } from "./selection.ts";

/** Field -> SQL expression of its JSON; a function where the cost depends on what is asked of the field in turn. */
export type Shape = Readonly<Record<string, ShapePart>>;
export type ShapePart = string | ((selected: Selection | undefined) => string);

/**
 * `json_build_object` of the fields that were asked for, so that one statement reads a page and nothing besides. With
 * no selection it holds every field. `also` names fields that a resolver needs without their being asked for. Where
 * the answer goes out as it is written, it holds what was asked for under the answer's keys, and nothing else.
 */
export function jsonObject(shape: Shape, selected?: Selection, also: readonly string[] = []): string {
  if (selected?.answerKeys) return writtenObject(shape, selected, selected.answerKeys);
  const pairs = Object.entries(shape)
    .filter(([field]) => !selected || selected.has(field) || also.includes(field))
    .map(([field, part]) => `'${field}', ${typeof part === "string" ? part : part(selected?.get(field))}`);
  return `json_build_object(${pairs.join(", ")})`;
}

function writtenObject(shape: Shape, selected: Selection, keys: ReadonlyMap<string, string>): string {
  const pairs = [...keys].map(([field, key]) => {
    if (field === "__typename") return `'${key}', '${selected.typeName}'`;
    const part = shape[field];
    if (part === undefined) throw new Error(`${selected.typeName}.${field} is marked as written and has no SQL`);
    return `'${key}', ${typeof part === "string" ? part : part(selected.get(field))}`;
  });
  return `json_build_object(${pairs.join(", ")})`;
}

/** A JSON array of what a subquery yields, empty where it yields nothing. `rest` is all from FROM on; `order` may be empty. */
export function jsonList(record: string, order: string, rest: string): string {
  return `(SELECT COALESCE(json_agg(${record}${order ? ` ORDER BY ${order}` : ""}), '[]') ${rest})`;
}
