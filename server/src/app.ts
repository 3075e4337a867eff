import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Express } from "express";
import { type Logger, pino } from "pino";
import { Limiter } from "./access/limiter.ts";
import { systemViewer } from "./access/viewer.ts";
import type { Config } from "./config.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { graphqlServer } from "./graphql/server.ts";
import { createHttp } from "./http/http.ts";
import { CafEntity, CafReviewEntity, CafVersionEntity, DangerReferralEntity } from "./modules/assessments/caf.entity.ts";
import { AttachmentEntity } from "./modules/attachment/attachment.entity.ts";
import { keepStandings } from "./modules/attachment/standing-rounds.ts";
import { AuditService } from "./modules/audit/audit.service.ts";
import { rulesInForce } from "./modules/criteria/rules-in-force.ts";
import { LeadProfessionalEntity } from "./modules/plans/lead-professional.entity.ts";
import { PlanActionEntity } from "./modules/plans/plan-action.entity.ts";
import { TafAttendanceEntity } from "./modules/plans/taf-attendance.entity.ts";
import { TafMeetingEntity } from "./modules/plans/taf-meeting.entity.ts";
import { TafSeatEntity } from "./modules/plans/taf-seat.entity.ts";
import { createSchema } from "./schema.ts";
import { createServices, type Services } from "./services.ts";
import { type Clock, offsetClock, systemClock } from "./shared/clock.ts";
import { repositoryRoot } from "./shared/paths.ts";
import { codeOf } from "./shared/startup-error.ts";

export interface AppOptions {
  readonly config: Config;
  readonly urls: { readonly app: string };
  /** Where people reach the service, with a slash at its end. */
  readonly publicUrl: string;
}

export interface App {
  readonly handler: Express;
  readonly services: Services;
  readonly database: Database;
  readonly clock: Clock;
  close(): Promise<void>;
}

/** Wires everything by hand: database -> services -> schema -> http. */
export async function createApp({ config, urls, publicUrl }: AppOptions): Promise<App> {
  const logger = pino({ level: config.logLevel, base: null });
  const clock = movableClock();
  const { database, source } = await openDatabase({
    url: urls.app,
    poolSize: config.poolSize,
    clock,
    entities: ENTITIES,
    watchNesting: !config.production,
  });
  clock.set(await businessClock(database));
  const services = createServices({
    config,
    database,
    limiter: new Limiter(source),
    clock,
    audit: new AuditService(clock),
    publicUrl,
    trouble: (what, error) => logger.error({ code: codeOf(error), name: error instanceof Error ? error.name : undefined }, what),
    ...(await rulesInForce(database)),
  });
  const apollo = graphqlServer({
    schema: await createSchema(services),
    logger,
    trustedDocuments: config.demo ? null : trustedDocuments(logger),
    introspection: config.demo,
  });
  await apollo.start();
  const handler = createHttp({
    config,
    apollo,
    sessions: services.sessions,
    providerSignIns: services.providerSignIns,
    portalDir: join(repositoryRoot, "portal/dist"),
    ready: async () => {
      await database.as(systemViewer("SYSTEM_SIGN_IN"), (tx) => tx.query("SELECT 1"));
      return existsSync(join(repositoryRoot, "portal/dist/index.html"));
    },
  });
  const rounds = await keepStandings(services.standings, logger);
  const close = async () => {
    await apollo.stop();
    await rounds.stop();
    await services.mailer.close();
    await database.close();
  };
  return { handler, services, database, clock, close };
}

/** The tables that are written through entities. */
export const ENTITIES = [
  CafEntity,
  CafVersionEntity,
  CafReviewEntity,
  DangerReferralEntity,
  LeadProfessionalEntity,
  PlanActionEntity,
  TafSeatEntity,
  TafMeetingEntity,
  TafAttendanceEntity,
  AttachmentEntity,
] as const;

/** The clock is read from the database, which needs a clock to open: it starts as the system's own. */
function movableClock(): Clock & { set(clock: Clock): void } {
  let current = systemClock();
  return {
    now: () => current.now(),
    today: () => current.today(),
    set: (clock) => {
      current = clock;
    },
  };
}

/** Demonstration data brings a business clock of its own, kept in the settings; an authority at work has none. */
async function businessClock(database: Database): Promise<Clock> {
  const [row] = await database.as(systemViewer("SYSTEM_STANDINGS"), (tx) =>
    tx.query<{ value: { business: string; system: string } }>("SELECT value FROM setting WHERE name = 'business-clock'"),
  );
  return row ? offsetClock(new Date(row.value.business), new Date(row.value.system)) : systemClock();
}

function trustedDocuments(logger: Logger): Readonly<Record<string, string>> {
  const documents = JSON.parse(readFileSync(join(repositoryRoot, "schema/trusted-documents.json"), "utf8")) as Record<string, string>;
  logger.info({ documents: Object.keys(documents).length }, "answering trusted documents only");
  return documents;
}
