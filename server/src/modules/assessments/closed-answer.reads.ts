import type { Transaction } from "../../database/database.ts";
import { jsonList } from "../../graphql/json-shape.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { refuseUnknown } from "../../shared/refusal.ts";
import { workerJson } from "../agencies/agency.reads.ts";
import type { Worker } from "../agencies/agency.type.ts";
import { type FamilyParts, openedInEmergency, READ_ONLY_FACT, viewerLeads } from "../families/family.parts.ts";
import type { FrozenContent, Words } from "./caf-version.rules.ts";
import type { RecordFacts } from "./closed-answer.policy.ts";
import { type Closing, type ClosingFacts, closedNow, closedTo } from "./closed-answer.rules.ts";

type OfRecord = Pick<RecordFacts, "teamIds" | "agencyId">;
type OfFamily = Pick<RecordFacts, "readOnly" | "viewerLeads">;

/** A closing as the reads give it, with what the policy goes by. */
export interface ClosingRow extends Closing, OfRecord {
  readonly name: string;
  readonly reason: string | null;
  readonly closedOn: LocalDate;
  readonly closedBy: Worker;
}

export interface ClosingsRow extends ClosingFacts<ClosingRow>, OfFamily {}

/** Whose record something is; each argument is the SQL of an id, or NULL. */
const record = (family: string, caf: string, action: string, evidence: string) => `'teamIds', (SELECT COALESCE(json_agg(xt.id), '[]') FROM (
    SELECT xc.team_id AS id FROM caf xc WHERE xc.id = ${caf}
    UNION SELECT xa.team_id FROM plan_action xa WHERE xa.id = ${action} AND xa.team_id IS NOT NULL
    UNION SELECT xc.team_id FROM caf xc JOIN caf_version xv ON xv.caf_id = xc.id WHERE xc.family_id = ${family} AND ${action} IS NOT NULL
      AND xv.content -> 'plan' @> jsonb_build_array(jsonb_build_object('actionId', ${action}))) xt),
  'agencyId', (SELECT xe.agency_id FROM evidence xe WHERE xe.id = ${evidence})`;

const CLOSING = `json_build_object('id', x.id, 'place', x.place, 'personId', x.person_id, 'reason', x.reason, 'closedOn', x.closed_on,
  'name', COALESCE(NULLIF(concat_ws(' ', xp.given_name, xp.family_name), ''), 'Somebody whose details were removed'),
  'closedBy', ${workerJson("x.closed_by")}, 'closedAt', extract(epoch FROM x.recorded_at), 'liftedAt', extract(epoch FROM x.lifted_recorded_at),
  ${record("x.family_id", "x.caf_id", "x.action_id", "x.evidence_id")})`;

/** What is closed in a family, and what that is read against; `family` is the SQL of its id. */
export const closingsJson = (family: string): string => `json_build_object(
  'closings', ${jsonList(CLOSING, "x.recorded_at, x.id", `FROM closed_answer x JOIN person xp ON xp.id = x.person_id WHERE x.family_id = ${family}`)},
  'actions', ${jsonList(
    "json_build_object('id', xa.id, 'criterion', xa.criterion, 'personId', xa.person_id)",
    "xa.id",
    `FROM plan_action xa WHERE xa.family_id = ${family} AND EXISTS (SELECT 1 FROM closed_answer y WHERE y.family_id = ${family})`,
  )},
  'corrections', ${jsonList(
    "json_build_object('id', xe.id, 'supersedes', xe.supersedes_id)",
    "xe.id",
    `FROM evidence xe WHERE xe.family_id = ${family} AND xe.supersedes_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM closed_answer y WHERE y.family_id = ${family})`,
  )},
  'readOnly', ${openedInEmergency(family)}, 'viewerLeads', ${viewerLeads(family)})`;

/** The same of each of some families in which anything ever was closed; `families` is the SQL of their ids. */
export const closingsOfFamilies = (families: string): string =>
  jsonList(
    closingsJson("xf.id"),
    "xf.id",
    `FROM family xf WHERE xf.id IN (${families}) AND EXISTS (SELECT 1 FROM closed_answer y WHERE y.family_id = xf.id)`,
  );

/** What could be closed: the last version of each CAF, the plan and the evidence that the viewer sees, each with whose it is. */
export interface ClosableRow extends OfFamily {
  readonly cafs: readonly (OfRecord & { readonly id: string; readonly content: FrozenContent; readonly words: Words | null })[];
  readonly records: readonly (OfRecord & { readonly place: string })[];
}

const CLOSABLE = `json_build_object(
  'cafs', ${jsonList(
    `json_build_object('id', kc.id, 'content', kv.content, 'words', kv.words, ${record("f.id", "kc.id", "NULL::uuid", "NULL::uuid")})`,
    "kc.recorded_at DESC, kc.id",
    `FROM caf kc JOIN caf_version kv ON kv.caf_id = kc.id AND kv.number = (SELECT max(n.number) FROM caf_version n WHERE n.caf_id = kc.id)
     WHERE kc.family_id = f.id`,
  )},
  'records', ${jsonList(
    `json_build_object('place', k.place, ${record("f.id", "NULL::uuid", "k.action", "k.evidence")})`,
    "k.place",
    `FROM (SELECT 'actions.' || ka.id AS place, ka.id AS action, NULL::uuid AS evidence FROM plan_action ka WHERE ka.family_id = f.id AND ka.status <> 'CANCELLED'
       UNION ALL SELECT 'evidence.' || ke.id, NULL, ke.id FROM evidence ke WHERE ke.family_id = f.id AND NOT ke.withdrawn
         AND NOT EXISTS (SELECT 1 FROM evidence kl WHERE kl.supersedes_id = ke.id)) k`,
  )},
  'readOnly', ${READ_ONLY_FACT}, 'viewerLeads', ${viewerLeads("f.id")})`;

/** What this adds to a family. */
export const CLOSED_ANSWER_PARTS: FamilyParts = { closedAnswers: closingsJson("f.id"), closablePlaces: CLOSABLE };

/** What is closed in a family, in a transaction. */
export async function closingsOf(tx: Transaction, familyId: string): Promise<ClosingsRow> {
  const [row] = await tx.query<{ closings: ClosingsRow }>(`SELECT ${closingsJson("f.id")} AS closings FROM family f WHERE f.id = $1`, [
    familyId,
  ]);
  return row?.closings ?? refuseUnknown("familyId", "family");
}

/** The places of what is closed to one person in a family. */
export async function closedPlaces(tx: Transaction, familyId: string, personId: string): Promise<ReadonlySet<string>> {
  return closedTo(closedNow(await closingsOf(tx, familyId)), new Set([personId]));
}

/** What could be closed in a family, in a transaction. */
export async function closableIn(tx: Transaction, familyId: string): Promise<ClosableRow> {
  const [row] = await tx.query<{ closable: ClosableRow }>(`SELECT ${CLOSABLE} AS closable FROM family f WHERE f.id = $1`, [familyId]);
  return row?.closable ?? refuseUnknown("familyId", "family");
}

/** Which of these have ever been in the family. */
export async function everMembers(tx: Transaction, familyId: string, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await tx.query<{ id: string }>(
    "SELECT DISTINCT person_id AS id FROM family_member WHERE family_id = $1 AND person_id = ANY ($2::uuid[])",
    [familyId, personIds],
  );
  return new Set(found.map(({ id }) => id));
}
