import type { Limiter } from "./access/limiter.ts";
import { SessionService } from "./access/session.service.ts";
import { ViewerService } from "./access/viewer.service.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import { AgencyService } from "./modules/agencies/agency.service.ts";
import { AuditService } from "./modules/audit/audit.service.ts";
import { EVIDENCE_PARTS } from "./modules/criteria/evidence.reads.ts";
import { FAMILY_PARTS } from "./modules/families/family.parts.ts";
import { FamilyService } from "./modules/families/family.service.ts";
import type { Clock } from "./shared/clock.ts";

export interface Parts {
  readonly config: Config;
  readonly database: Database;
  readonly limiter: Limiter;
  readonly clock: Clock;
}

/** Every service, wired by hand in the order of the modules: a later one may use an earlier one. */
export function createServices({ config, database, limiter, clock }: Parts) {
  const audit = new AuditService(clock);
  const sessions = new SessionService(database, audit, limiter, {
    idleMinutes: config.sessionIdleMinutes,
    hours: config.sessionHours,
  });
  const viewers = new ViewerService(database, clock, {
    authority: "Lancashire",
    demonstration: config.demo,
    mashPhone: config.mashPhone,
    earlyHelpPhone: config.earlyHelpPhone,
    idleMinutes: config.sessionIdleMinutes,
  });
  const agencies = new AgencyService(database);
  const families = new FamilyService(database, audit, { ...FAMILY_PARTS, ...EVIDENCE_PARTS });
  return { audit, sessions, viewers, agencies, families };
}

export type Services = ReturnType<typeof createServices>;
