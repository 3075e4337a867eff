import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "../src/modules/criteria/evidence-on-record.rules.ts";
import type { Criterion } from "../src/modules/criteria/facts.rules.ts";
import type { FamilyFacts } from "../src/modules/criteria/family-facts.rules.ts";
import { parseOutcomesPlan } from "../src/modules/criteria/outcomes-plan.rules.ts";
import { parseSchoolTerms } from "../src/modules/criteria/terms.rules.ts";
import { localDate } from "../src/shared/local-date.ts";
import { repositoryRoot } from "../src/shared/paths.ts";

/** Facts of a made-up family of an adult and a child, for tests of the rules that need no database. */

const read = (path: string): unknown => JSON.parse(readFileSync(join(repositoryRoot, "seeds", path), "utf8"));
export const lancashire = parseOutcomesPlan(read("outcomes-plans/lancashire-2016-17.json"));
export const terms = parseSchoolTerms(read("lancashire/school-terms.json"));

type Loose<T> = T extends Evidence
  ? Omit<T, "id" | "source" | "recordedOn" | "from" | "to"> & { from: string; to?: string; recordedOn?: string; source?: T["source"] }
  : never;
let made = 0;

/** A fact recorded on its first day by early help, unless said otherwise. */
export function fact(item: Loose<Evidence>): Evidence {
  made += 1;
  return { id: `fact-${String(made).padStart(4, "0")}`, source: "WPEHS", recordedOn: item.from, ...item } as Evidence;
}

/** The child's return of one term, over 100 sessions. */
export function attendance(term: string, percent: number, more: { personId?: string; recordedOn?: string } = {}): Evidence {
  return fact({
    kind: "ATTENDANCE",
    personId: "child",
    school: "A",
    term,
    possible: 100,
    authorised: 0,
    unauthorised: percent,
    from: term,
    to: terms.find((entry) => entry.from === term)?.to ?? term,
    ...more,
  });
}

export const judgement = (criterion: Criterion, from: string, atClosure = true, progressed = true): Evidence =>
  fact({ kind: "JUDGEMENT", criterion, progressed, atClosure, from });

export function familyOf(evidence: readonly Evidence[], more: Partial<FamilyFacts> = {}): FamilyFacts {
  const known = localDate("2014-09-01");
  return {
    familyId: "family",
    district: "preston",
    recordedOn: known,
    members: [
      { personId: "adult", dateOfBirth: localDate("1984-05-05"), from: known, recordedOn: known },
      { personId: "child", dateOfBirth: localDate("2006-05-05"), from: known, recordedOn: known },
    ],
    evidence,
    superseded: new Map(),
    assessments: [],
    actions: [],
    leadProfessionals: [],
    attachment: null,
    claims: [],
    ...more,
  };
}

export const attachedOn = (on: string): Pick<FamilyFacts, "attachment"> => ({
  attachment: { attachedOn: localDate(on), recordedOn: localDate(on), district: "preston", leadAgencyKind: "WPEHS" },
});
