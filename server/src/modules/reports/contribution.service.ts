import { GraphQLError } from "graphql";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addDays, addMonths, type LocalDate, localDate } from "../../shared/local-date.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { type Period, readContribution, readOverdue } from "./contribution.reads.ts";
import type { Contribution } from "./contribution.type.ts";

const MONTHS = 6;
const BEFORE_EVERYTHING = localDate("0001-01-01");

/** What the viewer's own agency has put in, for its lead: a figure against its own past, never against others. */
export class ContributionService {
  readonly #database: Database;
  readonly #audit: AuditService;
  readonly #clock: Clock;

  constructor(database: Database, audit: AuditService, clock: Clock) {
    this.#database = database;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** By the end of a day, of the agency as a whole; the overdue actions are those of families that the viewer may see. */
  contribution(viewer: UserViewer, day: LocalDate | null): Promise<Contribution> {
    const asOf = day ?? this.#clock.today();
    if (asOf > this.#clock.today()) throw new GraphQLError("Choose today or an earlier day", { extensions: { code: "BAD_USER_INPUT" } });
    const months = lastMonths(asOf);
    const periods = [{ from: BEFORE_EVERYTHING, to: asOf }, ...months];
    return this.#database.as(viewer, async (tx) => {
      const overdueActions = await readOverdue(tx, viewer.agency.id, asOf);
      if (overdueActions.length > 0) {
        this.#audit.record(tx, {
          action: "contribution.view",
          familyIds: [...new Set(overdueActions.map((action) => action.familyId))],
        });
      }
      // Standings' viewer and not the reports': what an agency supplied is counted too, and evidence is closed to reports.
      const counted = await tx.elevate("SYSTEM_STANDINGS", () => readContribution(tx, viewer.agency.id, periods));
      const [figures, ...monthly] = counted.periods;
      if (!figures) throw new Error("a period's figures did not come");
      return {
        agency: counted.agency,
        asOf,
        figures,
        months: months.flatMap(({ from }, index) => {
          const found = monthly[index];
          return found ? [{ month: from, figures: found }] : [];
        }),
        overdueActions,
        byWorker: counted.byWorker,
      };
    });
  }
}

/** Six calendar months, oldest first; the last is that of the day, up to it. */
function lastMonths(asOf: LocalDate): Period[] {
  const current = localDate(`${asOf.slice(0, 8)}01`);
  return Array.from({ length: MONTHS }, (_, index) => {
    const from = addMonths(current, index - MONTHS + 1);
    const end = addDays(addMonths(from, 1), -1);
    return { from, to: end < asOf ? end : asOf };
  });
}
