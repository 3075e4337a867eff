import { GraphQLError } from "graphql";
import { systemViewer, type UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import { forbidden } from "../../graphql/context.ts";
import type { Clock } from "../../shared/clock.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { planOn } from "../criteria/dated-plans.rules.ts";
import type { RulesInForce } from "../criteria/rules-in-force.ts";
import { readByKind } from "./contribution.reads.ts";
import type { Targets } from "./figures.rules.ts";
import { standingsKnownAt } from "./known-at.reads.ts";
import type { FrozenFigures } from "./publication.rules.ts";
import type { PublicationService } from "./publication.service.ts";
import { readAttached, readEligible, readProgress, type Standings } from "./report.reads.ts";
import type { AgencyKindContribution, AttachedByDistrict, EligibleNotAttached, ProgressToClaims } from "./report.type.ts";
import { NOTHING_HIDDEN, showAttached, showContributions, showEligible, showProgress } from "./shown.rules.ts";

const COUNTING = systemViewer("SYSTEM_REPORTS");
const EVALUATING = systemViewer("SYSTEM_STANDINGS");

/** The day that a report is about, and the day by whose end its facts were on record, where that is another. */
export interface ReportDay {
  readonly asOf: LocalDate;
  readonly knownAt?: LocalDate | null | undefined;
}

/**
 * The board's tables, for the whole authority. Who may ask for any day gets them as counted; everyone else gets the
 * published month-ends, small numbers left out.
 */
export class ReportService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #publications: PublicationService;
  readonly #rules: RulesInForce;

  constructor(database: Database, clock: Clock, publications: PublicationService, rules: RulesInForce) {
    this.#database = database;
    this.#clock = clock;
    this.#publications = publications;
    this.#rules = rules;
  }

  /** Families attached by the day, by district and kind of lead agency, against the plan's target (paper of February 2017). */
  async attachedByDistrict(viewer: UserViewer, day: ReportDay): Promise<AttachedByDistrict> {
    if (seesAnyDay(viewer)) {
      const [numbers, targets] = await this.#count(day, (tx, standings) =>
        Promise.all([readAttached(tx, standings), this.#targets(tx, day)]),
      );
      return showAttached(day.asOf, numbers, targets, NOTHING_HIDDEN);
    }
    const { attached, targets, hidden } = await this.#published(viewer, day);
    return showAttached(day.asOf, attached, targets, new Set(hidden));
  }

  /** Families eligible and never attached; `openedSince` is the day from which open CAFs are counted apart. */
  async eligibleNotAttached(viewer: UserViewer, day: ReportDay, openedSince: LocalDate): Promise<EligibleNotAttached> {
    if (seesAnyDay(viewer)) {
      const numbers = await this.#count(day, (reader, standings) => readEligible(reader, standings, openedSince));
      return showEligible(day.asOf, numbers, NOTHING_HIDDEN);
    }
    const { eligible, hidden } = await this.#published(viewer, day);
    if (eligible.openedSince !== openedSince) throw notPublished("The published figures count open CAFs opened since another day");
    return showEligible(day.asOf, eligible, new Set(hidden));
  }

  /** How far attached families are from a claim, by the one need that is still outstanding. */
  async progressToClaims(viewer: UserViewer, day: ReportDay): Promise<ProgressToClaims> {
    if (seesAnyDay(viewer)) {
      const [numbers, targets] = await this.#count(day, (tx, standings) =>
        Promise.all([readProgress(tx, standings), this.#targets(tx, day)]),
      );
      return showProgress(day.asOf, numbers, targets, NOTHING_HIDDEN);
    }
    const { progress, targets, hidden } = await this.#published(viewer, day);
    return showProgress(day.asOf, progress, targets, new Set(hidden));
  }

  /** What each kind of agency has put in; a kind that is silent is there, with the day on which it was last heard. */
  async agencyContributions(viewer: UserViewer, asOf: LocalDate): Promise<AgencyKindContribution[]> {
    if (seesAnyDay(viewer)) {
      this.#checkPast(asOf);
      return showContributions(await this.#database.as(COUNTING, (tx) => readByKind(tx, asOf)), NOTHING_HIDDEN);
    }
    const { contributions, hidden } = await this.#published(viewer, { asOf });
    return showContributions(contributions, new Set(hidden));
  }

  #count<T>({ asOf, knownAt }: ReportDay, read: (tx: Transaction, standings: Standings) => Promise<T>): Promise<T> {
    this.#checkPast(asOf);
    if (!knownAt || knownAt === asOf) return this.#database.as(COUNTING, (tx) => read(tx, { storedOn: asOf }));
    return this.#database.as(EVALUATING, async (tx) => {
      const { plans, terms } = await this.#rules.now(tx);
      return read(tx, await standingsKnownAt(tx, planOn(plans, asOf).plan, terms, asOf, knownAt));
    });
  }

  /** What the plan by which a day goes asks for. */
  async #targets(tx: Transaction, { asOf }: ReportDay): Promise<Targets | null> {
    return planOn((await this.#rules.now(tx)).plans, asOf).plan.targets ?? null;
  }

  async #published(viewer: UserViewer, { asOf, knownAt }: ReportDay): Promise<FrozenFigures> {
    if (knownAt && knownAt !== asOf) throw forbidden();
    const figures = await this.#publications.find(viewer, asOf);
    if (!figures) throw notPublished("No figures are published for that day: choose a published month-end");
    return figures;
  }

  /** Standings say nothing yet of days to come. */
  #checkPast(asOf: LocalDate): void {
    if (asOf <= this.#clock.today()) return;
    throw new GraphQLError("Choose today or an earlier day", { extensions: { code: "BAD_USER_INPUT" } });
  }
}

function seesAnyDay(viewer: UserViewer): boolean {
  return viewer.permissions.has("reports.read-any-day");
}

function notPublished(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "NOT_PUBLISHED" } });
}
