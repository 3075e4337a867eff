import { createHash } from "node:crypto";

/** A row of the log as text, column by column; what it is sealed by, so its form never changes. */
export interface EventText {
  readonly id: string;
  readonly at: string;
  readonly businessAt: string;
  readonly userId: string | null;
  readonly role: string;
  readonly action: string;
  readonly familyIds: readonly string[];
  readonly subjectId: string | null;
  readonly reason: string | null;
  readonly why: string | null;
  readonly correlationId: string;
  readonly xact: string;
}

const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The same in SQL, over `audit_event e`, whatever the session's time zone and form of dates. */
export const EVENT_TEXT = `e.id::text AS id, ${INSTANT("e.at")} AS at, ${INSTANT("e.business_at")} AS "businessAt",
  e.user_id::text AS "userId", e.role, e.action, e.family_ids::text[] AS "familyIds", e.subject_id::text AS "subjectId",
  e.reason, e.why, e.correlation_id AS "correlationId", e.recorded_xact::text AS xact`;

/** One run of the sealing job. */
export interface Seal {
  readonly number: number;
  readonly day: string;
  /** As INSTANT writes it. */
  readonly sealedAt: string;
  readonly lastPosition: number;
  readonly horizon: string;
  readonly cluster: string;
}

export const SEAL_TEXT = `s.number, s.day, ${INSTANT("s.sealed_at")} AS "sealedAt", s.last_position AS "lastPosition",
  s.horizon::text AS horizon, s.cluster, s.hash`;

/** Before the first of anything. */
export const NOTHING_BEFORE: Buffer = Buffer.alloc(32);

/** A row's link: it holds the row's text and, through the link before, that of every row before it. */
export function linkHash(before: Buffer, event: EventText): Buffer {
  const { id, at, businessAt, userId, role, action, familyIds, subjectId, reason, why, correlationId, xact } = event;
  return digest(before, [id, at, businessAt, userId, role, action, familyIds, subjectId, reason, why, correlationId, xact]);
}

/** A seal holds the last link under it, and the seal before. */
export function sealHash(before: Buffer, seal: Seal, lastLink: Buffer): Buffer {
  const { number, day, sealedAt, lastPosition, horizon, cluster } = seal;
  return digest(Buffer.concat([before, lastLink]), [number, day, sealedAt, lastPosition, horizon, cluster]);
}

/** Where the chain stood when a day was closed. */
export interface DayEnd {
  readonly day: string;
  readonly lastSeal: number;
  readonly lastPosition: number;
  readonly sealHash: Buffer;
  readonly linkHash: Buffer;
}

export const DAY_TEXT = `d.day, d.last_seal AS "lastSeal", d.last_position AS "lastPosition", d.seal_hash AS "sealHash",
  d.link_hash AS "linkHash", d.hash`;

/** A day holds the day before, and where the chain stood at its end. */
export function dayHash(before: Buffer, { day, lastSeal, lastPosition, sealHash, linkHash }: DayEnd): Buffer {
  return digest(Buffer.concat([before, sealHash, linkHash]), [day, lastSeal, lastPosition]);
}

/** What one keeps elsewhere, so that not even a chain that was made anew from some row on goes unnoticed. */
export function markOf(position: number, hash: Buffer): string {
  return `${position}:${hash.toString("hex")}`;
}

/** The marks in any text, such as the log of a service that has sealed for years. */
export function marksIn(text: string): [number, string][] {
  return [...text.matchAll(/\b(\d{1,15}):([\da-f]{64})\b/gu)].map(([, position, hash]) => [Number(position), hash ?? ""]);
}

/** JSON of a list is one text for one list: where a value ends, its quotes say. */
function digest(before: Buffer, values: readonly unknown[]): Buffer {
  return createHash("sha256").update(before).update(JSON.stringify(values)).digest();
}
