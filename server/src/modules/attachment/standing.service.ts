import { systemViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addDays, type LocalDate } from "../../shared/local-date.ts";
import { readFacts } from "../criteria/facts.reads.ts";
import type { FamilyFacts, Standing } from "../criteria/facts.rules.ts";
import type { OutcomesPlan } from "../criteria/outcomes-plan.rules.ts";
import type { SchoolTerm } from "../criteria/terms.rules.ts";
import { detailOf, historyOf, rowsBetween, type StandingRow, sameFigures } from "./standing-rows.rules.ts";

const BATCH = 200;

/** Whoever works out a family's standing holds this till the end of their transaction, so that no fact is overlooked. */
const lockKey = (id: string): string => `hashtextextended(${id}::text, 1)`;

const LOCK = `SELECT pg_advisory_xact_lock(${lockKey("f.id")}) FROM (SELECT unnest($1::uuid[]) AS id ORDER BY 1) f`;

/** What is locked by another process is being worked out there. */
const CLAIM_DUE = `SELECT due.family_id FROM (
    SELECT s.family_id FROM standing s WHERE s.valid_to IS NULL AND s.next_change_on <= $1
    ORDER BY s.next_change_on, s.family_id LIMIT $2) due
  WHERE pg_try_advisory_xact_lock(${lockKey("due.family_id")})`;

const CURRENT = `SELECT json_build_object('familyId', family_id, 'validFrom', valid_from, 'validTo', valid_to, 'nextChangeOn', next_change_on,
    'figures', json_build_object('districtCode', district_code, 'needs', needs, 'eligible', eligible, 'attachedOn', attached_on,
      'leadAgencyKind', lead_agency_kind, 'outstanding', outstanding, 'openTo', open_to, 'progress', progress,
      'trackedContinuousEmployment', tracked_continuous_employment, 'needsTwelveMonths', needs_twelve_months,
      'cafOnRecord', caf_on_record, 'openCafOpenedOn', open_caf_opened_on, 'claimSubmittedOn', claim_submitted_on,
      'blockedBy', blocked_by)) AS row
  FROM standing WHERE family_id = ANY ($1::uuid[]) AND valid_to IS NULL`;

/** The row of an earlier day closes, or goes on with another next change; the reasons are always today's. */
const KEEP = `WITH kept AS (
    UPDATE standing s SET valid_to = k.valid_to, next_change_on = k.next_change_on
    FROM jsonb_to_recordset($1) AS k (family_id uuid, valid_to date, next_change_on date)
    WHERE s.family_id = k.family_id AND s.valid_to IS NULL)
  INSERT INTO standing_detail (family_id, as_of, criteria, blockers, claim)
  SELECT d.family_id, d.as_of, d.criteria, d.blockers, d.claim
  FROM jsonb_to_recordset($2) AS d (family_id uuid, as_of date, criteria jsonb, blockers jsonb, claim jsonb)
  ON CONFLICT (family_id) DO UPDATE
  SET as_of = EXCLUDED.as_of, criteria = EXCLUDED.criteria, blockers = EXCLUDED.blockers, claim = EXCLUDED.claim`;

const COLUMNS = `family_id, valid_from, valid_to, district_code, needs, eligible, attached_on, lead_agency_kind, outstanding, open_to,
  progress, tracked_continuous_employment, needs_twelve_months, caf_on_record, open_caf_opened_on, claim_submitted_on, blocked_by,
  next_change_on`;

const ADD = `INSERT INTO standing (${COLUMNS})
  SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::standing, $1)
  ON CONFLICT (family_id, valid_from) DO UPDATE SET (${COLUMNS}) = ROW(${COLUMNS.replace(/\w+/gu, "EXCLUDED.$&")})`;

/** What a write makes of the rows that a family has: at most one kept and changed, and those added after it. */
interface Change {
  readonly kept: { readonly familyId: string; readonly validTo: LocalDate | null; readonly nextChangeOn: LocalDate | null } | null;
  readonly added: readonly StandingRow[];
  readonly last: Standing;
}

/**
 * Keeps each family's standing up to date. The rows say where a family stood on each day by what was known at the
 * end of that day: a row of a day that is past never changes, whatever is recorded later.
 */
export class StandingService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #plan: OutcomesPlan;
  readonly #terms: readonly SchoolTerm[];

  constructor(database: Database, clock: Clock, plan: OutcomesPlan, terms: readonly SchoolTerm[]) {
    this.#database = database;
    this.#clock = clock;
    this.#plan = plan;
    this.#terms = terms;
  }

  /** Works out anew the families that a write has touched, inside that write's transaction and after it. */
  async reevaluate(tx: Transaction, familyIds: readonly string[]): Promise<void> {
    if (familyIds.length === 0) return;
    await tx.elevate("SYSTEM_STANDINGS", async () => {
      await tx.query(LOCK, [familyIds]);
      await this.#update(tx, familyIds);
    });
  }

  /**
   * Works out the families whose next change has come, each day that was missed by itself. Several processes may do
   * this at once. Returns how many families it worked out.
   */
  async reevaluateDue(signal?: AbortSignal): Promise<number> {
    let done = 0;
    for (;;) {
      if (signal?.aborted) return done;
      const batch = await this.#database.as(systemViewer("SYSTEM_STANDINGS"), async (tx) => {
        const due = await tx.query<{ family_id: string }>(CLAIM_DUE, [this.#clock.today(), BATCH]);
        await this.#update(
          tx,
          due.map((row) => row.family_id),
        );
        return due.length;
      });
      if (batch === 0) return done;
      done += batch;
    }
  }

  async #update(tx: Transaction, familyIds: readonly string[]): Promise<void> {
    if (familyIds.length === 0) return;
    const today = this.#clock.today();
    const facts = await readFacts(tx, familyIds);
    const current = new Map<string, StandingRow>();
    for (const { row } of await tx.query<{ row: StandingRow }>(CURRENT, [familyIds])) current.set(row.familyId, row);
    const changes = facts.map((family) => this.#changeOf(family, current.get(family.familyId), today));
    const kept = changes.flatMap((change) => change.kept ?? []);
    const details = facts.flatMap(({ familyId }, index) => {
      const last = changes[index]?.last;
      return last ? [detailOf(familyId, last)] : [];
    });
    await tx.execute(KEEP, [JSON.stringify(kept.map(snakeCase)), JSON.stringify(details.map(snakeCase))]);
    const added = changes.flatMap((change) => change.added.map(({ figures, ...row }) => snakeCase({ ...row, ...figures })));
    if (added.length > 0) await tx.execute(ADD, [JSON.stringify(added)]);
  }

  /** From the first day that was missed, or today; a family without rows gets its whole history. */
  #changeOf(facts: FamilyFacts, current: StandingRow | undefined, today: LocalDate): Change {
    if (!current) {
      const { rows, last } = historyOf(this.#plan, this.#terms, facts, today);
      return { kept: null, added: rows, last };
    }
    const due = current.nextChangeOn !== null && current.nextChangeOn < today ? current.nextChangeOn : today;
    const { rows, last } = rowsBetween(this.#plan, this.#terms, facts, due, today);
    return { ...join(current, rows), last };
  }
}

/** A row that began today is replaced; one of an earlier day goes on where nothing changed, and closes where something did. */
function join(current: StandingRow, rows: readonly StandingRow[]): Pick<Change, "kept" | "added"> {
  const [first, ...rest] = rows;
  if (!first || current.validFrom >= first.validFrom) return { kept: null, added: rows };
  const goesOn = sameFigures(current.figures, first.figures);
  const { familyId } = current;
  return goesOn
    ? { kept: { familyId, validTo: first.validTo, nextChangeOn: first.nextChangeOn }, added: rest }
    : { kept: { familyId, validTo: addDays(first.validFrom, -1), nextChangeOn: null }, added: rows };
}

/** Column names for the JSON that a statement takes apart again. */
function snakeCase(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`), entry]),
  );
}
