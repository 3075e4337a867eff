import type { LocalDate } from "../../shared/local-date.ts";
import { agencyJson, teamJson, workerJson } from "../agencies/agency.reads.ts";
import { closedNames } from "../assessments/closed-answer.present.ts";
import { type ClosingsRow, closingsOfFamilies } from "../assessments/closed-answer.reads.ts";
import { placeOf } from "../assessments/closed-answer.rules.ts";
import { AGENCY_KINDS } from "../criteria/facts.rules.ts";
import type { Contribution, ContributionFigures, OverdueAction } from "./contribution.type.ts";
import { DEEDS_OF_AGENCY, day, deedsUpTo, inHand, SPELLS_OF_AGENCY, spellsOn } from "./deeds.reads.ts";
import { KIND_FIGURES, type KindNumbers } from "./figures.rules.ts";
import type { Reader } from "./report.reads.ts";

/** Each agency is counted by itself first, so that few rows are left to be put together by kind. */
const BY_KIND = `WITH done AS (${deedsUpTo(KIND_FIGURES)}),
  spell AS (${spellsOn(KIND_FIGURES)}),
  counted AS MATERIALIZED (
    SELECT a.kind, d.what, sum(d.n)::int AS n, max(d.last) AS last FROM done d JOIN agency a ON a.id = d.agency_id GROUP BY 1, 2
    UNION ALL SELECT a.kind, s.what, count(DISTINCT s.subject)::int, NULL FROM spell s JOIN agency a ON a.id = s.agency_id GROUP BY 1, 2)
  SELECT k.kind, k.agencies, to_char(max(c.last), 'YYYY-MM-DD') AS last,
    COALESCE(json_object_agg(c.what, c.n) FILTER (WHERE c.what IS NOT NULL), '{}') AS figures
  FROM (SELECT kind, count(*)::int AS agencies FROM agency GROUP BY kind) k LEFT JOIN counted c ON c.kind = k.kind
  GROUP BY k.kind, k.agencies`;

/** What each kind of agency has put in by the end of a day; a kind that has put in nothing is there with zeros. */
export async function readByKind(reader: Reader, asOf: LocalDate): Promise<KindNumbers[]> {
  const rows = await reader.query<{ kind: KindNumbers["kind"]; agencies: number; last: LocalDate | null; figures: Record<string, number> }>(
    BY_KIND,
    [asOf],
  );
  return rows
    .map(({ kind, agencies, last, figures }) => {
      const [cafsSubmitted = 0, cafsCompliant = 0, familiesLed = 0, actionsDone = 0, actionsOverdue = 0] = KIND_FIGURES.map(
        (name) => figures[name],
      );
      return { kind, agencies, lastHeardOn: last, cafsSubmitted, cafsCompliant, familiesLed, actionsDone, actionsOverdue };
    })
    .sort((a, b) => AGENCY_KINDS.indexOf(a.kind) - AGENCY_KINDS.indexOf(b.kind));
}

export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const OF_AGENCY = `WITH deed AS MATERIALIZED (${DEEDS_OF_AGENCY}), spell AS MATERIALIZED (${SPELLS_OF_AGENCY})
  SELECT ${agencyJson("$1::uuid")} AS agency,
    (SELECT json_agg((
        SELECT json_object_agg(what, n) FROM (
          SELECT what, count(*) AS n FROM deed WHERE on_day BETWEEN p.from_day AND p.to_day GROUP BY what
          UNION ALL SELECT what, count(DISTINCT subject) FROM spell WHERE ${inHand("p.to_day")} GROUP BY what) c) ORDER BY p.place)
      FROM unnest($2::date[], $3::date[]) WITH ORDINALITY AS p (from_day, to_day, place)) AS periods,
    COALESCE((SELECT json_agg(json_build_object('worker', ${workerJson("w.worker")}, 'cafsSubmitted', w.cafs, 'actionsDone', w.actions)
          ORDER BY u.name COLLATE "en-x-icu", u.id)
      FROM (SELECT worker, count(*) FILTER (WHERE what = 'cafsSubmitted') AS cafs, count(*) FILTER (WHERE what = 'actionsDone') AS actions
          FROM deed WHERE what IN ('cafsSubmitted', 'actionsDone') AND on_day <= ($3::date[])[1] GROUP BY worker) w
        JOIN app_user u ON u.id = w.worker), '[]') AS workers`;

/** One agency's figures for several periods, and by worker up to the end of the first. */
export async function readContribution(
  reader: Reader,
  agencyId: string,
  periods: readonly Period[],
): Promise<Pick<Contribution, "agency" | "byWorker"> & { periods: ContributionFigures[] }> {
  const parameters = [agencyId, periods.map(({ from }) => from), periods.map(({ to }) => to)];
  const [row] = await reader.query<{
    agency: Contribution["agency"] | null;
    periods: (Partial<ContributionFigures> | null)[];
    workers: Contribution["byWorker"];
  }>(OF_AGENCY, parameters);
  if (!row?.agency) throw new Error("a viewer's agency has gone");
  return { agency: row.agency, byWorker: row.workers, periods: row.periods.map((figures) => ({ ...NOTHING, ...figures })) };
}

const NOTHING: ContributionFigures = {
  cafsSubmitted: 0,
  cafsReturned: 0,
  cafsCompliant: 0,
  cafsOpen: 0,
  familiesLed: 0,
  tafMeetingsHeld: 0,
  tafSeatsAttended: 0,
  actionsDone: 0,
  actionsOverdue: 0,
  closuresNotified: 0,
  evidenceSupplied: 0,
};

const MOST_OVERDUE = 200;

const OVERDUE = `WITH shown AS MATERIALIZED (
    SELECT x.id, x.family_id AS "familyId", f.reference AS "familyReference", x.title, to_char(x.due_on, 'YYYY-MM-DD') AS "dueOn",
      ${teamJson("x.team_id")} AS team
    FROM plan_action x JOIN family f ON f.id = x.family_id
    WHERE x.agency_id = $1 AND x.due_on < $2::date AND ${day("x.recorded_at")} <= $2::date
      AND (x.ended_on IS NULL OR GREATEST(x.ended_on, ${day("x.ended_recorded_at")}) > $2::date)
    ORDER BY x.due_on, f.reference LIMIT ${MOST_OVERDUE})
  SELECT COALESCE((SELECT json_agg(s) FROM shown s), '[]') AS actions, ${closingsOfFamilies('SELECT s."familyId" FROM shown s')} AS closings`;

type OverdueRow = Omit<OverdueAction, "notSharedWith"> & { readonly id: string };

/**
 * An agency's overdue actions for families that the transaction's viewer may see, the longest overdue first. Whatever the day,
 * each says to whom it may not be shown today.
 */
export async function readOverdue(reader: Reader, agencyId: string, asOf: LocalDate): Promise<OverdueAction[]> {
  const [row] = await reader.query<{ actions: OverdueRow[]; closings: ClosingsRow[] }>(OVERDUE, [agencyId, asOf]);
  if (!row) throw new Error("an aggregate yields a row");
  const names = closedNames(row.closings);
  return row.actions.map(({ id, ...action }) => ({ ...action, notSharedWith: names.get(placeOf.action(id)) ?? [] }));
}
