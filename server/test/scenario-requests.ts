import { randomUUID } from "node:crypto";
import { kindsSuppliedBy } from "../src/modules/criteria/evidence-suppliers.rules.ts";
import type { AgencyKind, EvidenceKind } from "../src/modules/criteria/facts.rules.ts";
import type { Api } from "./api-client.ts";
import { disputed } from "./corrections.ts";
import { factOf, insertEvidence } from "./evidence.ts";
import { type Household, household, rows } from "./household.ts";
import { addPlan, planInForceOf } from "./plans.ts";
import type { Request } from "./scenario-runner.ts";
import { type Account, AGENCIES, USERS } from "./town.ts";

/** What the scenarios are about: nobody leads the first family, the second is led, and somebody has been asked to lead the third. */
export interface ScenarioWorld {
  readonly unled: Household;
  readonly led: Household;
  readonly asked: Household;
  readonly requestId: string;
  readonly schoolsAction: string;
  readonly familysAction: string;
  readonly policesScore: string;
  readonly otherPlan: string;
  /** That the mother says that the police's score is wrong, and nobody has decided. */
  readonly scoreDisputed: string;
}

export async function scenarioWorld(api: Api): Promise<ScenarioWorld> {
  const needs = ["WORKLESSNESS", "MISSING_EDUCATION"] as const;
  const unled = await household(api, { needs, planned: needs, seats: ["police"] });
  const led = await household(api, { needs, planned: needs, seats: ["police"], lead: "earlyHelp" });
  const asked = await household(api, { seats: ["police"] });
  const requestId = randomUUID();
  const familysAction = randomUUID();
  await rows(
    api,
    `INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, recorded_at) VALUES ($1, $2, $3, $4, $5, '2017-01-03', '2017-01-03T09:00:00Z')`,
    [requestId, asked.id, USERS.housing.id, AGENCIES.housing.id, USERS.housing.team],
  );
  await rows(
    api,
    `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at) VALUES ($1, $2, $3, 'LEAD_PROFESSIONAL', $4, '2017-01-03', '2017-01-03T09:00:00Z')`,
    [randomUUID(), asked.id, USERS.housing.team, requestId],
  );
  await rows(
    api,
    `INSERT INTO plan_action (id, family_id, criterion, owner, title, has_outcome, due_on, status, recorded_at)
     VALUES ($1, $2, 'HEALTH', 'FAMILY', 'Register with a GP', true, '2017-02-01', 'OPEN', '2016-12-20T09:00:00Z')`,
    [familysAction, led.id],
  );
  const [action] = await rows<{ id: string }>(api, "SELECT id FROM plan_action WHERE family_id = $1 AND owner = 'AGENCY' LIMIT 1", [
    led.id,
  ]);
  const schoolsAction = action?.id ?? "none";
  const score = { kind: "RISK_SCORE", valid_from: "2016-12-20", facts: { score: 14, atClosure: false } };
  const policesScore = await insertEvidence(api, led, "police", score);
  const otherPlan = await addPlan(api.urls.loader, { needs: 1 });
  const scoreDisputed = await disputed(api, led, { about: "EVIDENCE", evidence_id: policesScore, said: null });
  await closeTo(api, led, answerOf(led, "HEALTH"));
  return { unled, led, asked, requestId, schoolsAction, familysAction, policesScore, otherPlan, scoreDisputed };
}

const answerOf = ({ people: [mother] }: Household, criterion: string) => `answers.${mother}.${criterion}`;

/** Closes an answer of a household's CAF to the father, behind the server's back. */
export async function closeTo(api: Api, { id, cafId, people: [, father] }: Household, place: string): Promise<void> {
  await rows(
    api,
    `INSERT INTO closed_answer (id, family_id, caf_id, place, person_id, reason, closed_on, closed_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, 'She asked us to', '2017-01-03', $6, '2017-01-03T09:00:00Z')`,
    [randomUUID(), id, cafId, place, father, USERS.school.id],
  );
}

type Asking = (world: ScenarioWorld, account: Account, api: Api) => Request | Promise<Request>;

const TODAY = "2017-01-03";
const key = () => ({ idempotencyKey: randomUUID() });

const ask =
  (home: "unled" | "led"): Asking =>
  (world) => ["askLeadProfessional", { familyId: world[home].id, workerId: USERS.housing.id, ...key() }];

const complete =
  (action: "schoolsAction" | "familysAction"): Asking =>
  (world) => ["completePlanAction", { actionId: world[action], doneOn: TODAY, note: "Done", version: 1, ...key() }];

const attach =
  (home: "unled" | "led"): Asking =>
  (world) => ["attachFamily", { familyId: world[home].id, version: 1, ...key() }];

const add =
  (kindFor: (agency: AgencyKind) => EvidenceKind): Asking =>
  ({ led }, account) => {
    const fact = factOf(kindFor(USERS[account].agency.kind), led);
    return ["addEvidence", { familyId: led.id, fact, statement: "As we know", ...key() }];
  };

const underWay = async (api: Api) => {
  const [run] = await rows<{ reevaluationId: string; version: number }>(
    api,
    `SELECT id AS "reevaluationId", version FROM reevaluation WHERE ended_at IS NULL`,
  );
  return { ...run, ...key() };
};

const decide =
  (decision: "PUT_RIGHT" | "NOT_PUT_RIGHT"): Asking =>
  async ({ led }, _account, api) => {
    const evidence_id = await insertEvidence(api, led, "police", {
      kind: "RISK_SCORE",
      valid_from: "2016-12-19",
      facts: { score: 9, atClosure: false },
    });
    const correctionRequestId = await disputed(api, led, { about: "EVIDENCE", evidence_id, said: null });
    return ["decideCorrectionRequest", { correctionRequestId, version: 1, decision, reason: "The police stand by it", ...key() }];
  };

/** Each deed of the scenarios as it is asked of the API. */
export const REQUESTS = {
  "asks somebody to lead a family that nobody leads": ask("unled"),
  "asks somebody to lead a family that is led already": ask("led"),
  "answers the request to lead": (world) => [
    "answerLeadProfessionalRequest",
    { requestId: world.requestId, accept: true, version: 1, ...key() },
  ],
  "adds an action to the plan": (world) => [
    "addPlanAction",
    {
      familyId: world.led.id,
      criterion: "HEALTH",
      dueOn: "2017-02-01",
      title: "See a doctor",
      outcome: "Less pain",
      owner: "FAMILY",
      ...key(),
    },
  ],
  "marks the school's action as done": complete("schoolsAction"),
  "marks the family's own action as done": complete("familysAction"),
  "records a meeting of the team around the family": (world) => [
    "recordTafMeeting",
    { familyId: world.led.id, heldOn: TODAY, attendance: [{ guestName: "Gran", attended: true }], ...key() },
  ],
  "adds evidence of their own agency's kind": add((agency) => kindsSuppliedBy(agency)[0] ?? "COVERAGE"),
  "adds what police alone know": add(() => "DOMESTIC_CALL_OUT"),
  "adds the lead worker's judgement": add(() => "JUDGEMENT"),
  "says that police records were looked through": ({ led }) => [
    "addEvidence",
    {
      familyId: led.id,
      fact: { kind: "COVERAGE", from: TODAY, to: TODAY, coverage: { of: "OFFENCE" } },
      statement: "As we know",
      ...key(),
    },
  ],
  "corrects a risk score that the police recorded": ({ policesScore, led }) => [
    "correctEvidence",
    { evidenceId: policesScore, withdraw: false, fact: factOf("RISK_SCORE", led), statement: "It was misheard", ...key() },
  ],
  "takes down that something recorded is wrong": ({ led }) => [
    "recordCorrectionRequest",
    {
      familyId: led.id,
      personId: led.people[0],
      capacity: "THEMSELVES",
      about: "NAME",
      wrong: "Her name is Ada",
      receivedOn: TODAY,
      ...key(),
    },
  ],
  "decides that the record is not put right": decide("NOT_PUT_RIGHT"),
  "decides that evidence which nobody has corrected is put right": decide("PUT_RIGHT"),
  "closes an answer of its CAF to a member": ({ led }) => [
    "closeAnswer",
    {
      familyId: led.id,
      cafId: led.cafId,
      place: answerOf(led, "DOMESTIC_ABUSE"),
      personIds: [led.people[1]],
      reason: "She asked us to",
      ...key(),
    },
  ],
  "opens an answer of its CAF again to a member": ({ led }) => [
    "openAnswer",
    { familyId: led.id, place: answerOf(led, "HEALTH"), personId: led.people[1], reason: "She told him herself", ...key() },
  ],
  "makes a copy for a member": ({ led }) => ["makeFamilyCopy", { familyId: led.id, personIds: [led.people[1]] }],
  "attaches a family for which all four principles hold": attach("led"),
  "attaches a family that nobody leads": attach("unled"),
  "puts another outcomes plan in force": async (world, _account, api) => [
    "changePlan",
    { planId: world.otherPlan, insteadOf: await planInForceOf(api), ...key() },
  ],
  "has every family worked out anew": () => ["startReevaluation", key()],
  "pauses a re-evaluation that is running": async (_world, _account, api) => ["pauseReevaluation", await underWay(api)],
  "resumes a re-evaluation that was paused": async (_world, _account, api) => ["resumeReevaluation", await underWay(api)],
} as const satisfies Readonly<Record<string, Asking>>;
