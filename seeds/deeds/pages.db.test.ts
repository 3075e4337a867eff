import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withConnection } from "../../server/src/database/connect.ts";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { cohortTemplate } from "../../server/test/cohort.ts";
import { rows } from "../../server/test/household.ts";
import type { Account } from "../../server/test/town.ts";
import { ATTENDANCE_TEAM } from "../lancashire/directory.ts";
import { FIRST_KEY } from "./stage.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi(cohortTemplate, { withoutJobs: true });
}, 240_000);
afterAll(() => api.stop());

async function ask<T>(account: Account, document: string, variables: Record<string, unknown> = {}): Promise<T> {
  return (await api.as(account)).query<T>(document, variables);
}

/** A family that one of the deeds is about, by a table which is empty otherwise. */
async function familyOf(from: string): Promise<string> {
  const [row] = await rows<{ id: string }>(api, `SELECT family_id AS id FROM ${from} LIMIT 1`);
  return row?.id ?? "none";
}

const titlesOf = async (account: Account): Promise<string> => {
  const { tasks } = await ask<{ tasks: { tasks: { title: string }[] } }>(account, "{ tasks(first: 50) { tasks { title } } }");
  return tasks.tasks.map(({ title }) => title).join("\n");
};

const FAMILY = `query($id: ID!) { family(id: $id) { stage viewerCanAttach restricted namedViewers { worker { name } } lead { worker { name } }
  agreements { agreed inForce withdrawnOn } lawfulBases { agency { kind } inForce } closedAnswers { place inherited } actions { id team { name } }
  members { person { id } } emergencyAccesses { id } correctionRequests { statement } cafs { reference status } } }`;
interface Shown {
  readonly family: {
    readonly stage: string;
    readonly viewerCanAttach: boolean;
    readonly restricted: boolean;
    readonly namedViewers: readonly { worker: { name: string } }[];
    readonly lead: { worker: { name: string } } | null;
    readonly closedAnswers: readonly { place: string; inherited: boolean }[];
    readonly actions: readonly { id: string; team: { name: string } | null }[];
    readonly cafs: readonly { reference: string; status: string }[];
  } | null;
}
const family = async (account: Account, id: string) => (await ask<Shown>(account, FAMILY, { id })).family;

describe("the information officer finds", () => {
  test("what people say is wrong: one that waits, one put right, one that stays with a statement beside it", async () => {
    const document =
      "query($waiting: Boolean) { correctionRequests(waiting: $waiting, first: 9) { edges { node { decision statement } } } }";
    const asked = async (waiting: boolean) => {
      type Answer = { correctionRequests: { edges: { node: { decision: string | null; statement: string | null } }[] } };
      const answer = await ask<Answer>("informationOfficer", document, { waiting });
      return answer.correctionRequests.edges.map(({ node }) => [node.decision, node.statement !== null]);
    };
    expect(await asked(true)).toEqual([[null, false]]);
    expect(await asked(false)).toEqual([
      [null, false],
      ["PUT_RIGHT", false],
      ["STATEMENT_ADDED", true],
    ]);
  });

  test("subject access requests: one without proof, one half decided, one handed over", async () => {
    type Answer = { subjectRequests: { requests: { id: string; state: string; dueOn: string }[] } };
    const asked = async (open: boolean) =>
      (
        await ask<Answer>("informationOfficer", "query($open: Boolean!) { subjectRequests(open: $open) { requests { id state dueOn } } }", {
          open,
        })
      ).subjectRequests.requests;
    const open = await asked(true);
    expect(open.map(({ state, dueOn }) => [state, dueOn])).toEqual([
      ["IDENTITY_PROVED", "2017-01-09"],
      ["RECEIVED", "2017-01-30"],
    ]);
    expect((await asked(false)).map(({ state }) => state)).toEqual(["DISCLOSED"]);
    const { subjectHolding } = await ask<{ subjectHolding: { undecided: number; items: { decision: { decision: string } | null }[] } }>(
      "informationOfficer",
      "query($id: ID!) { subjectHolding(requestId: $id) { undecided items { decision { decision } } } }",
      { id: open[0]?.id },
    );
    expect(subjectHolding.undecided).toBeGreaterThan(0);
    expect(subjectHolding.items.flatMap(({ decision }) => decision?.decision ?? []).sort()).toEqual(["AS_MASKED", "AS_MASKED", "WITHHELD"]);
  });

  test.each([
    ["DUE", 2],
    ["KEPT", 1],
    ["TO_DISPOSE", 1],
    ["HELD", 1],
  ])("records that are %s", async (state, count) => {
    const document = "query($state: RetentionState!) { retentionQueue(state: $state, first: 9) { totalCount } }";
    expect(await ask("informationOfficer", document, { state })).toEqual({ retentionQueue: { totalCount: count } });
  });

  test("two emergency accesses, of which one waits, and a sharing agreement to review", async () => {
    const document =
      "{ emergencyAccessReport(first: 9) { edges { node { finding reason } } } sharingAgreements { state impactAssessments { state } } }";
    type Answer = { emergencyAccessReport: { edges: { node: { finding: string | null; reason: string } }[] } };
    const answer = await ask<Answer>("informationOfficer", document.replace("(first: 9)", "(first: 9, waiting: false)"));
    expect(answer).toMatchObject({
      sharingAgreements: expect.arrayContaining([
        { state: "IN_FORCE", impactAssessments: [{ state: "IN_FORCE" }] },
        { state: "IN_FORCE", impactAssessments: [] },
      ]),
    });
    expect(answer.emergencyAccessReport.edges.map(({ node }) => node.finding !== null).sort()).toEqual([false, true]);
    const tasks = await titlesOf("informationOfficer");
    for (const title of [
      "Look into an emergency access",
      "Answer what somebody says is wrong",
      "Answer subject access request",
      "Review the sharing",
    ])
      expect(tasks).toContain(title);
  });
});

test("the administrator finds a token that runs out soon, one that was revoked, and a record to dispose of", async () => {
  const answer = await ask<{ machineClients: { name: string; state: string; lastUsedOn: string | null }[] }>(
    "admin",
    "{ machineClients { name state lastUsedOn } retentionQueue(state: TO_DISPOSE, first: 9) { totalCount } draftsDue { total } }",
  );
  expect(answer).toMatchObject({ retentionQueue: { totalCount: 1 }, draftsDue: { total: 1 } });
  expect(answer.machineClients.map(({ state }) => state).sort()).toEqual(["ACTIVE", "REVOKED"]);
  expect(await titlesOf("admin")).toContain("Replace the token of Harebell attendance register");
});

test("a restricted family is seen by the officer who is named, and not by the one who is not", async () => {
  const id = await familyOf("family_restriction");
  const seen = await family("police", id);
  expect(seen?.restricted).toBe(true);
  expect(seen?.namedViewers.map(({ worker }) => worker.name)).toEqual(expect.arrayContaining(["Dev Sandhu", "Rukhsana Mir"]));
  expect(await family("housing", id)).toBeNull();
});

test("a withdrawn agreement closed the family to the school, while the police go on without it; another family said no", async () => {
  const id = await familyOf("lawful_basis");
  expect(await family("school", id)).toBeNull();
  for (const account of ["police", "coordinator"] as const)
    expect(await family(account, id), account).toMatchObject({
      agreements: [{ agreed: true, inForce: false, withdrawnOn: "2017-01-03" }],
      lawfulBases: expect.arrayContaining([
        { agency: { kind: "POLICE" }, inForce: true },
        { agency: { kind: "CSC" }, inForce: true },
      ]),
    });
  expect(await family("coordinator", await familyOf("agreement WHERE NOT agreed"))).toMatchObject({ agreements: [{ agreed: false }] });
});

test("a family is ready to attach; what its mother said is closed, in the assessment and in the plan", async () => {
  const id = await familyOf("closed_answer");
  const ready = await family("coordinator", id);
  expect(ready).toMatchObject({ stage: "READY_TO_ATTACH", viewerCanAttach: true, lead: { worker: { name: "Janice Pomfret" } } });
  expect(await titlesOf("coordinator")).toContain("Attach this family");
  for (const account of ["school", "police", "housing"] as const) {
    const closed = (await family(account, id))?.closedAnswers ?? [];
    expect(
      closed.some(({ place, inherited }) => place.startsWith("answers.") && !inherited),
      account,
    ).toBe(true);
    expect(
      closed.filter(({ place, inherited }) => place.startsWith("actions.") && inherited),
      account,
    ).toHaveLength(2);
  }
});

test("the school finds a returned CAF, a draft, an action that a parent disputes, and overdue and due actions", async () => {
  const tasks = await titlesOf("school");
  expect(tasks).toMatch(/Amend CAF-\d+, which was returned/);
  expect(tasks).toMatch(/Finish CAF-\d+/);
  expect(tasks).toContain("A person says that this is wrong");
  for (const account of ["school", "police", "housing"] as const) {
    const answer = await ask<{ tasks: { tasks: { kind: string; overdue: boolean }[] } }>(
      account,
      "{ tasks(first: 50) { tasks { kind overdue } } }",
    );
    const actions = answer.tasks.tasks.filter(({ kind }) => kind === "DO_ACTION").map(({ overdue }) => overdue);
    expect(new Set(actions), account).toEqual(new Set([true, false]));
  }
  expect(await titlesOf("housing")).toContain("This was put right: Name");
});

test("the school’s lead has two teams, and a case of the second", async () => {
  const { branchTeams } = await ask<{ branchTeams: { name: string }[] }>("schoolLead", "{ branchTeams { name } }");
  expect(branchTeams.map(({ name }) => name).sort()).toEqual(["Harebell High School", ATTENDANCE_TEAM]);
  const id = await familyOf("involvement i JOIN team t ON t.id = i.team_id WHERE t.name = 'Harebell attendance team'");
  expect((await family("schoolLead", id))?.actions.some(({ team }) => team?.name === ATTENDANCE_TEAM)).toBe(true);
  expect(await family("school", id)).toBeNull();
});

test("a child lives in two families, and the school finds them in one of them", async () => {
  const shared = await rows<{ person: string; families: string[] }>(
    api,
    "SELECT person_id AS person, array_agg(family_id ORDER BY recorded_at) AS families FROM family_member GROUP BY 1 HAVING count(DISTINCT family_id) > 1",
  );
  expect(shared).toEqual([{ person: expect.any(String), families: [expect.any(String), expect.any(String)] }]);
  expect(await family("school", shared[0]?.families[0] ?? "")).toMatchObject({
    members: expect.arrayContaining([{ person: { id: shared[0]?.person } }]),
  });
});

test("everything was played once, on business days before the demonstration begins", async () => {
  const counted = await withConnection(api.urls.loader, "test", (client: Client) =>
    client.query<{ n: number; last: Date }>(
      "SELECT count(*) FILTER (WHERE s.key = $1)::int AS n, max(s.recorded_at) AS last FROM submission_key s",
      [FIRST_KEY],
    ),
  );
  expect(counted.rows[0]?.n).toBe(1);
  expect(counted.rows[0]?.last.getTime()).toBeLessThan(Date.parse("2017-01-03T09:00:00Z"));
});
