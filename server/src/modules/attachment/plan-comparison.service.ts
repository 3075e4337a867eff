import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { planInForce } from "../criteria/dated-plans.rules.ts";
import { readFacts } from "../criteria/facts.reads.ts";
import type { RulesInForce } from "../criteria/rules-in-force.ts";
import { Tally } from "./plan-comparison.rules.ts";
import type { PlanComparison } from "./plan-comparison.type.ts";

const BATCH = 250;

const SEEN = "SELECT id FROM family WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2";

/** What another outcomes plan would make of a coordinator's families today. */
export class PlanComparisonService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #audit: AuditService;
  readonly #rules: RulesInForce;

  constructor(database: Database, clock: Clock, audit: AuditService, rules: RulesInForce) {
    this.#database = database;
    this.#clock = clock;
    this.#audit = audit;
    this.#rules = rules;
  }

  /**
   * Works every family that the viewer sees out under both plans, a batch at a time. Which these are row-level security
   * says; what is on record of them is read as standings are, whole. Null where there is no such plan.
   */
  compare(viewer: UserViewer, planId: string): Promise<PlanComparison | null> {
    return this.#database.as(viewer, async (tx) => {
      const rules = await this.#rules.now(tx);
      const inForce = planInForce(rules);
      const other = await this.#rules.find(tx, planId);
      if (!other) return null;
      const asOf = this.#clock.today();
      const tally = new Tally(inForce.plan, other, rules.terms, asOf);
      for await (const ids of this.#seen(tx)) {
        for (const facts of await tx.elevate("SYSTEM_STANDINGS", () => readFacts(tx, ids))) tally.add(facts);
      }
      this.#audit.record(tx, { action: "outcomes-plan.compare", subjectId: planId });
      const { districts, ...figures } = tally.figures();
      return {
        asOf,
        planInForceId: inForce.id,
        planInForceName: inForce.plan.name,
        otherId: planId,
        otherName: other.name,
        ...figures,
        districts: (await tx.query<{ code: string; name: string }>("SELECT code, name FROM district ORDER BY position")).flatMap(
          ({ code, name }) => {
            const counted = districts.get(code);
            return counted ? [{ code, district: name, ...counted }] : [];
          },
        ),
      };
    });
  }

  async *#seen(tx: Transaction): AsyncGenerator<readonly string[], void, void> {
    for (let after: string | null = null; ; ) {
      const rows: { id: string }[] = await tx.query<{ id: string }>(SEEN, [after, BATCH]);
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ id }) => id);
      after = last.id;
    }
  }
}
