import type { UserViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { RulesInForce } from "../criteria/rules-in-force.ts";
import { PlanComparisonService } from "./plan-comparison.service.ts";
import type { PlanComparison } from "./plan-comparison.type.ts";
import { type BatchId, ReevaluationBatches } from "./reevaluation-batches.service.ts";
import { StandingService } from "./standing.service.ts";

/** Work that takes many families, and so is better done where it keeps no request waiting. */
export interface StandingWork {
  batch(id: BatchId): Promise<void>;
  compare(viewer: UserViewer, planId: string): Promise<PlanComparison | null>;
}

export interface WorkTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly rules: RulesInForce;
}

/** The work done here, on this thread: by the process itself, or by a thread that was started for it. */
export function standingWork({ database, clock, audit, rules }: WorkTools): StandingWork {
  const batches = new ReevaluationBatches(database, clock, audit, new StandingService(database, clock, rules));
  const comparisons = new PlanComparisonService(database, clock, audit, rules);
  return {
    batch: (id) => batches.run(id),
    compare: (viewer, planId) => comparisons.compare(viewer, planId),
  };
}
