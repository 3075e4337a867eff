import type { Criterion } from "../../apollo/schema.generated.ts";
import { CRITERION_NAMES } from "../../components/words.ts";
import { DOMAIN_NAMES, type Domain } from "../caf/words.ts";

const WORDS: Readonly<Record<string, string>> = {
  reason: "The reason for the assessment",
  safeContact: "Safe ways to make contact",
  agenciesInvolved: "The agencies already involved",
  familyView: "The family’s view",
};

/** What the names in places stand for, as far as this person sees it. */
export type PlaceNames = {
  /** By person, or in a draft by key. */
  person: (id: string) => string;
  action: (id: string) => string | null;
  evidence: (id: string) => string | null;
};

/** "Ava: domestic abuse"; what the API calls a place, in words. */
export function placeInWords(place: string, names: PlaceNames): string {
  const [list = "", id = "", part = ""] = place.split(".");
  if (list === "voices") return `What ${names.person(id)} says`;
  if (list === "domains") return `${names.person(id)}’s life: ${DOMAIN_NAMES[part as Domain]?.toLowerCase() ?? "one part"}`;
  if (list === "answers") return `${names.person(id)}: ${CRITERION_NAMES[part as Criterion]?.toLowerCase() ?? "one answer"}`;
  if (list === "actions" || list === "plan") return `Action: ${names.action(id) ?? "one of the plan"}`;
  if (list === "evidence") return `Evidence: ${names.evidence(id) ?? "one entry"}`;
  return WORDS[list] ?? "Something in the assessment";
}
