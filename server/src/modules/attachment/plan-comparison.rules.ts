import type { LocalDate } from "../../shared/local-date.ts";
import { CRITERION_LABELS } from "../criteria/criterion-labels.rules.ts";
import { evaluate } from "../criteria/evaluate.rules.ts";
import { CRITERIA, type Criterion } from "../criteria/facts.rules.ts";
import type { FamilyFacts } from "../criteria/family-facts.rules.ts";
import type { OutcomesPlan } from "../criteria/outcomes-plan.rules.ts";
import type { SchoolTerm } from "../criteria/terms.rules.ts";

/** How many are under one plan, under the other, under the other alone, and under the first alone. */
export interface Compared {
  inForce: number;
  other: number;
  gained: number;
  lost: number;
}

/** Counts families under two plans, one family after the other: what it keeps does not grow with the county. */
export class Tally {
  readonly #inForce: OutcomesPlan;
  readonly #other: OutcomesPlan;
  readonly #terms: readonly SchoolTerm[];
  readonly #asOf: LocalDate;
  readonly #eligible = none();
  readonly #districts = new Map<string, { families: number; eligible: Compared }>();
  readonly #needs = new Map<Criterion, Compared>();
  #families = 0;

  constructor(inForce: OutcomesPlan, other: OutcomesPlan, terms: readonly SchoolTerm[], asOf: LocalDate) {
    this.#inForce = inForce;
    this.#other = other;
    this.#terms = terms;
    this.#asOf = asOf;
    for (const criterion of CRITERIA) if (uses(inForce, criterion) || uses(other, criterion)) this.#needs.set(criterion, none());
  }

  add(facts: FamilyFacts): void {
    const before = evaluate(this.#inForce, this.#terms, facts, this.#asOf);
    const after = evaluate(this.#other, this.#terms, facts, this.#asOf);
    const district = this.#districts.get(facts.district) ?? { families: 0, eligible: none() };
    this.#districts.set(facts.district, district);
    this.#families += 1;
    district.families += 1;
    count(this.#eligible, before.eligible, after.eligible);
    count(district.eligible, before.eligible, after.eligible);
    for (const [criterion, compared] of this.#needs)
      count(compared, hasNeed(before.criteria, criterion), hasNeed(after.criteria, criterion));
  }

  figures() {
    return {
      families: this.#families,
      eligible: this.#eligible,
      districts: this.#districts as ReadonlyMap<string, { readonly families: number; readonly eligible: Compared }>,
      criteria: [...this.#needs].map(([criterion, needs]) => ({
        criterion,
        label: CRITERION_LABELS[criterion],
        usedInForce: uses(this.#inForce, criterion),
        usedByOther: uses(this.#other, criterion),
        needs,
      })),
    };
  }
}

const none = (): Compared => ({ inForce: 0, other: 0, gained: 0, lost: 0 });

const uses = (plan: OutcomesPlan, criterion: Criterion): boolean => plan.criteria.some((entry) => entry.criterion === criterion);

const hasNeed = (criteria: readonly { readonly criterion: Criterion; readonly need: boolean }[], criterion: Criterion): boolean =>
  criteria.some((entry) => entry.criterion === criterion && entry.need);

function count(compared: Compared, inForce: boolean, other: boolean): void {
  if (inForce) compared.inForce += 1;
  if (other) compared.other += 1;
  if (other && !inForce) compared.gained += 1;
  if (inForce && !other) compared.lost += 1;
}
