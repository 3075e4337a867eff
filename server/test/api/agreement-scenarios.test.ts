import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Decision } from "../../src/access/decision.ts";
import { allow, deny } from "../../src/access/decision.ts";
import type { Scenario, Who } from "../../src/access/scenario.ts";
import type { UserViewer } from "../../src/access/viewer.ts";
import type { Transaction } from "../../src/database/database.ts";
import {
  mayEndLawfulBasis,
  mayRecordAgreement,
  mayRecordLawfulBasis,
  mayWithdrawAgreement,
} from "../../src/modules/families/agreement.policy.ts";
import { factsForAgreement, lawfulBasisJson } from "../../src/modules/families/agreement.reads.ts";
import {
  AGREEING,
  AGREEING_OF_A_MATCHED_FAMILY,
  DECLINING,
  ENDING_THE_BASIS,
  GOING_ON_WITHOUT,
  INVOLVING_THE_COVERED,
  INVOLVING_THE_UNCOVERED,
  LOOKING_AFTER_WITHDRAWAL,
  LOOKING_AT_A_MATCHED_FAMILY,
  READING_THE_REASON,
  REOPENING,
  WITHDRAWING,
  WITHDRAWING_AGAIN,
} from "../../src/modules/families/agreement.scenarios.ts";
import { groundFor } from "../../src/modules/families/ground.reads.ts";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { type Account, AGENCIES, town, USERS } from "../town.ts";

const ACCOUNTS: Readonly<Record<Who, Account>> = {
  "a practitioner of the school that holds its CAF": "school",
  "its lead professional": "earlyHelp",
  "the worker who was asked to lead it": "housing",
  "a practitioner with a seat in its team": "police",
  "a practitioner of a team with no part in it": "otherPolice",
  "the lead of the school's agency": "schoolLead",
  "the coordinator of its district": "coordinator",
  "a coordinator of another district": "pendleCoordinator",
  "an auditor with no claim of its drawn": "auditor",
  "a board member": "board",
  "the information officer": "informationOfficer",
  "an administrator": "admin",
};

interface Deed {
  policy(tx: Transaction, viewer: UserViewer): Promise<Decision>;
  /** The bare statement, by itself: how many rows Postgres would let a bug write or read. */
  rows(tx: Transaction, viewer: UserViewer): Promise<number>;
}

const HEALTH_TEAM = AGENCIES.health.teams[0]?.id;
const COVERED = ["school", "wpehs", "police", "housing"] as const;

let api: Api;
let agreed: Household;
let matched: Household;
/** It withdrew its agreement, with those around it as they are around the other. */
let withdrawn: Household;
let agreementId: string;
let withdrawnAgreementId: string;
let basisId: string;

beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  agreed = await household(api, { seats: ["police"], lead: "earlyHelp", agreedTo: COVERED });
  matched = await household(api, { matchedOnly: true });
  withdrawn = await household(api, { seats: ["police"], lead: "earlyHelp", agreedTo: COVERED });
  agreementId = await agreementOf(agreed);
  withdrawnAgreementId = await agreementOf(withdrawn);
  const coordinator = await api.as("coordinator");
  const input = { agreementId: withdrawnAgreementId, personId: withdrawn.people[1], capacity: "ADULT", idempotencyKey: randomUUID() };
  await coordinator.query("mutation W($input: WithdrawAgreementInput!) { withdrawAgreement(input: $input) { errors { code } } }", {
    input,
  });
  basisId = randomUUID();
  await rows(
    api,
    `INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
     VALUES ($1, $2, $3, 'SAFEGUARDING', 'Seen with bruises', 'Pat Gale', '2016-12-20', '2016-12-20T10:00:00Z', $4)`,
    [basisId, agreed.id, AGENCIES.csc.id, USERS.coordinator.id],
  );
});
afterAll(() => api.stop());

async function agreementOf(home: Household): Promise<string> {
  const [row] = await rows<{ id: string }>(api, "SELECT id FROM agreement WHERE family_id = $1", [home.id]);
  return row?.id ?? "none";
}

const UNSEEN = deny("NOT_FOUND", "");

async function seesFamily(tx: Transaction, home: Household): Promise<boolean> {
  return (await tx.query("SELECT 1 FROM family WHERE id = $1", [home.id])).length > 0;
}

const whereSeen = async (tx: Transaction, home: Household, decide: () => Promise<Decision> | Decision) =>
  (await seesFamily(tx, home)) ? decide() : UNSEEN;

const agreeing = (home: () => Household, yes = true): Deed => ({
  policy: (tx, viewer) => whereSeen(tx, home(), async () => mayRecordAgreement(viewer, await factsForAgreement(tx, home().id))),
  rows: (tx, viewer) =>
    tx.execute(
      `INSERT INTO agreement (id, family_id, agreed, person_id, capacity, agency_ids, purposes, agreed_on, recorded_at, recorded_by)
       VALUES ($1, $2, $6, $3, 'ADULT', $4, '{EARLY_HELP}', '2017-01-03', '2017-01-03T09:00:00Z', $5)`,
      [randomUUID(), home().id, home().people[0], [AGENCIES.health.id], viewer.userId, yes],
    ),
});

const withdrawing = (home: () => Household, id: () => string, inForce: boolean): Deed => ({
  policy: (tx, viewer) =>
    whereSeen(tx, home(), async () => mayWithdrawAgreement(viewer, { ...(await factsForAgreement(tx, home().id)), inForce })),
  rows: (tx, viewer) =>
    tx.execute("UPDATE agreement SET withdrawn_on = '2017-01-03', withdrawn_recorded_by = $2 WHERE id = $1", [id(), viewer.userId]),
});

const involving = (agency: "health" | "housing"): Deed => ({
  policy: (tx, viewer) =>
    whereSeen(tx, agreed, async () => {
      const { involved } = await factsForAgreement(tx, agreed.id);
      if (viewer.role !== "COORDINATOR" && !(viewer.role === "PRACTITIONER" && involved)) return UNSEEN;
      return (await groundFor(tx, agreed.id, AGENCIES[agency].id)) ? allow : UNSEEN;
    }),
  rows: (tx) =>
    tx.execute(
      `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at)
       VALUES ($1, $2, $3, 'ACTION', $4, '2017-01-03', '2017-01-03T09:00:00Z')`,
      [randomUUID(), agreed.id, agency === "health" ? HEALTH_TEAM : USERS.housing.team, randomUUID()],
    ),
});

const looking = (home: () => Household): Deed => ({
  policy: (tx) => whereSeen(tx, home(), () => allow),
  rows: async (tx) => (await tx.query("SELECT 1 FROM family_member WHERE family_id = $1", [home().id])).length,
});

const ALL = [
  ...AGREEING,
  ...AGREEING_OF_A_MATCHED_FAMILY,
  ...DECLINING,
  ...WITHDRAWING,
  ...WITHDRAWING_AGAIN,
  ...GOING_ON_WITHOUT,
  ...ENDING_THE_BASIS,
  ...INVOLVING_THE_UNCOVERED,
  ...INVOLVING_THE_COVERED,
  ...REOPENING,
  ...LOOKING_AT_A_MATCHED_FAMILY,
  ...LOOKING_AFTER_WITHDRAWAL,
  ...READING_THE_REASON,
];
type What = (typeof ALL)[number]["what"];

const DEEDS: Readonly<Record<What, Deed>> = {
  "records that a family agrees": agreeing(() => agreed),
  "records that a family was asked and did not agree": agreeing(() => agreed, false),
  "records that a family which was only matched agrees": agreeing(() => matched),
  "records that a family withdrew its agreement": withdrawing(
    () => agreed,
    () => agreementId,
    true,
  ),
  "withdraws an agreement that was withdrawn before": withdrawing(
    () => withdrawn,
    () => withdrawnAgreementId,
    false,
  ),
  "records a lawful basis without agreement": {
    policy: (tx, viewer) => whereSeen(tx, agreed, () => mayRecordLawfulBasis(viewer)),
    rows: (tx, viewer) =>
      tx.execute(
        `INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, 'SAFEGUARDING', 'Seen with bruises', 'Pat Gale', '2016-12-20', '2016-12-20T10:00:00Z', $4)`,
        [randomUUID(), agreed.id, AGENCIES.dwp.id, viewer.userId],
      ),
  },
  "ends a lawful basis": {
    policy: (tx, viewer) => whereSeen(tx, agreed, () => mayEndLawfulBasis(viewer, { inForce: true })),
    rows: (tx, viewer) =>
      tx.execute("UPDATE lawful_basis SET ended_on = '2017-01-03', ended_by = $2 WHERE id = $1", [basisId, viewer.userId]),
  },
  "gives an action to an agency that no agreement names": involving("health"),
  "gives an action to an agency that the agreement names": involving("housing"),
  "opens a ground again that ended with the agreement": {
    policy: async () => UNSEEN,
    rows: (tx) => tx.execute("UPDATE involvement SET ended_at = NULL, valid_to = NULL WHERE family_id = $1", [withdrawn.id]),
  },
  "looks at a family that was only matched": looking(() => matched),
  "looks at a family that withdrew its agreement": looking(() => withdrawn),
  "reads why a lawful basis was recorded": {
    policy: async (tx) => {
      const [basis] = await tx.query<{ told: { reason: string | null } }>(
        `SELECT ${lawfulBasisJson()} AS told FROM lawful_basis b WHERE b.id = $1`,
        [basisId],
      );
      return basis?.told.reason ? allow : UNSEEN;
    },
    rows: async (tx) => (await tx.query("SELECT 1 FROM lawful_basis WHERE id = $1", [basisId])).length,
  },
};

class Undo extends Error {}

/** Does it as that person and undoes it again: how many rows were let through. */
async function attempt(viewer: UserViewer, deed: Deed): Promise<number> {
  let through = 0;
  try {
    await api.app.database.as(viewer, async (tx) => {
      through = await deed.rows(tx, viewer);
      throw new Undo();
    });
  } catch (error) {
    // 42501: row-level security.
    if (!(error instanceof Undo) && (error as { code?: string }).code !== "42501") throw error;
  }
  return through;
}

describe.each([...new Set(ALL.map((scenario) => scenario.what))])("who %s", (what) => {
  const ofThis: readonly Scenario<What>[] = ALL.filter((scenario) => scenario.what === what);
  test.each(ofThis)("$who: the policy says $policy, the rows say $rows", async ({ who, policy, rows: through }) => {
    const viewer = viewerOf(ACCOUNTS[who]);
    const decision = await api.app.database.as(viewer, (tx) => DEEDS[what].policy(tx, viewer));
    expect(decision.allowed ? "may" : "may not").toBe(policy);
    expect((await attempt(viewer, DEEDS[what])) > 0 ? "let through" : "kept out").toBe(through);
  });
});
