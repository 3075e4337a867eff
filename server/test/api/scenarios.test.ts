import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { UserViewer } from "../../src/access/viewer.ts";
import type { Transaction } from "../../src/database/database.ts";
import { mayCloseAnswer } from "../../src/modules/assessments/closed-answer.policy.ts";
import { closableIn } from "../../src/modules/assessments/closed-answer.reads.ts";
import { CLOSING, OPENING } from "../../src/modules/assessments/closed-answer.scenarios.ts";
import { mayAttach } from "../../src/modules/attachment/attachment.policy.ts";
import { factsToAttach } from "../../src/modules/attachment/attachment.reads.ts";
import { ATTACHING, ATTACHING_TOO_EARLY } from "../../src/modules/attachment/attachment.scenarios.ts";
import { mayChangePlan, mayPause, mayResume, mayStartReevaluation } from "../../src/modules/attachment/reevaluation.policy.ts";
import { CHANGING_THE_PLAN, PAUSING, RESUMING, WORKING_OUT_ANEW } from "../../src/modules/attachment/reevaluation.scenarios.ts";
import { mayDecideCorrection, mayRecordCorrection } from "../../src/modules/corrections/correction.policy.ts";
import { recordingFacts } from "../../src/modules/corrections/correction.reads.ts";
import {
  DECIDING_A_CORRECTION,
  PUTTING_RIGHT_TOO_EARLY,
  RECORDING_A_CORRECTION,
} from "../../src/modules/corrections/correction.scenarios.ts";
import { mayAddEvidence, mayCorrectEvidence, mayCover } from "../../src/modules/criteria/evidence.policy.ts";
import { ADDING_A_CALL_OUT, ADDING_OWN, CORRECTING, COVERING, JUDGING } from "../../src/modules/criteria/evidence.scenarios.ts";
import { kindsSuppliedBy } from "../../src/modules/criteria/evidence-suppliers.rules.ts";
import type { EvidenceKind } from "../../src/modules/criteria/facts.rules.ts";
import { mayMakeCopy } from "../../src/modules/plans/family-copy.policy.ts";
import { COPYING } from "../../src/modules/plans/family-copy.scenarios.ts";
import { mayAnswerRequest, mayAskLeadProfessional } from "../../src/modules/plans/lead-professional.policy.ts";
import { ANSWERING, ASKING, ASKING_AGAIN } from "../../src/modules/plans/lead-professional.scenarios.ts";
import { type FamilyFactsForPlan, factsForPlan } from "../../src/modules/plans/plan.reads.ts";
import { type ActionFacts, mayAddAction, mayCompleteAction } from "../../src/modules/plans/plan-action.policy.ts";
import { ADDING, COMPLETING_FOR_A_TEAM, COMPLETING_FOR_THE_FAMILY } from "../../src/modules/plans/plan-action.scenarios.ts";
import { mayRecordTaf } from "../../src/modules/plans/taf.policy.ts";
import { RECORDING } from "../../src/modules/plans/taf.scenarios.ts";
import { Refusal } from "../../src/shared/refusal.ts";
import { type Api, startApi } from "../api-client.ts";
import { type Household, rows } from "../household.ts";
import { REQUESTS, scenarioWorld } from "../scenario-requests.ts";
import { ask, type Deed, runScenarios, whereSeen } from "../scenario-runner.ts";
import { type Account, AGENCIES, town, USERS } from "../town.ts";

let api: Api;
/** Nobody leads it; it is led; somebody has been asked. */
let unled: Household;
let led: Household;
let asked: Household;
let requestId: string;
let schoolsAction: string;
let familysAction: string;
let policesScore: string;
let otherPlan: string;
let scoreDisputed: string;

beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  ({ unled, led, asked, requestId, schoolsAction, familysAction, policesScore, otherPlan, scoreDisputed } = await scenarioWorld(api));
  await rows(
    api,
    `INSERT INTO reevaluation (id, plan_number, cause, since, state, started_at, started_by)
     VALUES ($1, 1, 'ASKED_FOR', '2017-01-03', 'RUNNING', '2017-01-03T09:00:00Z', $2)`,
    [randomUUID(), USERS.admin.id],
  );
});
afterAll(() => api.stop());

const NOTHING_KNOWN: FamilyFactsForPlan = { openRequest: false, viewerLeads: false, involved: false, readOnly: false };
const ASKED_HOUSING = { userId: USERS.housing.id, status: "ASKED" } as const;

/** The facts as the viewer's own reads give them; who sees no family knows nothing of it. */
async function facts(tx: Transaction, home: Household): Promise<FamilyFactsForPlan> {
  try {
    return await factsForPlan(tx, home.id);
  } catch (error) {
    if (error instanceof Refusal) return NOTHING_KNOWN;
    throw error;
  }
}

const insertLead = (home: () => Household) => (tx: Transaction) =>
  tx.execute(
    `INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, recorded_at) VALUES ($1, $2, $3, $4, $5, '2017-01-03', '2017-01-03T09:00:00Z')`,
    [randomUUID(), home().id, USERS.housing.id, AGENCIES.housing.id, USERS.housing.team],
  );

const insertAttachment = (home: () => Household) => (tx: Transaction) =>
  tx.execute(
    `INSERT INTO attachment (id, family_id, attached_on, district_code, lead_agency_kind, recorded_at) VALUES ($1, $2, '2017-01-03', 'burnley', 'WPEHS', '2017-01-03T09:00:00Z')`,
    [randomUUID(), home().id],
  );

const endAction = (action: () => string) => (tx: Transaction) =>
  tx.execute("UPDATE plan_action SET status = 'DONE', ended_on = '2017-01-03' WHERE id = $1", [action()]);

const action = (owner: ActionFacts["owner"]) => async (tx: Transaction, viewer: UserViewer) => {
  const teamId = owner === "AGENCY" ? USERS.school.team : null;
  const { viewerLeads } = await facts(tx, led);
  return whereSeen(tx, led, () => mayCompleteAction(viewer, { owner, teamId, status: "OPEN", viewerLeads }));
};

const attaching = (home: () => Household): Deed => ({
  policy: (tx, viewer) => whereSeen(tx, home(), async () => mayAttach(viewer, await factsToAttach(tx, home().id))),
  write: insertAttachment(home),
});

const insertFact =
  (kind: (viewer: UserViewer) => EvidenceKind, supersedes: () => string | null = () => null) =>
  (tx: Transaction, viewer: UserViewer) =>
    tx.execute(
      `INSERT INTO evidence (id, family_id, kind, source, agency_id, valid_from, facts, supersedes_id, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, '2017-01-03', '{"of": "OFFENCE"}', $6, '2017-01-03T09:00:00Z', $7)`,
      [randomUUID(), led.id, kind(viewer), viewer.agency.kind, viewer.agency.id, supersedes(), viewer.userId],
    );

const adding = (kind: (viewer: UserViewer) => EvidenceKind): Deed => ({
  policy: async (tx, viewer) => {
    const { viewerLeads } = await facts(tx, led);
    return whereSeen(tx, led, () => mayAddEvidence(viewer, { kind: kind(viewer), viewerLeads }));
  },
  write: insertFact(kind),
});

const closing = async (tx: Transaction, viewer: UserViewer) =>
  whereSeen(tx, led, async () => {
    const closable = await closableIn(tx, led.id);
    const caf = closable.cafs.find(({ id }) => id === led.cafId) ?? { teamIds: [], agencyId: null };
    return mayCloseAnswer(viewer, { ...closable, ...caf });
  });

const RECORD = { kind: "RISK_SCORE", agencyId: AGENCIES.police.id, superseded: false, withdrawn: false } as const;

const DISPUTED = { about: "EVIDENCE", decided: false, hasStatement: true, corrected: false } as const;
const deciding = (decision: "PUT_RIGHT" | "NOT_PUT_RIGHT"): Deed => ({
  policy: async (_tx, viewer) => mayDecideCorrection(viewer, decision, DISPUTED),
  write: (tx, viewer) =>
    tx.execute(
      `UPDATE correction_request SET decision = $3, decided_on = '2017-01-03', decided_at = '2017-01-03T09:00:00Z', decided_by = $2,
         decided_xact = pg_current_xact_id() WHERE id = $1`,
      [scoreDisputed, viewer.userId, decision],
    ),
});

type What = (typeof ALL)[number]["what"];
const ALL = [
  ...ASKING,
  ...ASKING_AGAIN,
  ...ANSWERING,
  ...ADDING,
  ...COMPLETING_FOR_A_TEAM,
  ...COMPLETING_FOR_THE_FAMILY,
  ...RECORDING,
  ...ADDING_OWN,
  ...ADDING_A_CALL_OUT,
  ...JUDGING,
  ...COVERING,
  ...CORRECTING,
  ...RECORDING_A_CORRECTION,
  ...DECIDING_A_CORRECTION,
  ...PUTTING_RIGHT_TOO_EARLY,
  ...CLOSING,
  ...OPENING,
  ...COPYING,
  ...ATTACHING,
  ...ATTACHING_TOO_EARLY,
  ...CHANGING_THE_PLAN,
  ...WORKING_OUT_ANEW,
  ...PAUSING,
  ...RESUMING,
];

const DEEDS: Readonly<Record<What, Deed>> = {
  "asks somebody to lead a family that nobody leads": {
    policy: (tx, viewer) => whereSeen(tx, unled, async () => mayAskLeadProfessional(viewer, await facts(tx, unled))),
    write: insertLead(() => unled),
  },
  "asks somebody to lead a family that is led already": {
    policy: (tx, viewer) => whereSeen(tx, led, async () => mayAskLeadProfessional(viewer, await facts(tx, led))),
    write: insertLead(() => led),
  },
  "answers the request to lead": {
    policy: (tx, viewer) => whereSeen(tx, asked, () => mayAnswerRequest(viewer, ASKED_HOUSING)),
    write: (tx) => tx.execute("UPDATE lead_professional SET accepted_on = '2017-01-03' WHERE id = $1", [requestId]),
  },
  "adds an action to the plan": {
    policy: async (tx, viewer) => whereSeen(tx, led, async () => mayAddAction(viewer, await facts(tx, led))),
    write: (tx) =>
      tx.execute(
        `INSERT INTO plan_action (id, family_id, criterion, owner, has_outcome, due_on, status, recorded_at) VALUES ($1, $2, 'HEALTH', 'FAMILY', true, '2017-02-01', 'OPEN', '2017-01-03T09:00:00Z')`,
        [randomUUID(), led.id],
      ),
  },
  "marks the school's action as done": { policy: action("AGENCY"), write: endAction(() => schoolsAction) },
  "marks the family's own action as done": { policy: action("FAMILY"), write: endAction(() => familysAction) },
  "records a meeting of the team around the family": {
    policy: async (tx, viewer) => whereSeen(tx, led, async () => mayRecordTaf(viewer, await facts(tx, led))),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO taf_meeting (id, family_id, held_on, team_id, agency_id, recorded_at, recorded_by) VALUES ($1, $2, '2017-01-03', $3, $4, '2017-01-03T09:00:00Z', $5)`,
        [randomUUID(), led.id, USERS.school.team, AGENCIES.school.id, viewer.userId],
      ),
  },
  "adds evidence of their own agency's kind": adding((viewer) => kindsSuppliedBy(viewer.agency.kind)[0] ?? "COVERAGE"),
  "adds what police alone know": adding(() => "DOMESTIC_CALL_OUT"),
  "adds the lead worker's judgement": adding(() => "JUDGEMENT"),
  "says that police records were looked through": {
    policy: async (tx, viewer) => whereSeen(tx, led, () => mayCover(viewer, "OFFENCE")),
    write: insertFact(() => "COVERAGE"),
  },
  "corrects a risk score that the police recorded": {
    policy: async (tx, viewer) => {
      const { viewerLeads } = await facts(tx, led);
      return whereSeen(tx, led, () => mayCorrectEvidence(viewer, { ...RECORD, viewerLeads }));
    },
    write: insertFact(
      () => "RISK_SCORE",
      () => policesScore,
    ),
  },
  "takes down that something recorded is wrong": {
    policy: async (tx, viewer) => {
      const decide = async () => mayRecordCorrection(viewer, await recordingFacts(tx, led.id));
      return viewer.role === "INFORMATION_OFFICER" ? decide() : whereSeen(tx, led, decide);
    },
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO correction_request (id, family_id, family_reference, person_id, capacity, about, wrong, received_on, recorded_at, recorded_by)
         VALUES ($1, $2, 'F-900000', $3, 'THEMSELVES', 'NAME', 'x', '2017-01-03', '2017-01-03T09:00:00Z', $4)`,
        [randomUUID(), led.id, led.people[0], viewer.userId],
      ),
  },
  "decides that the record is not put right": deciding("NOT_PUT_RIGHT"),
  "decides that evidence which nobody has corrected is put right": deciding("PUT_RIGHT"),
  "closes an answer of its CAF to a member": {
    policy: closing,
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO closed_answer (id, family_id, caf_id, place, person_id, reason, closed_on, closed_by, recorded_at)
         VALUES ($1, $2, $3, 'reason', $4, 'x', '2017-01-03', $5, '2017-01-03T09:00:00Z')`,
        [randomUUID(), led.id, led.cafId, led.people[1], viewer.userId],
      ),
  },
  "opens an answer of its CAF again to a member": {
    policy: closing,
    write: (tx, viewer) =>
      tx.execute("UPDATE closed_answer SET lifted_on = '2017-01-03', lifted_by = $2, lift_reason = 'x' WHERE family_id = $1", [
        led.id,
        viewer.userId,
      ]),
  },
  "makes a copy for a member": {
    policy: async (tx, viewer) => {
      const { viewerLeads, readOnly } = await facts(tx, led);
      const holdsCaf = viewer.teamIds.includes(USERS.school.team ?? "");
      return whereSeen(tx, led, () => mayMakeCopy(viewer, { viewerLeads, readOnly, holdsCaf }));
    },
    write: (tx) => tx.execute("SELECT 1 FROM family WHERE id = $1", [led.id]),
  },
  "attaches a family for which all four principles hold": attaching(() => led),
  "attaches a family that nobody leads": attaching(() => unled),
  "puts another outcomes plan in force": {
    policy: async (_tx, viewer) => mayChangePlan(viewer, { inForce: false }),
    write: (tx, viewer) =>
      tx.execute("INSERT INTO plan_in_force (number, plan_id, from_at, changed_by) VALUES (2, $1, '2017-01-03T09:00:00Z', $2)", [
        otherPlan,
        viewer.userId,
      ]),
  },
  "has every family worked out anew": {
    policy: async (_tx, viewer) => mayStartReevaluation(viewer),
    write: async (tx, viewer) => {
      await tx.execute("UPDATE reevaluation SET state = 'REPLACED', ended_at = '2017-01-03T09:00:00Z' WHERE ended_at IS NULL");
      return tx.execute(
        `INSERT INTO reevaluation (id, plan_number, cause, since, state, started_at, started_by)
         VALUES ($1, 1, 'ASKED_FOR', '2017-01-03', 'RUNNING', '2017-01-03T09:00:00Z', $2)`,
        [randomUUID(), viewer.userId],
      );
    },
  },
  "pauses a re-evaluation that is running": {
    policy: async (_tx, viewer) => mayPause(viewer, { state: "RUNNING" }),
    write: (tx) => tx.execute("UPDATE reevaluation SET state = 'PAUSED' WHERE ended_at IS NULL"),
  },
  "resumes a re-evaluation that was paused": {
    policy: async (_tx, viewer) => mayResume(viewer, { state: "PAUSED" }),
    write: (tx) => tx.execute("UPDATE reevaluation SET state = 'RUNNING' WHERE ended_at IS NULL"),
  },
};

/** Asks for it over the API as that person: what came of it, in no more words than a code. */
async function request(what: What, account: Account, may: boolean): Promise<string> {
  // What may be done would be done; the families that the others ask about stay as they are.
  const world = may
    ? await scenarioWorld(api)
    : { unled, led, asked, requestId, schoolsAction, familysAction, policesScore, otherPlan, scoreDisputed };
  return ask(await api.as(account), await REQUESTS[what](world, account, api));
}

// 42501: row-level security; 23505: one open request, one attachment; 23514: a correction by its own supplier alone.
runScenarios<What>({ of: "casework", api: () => api, all: ALL, deeds: DEEDS, refusals: ["42501", "23505", "23514"], request });
