import type { Transaction } from "../../database/database.ts";
import { jsonList, jsonObject } from "../../graphql/json-shape.ts";
import type { Selection } from "../../graphql/selection.ts";
import { refuseUnknown } from "../../shared/refusal.ts";
import { personJson, teamJson, workerJson } from "../agencies/agency.reads.ts";
import { type FamilyParts, READ_ONLY_FACT, viewerLeads } from "../families/family.parts.ts";
import type { AskFacts } from "./lead-professional.policy.ts";
import type { PlanFacts } from "./plan-action.policy.ts";

/** A request's status, from its dates; `l` is its row. */
export const LEAD_STATUS = `CASE WHEN l.declined_on IS NOT NULL THEN 'DECLINED' WHEN l.ended_on IS NOT NULL THEN 'ENDED'
  WHEN l.accepted_on IS NOT NULL THEN 'ACCEPTED' ELSE 'ASKED' END`;

/** JSON of a lead professional; `l` is the row. `userId` is what the policy goes by. */
export const leadJson = (selected?: Selection): string =>
  jsonObject(
    {
      id: "l.id",
      worker: (asked) => workerJson("l.user_id", asked),
      status: LEAD_STATUS,
      askedOn: "l.asked_on",
      acceptedOn: "l.accepted_on",
      endedOn: "l.ended_on",
      declineReason: "l.decline_reason",
      version: "l.version",
      userId: "l.user_id",
    },
    selected,
    selected?.has("viewerCanAnswer") ? ["status", "userId"] : [],
  );

/** JSON of an action; `a` is the row. `teamId` and `viewerLeads` are what the policy goes by. */
export const actionJson = (selected?: Selection): string =>
  jsonObject(
    {
      id: "a.id",
      criterion: "a.criterion",
      title: "a.title",
      outcome: "a.outcome",
      owner: "a.owner",
      team: (asked) => teamJson("a.team_id", asked),
      person: (asked) => personJson("a.person_id", asked),
      dueOn: "a.due_on",
      status: "a.status",
      endedOn: "a.ended_on",
      note: "a.note",
      overdue: "a.status = 'OPEN' AND a.due_on < (SELECT viewer_today())",
      version: "a.version",
      teamId: "a.team_id",
      viewerLeads: viewerLeads("a.family_id"),
    },
    selected,
    selected?.has("viewerCanComplete") ? ["owner", "status", "teamId", "viewerLeads"] : [],
  );

/** JSON of a meeting; `m` is the row. */
export const meetingJson = (selected?: Selection): string =>
  jsonObject(
    {
      id: "m.id",
      heldOn: "m.held_on",
      nextOn: "m.next_on",
      team: (asked) => teamJson("m.team_id", asked),
      notes: "m.notes",
      attendance: (asked) =>
        jsonList(
          jsonObject({ team: (team) => teamJson("ta.team_id", team), guestName: "ta.guest_name", attended: "ta.attended" }, asked),
          "ta.position",
          "FROM taf_attendance ta WHERE ta.meeting_id = m.id",
        ),
    },
    selected,
  );

const seatJson = (selected?: Selection): string =>
  jsonObject({ id: "ts.id", team: (asked) => teamJson("ts.team_id", asked), from: "ts.valid_from", to: "ts.valid_to" }, selected);

/** What the policies of this module go by; `f` is the family's row. */
const FACTS = `json_build_object(
  'openRequest', EXISTS (SELECT 1 FROM lead_professional ol WHERE ol.family_id = f.id AND ol.declined_on IS NULL AND ol.ended_on IS NULL),
  'viewerLeads', ${viewerLeads("f.id")},
  'readOnly', ${READ_ONLY_FACT},
  'involved', EXISTS (SELECT 1 FROM involvement vi WHERE vi.family_id = f.id AND vi.team_id = ANY ((SELECT viewer_teams())::uuid[])
    AND vi.valid_from <= (SELECT viewer_today()) AND (vi.valid_to IS NULL OR vi.valid_to >= (SELECT viewer_today())) AND vi.ended_at IS NULL))`;

export type FamilyFactsForPlan = AskFacts & PlanFacts;

/** What this module adds to a family. */
export const PLAN_PARTS: FamilyParts = {
  lead: (selected) => `(SELECT ${leadJson(selected)} FROM lead_professional l WHERE l.family_id = f.id
    AND l.accepted_on IS NOT NULL AND l.declined_on IS NULL AND l.ended_on IS NULL)`,
  leadRequests: (selected) =>
    jsonList(leadJson(selected), "l.recorded_at DESC, l.id DESC", "FROM lead_professional l WHERE l.family_id = f.id"),
  actions: (selected) =>
    jsonList(
      actionJson(selected),
      "a.status = 'OPEN' DESC, CASE WHEN a.status = 'OPEN' THEN a.due_on END, a.ended_on DESC, a.id",
      "FROM plan_action a WHERE a.family_id = f.id",
    ),
  team: (selected) =>
    jsonList(seatJson(selected), "ts.valid_to DESC NULLS FIRST, ts.valid_from, ts.id", "FROM taf_seat ts WHERE ts.family_id = f.id"),
  meetings: (selected) => jsonList(meetingJson(selected), "m.held_on DESC, m.id DESC", "FROM taf_meeting m WHERE m.family_id = f.id"),
  viewerCanAskLeadProfessional: FACTS,
  viewerCanAddAction: FACTS,
  viewerCanRecordTaf: FACTS,
};

/** The same facts for a mutation; lock the family first, so that they stay true until it commits. */
export async function factsForPlan(tx: Transaction, familyId: string): Promise<FamilyFactsForPlan> {
  const [row] = await tx.query<{ facts: FamilyFactsForPlan }>(`SELECT ${FACTS} AS facts FROM family f WHERE f.id = $1`, [familyId]);
  return row?.facts ?? refuseUnknown("familyId", "family");
}
