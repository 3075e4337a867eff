import type { Transaction } from "../../database/database.ts";
import { jsonList } from "../../graphql/json-shape.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { type CafRow, cafJson } from "../assessments/caf.reads.ts";
import { type ClosingsRow, closingsJson } from "../assessments/closed-answer.reads.ts";
import { type FamilyParts, READ_ONLY_FACT, viewerLeads } from "../families/family.parts.ts";
import type { CopyFacts } from "./family-copy.policy.ts";
import type { CopiableAction } from "./family-copy.rules.ts";
import type { CopiedLead } from "./family-copy.type.ts";

const HOLDS = `EXISTS (SELECT 1 FROM caf hc WHERE hc.family_id = f.id AND hc.status <> 'DRAFT' AND hc.team_id = ANY ((SELECT viewer_teams())::uuid[]))`;
const FACTS = `json_build_object('holdsCaf', ${HOLDS}, 'viewerLeads', ${viewerLeads("f.id")}, 'readOnly', ${READ_ONLY_FACT})`;

/** What this adds to a family. */
export const FAMILY_COPY_PARTS: FamilyParts = { viewerCanMakeCopy: FACTS };

/** All that a copy is made from. */
export interface CopySource {
  readonly facts: CopyFacts;
  readonly reference: string;
  readonly familyName: string | null;
  readonly members: readonly { readonly personId: string; readonly name: string | null }[];
  readonly closings: ClosingsRow;
  readonly caf: CafRow | null;
  readonly agencies: Readonly<Record<string, string>>;
  readonly actions: readonly CopiableAction[];
  readonly lead: CopiedLead | null;
  readonly nextMeetingOn: LocalDate | null;
}

const ACTION = `json_build_object('id', a.id, 'criterion', a.criterion, 'personId', a.person_id, 'dateOfBirth', ap.date_of_birth,
  'title', a.title, 'outcome', a.outcome, 'owner', a.owner, 'team', at.name, 'agency', ag.name, 'dueOn', a.due_on,
  'status', a.status, 'endedOn', a.ended_on)`;

/** The newest CAF that was submitted and that the viewer reads in full: any for a coordinator and the lead, else their team's. */
const CAF = `(SELECT ${cafJson(["versions"], null)} FROM caf c WHERE c.family_id = f.id AND c.status <> 'DRAFT'
  AND ((SELECT viewer_role()) = 'COORDINATOR' OR ${viewerLeads("f.id")} OR c.team_id = ANY ((SELECT viewer_teams())::uuid[]))
  ORDER BY c.opened_on DESC NULLS LAST, c.recorded_at DESC, c.id LIMIT 1)`;

const SOURCE = `json_build_object('facts', ${FACTS}, 'reference', f.reference, 'familyName', f.name,
  'members', ${jsonList(
    "json_build_object('personId', m.person_id, 'name', NULLIF(concat_ws(' ', p.given_name, p.family_name), ''))",
    "p.date_of_birth, p.id",
    `FROM family_member m JOIN person p ON p.id = m.person_id
     WHERE m.family_id = f.id AND (m.valid_to IS NULL OR m.valid_to >= (SELECT viewer_today()))`,
  )},
  'closings', ${closingsJson("f.id")}, 'caf', ${CAF}, 'agencies', (SELECT json_object_agg(ga.id, ga.name) FROM agency ga),
  'actions', ${jsonList(
    ACTION,
    "a.due_on, a.id",
    `FROM plan_action a LEFT JOIN person ap ON ap.id = a.person_id LEFT JOIN team at ON at.id = a.team_id LEFT JOIN agency ag ON ag.id = a.agency_id
     WHERE a.family_id = f.id`,
  )},
  'lead', (SELECT json_build_object('name', u.name, 'agency', ua.name, 'phone', COALESCE(ut.phone, ua.phone))
    FROM lead_professional l JOIN app_user u ON u.id = l.user_id JOIN agency ua ON ua.id = u.agency_id LEFT JOIN team ut ON ut.id = u.team_id
    WHERE l.family_id = f.id AND l.accepted_on IS NOT NULL AND l.declined_on IS NULL AND l.ended_on IS NULL),
  'nextMeetingOn', (SELECT min(t.next_on) FROM taf_meeting t WHERE t.family_id = f.id AND t.next_on >= (SELECT viewer_today())))`;

export async function copySource(tx: Transaction, familyId: string): Promise<CopySource | null> {
  const [row] = await tx.query<{ source: CopySource }>(`SELECT ${SOURCE} AS source FROM family f WHERE f.id = $1`, [familyId]);
  return row?.source ?? null;
}
