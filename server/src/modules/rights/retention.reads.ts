import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import {
  RETENTION_STATES,
  type RetainedRecord,
  type RetentionDecisions,
  type RetentionFacts,
  type RetentionState,
  retentionOf,
  retentionState,
} from "./retention.rules.ts";
import type { RetentionRecord } from "./retention.type.ts";
import { readSchedule } from "./schedule.reads.ts";

export type Which = { readonly ids: readonly string[] } | { readonly reference: string };

interface Row extends Pick<RetentionRecord, "familyId" | "reference" | "district" | "people" | "hold" | "review" | "disposal"> {
  readonly facts: RetentionFacts;
}

const colleague = (id: string): string => `(SELECT json_build_object('id', u.id, 'name', u.name) FROM app_user u WHERE u.id = ${id})`;

const HOLD = `(SELECT json_build_object('id', h.id, 'reason', h.reason, 'placedAt', h.placed_at, 'placedBy', ${colleague("h.placed_by")})
  FROM legal_hold h WHERE h.family_id = f.id AND h.lifted_at IS NULL)`;
const REVIEW = `(SELECT json_build_object('id', r.id, 'decision', r.decision, 'keepUntil', r.keep_until, 'reason', r.reason,
    'reviewedAt', r.reviewed_at, 'reviewedBy', ${colleague("r.reviewed_by")})
  FROM retention_review r WHERE r.family_id = f.id ORDER BY r.reviewed_at DESC, r.id DESC LIMIT 1)`;
const DISPOSAL = `(SELECT json_build_object('id', d.id, 'record', d.record, 'dueOn', d.due_on, 'disposedAt', d.disposed_at,
    'reviewedBy', ${colleague("d.reviewed_by")}, 'disposedBy', ${colleague("d.disposed_by")}, 'hash', encode(d.hash, 'hex'),
    'blanked', (SELECT COALESCE(json_agg(json_build_object('table', c.key, 'rows', c.value::int) ORDER BY c.key), '[]')
      FROM jsonb_each_text(d.counts) c))
  FROM disposal d WHERE d.family_id = f.id)`;

/** Days and yes or no, read by a viewer of the system's own: the officer learns no more of a family than this. */
const FACTS = `json_build_object(
  'recordedOn', (f.recorded_at AT TIME ZONE 'Europe/London')::date,
  'everAttached', EXISTS (SELECT FROM attachment a WHERE a.family_id = f.id),
  'everWorkedWith', EXISTS (SELECT FROM caf c WHERE c.family_id = f.id) OR EXISTS (SELECT FROM lead_professional l WHERE l.family_id = f.id)
    OR EXISTS (SELECT FROM plan_action p WHERE p.family_id = f.id),
  'open', EXISTS (SELECT FROM caf c WHERE c.family_id = f.id AND c.status <> 'CLOSED')
    OR EXISTS (SELECT FROM lead_professional l WHERE l.family_id = f.id AND l.declined_on IS NULL AND l.ended_on IS NULL)
    OR EXISTS (SELECT FROM plan_action p WHERE p.family_id = f.id AND p.status = 'OPEN')
    OR EXISTS (SELECT FROM involvement i WHERE i.family_id = f.id AND (i.valid_to IS NULL OR i.valid_to >= $1::date)),
  'closedOn', GREATEST((SELECT max(c.closed_on) FROM caf c WHERE c.family_id = f.id),
    (SELECT max(l.ended_on) FROM lead_professional l WHERE l.family_id = f.id),
    (SELECT max(p.ended_on) FROM plan_action p WHERE p.family_id = f.id),
    (SELECT max(m.held_on) FROM taf_meeting m WHERE m.family_id = f.id),
    (SELECT max(i.valid_to) FROM involvement i WHERE i.family_id = f.id)),
  'youngestBornOn', (SELECT max(p.date_of_birth) FROM family_member m JOIN person p ON p.id = m.person_id
    WHERE m.family_id = f.id AND m.relationship IN ('CHILD', 'STEP_CHILD', 'EXPECTED_CHILD')))`;

/** What tells where a record stands on its way, and no more: read for all of them to find those of one page. */
export interface RecordFactsRow {
  readonly familyId: string;
  readonly reference: string;
  readonly facts: RetentionFacts;
  readonly held: boolean;
  readonly disposed: boolean;
  readonly decision: RetentionDecisions["decision"];
  readonly keepUntil: LocalDate | null;
  readonly disposedRecord: RetainedRecord | null;
  readonly disposedDueOn: LocalDate | null;
}

const REVIEWED = "f.disposed_at IS NULL AND EXISTS (SELECT FROM retention_review v WHERE v.family_id = f.id)";
/** The queues that a record can be told to be in or out of before its facts are read. */
const NARROWED: Readonly<Partial<Record<RetentionState, string>>> = {
  DISPOSED: "f.disposed_at IS NOT NULL",
  KEPT: REVIEWED,
  TO_DISPOSE: REVIEWED,
  HELD: "f.disposed_at IS NULL AND EXISTS (SELECT FROM legal_hold h WHERE h.family_id = f.id AND h.lifted_at IS NULL)",
};

const FACTS_OF_ALL = (where: string): string => `SELECT f.id AS "familyId", f.reference, ${FACTS} AS facts,
    EXISTS (SELECT FROM legal_hold h WHERE h.family_id = f.id AND h.lifted_at IS NULL) AS held, d.id IS NOT NULL AS disposed,
    r.decision, r.keep_until AS "keepUntil", d.record AS "disposedRecord", d.due_on AS "disposedDueOn"
  FROM family f LEFT JOIN disposal d ON d.family_id = f.id LEFT JOIN LATERAL (SELECT rr.decision, rr.keep_until FROM retention_review rr
    WHERE rr.family_id = f.id ORDER BY rr.reviewed_at DESC, rr.id DESC LIMIT 1) r ON true
  WHERE ${where}`;
const FACTS_BY_STATE = new Map(RETENTION_STATES.map((state) => [state, FACTS_OF_ALL(NARROWED[state] ?? "f.disposed_at IS NULL")]));
const FACTS_ANYWHERE = FACTS_OF_ALL("true");

export function readFacts(tx: Transaction, today: LocalDate, state: RetentionState | null): Promise<RecordFactsRow[]> {
  const text = state === null ? FACTS_ANYWHERE : (FACTS_BY_STATE.get(state) ?? FACTS_ANYWHERE);
  return tx.query<RecordFactsRow>(text, [today]);
}

const RECORDS = `SELECT f.id AS "familyId", f.reference, (SELECT di.name FROM district di WHERE di.code = f.district_code) AS district, ${FACTS} AS facts,
    (SELECT count(DISTINCT m.person_id) FROM family_member m WHERE m.family_id = f.id)::int AS people,
    ${HOLD} AS hold, ${REVIEW} AS review, ${DISPOSAL} AS disposal
  FROM family f`;
const SOME = `${RECORDS} WHERE f.id = ANY ($2::uuid[])`;
const BY_REFERENCE = `${RECORDS} WHERE f.reference = upper($2)`;

/** Each record with the day on which it falls due, and where it stands on that way on the day. */
export async function readRecords(tx: Transaction, today: LocalDate, asOf: LocalDate, which: Which): Promise<RetentionRecord[]> {
  const [rows, schedule] = await Promise.all([
    "ids" in which ? tx.query<Row>(SOME, [today, which.ids]) : tx.query<Row>(BY_REFERENCE, [today, which.reference]),
    readSchedule(tx, asOf),
  ]);
  return rows.map(({ facts, ...row }) => {
    const retention = retentionOf(facts, schedule);
    const decisions = {
      held: row.hold !== null,
      disposed: row.disposal !== null,
      decision: row.review?.decision ?? null,
      keepUntil: row.review?.keepUntil ?? null,
    };
    const { record, dueOn, why } = retention.due
      ? { record: retention.record, dueOn: retention.on, why: retention.why }
      : { record: null, dueOn: null, why: retention.why === "OPEN" ? "The case is open" : "No line of the schedule fits" };
    // What was disposed of has no dates of birth left to go by: its certificate says what it fell due by.
    const known =
      row.disposal === null
        ? { record, dueOn, why }
        : { record: row.disposal.record, dueOn: row.disposal.dueOn, why: "Record disposed of" };
    return { ...row, ...known, state: retentionState(retention, decisions, asOf) };
  });
}
