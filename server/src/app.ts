import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Express } from "express";
import { type DestinationStream, type Logger, pino } from "pino";
import { Limiter } from "./access/limiter.ts";
import { RequestLimits } from "./access/request-limits.ts";
import { systemViewer } from "./access/viewer.ts";
import { readBusinessClock } from "./business-clock.ts";
import type { Config } from "./config.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { type Jobs, openJobs } from "./database/jobs.ts";
import { graphqlServer } from "./graphql/server.ts";
import { createHttp } from "./http/http.ts";
import { CafEntity, CafReviewEntity, CafVersionEntity, DangerReferralEntity } from "./modules/assessments/caf.entity.ts";
import { AttachmentEntity } from "./modules/attachment/attachment.entity.ts";
import { keepStandings } from "./modules/attachment/standing-rounds.ts";
import { AuditService } from "./modules/audit/audit.service.ts";
import { keepSealing } from "./modules/audit/sealing-rounds.ts";
import { EvidenceEntity } from "./modules/criteria/evidence.entity.ts";
import { OutcomesPlanService } from "./modules/criteria/outcomes-plan.service.ts";
import { RulesInForce } from "./modules/criteria/rules-in-force.ts";
import { LeadProfessionalEntity } from "./modules/plans/lead-professional.entity.ts";
import { PlanActionEntity } from "./modules/plans/plan-action.entity.ts";
import { TafAttendanceEntity } from "./modules/plans/taf-attendance.entity.ts";
import { TafMeetingEntity } from "./modules/plans/taf-meeting.entity.ts";
import { TafSeatEntity } from "./modules/plans/taf-seat.entity.ts";
import { createSchema } from "./schema.ts";
import { createServices, type Services } from "./services.ts";
import { type Clock, movableClock } from "./shared/clock.ts";
import { repositoryRoot } from "./shared/paths.ts";
import { codeOf } from "./shared/startup-error.ts";
import { StandingThreads } from "./standing-threads.ts";

export interface AppOptions {
  readonly config: Config;
  readonly urls: { readonly app: string };
  /** Where people reach the service, with a slash at its end. */
  readonly publicUrl: string;
  /** Aborts when the end begins: no further job is begun from then on, while requests in hand are finished. */
  readonly signal?: AbortSignal;
  /** Where the log goes instead of standard output. */
  readonly logTo?: DestinationStream;
  /** False where this process is not to seal the audit log: a test that counts statements would count that too. */
  readonly seals?: boolean;
}

export interface App {
  readonly handler: Express;
  readonly services: Services;
  readonly database: Database;
  readonly clock: Clock;
  close(): Promise<void>;
}

/** Wires everything by hand: database -> services -> schema -> http. */
export async function createApp({ config, urls, publicUrl, signal, logTo, seals = true }: AppOptions): Promise<App> {
  const logger = pino({ level: config.logLevel, base: null }, logTo);
  const clock = movableClock();
  const { database, source } = await openDatabase({
    url: urls.app,
    poolSize: config.poolSize,
    clock,
    entities: ENTITIES,
    watchNesting: !config.production,
  });
  clock.set(await readBusinessClock(database));
  const audit = new AuditService(clock);
  const rules = new RulesInForce();
  const plans = new OutcomesPlanService(database, clock, audit, rules);
  await plans.begin();
  const jobs = await startJobs(urls.app, logger, signal);
  const threads = config.standingThreads > 0 ? new StandingThreads(urls.app, config.standingThreads) : null;
  const trouble = (what: string, error: unknown) =>
    logger.error({ code: codeOf(error), name: error instanceof Error ? error.name : undefined }, what);
  const limiter = new Limiter(source);
  const services = createServices({ config, database, limiter, clock, audit, publicUrl, trouble, plans, rules, jobs, threads });
  const apollo = graphqlServer({
    schema: await createSchema(services),
    logger,
    introspection: config.demo,
  });
  await apollo.start();
  const handler = createHttp({
    config,
    apollo,
    sessions: services.sessions,
    machines: services.machineSignIns,
    providerSignIns: services.providerSignIns,
    limits: new RequestLimits(source, config.requestQuotas),
    trustedDocuments: config.demo ? null : trustedDocuments(logger),
    logger,
    portalDir: join(repositoryRoot, "portal/dist"),
    ready: async () => {
      await database.as(systemViewer("SYSTEM_SIGN_IN"), (tx) => tx.query("SELECT 1"));
      return existsSync(join(repositoryRoot, "portal/dist/index.html"));
    },
  });
  const rounds = await keepStandings({ ...services, jobs, logger }, threads?.lanes ?? LANES_WITHOUT_THREADS);
  const sealing = seals ? await keepSealing({ ...services, jobs, logger }) : null;
  const close = async () => {
    await apollo.stop();
    await rounds.stop();
    await sealing?.stop();
    await threads?.close();
    await services.mailer.close();
    await database.close();
  };
  return { handler, services, database, clock, close };
}

/** One batch is read while another is worked out. */
const LANES_WITHOUT_THREADS = 2;

async function startJobs(url: string, logger: Logger, signal: AbortSignal | undefined): Promise<Jobs> {
  const jobs = await openJobs({ url, onFailure: (what, code) => logger.warn({ what, code }, "a job failed") });
  const stop = () => void jobs.stop().catch(() => undefined);
  if (signal?.aborted) stop();
  else signal?.addEventListener("abort", stop, { once: true });
  return jobs;
}

/** The tables that are written through entities. */
export const ENTITIES = [
  EvidenceEntity,
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

function trustedDocuments(logger: Logger): ReadonlySet<string> {
  const documents = JSON.parse(readFileSync(join(repositoryRoot, "schema/trusted-documents.json"), "utf8")) as Record<string, string>;
  const published = [...Object.values(documents), ...machineOperations()];
  logger.info({ documents: published.length }, "answering trusted documents only");
  return new Set(published);
}

/** The operations for agencies' own systems, as their files have them; whether the last line's end is sent with it is no matter. */
function machineOperations(): string[] {
  const folder = join(repositoryRoot, "schema/machine-operations");
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".graphql"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  return texts.flatMap((text) => [text, text.trimEnd()]);
}
