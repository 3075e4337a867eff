type Named = { givenName: string | null; familyName: string | null };

/** A name may have been removed by law while the record of what happened stays. */
export function personName({ givenName, familyName }: Named): string {
  return [givenName, familyName].filter(Boolean).join(" ") || "Record disposed of";
}

/** "Burnley area, Calderside Homes"; once only where the agency is its one team, as with a school. */
export function teamName(team: { name: string; agency: { name: string } }): string {
  return team.name === team.agency.name ? team.name : `${team.name}, ${team.agency.name}`;
}

/** "Wilding family", or the reference where the name was removed. */
export function familyTitle({ name, reference }: { name: string | null; reference: string }): string {
  return name === null ? `Family ${reference}` : `${name} family`;
}

/** "a, b and c" */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
