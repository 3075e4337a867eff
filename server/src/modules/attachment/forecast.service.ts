import type { UserViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addMonths } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { planInForce } from "../criteria/dated-plans.rules.ts";
import { readFacts } from "../criteria/facts.reads.ts";
import type { RulesInForce } from "../criteria/rules-in-force.ts";
import type { ClaimForecast, OwedEvidence } from "../criteria/standings.rules.ts";
import { readWishes, type Wish } from "../criteria/supposition-checks.rules.ts";
import { type Forecast, MONTHS_AHEAD, type WhatIf, whatIf } from "../criteria/what-if.rules.ts";
import { readSight, type Sight } from "./forecast.reads.ts";

export interface ForecastTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly rules: RulesInForce;
}

type SeenOwed = OwedEvidence & { readonly person: object | null };

/** A forecast as one viewer may see it, with the people that it names. */
export interface SeenForecast extends Forecast {
  readonly claim: ClaimForecast & { readonly owed: readonly SeenOwed[] };
  readonly errors: readonly Fault[];
}

/** Answers what would become of a family if something were so. Nothing of it is kept. */
export class ForecastService {
  readonly #tools: ForecastTools;

  constructor(tools: ForecastTools) {
    this.#tools = tools;
  }

  /**
   * Null where there is no such family or the viewer may not see it. It is worked out from everything that is known,
   * as standings are, and then shown as they are: under a criterion that rests on what the viewer may not see, without why.
   */
  forecast(viewer: UserViewer, familyId: string, wishes: readonly Wish[]): Promise<SeenForecast | null> {
    const { database, clock, audit, rules } = this.#tools;
    return database.read(viewer, async (tx) => {
      audit.record(tx, { action: "family.view", familyIds: [familyId], reason: "FORECAST", ifSeen: true });
      const [seen] = await tx.query("SELECT f.id FROM family f WHERE f.id = $1", [familyId]);
      if (!seen) return null;
      const inForce = await rules.now(tx);
      const [facts] = await tx.elevate("SYSTEM_STANDINGS", () => readFacts(tx, [familyId]));
      if (!facts) throw new Error("a family that was seen has gone");
      const today = clock.today();
      const personIds = [...new Set(facts.members.map((member) => member.personId))];
      const { suppositions, faults } = readWishes(wishes, { today, until: addMonths(today, MONTHS_AHEAD), personIds });
      const answer = whatIf(planInForce(inForce).plan, inForce.terms, facts, today, suppositions);
      return { ...asSeen(answer, await readSight(tx, answer.restsOn, personIds)), errors: faults };
    });
  }
}

/** Withholds what would tell why a criterion is met, where the reasons of a standing are withheld too. */
function asSeen({ forecast }: WhatIf, { closed, people }: Sight): Omit<SeenForecast, "errors"> {
  const steps = forecast.steps.map((step) => (step.criterion !== null && closed.has(step.criterion) ? { ...step, why: null } : step));
  const owed = forecast.claim.owed
    .filter((item) => !closed.has(item.criterion))
    .map((item) => ({ ...item, person: item.personId === null ? null : (people[item.personId] ?? null) }));
  return { ...forecast, steps, claim: { ...forecast.claim, owed } };
}
