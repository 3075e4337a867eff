import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { firstMonthEnds, isOverdue } from "./subject-clock.rules.ts";
import { folded } from "./subject-masking.rules.ts";
import type { SubjectRequest } from "./subject-request.type.ts";

const colleague = (id: string): string => `(SELECT json_build_object('id', u.id, 'name', u.name) FROM app_user u WHERE u.id = ${id})`;

const FILES = `(SELECT COALESCE(json_agg(json_build_object('id', s.id, 'format', s.format, 'digest', encode(s.digest, 'hex'), 'size', s.size,
    'madeAt', s.made_at, 'madeBy', ${colleague("s.made_by")}) ORDER BY s.made_at DESC, s.id DESC), '[]')
  FROM subject_file s WHERE s.request_id = r.id)`;

const REQUESTS = `SELECT r.id, r.reference, r.version, r.state, r.due_on AS "dueOn", r.asked_by AS "askedBy", r.requester_name AS "requesterName",
    r.authority, r.scope, r.received_on AS "receivedOn", r.identity_proved_on AS "identityProvedOn", r.identity_proof AS "identityProof",
    r.extended_on AS "extendedOn", r.extended_months AS "extendedMonths", r.extension_reason AS "extensionReason", r.closed_on AS "closedOn",
    r.refusal_ground AS "refusalGround", r.close_reason AS "closeReason", r.handed_over_by AS "handedOverBy", r.person_id AS "personId",
    ${colleague("r.recorded_by")} AS "recordedBy", ${FILES} AS files
  FROM subject_request r`;

const OPEN = `${REQUESTS} WHERE r.closed_on IS NULL ORDER BY r.due_on, r.reference LIMIT $1`;
const CLOSED = `${REQUESTS} WHERE r.closed_on IS NOT NULL ORDER BY r.closed_on DESC, r.reference DESC LIMIT $1`;

type Row = Omit<SubjectRequest, "overdue" | "firstMonthEndsOn" | "subjectName" | "familyReferences"> & { readonly personId: string };

/** A request and whom it is about, which no list shows. */
export type KnownRequest = Omit<SubjectRequest, "subjectName" | "familyReferences"> & { readonly personId: string };

const asOf =
  (today: LocalDate) =>
  (row: Row): KnownRequest => ({
    ...row,
    overdue: isOverdue(row.state, row.dueOn, today),
    firstMonthEndsOn: firstMonthEnds(row),
  });

export async function readRequest(tx: Transaction, id: string, today: LocalDate): Promise<KnownRequest | null> {
  const [row] = await tx.query<Row>(`${REQUESTS} WHERE r.id = $1`, [id]);
  return row ? asOf(today)(row) : null;
}

/** The page of one goes by its reference. */
export async function readRequestByReference(tx: Transaction, reference: string, today: LocalDate): Promise<KnownRequest | null> {
  const [row] = await tx.query<Row>(`${REQUESTS} WHERE r.reference = upper($1)`, [reference]);
  return row ? asOf(today)(row) : null;
}

/** Open ones by the day on which they are due, closed ones by the day on which they ended, the latest first. */
export async function readQueue(
  tx: Transaction,
  open: boolean,
  most: number,
  today: LocalDate,
): Promise<{ total: number; requests: KnownRequest[] }> {
  const [[counted], rows] = await Promise.all([
    tx.query<{ total: number }>("SELECT count(*)::int AS total FROM subject_request r WHERE (r.closed_on IS NULL) = $1", [open]),
    tx.query<Row>(open ? OPEN : CLOSED, [most]),
  ]);
  return { total: counted?.total ?? 0, requests: rows.map(asOf(today)) };
}

/** Read by the viewer for rights: by what name, and in which families, a person is on record. */
export async function readSubject(
  tx: Transaction,
  personId: string,
): Promise<{ name: string | null; references: string[]; familyIds: string[] }> {
  const [[person], families] = await Promise.all([
    tx.query<{ name: string | null }>(
      "SELECT NULLIF(concat_ws(' ', p.given_name, p.family_name), '') AS name FROM person p WHERE p.id = $1",
      [personId],
    ),
    tx.query<{ id: string; reference: string }>(
      `SELECT DISTINCT f.id, f.reference FROM family f JOIN family_member m ON m.family_id = f.id WHERE m.person_id = $1 ORDER BY f.reference`,
      [personId],
    ),
  ]);
  return { name: person?.name ?? null, references: families.map(({ reference }) => reference), familyIds: families.map(({ id }) => id) };
}

/** By what a request says whom it is about. */
export interface SoughtSubject {
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: LocalDate;
  readonly reference: string | null;
  readonly postcode: string | null;
}

const SOUGHT = `SELECT DISTINCT p.id, p.given_name AS "givenName", p.family_name AS "familyName"
  FROM person p JOIN family_member m ON m.person_id = p.id JOIN family f ON f.id = m.family_id
  WHERE p.date_of_birth = $1 AND ($2::text IS NULL OR f.reference = upper($2)) AND ($3::text IS NULL OR f.postcode = $3)`;

/** Names as names are compared: case, accents, spaces, hyphens and apostrophes make no difference. */
const comparable = (name: string): string => folded(name).replaceAll(/[\s'`.-]/gu, "");

/** The one person who fits; none where nobody does or two do, so that nobody is taken for somebody else. */
export async function findSubject(tx: Transaction, sought: SoughtSubject): Promise<string | null> {
  const { givenName, familyName, dateOfBirth, reference, postcode } = sought;
  const rows = await tx.query<{ id: string; givenName: string | null; familyName: string | null }>(SOUGHT, [
    dateOfBirth,
    reference,
    postcode,
  ]);
  const fitting = rows.filter(
    (row) => comparable(row.givenName ?? "") === comparable(givenName) && comparable(row.familyName ?? "") === comparable(familyName),
  );
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
}

/** For the lock of one request's decisions, so that none is made while a file is. */
export const lockRequest = (tx: Transaction, requestId: string): Promise<number> =>
  tx.execute("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 24))", [requestId]);
