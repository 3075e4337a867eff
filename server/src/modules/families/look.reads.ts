import { jsonObject } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import { workerJson } from "../agencies/agency.reads.ts";
import { lookedSql } from "../audit/audit-words.rules.ts";
import type { FamilyParts } from "./family.parts.ts";

const MOST = 200;

const lookJson = (selected?: Selection): string =>
  jsonObject(
    {
      worker: (asked) => workerJson("k.user_id", asked),
      looks: "k.looks",
      changes: "k.deeds - k.looks",
      firstOn: "k.first_on",
      lastOn: "k.last_on",
    },
    selected,
  );

const ON = (instant: string) => `(${instant} AT TIME ZONE 'Europe/London')::date`;

/**
 * Who has looked, for coordinators: a line for each person, whoever looked last first. From the sealed log, and so
 * without its last minute. Null for everybody else, whom row-level security would show an empty list.
 */
export const LOOK_PARTS: FamilyParts = {
  looks: (selected) => `(CASE WHEN (SELECT viewer_role()) = 'COORDINATOR' THEN (
    SELECT COALESCE(json_agg(${lookJson(selected)} ORDER BY k.last_id DESC), '[]') FROM (
      SELECT a.user_id, count(*)::int AS deeds, (count(*) FILTER (WHERE ${lookedSql("a.action")}))::int AS looks,
        ${ON("min(a.business_at)")} AS first_on, ${ON("max(a.business_at)")} AS last_on, max(a.event_id) AS last_id
      FROM audit_family a WHERE a.family_id = f.id AND a.user_id IS NOT NULL GROUP BY a.user_id ORDER BY last_id DESC LIMIT ${MOST}) k
    WHERE EXISTS (SELECT FROM app_user u WHERE u.id = k.user_id)) END)`,
};
