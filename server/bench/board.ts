import type { FloorStatement, Operation } from "./operation.ts";

/*
 * The board's three tables for 31 December 2016, as a coordinator. They count every family of the county, so each
 * contender reads standings under the role for reports. PostGraphile has functions that return plain rows, as its
 * users would write them, and boardLines makes the same lines of both forms: table, row, column, number.
 */

const PAIRED = ["CRIME_ASB", "MISSING_EDUCATION", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"] as const;
const PAIRS = PAIRED.flatMap((first, index) => PAIRED.slice(index + 1).map((second) => [first, second] as const));

/** The standings in force on the day, $1; the tables below count them. */
const COUNTED = `counted AS MATERIALIZED (
  SELECT family_id, district_code, needs, eligible, attached_on, lead_agency_kind, outstanding, open_to, progress, tracked_continuous_employment,
    needs_twelve_months, caf_on_record, open_caf_opened_on, claim_submitted_on
  FROM standing WHERE valid_from <= $1::date AND (valid_to IS NULL OR valid_to >= $1::date))`;

const ATTACHED = `SELECT d.name AS district, k.agency, count(s.family_id)::int AS families
  FROM (SELECT DISTINCT lead_agency_kind AS agency FROM counted WHERE attached_on IS NOT NULL) k CROSS JOIN district d
  LEFT JOIN counted s ON s.district_code = d.code AND s.lead_agency_kind = k.agency AND s.attached_on IS NOT NULL
  GROUP BY CUBE (d.name, k.agency)`;

const ELIGIBLE = `SELECT district, identified, with_caf, ((200 * with_caf + identified) / NULLIF(2 * identified, 0)) AS percent_with_caf, with_open_caf
  FROM (SELECT d.name AS district, count(s.family_id)::int AS identified, count(*) FILTER (WHERE s.caf_on_record)::int AS with_caf,
      count(*) FILTER (WHERE s.open_caf_opened_on >= $2::date)::int AS with_open_caf
    FROM district d LEFT JOIN counted s ON s.district_code = d.code AND s.eligible AND s.attached_on IS NULL
    GROUP BY ROLLUP (d.name)) t`;

const PAIR_ROWS = `SELECT p.criterion, p.other, p.families
  FROM (SELECT ${PAIRS.map(([a, b], index) => `count(*) FILTER (WHERE needs @> '{${a},${b}}')::int AS p${index}`).join(", ")}
    FROM counted WHERE eligible AND attached_on IS NULL) c
  CROSS JOIN LATERAL (VALUES ${PAIRS.map(([a, b], index) => `('${a}', '${b}', c.p${index})`).join(", ")}) p (criterion, other, families)`;

const OUTSTANDING = `SELECT outstanding[1] AS criterion, CASE WHEN outstanding[1] = 'CHILDREN_WHO_NEED_HELP' THEN open_to END AS open_to,
    count(*)::int AS families
  FROM counted WHERE progress = 'ONE_OUTSTANDING' GROUP BY 1, 2`;

const PROGRESS = `SELECT count(*) FILTER (WHERE progress = 'SIGNIFICANT_AND_SUSTAINED')::int AS significant_and_sustained,
    count(*) FILTER (WHERE progress = 'TRACKED_TO_SUSTAINED')::int AS tracked_to_sustained,
    count(*) FILTER (WHERE tracked_continuous_employment)::int AS tracked_continuous_employment,
    count(*) FILTER (WHERE claim_submitted_on IS NOT NULL)::int AS claims_submitted,
    count(*) FILTER (WHERE needs_twelve_months)::int AS needing_twelve_months, count(*)::int AS attached
  FROM counted WHERE attached_on IS NOT NULL`;

const reads = (name: string, parameters: string, columns: string, sql: string): string =>
  `CREATE FUNCTION ${name}(${parameters}) RETURNS TABLE (${columns}) LANGUAGE sql STABLE ROWS 20
     SET "wtwf.role" TO 'SYSTEM_REPORTS' AS $body$ WITH ${COUNTED} ${sql} $body$;
   GRANT EXECUTE ON FUNCTION ${name} TO wtwf_app;`;

/** The functions that PostGraphile makes fields of. */
export const BOARD_FUNCTIONS = [
  reads("board_attached", "as_of date", "district text, agency text, families int", ATTACHED),
  reads(
    "board_eligible",
    "as_of date, opened_since date",
    "district text, identified int, with_caf int, percent_with_caf int, with_open_caf int",
    ELIGIBLE,
  ),
  reads("board_pairs", "as_of date", "criterion text, other text, families int", PAIR_ROWS),
  reads("board_outstanding", "as_of date", "criterion text, open_to text, families int", OUTSTANDING),
  reads(
    "board_progress",
    "as_of date",
    "significant_and_sustained int, tracked_to_sustained int, tracked_continuous_employment int, claims_submitted int, needing_twelve_months int, attached int",
    PROGRESS,
  ),
].join("\n");

const rowsOf = (sql: string): string => `(SELECT json_agg(r) FROM (${sql}) r)`;
const plain = ({ asOf, openedSince }: Record<string, unknown>): unknown[] => [asOf, openedSince];

/** The role for reports, then all five tables in one statement, in PostGraphile's form. */
export const BOARD_FLOOR: readonly FloorStatement[] = [
  { sql: "SELECT set_config('wtwf.role', 'SYSTEM_REPORTS', true)", parameters: () => [] },
  {
    sql: `WITH ${COUNTED} SELECT json_build_object('attached', ${rowsOf(ATTACHED)},
      'eligible', ${rowsOf(`SELECT district, identified, with_caf AS "withCaf", percent_with_caf AS "percentWithCaf", with_open_caf AS "withOpenCaf" FROM (${ELIGIBLE}) e`)},
      'pairs', ${rowsOf(PAIR_ROWS)},
      'outstanding', ${rowsOf(`SELECT criterion, open_to AS "openTo", families FROM (${OUTSTANDING}) o`)},
      'progress', ${rowsOf(`SELECT significant_and_sustained AS "significantAndSustained", tracked_to_sustained AS "trackedToSustained",
        tracked_continuous_employment AS "trackedContinuousEmployment", claims_submitted AS "claimsSubmitted",
        needing_twelve_months AS "needingTwelveMonths", attached FROM (${PROGRESS}) p`)})::text AS data`,
    parameters: plain,
  },
];

export const BOARD: Operation = {
  name: "board",
  operationName: "Board",
  wtwf: `query Board($asOf: LocalDate!, $openedSince: LocalDate!) {
    attachedByDistrict(asOf: $asOf) { rows { district byLeadAgency { agency families { value } } total { value } }
      total { byLeadAgency { agency families { value } } total { value } } }
    eligibleNotAttached(asOf: $asOf, openedSince: $openedSince) {
      rows { district identified { value } withCaf { value } percentWithCaf withOpenCafOpenedSince { value } }
      total { identified { value } withCaf { value } percentWithCaf withOpenCafOpenedSince { value } }
      criteriaPairs { first second families { value } } }
    progressToClaims(asOf: $asOf) { oneOutstanding { criterion openTo families { value } } significantAndSustained { value }
      trackedToSustained { value } trackedContinuousEmployment { value } claimsSubmitted { value }
      needingTwelveMonths { families { value } attached { value } } } }`,
  postgraphile: `query Board($asOf: Date!, $openedSince: Date!) {
    attached: boardAttachedList(asOf: $asOf) { district agency families }
    eligible: boardEligibleList(asOf: $asOf, openedSince: $openedSince) { district identified withCaf percentWithCaf withOpenCaf }
    pairs: boardPairsList(asOf: $asOf) { criterion other families }
    outstanding: boardOutstandingList(asOf: $asOf) { criterion openTo families }
    progress: boardProgressList(asOf: $asOf) { significantAndSustained trackedToSustained trackedContinuousEmployment claimsSubmitted
      needingTwelveMonths attached } }`,
  variables: () => ({ asOf: "2016-12-31", openedSince: "2016-04-01" }),
  comparable: (data) => boardLines(data as BoardRows | BoardTables),
};

interface Figure {
  readonly value: number;
}
interface ByAgency {
  readonly district?: string;
  readonly byLeadAgency: readonly { readonly agency: string; readonly families: Figure }[];
  readonly total: Figure;
}
interface Eligible {
  readonly district?: string;
  readonly identified: Figure;
  readonly withCaf: Figure;
  readonly percentWithCaf: number | null;
  readonly withOpenCafOpenedSince: Figure;
}
const PROGRESS_FIGURES = ["significantAndSustained", "trackedToSustained", "trackedContinuousEmployment", "claimsSubmitted"] as const;
type ProgressFigure = (typeof PROGRESS_FIGURES)[number];

/** This server's answer. */
interface BoardTables {
  readonly attachedByDistrict: { readonly rows: readonly ByAgency[]; readonly total: ByAgency };
  readonly eligibleNotAttached: {
    readonly rows: readonly Eligible[];
    readonly total: Eligible;
    readonly criteriaPairs: readonly { readonly first: string; readonly second: string; readonly families: Figure }[];
  };
  readonly progressToClaims: Readonly<Record<ProgressFigure, Figure>> & {
    readonly oneOutstanding: readonly { readonly criterion: string; readonly openTo: string | null; readonly families: Figure }[];
    readonly needingTwelveMonths: { readonly families: Figure; readonly attached: Figure };
  };
}

/** PostGraphile's and the floor's: rows, in which an empty district or agency is the total. */
interface BoardRows {
  readonly attached: readonly { readonly district: string | null; readonly agency: string | null; readonly families: number }[];
  readonly eligible: readonly {
    readonly district: string | null;
    readonly identified: number;
    readonly withCaf: number;
    readonly percentWithCaf: number | null;
    readonly withOpenCaf: number;
  }[];
  readonly pairs: readonly { readonly criterion: string; readonly other: string; readonly families: number }[];
  readonly outstanding: readonly { readonly criterion: string; readonly openTo: string | null; readonly families: number }[];
  readonly progress: readonly (Readonly<Record<ProgressFigure, number>> & {
    readonly needingTwelveMonths: number;
    readonly attached: number;
  })[];
}

/** Every figure of the three tables as a line, whichever form the answer has. The paper's empty lines are left out. */
function boardLines(data: BoardRows | BoardTables): readonly (readonly unknown[])[] {
  return "attached" in data ? linesOfRows(data) : linesOfTables(data);
}

function linesOfRows({ attached, eligible, pairs, outstanding, progress }: BoardRows): unknown[][] {
  return [
    ...attached.map((row) => ["attached", row.district, row.agency, row.families]),
    ...eligible.map((row) => ["eligible", row.district, row.identified, row.withCaf, row.percentWithCaf, row.withOpenCaf]),
    ...pairs.map((row) => ["pair", row.criterion, row.other, row.families]),
    ...outstanding.map((row) => ["outstanding", row.criterion, row.openTo, row.families]),
    ...progress.map((row) => ["progress", ...PROGRESS_FIGURES.map((name) => row[name]), row.needingTwelveMonths, row.attached]),
  ];
}

function linesOfTables({
  attachedByDistrict: attached,
  eligibleNotAttached: eligible,
  progressToClaims: progress,
}: BoardTables): unknown[][] {
  const twelve = progress.needingTwelveMonths;
  return [
    ...[...attached.rows, attached.total].flatMap((row) => [
      ...row.byLeadAgency.map(({ agency, families }) => ["attached", row.district ?? null, agency, families.value]),
      ["attached", row.district ?? null, null, row.total.value],
    ]),
    ...[...eligible.rows, eligible.total].map((row) => [
      "eligible",
      row.district ?? null,
      row.identified.value,
      row.withCaf.value,
      row.percentWithCaf,
      row.withOpenCafOpenedSince.value,
    ]),
    ...eligible.criteriaPairs.map((pair) => ["pair", pair.first, pair.second, pair.families.value]),
    ...progress.oneOutstanding.flatMap((line) =>
      line.families.value > 0 ? [["outstanding", line.criterion, line.openTo, line.families.value]] : [],
    ),
    ["progress", ...PROGRESS_FIGURES.map((name) => progress[name].value), twelve.families.value, twelve.attached.value],
  ];
}
