import { systemViewer, type UserViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { reasonOf, StartupError } from "../../shared/startup-error.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { addPlanFiles } from "./outcomes-plan.files.ts";
import { readPlans } from "./outcomes-plan.reads.ts";
import type { OutcomesPlan } from "./outcomes-plan.type.ts";
import type { RulesInForce } from "./rules-in-force.ts";

/** The outcomes plans on record. Which of them is in force is changed where standings are kept, since all of them follow. */
export class OutcomesPlanService {
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

  list(viewer: UserViewer): Promise<OutcomesPlan[]> {
    return this.#database.as(viewer, (tx) => readPlans(tx, null));
  }

  /** At the start: puts the plans that came with this version on record, and sees that the rules in force can be read. */
  begin(): Promise<void> {
    return this.#database.as(systemViewer("SYSTEM_STANDINGS"), async (tx) => {
      for (const subjectId of await addPlanFiles(tx, this.#clock.now())) this.#audit.record(tx, { action: "outcomes-plan.add", subjectId });
      await this.#rules.now(tx).catch((error: unknown) => {
        throw new StartupError(`The outcomes plan or the school terms in force cannot be read: ${reasonOf(error)}`, { cause: error });
      });
    });
  }
}
