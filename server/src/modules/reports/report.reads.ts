import type { LocalDate } from "../../shared/local-date.ts";
import type { Criterion, OpenTo } from "../criteria/facts.rules.ts";
import { type AttachedNumbers, CRITERIA_OF_PAIRS, type EligibleNumbers, PAIRS, type ProgressNumbers } from "./figures.rules.ts";

/** What the reads need of a transaction, so that the loader, which has none, can publish too. */
export interface Reader {
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/**
 * The standings that a report counts: those stored as in force on a day, or others worked out for the occasion, as
 * JSON rows of the same columns with the number of families that share them.
 */
export type Standings = { readonly storedOn: LocalDate } | { readonly given: string };

const GIVEN = `jsonb_to_recordset($1::jsonb) AS g (n int, district_code text, needs text[], eligible boolean, attached_on date,
  lead_agency_kind text, outstanding text[], open_to text, progress text, tracked_continuous_employment boolean,
  needs_twelve_months boolean, caf_on_record boolean, open_caf_opened_on date, claim_submitted_on date)`;

/** The rows to count, with only those columns that a report goes by: what is carried along costs as much as the counting. */
const counted = (standings: Standings, columns: string, where: string): string =>
  "storedOn" in standings
    ? `SELECT 1 AS n, ${columns} FROM standing
       WHERE valid_from <= $1::date AND (valid_to IS NULL OR valid_to >= $1::date) AND (${where})`
    : `SELECT n, ${columns} FROM ${GIVEN} WHERE ${where}`;
const first = (standings: Standings): string => ("storedOn" in standings ? standings.storedOn : standings.given);

/** How many families, of those for which a condition holds. */
const families = (condition: string): string => `COALESCE(sum(n) FILTER (WHERE ${condition}), 0)::int`;

const attachedSql = (standings: Standings): string => `WITH
  g AS (SELECT district_code, kind, sum(n)::int AS families
    FROM (${counted(standings, "district_code, lead_agency_kind AS kind", "attached_on IS NOT NULL")}) s GROUP BY 1, 2)
  SELECT d.code, d.name, COALESCE(json_object_agg(g.kind, g.families) FILTER (WHERE g.kind IS NOT NULL), '{}') AS "byKind"
  FROM district d LEFT JOIN g ON g.district_code = d.code
  GROUP BY d.code, d.name, d.position ORDER BY d.position`;

/** Attached families by district and kind of lead agency: counted ever after they were attached. */
export async function readAttached(reader: Reader, standings: Standings): Promise<AttachedNumbers> {
  return { rows: await reader.query<AttachedNumbers["rows"][number]>(attachedSql(standings), [first(standings)]) };
}

const eligibleSql = (standings: Standings): string => `WITH s AS MATERIALIZED (
    ${counted(standings, "district_code, needs, caf_on_record, open_caf_opened_on", "eligible AND attached_on IS NULL")}),
  g AS (SELECT district_code, sum(n)::int AS identified, ${families("caf_on_record")} AS with_caf,
      ${families("open_caf_opened_on >= $2::date")} AS with_open_caf
    FROM s GROUP BY district_code)
  SELECT
    (SELECT json_agg(json_build_object('code', d.code, 'name', d.name, 'identified', COALESCE(g.identified, 0),
        'withCaf', COALESCE(g.with_caf, 0), 'withOpenCaf', COALESCE(g.with_open_caf, 0)) ORDER BY d.position)
      FROM district d LEFT JOIN g ON g.district_code = d.code) AS rows,
    (SELECT json_build_array(${PAIRS.map(([a, b]) => families(`needs @> '{${a},${b}}'`)).join(", ")})
      FROM (SELECT needs, sum(n) AS n FROM s GROUP BY needs) together) AS pairs`;

/** Families eligible and not attached by district, what is known of their CAFs, and which needs they have together. */
export async function readEligible(reader: Reader, standings: Standings, openedSince: LocalDate): Promise<EligibleNumbers> {
  const [row] = await reader.query<{ rows: EligibleNumbers["rows"] | null; pairs: number[] }>(eligibleSql(standings), [
    first(standings),
    openedSince,
  ]);
  if (!row || row.pairs.length !== (CRITERIA_OF_PAIRS.length * (CRITERIA_OF_PAIRS.length - 1)) / 2)
    throw new Error("the pairs of criteria did not come");
  return { openedSince, rows: row.rows ?? [], pairs: row.pairs };
}

const progressSql = (standings: Standings): string => `WITH s AS MATERIALIZED (${counted(
  standings,
  "attached_on, outstanding, open_to, progress, tracked_continuous_employment, needs_twelve_months, claim_submitted_on",
  "attached_on IS NOT NULL OR claim_submitted_on IS NOT NULL",
)}),
  one AS (SELECT outstanding[1] AS criterion, CASE WHEN outstanding[1] = 'CHILDREN_WHO_NEED_HELP' THEN open_to END AS open_to,
      sum(n)::int AS families
    FROM s WHERE progress = 'ONE_OUTSTANDING' GROUP BY 1, 2)
  SELECT
    COALESCE((SELECT json_agg(json_build_object('criterion', criterion, 'openTo', open_to, 'families', families)) FROM one), '[]') AS "oneOutstanding",
    ${families("attached_on IS NOT NULL")} AS attached,
    ${families("progress = 'SIGNIFICANT_AND_SUSTAINED'")} AS "significantAndSustained",
    ${families("progress = 'TRACKED_TO_SUSTAINED'")} AS "trackedToSustained",
    ${families("attached_on IS NOT NULL AND tracked_continuous_employment")} AS "trackedContinuousEmployment",
    ${families("claim_submitted_on IS NOT NULL")} AS "claimsSubmitted",
    ${families("attached_on IS NOT NULL AND needs_twelve_months")} AS "needingTwelveMonths"
  FROM s`;

/** How far the attached families are from a claim. */
export async function readProgress(reader: Reader, standings: Standings): Promise<ProgressNumbers> {
  const [row] = await reader.query<
    ProgressNumbers & { oneOutstanding: { criterion: Criterion; openTo: OpenTo | null; families: number }[] }
  >(progressSql(standings), [first(standings)]);
  if (!row) throw new Error("the figures of progress did not come");
  return row;
}
