import type { Api } from "./api-client.ts";
import { addEvidence, EACH_KIND, type EvidenceResult, factOf } from "./evidence.ts";
import type { Household } from "./household.ts";
import { type Account, AGENCIES } from "./town.ts";

/** Adds a fact of a kind, as somebody of an agency that supplies it unless said otherwise. */
export type Add = (home: Household, kind: string, changes?: object, as?: Account) => Promise<EvidenceResult>;

const supplierOf = (kind: string): Account => EACH_KIND.find((each) => each.kind === kind)?.as ?? "school";

export const adding =
  (api: () => Api): Add =>
  (home, kind, changes = {}, as = supplierOf(kind)) =>
    addEvidence(api(), as, home.id, factOf(kind, home, changes));

export const attendance = (changes: object) => ({
  attendance: { term: "2016-09-05", schoolId: AGENCIES.school.id, possible: 140, authorised: 4, unauthorised: 10, ...changes },
});
export const scored = (score: number) => ({ riskScore: { score, atClosure: false } });
