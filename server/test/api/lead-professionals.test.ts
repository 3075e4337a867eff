import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows } from "../household.ts";
import { type Account, id, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Payload {
  leadProfessional: {
    id: string;
    status: string;
    version: number;
    endedOn: string | null;
    viewerCanAnswer: boolean;
    worker: { name: string };
  } | null;
  family: Record<string, never> | null;
  errors: { code: string; field: string | null; message: string }[];
}

const LEAD = "leadProfessional { id status version askedOn acceptedOn endedOn declineReason viewerCanAnswer worker { name } }";
const ASK = `mutation Ask($input: AskLeadProfessionalInput!) { result: askLeadProfessional(input: $input) {
  ${LEAD} family { id viewerCanAskLeadProfessional lead { id } leadRequests { status } standing { blockers { code mendedBy } } } errors { code field message } } }`;
const ANSWER = `mutation Answer($input: AnswerLeadProfessionalInput!) { result: answerLeadProfessionalRequest(input: $input) {
  ${LEAD} family { id lead { worker { name } } team { team { name } from } standing { blockers { code } } access { ground } } errors { code field message } } }`;
const SEES = "query Sees($id: ID!) { family(id: $id) { id } }";

async function ask(as: Account, input: Partial<{ familyId: string; workerId: string; idempotencyKey: string }>): Promise<Payload> {
  const whole = { idempotencyKey: randomUUID(), workerId: USERS.housing.id, ...input };
  return (await (await api.as(as)).query<{ result: Payload }>(ASK, { input: whole })).result;
}

async function reply(
  as: Account,
  input: { requestId: string; accept: boolean; version?: number; reason?: string; idempotencyKey?: string },
): Promise<Payload> {
  const whole = { version: 1, idempotencyKey: randomUUID(), ...input };
  return (await (await api.as(as)).query<{ result: Payload }>(ANSWER, { input: whole })).result;
}

async function sees(as: Account, home: Household): Promise<boolean> {
  return (await (await api.as(as)).query<{ family: object | null }>(SEES, { id: home.id })).family !== null;
}

const requestOf = (payload: Payload): string => payload.leadProfessional?.id ?? "none";

describe("asking somebody to lead a family", () => {
  test("lets the asked worker's team see it from today, and says who must answer", async () => {
    const home = await household(api);
    expect(await sees("housing", home)).toBe(false);
    const asked = await ask("coordinator", { familyId: home.id });
    expect(asked).toMatchObject({
      leadProfessional: { status: "ASKED", version: 1, viewerCanAnswer: false, worker: { name: "Gwen Price" } },
      family: { viewerCanAskLeadProfessional: false, lead: null, leadRequests: [{ status: "ASKED" }] },
      errors: [],
    });
    expect(asked.family).toMatchObject({
      standing: { blockers: expect.arrayContaining([{ code: "LEAD_PROFESSIONAL_NOT_ACCEPTED", mendedBy: "HOUSING" }]) },
    });
    expect(await sees("housing", home)).toBe(true);
    expect(await sees("police", home)).toBe(false);
  });

  test("is one request at a time", async () => {
    const home = await household(api);
    await ask("coordinator", { familyId: home.id });
    expect((await ask("coordinator", { familyId: home.id, workerId: USERS.police.id })).errors).toMatchObject([
      { code: "ALREADY_ASKED", field: "familyId" },
    ]);
    const led = await household(api, { lead: "police" });
    expect((await ask("coordinator", { familyId: led.id })).errors).toMatchObject([{ code: "ALREADY_ASKED" }]);
  });

  test("is one request even where two coordinators ask at the same moment", async () => {
    const home = await household(api);
    const answers = await Promise.all([
      ask("coordinator", { familyId: home.id }),
      ask("coordinator", { familyId: home.id, workerId: USERS.police.id }),
    ]);
    expect(answers.flatMap((answer) => answer.errors.map((error) => error.code))).toEqual(["ALREADY_ASKED"]);
  });

  test.each([
    ["somebody unknown", id(0x999), "NOT_FOUND"],
    ["an agency lead", USERS.schoolLead.id, "NOT_A_PRACTITIONER"],
    ["a board member", USERS.board.id, "NOT_A_PRACTITIONER"],
    ["no id at all", "Gwen", "INVALID"],
  ])("refuses %s", async (_who, workerId, code) => {
    const home = await household(api);
    const { errors, leadProfessional } = await ask("coordinator", { familyId: home.id, workerId });
    expect(errors).toMatchObject([{ code, field: "workerId" }]);
    expect(JSON.stringify(errors)).not.toContain(workerId);
    expect(leadProfessional).toBeNull();
    expect(await rows(api, "SELECT 1 FROM lead_professional WHERE family_id = $1", [home.id])).toEqual([]);
  });

  test("refuses somebody whose account is closed", async () => {
    const home = await household(api);
    await rows(api, "UPDATE app_user SET disabled_at = now() WHERE id = $1", [USERS.otherSchool.id]);
    expect((await ask("coordinator", { familyId: home.id, workerId: USERS.otherSchool.id })).errors).toMatchObject([
      { code: "WORKER_HAS_LEFT" },
    ]);
  });

  test("says the same of a family of another district as of one that is not there", async () => {
    const home = await household(api, { district: "burnley" });
    const elsewhere = await ask("pendleCoordinator", { familyId: home.id });
    expect(elsewhere.errors).toMatchObject([{ code: "NOT_FOUND", field: "familyId" }]);
    expect(elsewhere.errors).toEqual((await ask("pendleCoordinator", { familyId: id(0x998) })).errors);
  });

  test("answers a repeated submission with the first one's request, and refuses its key for anything else", async () => {
    const home = await household(api);
    const idempotencyKey = randomUUID();
    const first = await ask("coordinator", { familyId: home.id, idempotencyKey });
    const again = await ask("coordinator", { familyId: home.id, idempotencyKey });
    expect(again).toEqual(first);
    expect(await rows(api, "SELECT 1 FROM lead_professional WHERE family_id = $1", [home.id])).toHaveLength(1);
    const other = await ask("coordinator", { familyId: home.id, workerId: USERS.police.id, idempotencyKey });
    expect(other.errors).toMatchObject([{ code: "IDEMPOTENCY_CONFLICT", field: "idempotencyKey" }]);
  });

  test.each(["school", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const)("is not for %s", async (account) => {
    const home = await household(api);
    const input = { familyId: home.id, workerId: USERS.housing.id, idempotencyKey: randomUUID() };
    const answer = await (await api.as(account)).send(ASK, { input });
    expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    expect((await api.anonymous.send(ASK, { input })).errors?.[0]?.extensions?.code).toBe("UNAUTHENTICATED");
  });
});

describe("answering", () => {
  test("accepting gives the team a seat and takes the last blocker away", async () => {
    const home = await household(api, { needs: ["WORKLESSNESS", "MISSING_EDUCATION"], planned: ["WORKLESSNESS", "MISSING_EDUCATION"] });
    const requestId = requestOf(await ask("coordinator", { familyId: home.id }));
    const accepted = await reply("housing", { requestId, accept: true });
    expect(accepted).toMatchObject({
      leadProfessional: { status: "ACCEPTED", version: 2, acceptedOn: "2017-01-03", viewerCanAnswer: false },
      family: {
        lead: { worker: { name: "Gwen Price" } },
        team: [{ team: { name: "Burnley area" }, from: "2017-01-03" }],
        standing: { blockers: [] },
      },
      errors: [],
    });
    const grounds = await rows<{ ground: string }>(api, "SELECT ground FROM involvement WHERE family_id = $1 AND team_id = $2 ORDER BY 1", [
      home.id,
      USERS.housing.team,
    ]);
    expect(grounds.map((row) => row.ground)).toEqual(["LEAD_PROFESSIONAL", "TAF_SEAT"]);
    const deeds = await rows<{ action: string }>(api, "SELECT action FROM audit_event WHERE family_ids @> ARRAY[$1::uuid] ORDER BY id", [
      home.id,
    ]);
    expect(deeds.map((row) => row.action)).toEqual(["lead-professional.ask", "lead-professional.accept"]);
  });

  test("accepting keeps the seat that the team has", async () => {
    const home = await household(api, { seats: ["housing"] });
    const requestId = requestOf(await ask("coordinator", { familyId: home.id }));
    expect((await reply("housing", { requestId, accept: true })).family).toMatchObject({ team: [{ from: "2016-12-12" }] });
  });

  test("declining needs a reason, ends the team's sight of the family with the day, and leaves room for another", async () => {
    const home = await household(api);
    const requestId = requestOf(await ask("coordinator", { familyId: home.id }));
    expect((await reply("housing", { requestId, accept: false, reason: "  " })).errors).toMatchObject([
      { code: "REASON_NEEDED", field: "reason" },
    ]);
    const declined = await reply("housing", { requestId, accept: false, reason: "I am leaving in February" });
    expect(declined).toMatchObject({
      leadProfessional: { status: "DECLINED", endedOn: "2017-01-03", declineReason: "I am leaving in February" },
      errors: [],
    });
    const [ground] = await rows<{ valid_to: string }>(api, "SELECT valid_to::text FROM involvement WHERE ground_id = $1", [requestId]);
    expect(ground?.valid_to).toBe("2017-01-03");
    const next = await ask("coordinator", { familyId: home.id, workerId: USERS.police.id });
    expect(next.family).toMatchObject({ leadRequests: [{ status: "ASKED" }, { status: "DECLINED" }] });
  });

  test("is for nobody but the one who was asked", async () => {
    const home = await household(api, { seats: ["police"] });
    const requestId = requestOf(await ask("coordinator", { familyId: home.id }));
    expect((await reply("police", { requestId, accept: true })).errors).toMatchObject([{ code: "NOT_THE_ONE_ASKED", field: "requestId" }]);
    expect((await reply("otherPolice", { requestId, accept: true })).errors).toMatchObject([{ code: "NOT_FOUND", field: "requestId" }]);
    expect((await reply("otherPolice", { requestId: id(0x997), accept: true })).errors).toMatchObject([
      { code: "NOT_FOUND", field: "requestId" },
    ]);
    for (const account of ["coordinator", "schoolLead", "auditor", "board", "admin"] as const) {
      const answer = await (await api.as(account)).send(ANSWER, {
        input: { requestId, version: 1, accept: true, idempotencyKey: randomUUID() },
      });
      expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    }
  });

  test("refuses a version that has moved on, and a second answer", async () => {
    const home = await household(api);
    const requestId = requestOf(await ask("coordinator", { familyId: home.id }));
    expect((await reply("housing", { requestId, accept: true, version: 7 })).errors).toMatchObject([{ code: "STALE", field: null }]);
    expect((await reply("housing", { requestId, accept: true })).errors).toEqual([]);
    expect((await reply("housing", { requestId, accept: false, version: 2, reason: "No" })).errors).toMatchObject([
      { code: "ALREADY_ANSWERED" },
    ]);
  });

  test("takes a reason of at most 1,000 characters and never says it back", async () => {
    const home = await household(api);
    const requestId = requestOf(await ask("coordinator", { familyId: home.id }));
    const { errors } = await reply("housing", { requestId, accept: false, reason: "x".repeat(1001) });
    expect(errors).toMatchObject([{ code: "INVALID", field: "reason" }]);
    expect(JSON.stringify(errors)).not.toContain("xxx");
  });
});

test("asking and answering take a fixed number of statements", async () => {
  const home = await household(api);
  const coordinator = await api.as("coordinator");
  const asked = await coordinator.statements(ASK, {
    input: { familyId: home.id, workerId: USERS.housing.id, idempotencyKey: randomUUID() },
  });
  const [request] = await rows<{ id: string }>(api, "SELECT id FROM lead_professional WHERE family_id = $1", [home.id]);
  const housing = await api.as("housing");
  const answered = await housing.statements(ANSWER, {
    input: { requestId: request?.id, version: 1, accept: true, idempotencyKey: randomUUID() },
  });
  expect({ asked, answered }).toEqual({ asked: 23, answered: 26 });
});
