import { jsonObject } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { LocalDate } from "../../shared/local-date.ts";

/** What of the log is wanted; ids where the search may name things otherwise. */
export interface AuditCriteria {
  readonly userId: string | null;
  readonly userName: string | null;
  readonly familyId: string | null;
  readonly action: string | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

const USER = `CASE WHEN e.user_id IS NOT NULL THEN COALESCE(
  (SELECT json_build_object('id', u.id, 'name', u.name, 'agency', a.name) FROM app_user u JOIN agency a ON a.id = u.agency_id WHERE u.id = e.user_id),
  json_build_object('id', e.user_id, 'name', NULL, 'agency', NULL)) END`;

/** Row-level security decides which of the families are more to the viewer than their ids. */
const FAMILIES = `(SELECT COALESCE(json_agg(json_build_object('id', x.id, 'reference', f.reference) ORDER BY x.place), '[]')
  FROM unnest(e.family_ids) WITH ORDINALITY AS x (id, place) LEFT JOIN family f ON f.id = x.id)`;

/** JSON of one deed, over `audit_event e`. */
export const auditEventJson = (selected: Selection): string =>
  jsonObject(
    {
      id: "e.id::text",
      at: "e.at",
      businessAt: "e.business_at",
      user: USER,
      role: "e.role",
      action: "e.action",
      families: FAMILIES,
      subjectId: "e.subject_id",
      reason: "e.reason",
      why: "e.why",
      correlationId: "e.correlation_id",
    },
    selected,
  );

const DAY_BEGINS = (day: string) => `(${day}::date::timestamp AT TIME ZONE 'Europe/London')`;

/**
 * Only what is asked for stands in the statement, so that each can use the index that fits it. A family is looked up
 * in what the sealing job has worked out, since no index finds it in the rows under row-level security.
 */
export function matchingEvents(wanted: AuditCriteria): { from: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const parameter = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = ["true"];
  if (wanted.userId) conditions.push(`e.user_id = ${parameter(wanted.userId)}::uuid`);
  if (wanted.userName)
    conditions.push(`e.user_id = ANY (ARRAY(
      SELECT u.id FROM app_user u WHERE strpos(lower(u.name), lower(${parameter(wanted.userName)})) > 0))`);
  if (wanted.familyId)
    conditions.push(`e.id IN (SELECT a.event_id FROM audit_family a WHERE a.family_id = ${parameter(wanted.familyId)}::uuid)`);
  if (wanted.action) conditions.push(`e.action = ${parameter(wanted.action)}`);
  if (wanted.from) conditions.push(`e.business_at >= ${DAY_BEGINS(parameter(wanted.from))}`);
  if (wanted.to) conditions.push(`e.business_at < ${DAY_BEGINS(`(${parameter(wanted.to)}::date + 1)`)}`);
  return { from: `audit_event e WHERE ${conditions.join(" AND ")}`, parameters };
}

/** Each action that stands in the log, found by steps along the index and not by reading it all. */
export const ACTIONS = `WITH RECURSIVE found AS (
    (SELECT e.action FROM audit_event e ORDER BY e.action LIMIT 1)
    UNION ALL SELECT (SELECT e.action FROM audit_event e WHERE e.action > f.action ORDER BY e.action LIMIT 1)
      FROM found f WHERE f.action IS NOT NULL)
  SELECT action FROM found WHERE action IS NOT NULL ORDER BY action`;

export const CHAIN = `SELECT COALESCE((SELECT max(l.position) FROM audit_link l), 0) AS events,
  (SELECT s.sealed_at FROM audit_seal s ORDER BY s.number DESC LIMIT 1) AS "sealedAt", (SELECT max(d.day) FROM audit_day d) AS "closedDay"`;
