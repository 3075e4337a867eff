import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { repositoryRoot } from "../../shared/paths.ts";
import type { Rules } from "./dated-plans.rules.ts";
import { type OutcomesPlan, parseOutcomesPlan } from "./outcomes-plan.rules.ts";
import { parseSchoolTerms, type SchoolTerm } from "./terms.rules.ts";

/** Which rules are in force, in so few words that every statement can ask for it along with its own question. */
export interface RulesKey {
  readonly plans: readonly { readonly id: string; readonly from: LocalDate }[];
  readonly terms: string | null;
  readonly owedSince: LocalDate | null;
}

/**
 * SQL of a RulesKey. A plan never changes, so its id says all; of the terms it is the version of their row. Asked
 * for within the statement that reads what there is to work out, it cannot be older than that.
 */
export const RULES_KEY = `json_build_object(
  'plans', COALESCE((SELECT json_agg(json_build_object('id', i.plan_id, 'from', (i.from_at AT TIME ZONE 'Europe/London')::date) ORDER BY i.number)
    FROM plan_in_force i), '[]'),
  'terms', (SELECT t.xmin::text FROM setting t WHERE t.name = 'school-terms'),
  'owedSince', (SELECT r.since FROM reevaluation r WHERE r.ended_at IS NULL))`;

const DOCUMENTS = "SELECT id, document FROM outcomes_plan WHERE id = ANY ($1::uuid[])";
const TERMS = "SELECT value FROM setting WHERE name = 'school-terms'";

/**
 * The outcomes plans and school terms in force, for every process at once: each use asks the database which they are,
 * and only what has not been met before is read and checked. So a change counts everywhere from the moment it commits.
 */
export class RulesInForce {
  readonly #plans = new Map<string, OutcomesPlan>();
  #terms: { readonly version: string | null; readonly terms: readonly SchoolTerm[] } | undefined;
  #last: { readonly text: string; readonly rules: Rules } | undefined;

  /** The rules that a key names. Equal keys give the very same rules. */
  async of(tx: Transaction, key: RulesKey): Promise<Rules> {
    const text = JSON.stringify(key);
    if (this.#last?.text === text) return this.#last.rules;
    const dated = key.plans.filter(({ from }, index) => from !== key.plans[index + 1]?.from);
    if (dated.length === 0) throw new Error("no outcomes plan is in force");
    await this.#read(tx, dated);
    const rules: Rules = {
      plans: dated.map(({ id, from }) => ({ id, from, plan: this.#known(id) })),
      terms: await this.#termsOf(tx, key.terms),
      owedSince: key.owedSince,
    };
    this.#last = { text, rules };
    return rules;
  }

  /** The rules in force now, as this transaction sees it. */
  async now(tx: Transaction): Promise<Rules> {
    const [row] = await tx.query<{ key: RulesKey }>(`SELECT ${RULES_KEY} AS key`);
    if (!row) throw new Error("the rules in force were not read");
    return this.of(tx, row.key);
  }

  /** One plan, whether or not it is or was in force; undefined where there is none of that id. */
  async find(tx: Transaction, id: string): Promise<OutcomesPlan | undefined> {
    await this.#read(tx, [{ id }]);
    return this.#plans.get(id);
  }

  async #read(tx: Transaction, wanted: readonly { readonly id: string }[]): Promise<void> {
    const unknown = wanted.filter(({ id }) => !this.#plans.has(id)).map(({ id }) => id);
    if (unknown.length === 0) return;
    for (const { id, document } of await tx.query<{ id: string; document: unknown }>(DOCUMENTS, [unknown]))
      this.#plans.set(id, parseOutcomesPlan(document));
  }

  #known(id: string): OutcomesPlan {
    const plan = this.#plans.get(id);
    if (!plan) throw new Error("the outcomes plan in force is not to be seen");
    return plan;
  }

  async #termsOf(tx: Transaction, version: string | null): Promise<readonly SchoolTerm[]> {
    if (this.#terms?.version === version) return this.#terms.terms;
    const [row] = version === null ? [] : await tx.query<{ value: unknown }>(TERMS);
    const terms = parseSchoolTerms(row?.value ?? lancashireTerms());
    this.#terms = { version, terms };
    return terms;
  }
}

/** For an authority that has set none of its own. */
function lancashireTerms(): unknown {
  return JSON.parse(readFileSync(join(repositoryRoot, "seeds", "lancashire", "school-terms.json"), "utf8"));
}
