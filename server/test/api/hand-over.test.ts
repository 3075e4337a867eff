import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { type Account, AGENCIES, id, USERS } from "../town.ts";

/** An agency lead moves a case from one team of the branch to another. */
const SIXTH_FORM = id(0x9f1);
let api: Api;
let home: Household;
beforeAll(async () => {
  api = await startApi(undefined, { withoutJobs: true });
  await rows(api, "INSERT INTO team (id, agency_id, name, district_code) VALUES ($1, $2, 'Sixth form', 'burnley')", [
    SIXTH_FORM,
    AGENCIES.school.id,
  ]);
  // Tom Birch comes to the school's sixth form, to take cases over.
  await rows(api, "UPDATE app_user SET agency_id = $1, team_id = $2 WHERE id = $3", [AGENCIES.school.id, SIXTH_FORM, USERS.otherSchool.id]);
});
afterAll(() => api.stop());
beforeEach(async () => {
  home = await household(api, { seats: ["school", "police"], planned: ["HEALTH"] });
});

interface Payload {
  readonly family: { readonly id: string } | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}

async function handOver(input: Record<string, unknown> = {}, account: Account = "schoolLead"): Promise<Payload> {
  const document = "mutation H($input: HandOverCaseInput!) { handOverCase(input: $input) { family { id } errors { code field } } }";
  const whole = { familyId: home.id, fromTeamId: USERS.school.team, toTeamId: SIXTH_FORM, idempotencyKey: randomUUID(), ...input };
  return (await (await api.as(account)).query<{ handOverCase: Payload }>(document, { input: whole })).handOverCase;
}

const sees = async (account: Account) =>
  (await (await api.as(account)).query<{ family: object | null }>("query F($id: ID!) { family(id: $id) { id } }", { id: home.id }))
    .family !== null;

describe("handing a case over", () => {
  test("ends the first team's sight at once, and begins the other's with its CAF, seat and actions", async () => {
    expect([await sees("school"), await sees("otherSchool")]).toEqual([true, false]);
    expect(await handOver()).toEqual({ family: { id: home.id }, errors: [] });
    expect([await sees("school"), await sees("otherSchool"), await sees("schoolLead"), await sees("police")]).toEqual([
      false,
      true,
      true,
      true,
    ]);
    const teams = await rows<{ what: string; team: string }>(
      api,
      `SELECT 'caf' AS what, team_id AS team FROM caf WHERE family_id = $1 UNION SELECT 'action', team_id FROM plan_action WHERE family_id = $1
       UNION SELECT 'seat', team_id FROM taf_seat WHERE family_id = $1 AND valid_to IS NULL AND agency_id = $2 ORDER BY what`,
      [home.id, AGENCIES.school.id],
    );
    expect(teams).toEqual(["action", "caf", "seat"].map((what) => ({ what, team: SIXTH_FORM })));
    const read = "query A($id: ID!) { family(id: $id) { access { team { name } ground } } }";
    const { family } = await (await api.as("coordinator")).query<{ family: { access: { team: { name: string } }[] } }>(read, {
      id: home.id,
    });
    expect([...new Set(family.access.map(({ team }) => team.name))].sort()).toEqual(["Burnley neighbourhood team", "Sixth form"]);
  });

  test("and back again", async () => {
    await handOver();
    expect((await handOver({ fromTeamId: SIXTH_FORM, toTeamId: USERS.school.team })).errors).toEqual([]);
    expect([await sees("school"), await sees("otherSchool")]).toEqual([true, false]);
  });

  test("asks somebody of the other team to lead, where the first team led", async () => {
    home = await household(api, { lead: "school" });
    expect((await handOver()).errors).toEqual([{ code: "WORKER_NEEDED", field: "workerId" }]);
    expect((await handOver({ workerId: USERS.school.id })).errors).toEqual([{ code: "NOT_IN_THE_TEAM", field: "workerId" }]);
    expect(await sees("school")).toBe(true);
    expect((await handOver({ workerId: USERS.otherSchool.id })).errors).toEqual([]);
    const leads = await rows<object>(
      api,
      "SELECT user_id AS who, ended_on IS NULL AS open, accepted_on IS NULL AS asked FROM lead_professional WHERE family_id = $1 ORDER BY asked_on",
      [home.id],
    );
    expect(leads).toEqual([
      { who: USERS.school.id, open: false, asked: false },
      { who: USERS.otherSchool.id, open: true, asked: true },
    ]);
    expect(await sees("school")).toBe(false);
  });

  test.each([
    ["the case of another agency's team", { fromTeamId: USERS.police.team }, "NOT_YOUR_TEAM", "fromTeamId"],
    ["it to another agency", { toTeamId: USERS.police.team }, "NOT_YOUR_TEAM", "toTeamId"],
    ["it to the team that has it", { toTeamId: USERS.school.team }, "SAME_TEAM", "toTeamId"],
    ["what a team has no part in", { fromTeamId: SIXTH_FORM, toTeamId: USERS.school.team }, "NOT_INVOLVED", "fromTeamId"],
  ])("does not move %s", async (_what, input, code, field) => {
    expect((await handOver(input)).errors).toEqual([{ code, field }]);
  });

  test("needs sight of the family, and is for agency leads alone", async () => {
    await rows(api, "UPDATE family SET restricted = true WHERE id = $1", [home.id]);
    expect((await handOver()).errors).toEqual([{ code: "NOT_FOUND", field: "familyId" }]);
    const document = "mutation H($input: HandOverCaseInput!) { handOverCase(input: $input) { errors { code } } }";
    const input = { familyId: home.id, fromTeamId: USERS.school.team, toTeamId: SIXTH_FORM, idempotencyKey: randomUUID() };
    for (const account of ["school", "coordinator", "auditor", "board", "informationOfficer", "admin"] as const)
      expect((await (await api.as(account)).send(document, { input })).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  test("lets the rows of no other team or agency be written, even by itself", async () => {
    const lead = viewerOf("schoolLead");
    const attempt = (sql: string, parameters: readonly unknown[]) =>
      api.app.database
        .as(lead, (tx) => tx.elevate("SYSTEM_HAND_OVER", () => tx.execute(sql, parameters)))
        .catch((error: { code?: string }) => error.code);
    expect(
      await attempt("UPDATE taf_seat SET valid_to = '2017-01-03' WHERE family_id = $1 AND team_id = $2", [home.id, USERS.police.team]),
    ).toBe(0);
    expect(await attempt("UPDATE caf SET team_id = $2 WHERE family_id = $1", [home.id, USERS.police.team])).toBe("42501");
    // It holds the family, and changes nothing of it.
    expect(await attempt("SELECT 1 FROM family WHERE id = $1 FOR NO KEY UPDATE", [home.id])).toBe(1);
    expect(await attempt("UPDATE family SET version = version + 1 WHERE id = $1", [home.id])).toBe("42501");
    const plain = await api.app.database.as(lead, (tx) =>
      tx.execute("UPDATE caf SET team_id = $2 WHERE family_id = $1", [home.id, USERS.school.team]),
    );
    expect(plain).toBe(0);
  });
});
