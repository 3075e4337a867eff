import type { AgencyKind, ClaimRoute, Criterion } from "../../apollo/schema.generated.ts";
import { formatDate } from "../../components/dates.ts";
import { personName } from "../../components/people.ts";
import { CRITERION_NAMES } from "../../components/words.ts";

const ROUTES_NOW: Readonly<Record<ClaimRoute, string>> = {
  SSP: "every problem shows significant progress that has lasted",
  CE: "somebody in the family has been in work for long enough",
};
const ROUTES_THEN: Readonly<Record<ClaimRoute, string>> = {
  SSP: "every problem will show significant progress that has lasted",
  CE: "somebody in the family will have been in work for long enough",
};

/** By which route and when, as a lead professional would say it to the family. */
export function claimInWords({ route, readyOn }: { route: ClaimRoute | null; readyOn: string | null }, asOf: string): string {
  if (route === null || readyOn === null) return "No claim can be foreseen as things are.";
  if (readyOn <= asOf) return `A claim has been ready since ${formatDate(readyOn)}: ${ROUTES_NOW[route]}.`;
  return `A claim will be ready on ${formatDate(readyOn)} if nothing further happens: ${ROUTES_THEN[route]}.`;
}

export type Owing = {
  criterion: Criterion;
  sentence: string;
  owedBy: AgencyKind;
  since: string | null;
  person: { id: string; givenName: string | null; familyName: string | null } | null;
};

export type OwedLine = Pick<Owing, "sentence" | "owedBy" | "since"> & { about: string[] };

/** A forecast owes what is not due before its day. */
export function dueInWords(since: string | null, today: string): string {
  if (since === null) return "Not yet";
  return `${since <= today ? "Since" : "From"} ${formatDate(since)}`;
}

/** What is owed, the same thing of several people or under several needs said once; what is due longest first. */
export function owedTogether(owed: readonly Owing[]): OwedLine[] {
  const lines = new Map<string, OwedLine>();
  for (const { sentence, owedBy, since, criterion, person } of owed) {
    const key = `${owedBy} ${since ?? ""} ${sentence}`;
    const line = lines.get(key) ?? { sentence, owedBy, since, about: [] };
    line.about.push(person === null ? CRITERION_NAMES[criterion] : `${personName(person)} (${CRITERION_NAMES[criterion].toLowerCase()})`);
    lines.set(key, line);
  }
  return [...lines.values()].toSorted((a, b) => (a.since ?? "9999").localeCompare(b.since ?? "9999"));
}
