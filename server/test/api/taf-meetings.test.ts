import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows } from "../household.ts";
import { type Account, AGENCIES, id, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Payload {
  meeting: Record<string, never> | null;
  family: Record<string, never> | null;
  errors: { code: string; field: string | null; message: string }[];
}

const RECORD = `mutation Record($input: RecordTafMeetingInput!) { result: recordTafMeeting(input: $input) {
  meeting { id heldOn nextOn notes team { name } attendance { team { name } guestName attended } }
  family { id meetings { heldOn } team { team { name } from to } } errors { code field message } } }`;
const SEES = "query Sees($id: ID!) { family(id: $id) { id viewerCanRecordTaf } }";

const ATTENDANCE = [
  { teamId: USERS.school.team, attended: true },
  { teamId: USERS.police.team, attended: true },
  { teamId: USERS.housing.team, attended: false },
  { guestName: " Aunt Joan ", attended: true },
];

async function record(as: Account, home: Household | { id: string }, input: object = {}): Promise<Payload> {
  const whole = {
    familyId: home.id,
    heldOn: "2017-01-03",
    nextOn: "2017-02-14",
    notes: "All are well",
    attendance: ATTENDANCE,
    idempotencyKey: randomUUID(),
    ...input,
  };
  return (await (await api.as(as)).query<{ result: Payload }>(RECORD, { input: whole })).result;
}

async function seen(as: Account, home: Household): Promise<{ viewerCanRecordTaf: boolean } | null> {
  return (await (await api.as(as)).query<{ family: { viewerCanRecordTaf: boolean } | null }>(SEES, { id: home.id })).family;
}

describe("recording a meeting", () => {
  test("keeps who was invited and who came, and seats the teams that came", async () => {
    const home = await household(api);
    expect(await seen("police", home)).toBeNull();
    const recorded = await record("school", home);
    expect(recorded).toMatchObject({
      meeting: {
        heldOn: "2017-01-03",
        nextOn: "2017-02-14",
        notes: "All are well",
        team: { name: "Pastoral team" },
        attendance: [
          { team: { name: "Pastoral team" }, guestName: null, attended: true },
          { team: { name: "Burnley neighbourhood team" }, guestName: null, attended: true },
          { team: { name: "Burnley area" }, guestName: null, attended: false },
          { team: null, guestName: "Aunt Joan", attended: true },
        ],
      },
      family: { meetings: [{ heldOn: "2017-01-03" }] },
      errors: [],
    });
    const teams = await rows<{ team_id: string }>(api, "SELECT team_id FROM taf_seat WHERE family_id = $1 ORDER BY 1", [home.id]);
    expect(teams.map((row) => row.team_id)).toEqual([USERS.school.team, USERS.police.team].sort());
    expect(await seen("police", home)).toMatchObject({ viewerCanRecordTaf: true });
    expect(await seen("housing", home)).toBeNull();
  });

  test("gives no second seat at the next meeting", async () => {
    const home = await household(api, { seats: ["police"], lead: "police" });
    await record("police", home, { heldOn: "2016-12-20" });
    await record("police", home);
    expect(await rows(api, "SELECT 1 FROM taf_seat WHERE family_id = $1 AND team_id = $2", [home.id, USERS.police.team])).toHaveLength(1);
  });

  test.each([
    ["a meeting still to come", { heldOn: "2017-01-04" }, "IN_THE_FUTURE", "heldOn"],
    ["a year that was mistyped", { heldOn: "2007-01-03" }, "TOO_LONG_AGO", "heldOn"],
    ["a next one that is not after", { nextOn: "2017-01-03" }, "BEFORE_THIS_ONE", "nextOn"],
    ["a next one years away", { nextOn: "2027-01-03" }, "TOO_FAR_AHEAD", "nextOn"],
    ["nobody invited", { attendance: [] }, "INVALID", "attendance"],
    ["neither team nor guest", { attendance: [{ attended: true }] }, "TEAM_OR_GUEST", "attendance.0"],
    [
      "team and guest in one",
      { attendance: [{ teamId: USERS.school.team, guestName: "Joan", attended: true }] },
      "TEAM_OR_GUEST",
      "attendance.0",
    ],
    ["a team twice", { attendance: [ATTENDANCE[0], ATTENDANCE[0]] }, "TWICE", "attendance.1.teamId"],
    ["a team that is not there", { attendance: [{ teamId: id(0x992), attended: true }] }, "NOT_FOUND", "attendance.0.teamId"],
    ["a guest without a name", { attendance: [{ guestName: " ", attended: true }] }, "INVALID", "attendance.0.guestName"],
    ["too long a name", { attendance: [{ guestName: "g".repeat(201), attended: true }] }, "INVALID", "attendance.0.guestName"],
    ["too many notes", { notes: "n".repeat(4001) }, "INVALID", "notes"],
  ])("refuses %s, with nothing half written", async (_what, input, code, field) => {
    const home = await household(api);
    const { errors, meeting } = await record("school", home, input);
    expect(errors).toMatchObject([{ code, field }]);
    expect(meeting).toBeNull();
    expect(await rows(api, "SELECT 1 FROM taf_meeting WHERE family_id = $1", [home.id])).toEqual([]);
    expect(await rows(api, "SELECT 1 FROM taf_seat WHERE family_id = $1", [home.id])).toEqual([]);
  });

  test("says the same of a family that one may not see as of one that is not there", async () => {
    const home = await household(api);
    const { errors } = await record("otherSchool", home);
    expect(errors).toMatchObject([{ code: "NOT_FOUND", field: "familyId" }]);
    expect((await record("otherSchool", { id: id(0x991) })).errors).toEqual(errors);
  });

  test.each(["coordinator", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const)("is not for %s", async (account) => {
    const home = await household(api);
    const input = { familyId: home.id, heldOn: "2017-01-03", attendance: ATTENDANCE, idempotencyKey: randomUUID() };
    const answer = await (await api.as(account)).send(RECORD, { input });
    expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  test("records one meeting however often it is sent", async () => {
    const home = await household(api);
    const idempotencyKey = randomUUID();
    const first = await record("school", home, { idempotencyKey });
    expect(await record("school", home, { idempotencyKey })).toEqual(first);
    expect((await record("school", home, { idempotencyKey, notes: "Others" })).errors).toMatchObject([{ code: "IDEMPOTENCY_CONFLICT" }]);
  });

  test("takes as many statements for six teams as for one", async () => {
    const everyone = Object.values(AGENCIES).flatMap((agency) => agency.teams.map((team) => ({ teamId: team.id, attended: true })));
    const count = async (attendance: readonly object[]) => {
      const home = await household(api);
      const input = { familyId: home.id, heldOn: "2017-01-03", attendance, idempotencyKey: randomUUID() };
      return (await api.as("school")).statements(RECORD, { input });
    };
    expect(await count(everyone)).toBe(await count(everyone.slice(1, 2)));
  });
});
