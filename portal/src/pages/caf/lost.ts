import { listed } from "../../components/people.ts";
import type { CafContentFieldsFragment as Content } from "./Caf.generated.ts";

const counted = (number: number, one: string, many: string): string[] =>
  number === 0 ? [] : [number === 1 ? `1 ${one}` : `${number} ${many}`];

/** A form that was opened has one person in it about whom nothing may ever have been written. */
function people({ members }: Content): string[] {
  const written = members.filter(({ givenName, familyName, dateOfBirth, relationship }) =>
    [givenName, familyName, dateOfBirth, relationship].some(Boolean),
  );
  const names = written.flatMap(({ givenName }) => givenName ?? []);
  return counted(written.length, "person", "people").map((count) => (names.length === 0 ? count : `${count}: ${listed(names)}`));
}

/** The parts that are a few lines of text. */
function told({ reason, language, safeContact, agreement, familyView, address, postcode }: Content): string[] {
  const parts: [string, unknown][] = [
    ["where they live", address || postcode],
    ["the reason", reason],
    ["how to get in touch", language || safeContact],
    ["the agreement", agreement?.agreed !== null && agreement?.agreed !== undefined],
    ["the family’s view", familyView],
  ];
  return parts.flatMap(([name, said]) => (said ? [name] : []));
}

/** What goes with a draft: a line for each part in which something was written. */
export function lostWith(content: Content): string[] {
  const { voices, domains, answers, plan } = content;
  const children = new Set(domains.map(({ memberKey }) => memberKey)).size;
  const answered = answers.filter(({ answer }) => answer === "NEED" || answer === "NO_NEED").length;
  return [
    ...people(content),
    ...told(content),
    ...counted(voices.length, "person’s own words", "people’s own words"),
    ...counted(children, "child’s strengths and needs", "children’s strengths and needs"),
    ...counted(answered, "answer about needs", "answers about needs"),
    ...counted(plan.length, "action for the plan", "actions for the plan"),
  ];
}
