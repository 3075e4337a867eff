import type { LocalDate } from "../../shared/local-date.ts";
import { agencyJson, teamJson, workerJson } from "../agencies/agency.reads.ts";
import { AGENCY_KINDS } from "../criteria/facts.rules.ts";
import type { Contribution, ContributionFigures, OverdueAction } from "./contribution.type.ts";
import { KIND_FIGURES, type KindNumbers } from "./figures.rules.ts";
import type { Reader } from "./report.reads.ts";

/** A day in England, whatever the server's zone. */
const day = (column: string): string => `(${column} AT TIME ZONE 'Europe/London')::date`;

/**
 * What agencies did: one row per deed, from the day on which it was both done and on record, so that a past month
 * never changes. `of` narrows a table's rows to one agency.
 */
const deeds = (of: (agency: string) => string): string => `
  SELECT c.agency_id, 'cafsSubmitted' AS what, ${day("v.submitted_at")} AS on_day, v.submitted_by AS worker
    FROM caf c JOIN caf_version v ON v.caf_id = c.id AND v.number = 1 WHERE ${of("c.agency_id")}
  UNION ALL SELECT c.agency_id, CASE r.result WHEN 'RETURNED' THEN 'cafsReturned' ELSE 'cafsCompliant' END, min(${day("r.reviewed_at")}), NULL
    FROM caf c JOIN caf_review r ON r.caf_id = c.id WHERE ${of("c.agency_id")} GROUP BY c.id, c.agency_id, r.result
  UNION ALL SELECT m.agency_id, 'tafMeetingsHeld', GREATEST(m.held_on, ${day("m.recorded_at")}), m.recorded_by
    FROM taf_meeting m WHERE ${of("m.agency_id")}
  UNION ALL SELECT t.agency_id, 'tafSeatsAttended', GREATEST(m.held_on, ${day("m.recorded_at")}), NULL
    FROM taf_attendance t JOIN taf_meeting m ON m.id = t.meeting_id WHERE t.attended AND ${of("t.agency_id")}
  UNION ALL SELECT x.agency_id, 'actionsDone', GREATEST(x.ended_on, ${day("x.ended_recorded_at")}), x.ended_by
    FROM plan_action x WHERE x.status = 'DONE' AND ${of("x.agency_id")}
  UNION ALL SELECT c.agency_id, 'closuresNotified', GREATEST(c.closed_on, ${day("c.closed_recorded_at")}), NULL
    FROM caf c WHERE c.closed_on IS NOT NULL AND ${of("c.agency_id")}`;

/** What agencies have in hand: one row per spell, from its first day until the day on which it is over. */
const spells = (of: (agency: string) => string): string => `
  SELECT c.agency_id, 'cafsOpen' AS what, c.id AS subject,
      COALESCE((SELECT min(${day("r.reviewed_at")}) FROM caf_review r WHERE r.caf_id = c.id AND r.result = 'COMPLIANT'), c.opened_on) AS from_day,
      GREATEST(c.closed_on, ${day("c.closed_recorded_at")}) AS over_on
    FROM caf c WHERE c.status IN ('OPEN', 'CLOSED') AND ${of("c.agency_id")}
  UNION ALL SELECT l.agency_id, 'familiesLed', l.family_id, GREATEST(l.accepted_on, ${day("l.accepted_recorded_at")}),
      GREATEST(l.ended_on, ${day("l.ended_recorded_at")})
    FROM lead_professional l WHERE l.accepted_on IS NOT NULL AND ${of("l.agency_id")}
  UNION ALL SELECT x.agency_id, 'actionsOverdue', x.id, GREATEST(x.due_on + 1, ${day("x.recorded_at")}),
      GREATEST(x.ended_on, ${day("x.ended_recorded_at")})
    FROM plan_action x WHERE ${of("x.agency_id")}`;

const inHand = (on: string): string => `from_day <= ${on} AND (over_on IS NULL OR over_on > ${on})`;

const BY_KIND = `WITH deed AS (${deeds(() => "true")}), spell AS (${spells(() => "true")}),
  counted AS (
    SELECT a.kind, d.what, count(*)::int AS n FROM deed d JOIN agency a ON a.id = d.agency_id WHERE d.on_day <= $1::date GROUP BY 1, 2
    UNION ALL SELECT a.kind, s.what, count(DISTINCT s.subject)::int FROM spell s JOIN agency a ON a.id = s.agency_id
      WHERE ${inHand("$1::date")} GROUP BY 1, 2),
  heard AS (
    SELECT a.kind, max(d.on_day) AS last FROM deed d JOIN agency a ON a.id = d.agency_id
    WHERE d.on_day <= $1::date AND d.what IN ('cafsSubmitted', 'tafMeetingsHeld', 'tafSeatsAttended', 'actionsDone') GROUP BY 1)
  SELECT k.kind, k.agencies, to_char(h.last, 'YYYY-MM-DD') AS last,
    COALESCE((SELECT json_object_agg(c.what, c.n) FROM counted c WHERE c.kind = k.kind), '{}') AS figures
  FROM (SELECT kind, count(*)::int AS agencies FROM agency GROUP BY kind) k LEFT JOIN heard h ON h.kind = k.kind`;

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

const own = (agency: string): string => `${agency} = $1`;

const OF_AGENCY = `WITH deed AS MATERIALIZED (${deeds(own)}
    UNION ALL SELECT e.agency_id, 'evidenceSupplied', ${day("e.recorded_at")}, e.recorded_by FROM evidence e WHERE ${own("e.agency_id")} AND NOT e.withdrawn),
  spell AS MATERIALIZED (${spells(own)})
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

const OVERDUE = `SELECT x.family_id AS "familyId", f.reference AS "familyReference", x.title, to_char(x.due_on, 'YYYY-MM-DD') AS "dueOn",
    ${teamJson("x.team_id")} AS team
  FROM plan_action x JOIN family f ON f.id = x.family_id
  WHERE x.agency_id = $1 AND x.due_on < $2::date AND ${day("x.recorded_at")} <= $2::date
    AND (x.ended_on IS NULL OR GREATEST(x.ended_on, ${day("x.ended_recorded_at")}) > $2::date)
  ORDER BY x.due_on, f.reference LIMIT ${MOST_OVERDUE}`;

/** An agency's overdue actions for families that the transaction's viewer may see, the longest overdue first. */
export function readOverdue(reader: Reader, agencyId: string, asOf: LocalDate): Promise<OverdueAction[]> {
  return reader.query<OverdueAction>(OVERDUE, [agencyId, asOf]);
}
