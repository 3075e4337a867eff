import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect } from "vitest";
import { allow } from "../../src/access/decision.ts";
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
import { type Household, household, rows } from "../household.ts";
import { ask, type Deed, outcomeOf, type Request, runScenarios, UNSEEN, whereSeen } from "../scenario-runner.ts";
import { type Account, AGENCIES, town, USERS } from "../town.ts";

const HEALTH_TEAM = AGENCIES.health.teams[0]?.id;
const COVERED = ["school", "wpehs", "police", "housing"] as const;

interface World {
  readonly agreed: Household;
  readonly matched: Household;
  /** It withdrew its agreement, with those around it as they are around the other. */
  readonly withdrawn: Household;
  readonly agreementId: string;
  readonly withdrawnAgreementId: string;
  readonly basisId: string;
}

let api: Api;
let world: World;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  world = await makeWorld();
});
afterAll(() => api.stop());

async function makeWorld(): Promise<World> {
  const around = { seats: ["police"], lead: "earlyHelp", agreedTo: COVERED } as const;
  const agreed = await household(api, around);
  const matched = await household(api, { matchedOnly: true });
  const withdrawn = await household(api, around);
  const withdrawnAgreementId = await agreementOf(withdrawn);
  const withdrawal = { agreementId: withdrawnAgreementId, personId: withdrawn.people[1], capacity: "ADULT", idempotencyKey: randomUUID() };
  expect(await ask(await api.as("coordinator"), ["withdrawAgreement", withdrawal])).toBe("done");
  const basisId = randomUUID();
  await rows(
    api,
    `INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
     VALUES ($1, $2, $3, 'SAFEGUARDING', 'Seen with bruises', 'Pat Gale', '2016-12-20', '2016-12-20T10:00:00Z', $4)`,
    [basisId, agreed.id, AGENCIES.csc.id, USERS.coordinator.id],
  );
  return { agreed, matched, withdrawn, agreementId: await agreementOf(agreed), withdrawnAgreementId, basisId };
}

async function agreementOf(home: Household): Promise<string> {
  const [row] = await rows<{ id: string }>(api, "SELECT id FROM agreement WHERE family_id = $1", [home.id]);
  return row?.id ?? "none";
}

const agreeing = (home: () => Household, yes = true): Deed => ({
  policy: (tx, viewer) => whereSeen(tx, home(), async () => mayRecordAgreement(viewer, await factsForAgreement(tx, home().id))),
  write: (tx, viewer) =>
    tx.execute(
      `INSERT INTO agreement (id, family_id, agreed, person_id, capacity, agency_ids, purposes, agreed_on, recorded_at, recorded_by)
       VALUES ($1, $2, $6, $3, 'ADULT', $4, '{EARLY_HELP}', '2017-01-03', '2017-01-03T09:00:00Z', $5)`,
      [randomUUID(), home().id, home().people[0], [AGENCIES.health.id], viewer.userId, yes],
    ),
});

const withdrawing = (home: () => Household, id: () => string, inForce: boolean): Deed => ({
  policy: (tx, viewer) =>
    whereSeen(tx, home(), async () => mayWithdrawAgreement(viewer, { ...(await factsForAgreement(tx, home().id)), inForce })),
  write: (tx, viewer) =>
    tx.execute("UPDATE agreement SET withdrawn_on = '2017-01-03', withdrawn_recorded_by = $2 WHERE id = $1", [id(), viewer.userId]),
});

const involving = (agency: "health" | "housing"): Deed => ({
  policy: (tx, viewer) =>
    whereSeen(tx, world.agreed, async () => {
      const { involved } = await factsForAgreement(tx, world.agreed.id);
      if (viewer.role !== "COORDINATOR" && !(viewer.role === "PRACTITIONER" && involved)) return UNSEEN;
      return (await groundFor(tx, world.agreed.id, AGENCIES[agency].id)) ? allow : UNSEEN;
    }),
  write: (tx) =>
    tx.execute(
      `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at)
       VALUES ($1, $2, $3, 'ACTION', $4, '2017-01-03', '2017-01-03T09:00:00Z')`,
      [randomUUID(), world.agreed.id, agency === "health" ? HEALTH_TEAM : USERS.housing.team, randomUUID()],
    ),
});

const looking = (home: () => Household): Deed => ({
  policy: (tx) => whereSeen(tx, home(), () => allow),
  write: async (tx) => (await tx.query("SELECT 1 FROM family_member WHERE family_id = $1", [home().id])).length,
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
  "records that a family agrees": agreeing(() => world.agreed),
  "records that a family was asked and did not agree": agreeing(() => world.agreed, false),
  "records that a family which was only matched agrees": agreeing(() => world.matched),
  "records that a family withdrew its agreement": withdrawing(
    () => world.agreed,
    () => world.agreementId,
    true,
  ),
  "withdraws an agreement that was withdrawn before": withdrawing(
    () => world.withdrawn,
    () => world.withdrawnAgreementId,
    false,
  ),
  "records a lawful basis without agreement": {
    policy: (tx, viewer) =>
      whereSeen(tx, world.agreed, async () => mayRecordLawfulBasis(viewer, await factsForAgreement(tx, world.agreed.id))),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, 'SAFEGUARDING', 'Seen with bruises', 'Pat Gale', '2016-12-20', '2016-12-20T10:00:00Z', $4)`,
        [randomUUID(), world.agreed.id, AGENCIES.dwp.id, viewer.userId],
      ),
  },
  "ends a lawful basis": {
    policy: (tx, viewer) =>
      whereSeen(tx, world.agreed, async () =>
        mayEndLawfulBasis(viewer, { ...(await factsForAgreement(tx, world.agreed.id)), inForce: true }),
      ),
    write: (tx, viewer) =>
      tx.execute("UPDATE lawful_basis SET ended_on = '2017-01-03', ended_by = $2 WHERE id = $1", [world.basisId, viewer.userId]),
  },
  "gives an action to an agency that no agreement names": involving("health"),
  "gives an action to an agency that the agreement names": involving("housing"),
  "opens a ground again that ended with the agreement": {
    policy: async () => UNSEEN,
    write: (tx) => tx.execute("UPDATE involvement SET ended_at = NULL, valid_to = NULL WHERE family_id = $1", [world.withdrawn.id]),
  },
  "looks at a family that was only matched": looking(() => world.matched),
  "looks at a family that withdrew its agreement": looking(() => world.withdrawn),
  "reads why a lawful basis was recorded": {
    policy: async (tx) => {
      const [basis] = await tx.query<{ told: { reason: string | null } }>(
        `SELECT ${lawfulBasisJson()} AS told FROM lawful_basis b WHERE b.id = $1`,
        [world.basisId],
      );
      return basis?.told.reason ? allow : UNSEEN;
    },
    write: async (tx) => (await tx.query("SELECT 1 FROM lawful_basis WHERE id = $1", [world.basisId])).length,
  },
};

const KEY = () => ({ idempotencyKey: randomUUID() });
const agree = (of: "agreed" | "matched") => (w: World) =>
  [
    "recordAgreement",
    {
      familyId: w[of].id,
      personId: w[of].people[0],
      capacity: "PARENTAL_RESPONSIBILITY",
      agencyIds: [AGENCIES.health.id],
      purposes: ["EARLY_HELP"],
      agreedOn: "2017-01-03",
      ...KEY(),
    },
  ] as const;
const giveTo = (teamId: string | null | undefined) => (w: World) =>
  [
    "addPlanAction",
    {
      familyId: w.agreed.id,
      criterion: "HEALTH",
      dueOn: "2017-02-01",
      title: "Meet",
      outcome: "Less pain",
      owner: "AGENCY",
      teamId,
      ...KEY(),
    },
  ] as const;
const withdraw = (agreementId: string, home: Household) =>
  ["withdrawAgreement", { agreementId, personId: home.people[1], capacity: "ADULT", ...KEY() }] as const;

/** Each deed as it is asked of the API, where it has one. */
const REQUESTS: Readonly<Partial<Record<What, (world: World) => Request>>> = {
  "records that a family agrees": agree("agreed"),
  "records that a family which was only matched agrees": agree("matched"),
  "records that a family withdrew its agreement": (w) => withdraw(w.agreementId, w.agreed),
  "withdraws an agreement that was withdrawn before": (w) => withdraw(w.withdrawnAgreementId, w.withdrawn),
  "records a lawful basis without agreement": (w) => [
    "recordLawfulBasis",
    {
      familyId: w.agreed.id,
      agencyId: AGENCIES.dwp.id,
      reason: "Seen with bruises",
      manager: "Pat Gale",
      decidedOn: "2017-01-03",
      ...KEY(),
    },
  ],
  "ends a lawful basis": (w) => ["endLawfulBasis", { lawfulBasisId: w.basisId, ...KEY() }],
  "gives an action to an agency that no agreement names": giveTo(HEALTH_TEAM),
  "gives an action to an agency that the agreement names": giveTo(USERS.housing.team),
};

const LOOKS: Readonly<Partial<Record<What, () => Household>>> = {
  "looks at a family that was only matched": () => world.matched,
  "looks at a family that withdrew its agreement": () => world.withdrawn,
  "reads why a lawful basis was recorded": () => world.agreed,
};

async function request(what: What, account: Account, may: boolean): Promise<string | null> {
  const client = await api.as(account);
  const looked = LOOKS[what];
  if (looked) {
    const document = "query F($id: ID!) { family(id: $id) { members { person { givenName } } lawfulBases { reason } } }";
    const answer = await client.send(document, { id: looked().id });
    const family = answer.data?.["family"] as { members: object[]; lawfulBases: { reason: string | null }[] } | null | undefined;
    if (!family) return outcomeOf(answer) === "done" ? "NOT_FOUND" : outcomeOf(answer);
    return what !== "reads why a lawful basis was recorded" || family.lawfulBases.some(({ reason }) => reason) ? "done" : "WITHHELD";
  }
  const asked = REQUESTS[what];
  return asked ? ask(client, asked(may ? await makeWorld() : world)) : null;
}

// 42501: row-level security.
runScenarios<What>({ of: "agreement", api: () => api, all: ALL, deeds: DEEDS, refusals: ["42501"], request });
