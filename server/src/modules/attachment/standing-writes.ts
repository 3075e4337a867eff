import type { Transaction } from "../../database/database.ts";
import { RULES_KEY, type RulesKey } from "../criteria/rules-in-force.ts";
import type { Change } from "./standing-changes.rules.ts";
import { type DetailTexts, detailTexts } from "./standing-detail.ts";
import type { StandingRow } from "./standing-rows.rules.ts";

/** A family's row as it stands, and what its reasons were when they were last written. */
export interface Current extends StandingRow {
  readonly digest: string | null;
}

export interface Found {
  readonly rules: RulesKey;
  readonly rows: readonly Current[];
  /** Whose dates of birth are gone: they stand where they stood, for nothing can be worked out of what is left. */
  readonly disposed: readonly string[];
}

const CURRENT = `SELECT ${RULES_KEY} AS rules, COALESCE((SELECT json_agg(json_build_object('familyId', s.family_id,
    'validFrom', s.valid_from, 'validTo', s.valid_to, 'nextChangeOn', s.next_change_on, 'digest', d.digest,
    'figures', json_build_object('districtCode', s.district_code, 'needs', s.needs, 'eligible', s.eligible, 'attachedOn', s.attached_on,
      'leadAgencyKind', s.lead_agency_kind, 'outstanding', s.outstanding, 'openTo', s.open_to, 'progress', s.progress,
      'trackedContinuousEmployment', s.tracked_continuous_employment, 'needsTwelveMonths', s.needs_twelve_months,
      'cafOnRecord', s.caf_on_record, 'openCafOpenedOn', s.open_caf_opened_on, 'claimSubmittedOn', s.claim_submitted_on,
      'blockedBy', s.blocked_by)))
    FROM standing s LEFT JOIN standing_detail d ON d.family_id = s.family_id
    WHERE s.family_id = ANY ($1::uuid[]) AND s.valid_to IS NULL), '[]') AS rows,
  ARRAY(SELECT d.family_id FROM disposal d WHERE d.family_id = ANY ($1::uuid[])) AS disposed`;

/** The rules in force and where the families stand by what is on record, in one statement: neither is older than the other. */
export async function readCurrent(tx: Transaction, familyIds: readonly string[]): Promise<Found> {
  const [found] = await tx.query<Found>(CURRENT, [familyIds]);
  if (!found) throw new Error("the standings were not read");
  return found;
}

/** The row of an earlier day closes, or goes on with another next change. */
const KEEP = `UPDATE standing s SET valid_to = k.valid_to, next_change_on = k.next_change_on
  FROM jsonb_to_recordset($1) AS k (family_id uuid, valid_to date, next_change_on date)
  WHERE s.family_id = k.family_id AND s.valid_to IS NULL`;

const COLUMNS = `family_id, valid_from, valid_to, district_code, needs, eligible, attached_on, lead_agency_kind, outstanding, open_to,
  progress, tracked_continuous_employment, needs_twelve_months, caf_on_record, open_caf_opened_on, claim_submitted_on, blocked_by,
  next_change_on`;

const ADD = `INSERT INTO standing (${COLUMNS})
  SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::standing, $1)
  ON CONFLICT (family_id, valid_from) DO UPDATE SET (${COLUMNS}) = ROW(${COLUMNS.replace(/\w+/gu, "EXCLUDED.$&")})`;

const EXPLAIN = `INSERT INTO standing_detail (family_id, as_of, criteria, blockers, claim, digest)
  SELECT d.family_id, d.as_of, d.criteria, d.blockers, d.claim, d.digest
  FROM jsonb_to_recordset($1) AS d (family_id uuid, as_of date, criteria jsonb, blockers jsonb, claim jsonb, digest uuid)
  ON CONFLICT (family_id) DO UPDATE SET as_of = EXCLUDED.as_of, criteria = EXCLUDED.criteria, blockers = EXCLUDED.blockers,
    claim = EXCLUDED.claim, digest = EXCLUDED.digest`;

/** Gathers what became of families, and writes only what is another than before. */
export class StandingWrites {
  readonly #kept: string[] = [];
  readonly #added: string[] = [];
  readonly #details: string[] = [];
  #moved = 0;

  /** How many families reports count otherwise than before. */
  get moved(): number {
    return this.#moved;
  }

  add(familyId: string, { kept, added, last, moved }: Change, digest: string | null): void {
    if (kept) this.#kept.push(snakeCase(kept));
    for (const { figures, ...row } of added) this.#added.push(snakeCase({ ...row, ...figures }));
    const detail = detailTexts(last);
    if (detail.digest !== digest) this.#details.push(detailJson(familyId, last.asOf, detail));
    if (moved) this.#moved += 1;
  }

  /** In this order: a row closes before the next one opens. Sent together, and waited for once. */
  async write(tx: Transaction): Promise<void> {
    const statements: Promise<number>[] = [];
    if (this.#kept.length > 0) statements.push(tx.execute(KEEP, [jsonArray(this.#kept)]));
    if (this.#added.length > 0) statements.push(tx.execute(ADD, [jsonArray(this.#added)]));
    if (this.#details.length > 0) statements.push(tx.execute(EXPLAIN, [jsonArray(this.#details)]));
    await Promise.all(statements);
  }
}

const jsonArray = (items: readonly string[]): string => `[${items.join(",")}]`;

function detailJson(familyId: string, asOf: string, { criteria, blockers, claim, digest }: DetailTexts): string {
  return `{"family_id":"${familyId}","as_of":"${asOf}","criteria":${criteria},"blockers":${blockers},"claim":${claim},"digest":"${digest}"}`;
}

/** Column names for the JSON that a statement takes apart again. */
function snakeCase(value: object): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`), entry]),
    ),
  );
}
