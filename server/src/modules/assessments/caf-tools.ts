import type { Limiter } from "../../access/limiter.ts";
import type { Database } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import type { FamilyService } from "../families/family.service.ts";
import type { GroundStops } from "../families/ground-stops.ts";
import type { InvolvementService } from "../families/involvement.service.ts";
import type { Standings } from "../families/standings.ts";

/** What the services of this module work with. */
export interface CafTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly involvements: InvolvementService;
  readonly families: FamilyService;
  readonly stops: GroundStops;
  readonly standings: Standings;
  readonly limiter: Limiter;
  readonly earlyHelpPhone: string;
}
