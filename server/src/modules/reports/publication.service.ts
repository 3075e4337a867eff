import type { UserViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { isMonthEnd, type LocalDate } from "../../shared/local-date.ts";
import { refuse } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { planOn } from "../criteria/dated-plans.rules.ts";
import type { OutcomesPlan } from "../criteria/outcomes-plan.rules.ts";
import type { RulesInForce } from "../criteria/rules-in-force.ts";
import { readByKind } from "./contribution.reads.ts";
import { financialYearStart } from "./figures.rules.ts";
import { type FrozenFigures, hiddenIn, type MonthFigures, type Published } from "./publication.rules.ts";
import { type Reader, readAttached, readEligible, readProgress } from "./report.reads.ts";

export interface PublicationRow {
  readonly asOf: LocalDate;
  readonly publishedAt: Date;
}

export interface PublishOptions {
  readonly asOf: LocalDate;
  readonly plan: OutcomesPlan;
  /** The smallest number, besides 0, that the board may see. */
  readonly threshold: number;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
}

/** Month-ends whose figures the board may see, frozen as they were when they were published. */
export class PublicationService {
  readonly #database: Database;
  readonly #audit: AuditService;
  readonly #clock: Clock;
  readonly #rules: RulesInForce;
  readonly #threshold: number;

  constructor(database: Database, audit: AuditService, clock: Clock, rules: RulesInForce, threshold: number) {
    this.#database = database;
    this.#audit = audit;
    this.#clock = clock;
    this.#rules = rules;
    this.#threshold = threshold;
  }

  /** The published month-ends, newest first. */
  list(viewer: UserViewer): Promise<PublicationRow[]> {
    return this.#database.as(viewer, (tx) =>
      tx.query<PublicationRow>(
        `SELECT to_char(as_of, 'YYYY-MM-DD') AS "asOf", published_at AS "publishedAt" FROM publication ORDER BY as_of DESC`,
      ),
    );
  }

  /** The figures of one publication, or null where the day is not a published month-end. */
  find(viewer: UserViewer, asOf: LocalDate): Promise<FrozenFigures | null> {
    return this.#database.as(viewer, async (tx) => {
      const [row] = await tx.query<{ figures: FrozenFigures }>("SELECT figures FROM publication WHERE as_of = $1", [asOf]);
      return row?.figures ?? null;
    });
  }

  /** Freezes a past month-end's figures and lets the board see them. A month is published once. */
  publish(viewer: UserViewer, asOf: LocalDate): Promise<PublicationRow> {
    if (!isMonthEnd(asOf)) refuse("NOT_A_MONTH_END", "asOf", "Choose the last day of a month");
    if (asOf >= this.#clock.today()) refuse("MONTH_NOT_OVER", "asOf", "Choose a month that is over");
    return this.#database.as(viewer, async (tx) => {
      const { plan } = planOn((await this.#rules.now(tx)).plans, asOf);
      if (asOf < plan.from) refuse("BEFORE_THE_PLAN", "asOf", "Choose a month since the outcomes plan in force began");
      const options = { asOf, plan, threshold: this.#threshold, publishedAt: this.#clock.now(), publishedBy: viewer.userId };
      const done = await publishFigures(tx, options, (work) => tx.elevate("SYSTEM_REPORTS", work));
      if (!done) refuse("ALREADY_PUBLISHED", "asOf", "This month is published already: its figures stay as they are");
      this.#audit.record(tx, { action: "month.publish" });
      return { asOf, publishedAt: options.publishedAt };
    });
  }
}

/** Publications wait for one another, since each must know what the others leave out. */
const PUBLICATION_LOCK = 7_746_002;

/**
 * Counts a month-end, settles what must be left out given what is published already, and freezes both. Returns false
 * where the month is published already. `counting` lends the right to count; a loader, which has it, needs none.
 */
export async function publishFigures(
  reader: Reader,
  { asOf, plan, threshold, publishedAt, publishedBy }: PublishOptions,
  counting: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
): Promise<boolean> {
  await reader.query("SELECT pg_advisory_xact_lock($1)", [PUBLICATION_LOCK]);
  const earlier = await reader.query<Published>(`SELECT to_char(as_of, 'YYYY-MM-DD') AS "asOf", figures FROM publication`);
  if (earlier.some((month) => month.asOf === asOf)) return false;
  const figures = await counting(() => countMonth(reader, asOf, plan));
  const frozen: FrozenFigures = { ...figures, hidden: hiddenIn(asOf, figures, earlier, threshold) };
  await reader.query("INSERT INTO publication (as_of, figures, published_at, published_by) VALUES ($1, $2, $3, $4)", [
    asOf,
    JSON.stringify(frozen),
    publishedAt,
    publishedBy,
  ]);
  return true;
}

async function countMonth(reader: Reader, asOf: LocalDate, plan: OutcomesPlan): Promise<MonthFigures> {
  const standings = { storedOn: asOf };
  return {
    attached: await readAttached(reader, standings),
    eligible: await readEligible(reader, standings, financialYearStart(asOf)),
    progress: await readProgress(reader, standings),
    contributions: await readByKind(reader, asOf),
    targets: plan.targets ? { cumulative: plan.targets.cumulative, claims: plan.targets.claims } : null,
  };
}
