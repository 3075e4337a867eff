/** Joins class names, leaving out what is absent. */
export function classes(...names: ReadonlyArray<string | false | null | undefined>): string {
  return names.filter(Boolean).join(" ");
}

/** The ids that describe a field, in reading order, or nothing at all. */
export function describedBy(...ids: ReadonlyArray<string | false | undefined>): string | undefined {
  const joined = classes(...ids);
  return joined === "" ? undefined : joined;
}
