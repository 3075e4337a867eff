import type { EvidenceKind, MachineClientState, MachineScope, SharingState } from "../../apollo/schema.generated.ts";
import type { UserError } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import type { TagColour } from "../../govuk/Tag.tsx";
import { KIND_FORMS } from "../evidence/kinds.ts";

export const SCOPE_NAMES: Readonly<Record<MachineScope, string>> = {
  SEND_EVIDENCE: "Send evidence about its families",
  READ_CONTRIBUTION: "Read what its agency has put in",
};
export const SCOPES = Object.keys(SCOPE_NAMES) as MachineScope[];

export const CLIENT_STATES: Readonly<Record<MachineClientState, readonly [string, TagColour]>> = {
  ACTIVE: ["Active", "green"],
  EXPIRED: ["Expired", "grey"],
  REVOKED: ["Revoked", "red"],
};

export const SHARING_STATES: Readonly<Record<SharingState, readonly [string, TagColour]>> = {
  NOT_YET: ["Not yet in force", "blue"],
  IN_FORCE: ["In force", "green"],
  EXPIRED: ["Run out", "grey"],
  ENDED: ["Ended", "grey"],
};

export const kindName = (kind: EvidenceKind): string => KIND_FORMS[kind].title;

/** What only people judge no system sends; to have looked for something is covered with the thing itself. */
const NOT_SHARED: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(["COVERAGE", "JUDGEMENT", "INTERVENTION_START"]);
export const SHARED_KINDS = (Object.keys(KIND_FORMS) as EvidenceKind[]).filter((kind) => !NOT_SHARED.has(kind));

/** What is empty, said with the days that are: the API would say so only once it is sent days. */
export function missingWords(values: Readonly<Record<string, unknown>>, questions: Readonly<Record<string, string>>): UserError[] {
  return Object.entries(questions)
    .filter(([field]) => [values[field]].flat().every((value) => !value || String(value).trim() === ""))
    .map(([field, message]) => ({ code: "MISSING", field, message }));
}

/** Three boxes that make no day are refused here: the API's own type would not say which they were. */
export function missingDays(values: Readonly<Record<string, unknown>>, days: Readonly<Record<string, string>>): UserError[] {
  return Object.entries(days)
    .filter(([field]) => !isRealDate(String(values[field] ?? "")))
    .map(([field, day]) => ({ code: "INVALID", field, message: `Enter ${day}, such as 31 3 2017` }));
}
