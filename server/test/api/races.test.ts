import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type Api, type Client, startApi } from "../api-client.ts";
import { type Household, household, rows } from "../household.ts";
import { ask, covered, machine } from "../machines.ts";
import { inTheMidst } from "../races.ts";
import { cookieOf, post } from "../raw-requests.ts";
import { type Account, AGENCIES, id, town, USERS } from "../town.ts";
import { asking, mutations } from "../whole-schema.ts";

/** What two do at once to who may see a family: whole as it was before, or refused; never half, and never a fault of ours. */
const SIXTH_FORM = id(0x9f1);
const UPPER_SCHOOL = id(0x9f2);
let api: Api;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  await rows(api, "UPDATE app_user SET district_codes = '{burnley,pendle}' WHERE id = $1", [USERS.pendleCoordinator.id]);
  await rows(api, "INSERT INTO team (id, agency_id, name) VALUES ($1, $3, 'Sixth form'), ($2, $3, 'Upper school')", [
    SIXTH_FORM,
    UPPER_SCHOOL,
    AGENCIES.school.id,
  ]);
  // The school has a second lead.
  await rows(api, "UPDATE app_user SET role = 'AGENCY_LEAD', team_id = NULL, agency_id = $2 WHERE id = $1", [
    USERS.otherSchool.id,
    AGENCIES.school.id,
  ]);
});
afterAll(() => api.stop());

const aFamily = () => household(api, { seats: ["police"], lead: "earlyHelp", planned: ["HEALTH"] });
const PAGE = `query Page($id: ID!) { family(id: $id) { id name restricted members { person { givenName } } agreements { id withdrawnOn }
  actions { id status endReason: status } team { team { name } } lead { worker { name } } access { team { name } ground } } }`;
type Page = { readonly family: object | null };
const page = async (account: Account, { id: familyId }: Household) =>
  (await (await api.as(account)).query<Page>(PAGE, { id: familyId })).family;
const looksOf = async (account: Account, home: Household) =>
  (
    await rows(api, "SELECT 1 FROM audit_event WHERE action = 'family.view' AND user_id = $1 AND $2 = ANY (family_ids)", [
      USERS[account].id,
      home.id,
    ])
  ).length;

/** What came of a change: done, or the codes with which it was refused. */
function outcome(answer: Answer): string {
  expect(answer.status).toBeLessThan(500);
  const thrown = (answer.errors ?? []).map(({ extensions }) => extensions?.code ?? "none");
  const told = Object.values(answer.data ?? {}) as ({ errors?: { code: string }[] } | null)[];
  const all = [...thrown, ...told.flatMap((each) => each?.errors?.map(({ code }) => code) ?? [])];
  expect(all).not.toContain("INTERNAL_SERVER_ERROR");
  return all.join() || "done";
}

const keyed = (name: string) => !["disableUser", "revokeMachineClient"].includes(name);
async function change(by: Account | Pick<Client, "send">, name: string, input: object): Promise<string> {
  const client = typeof by === "string" ? await api.as(by) : by;
  const whole = { ...(keyed(name) && { idempotencyKey: randomUUID() }), ...input };
  const field = mutations.find((each) => each.name === name) ?? expect.fail(`there is no ${name}`);
  return outcome(await client.send(asking("mutation", field, { input: whole }, "{ errors { code } }"), { input: whole }));
}

const agreementOf = async ({ id: familyId }: Household) =>
  (await rows<{ id: string }>(api, "SELECT id FROM agreement WHERE family_id = $1", [familyId]))[0]?.id ?? "none";
const withdraw = async (home: Household, by: Account = "coordinator") =>
  change(by, "withdrawAgreement", { agreementId: await agreementOf(home), personId: home.people[1], capacity: "ADULT" });
const restrict = (home: Household, by: Account = "coordinator") =>
  change(by, "restrictFamily", { familyId: home.id, version: 1, reason: "The father works there", workerIds: [] });
const lifted = (home: Household, by: Account = "coordinator") =>
  change(by, "liftRestriction", { familyId: home.id, version: 2, reason: "He has left" });

const SHUT: Readonly<Record<string, (home: Household) => readonly string[]>> = {
  "the agreement is withdrawn": ({ id: familyId }) => [
    `UPDATE agreement SET withdrawn_on = '2017-01-03' WHERE family_id = '${familyId}'`,
    `UPDATE plan_action SET status = 'CANCELLED', ended_on = '2017-01-03', end_reason = 'AGREEMENT_WITHDRAWN' WHERE family_id = '${familyId}'`,
    `UPDATE involvement SET ended_at = now() WHERE family_id = '${familyId}'`,
  ],
  "the family is restricted": ({ id: familyId }) => [`UPDATE family SET restricted = true WHERE id = '${familyId}'`],
};

describe.each(Object.entries(SHUT))("while %s", (_what, shut) => {
  test("a page that began before is whole as it was before, and the log tells of the look", async () => {
    const home = await aFamily();
    const before = await page("police", home);
    expect(before).toMatchObject({ id: home.id, restricted: false });
    const midst = await inTheMidst(api, "LOCK TABLE agreement", () => page("police", home), ...shut(home));
    expect(midst).toEqual(before);
    expect(await looksOf("police", home)).toBe(2);
    expect(await page("police", home)).toBeNull();
    expect(await looksOf("police", home)).toBe(2);
  });

  test("so is a list, a forecast and a CAF", async () => {
    const home = await aFamily();
    const [caf] = await rows<{ reference: string }>(api, "SELECT reference FROM caf WHERE id = $1", [home.cafId]);
    const client = await api.as("police");
    for (const [held, document, variables] of [
      ["agreement", "{ families(first: 100) { edges { node { id agreements { withdrawnOn } } } } }", {}],
      ["evidence", "query F($id: ID!) { familyForecast(familyId: $id, suppose: []) { __typename } }", { id: home.id }],
      [
        "caf_review",
        "query C($caf: String!) { caf(reference: $caf) { id versions { number } family { restricted } } }",
        { caf: caf?.reference },
      ],
    ] as const) {
      const before = await client.query(document, variables);
      const midst = await inTheMidst(api, `LOCK TABLE ${held}`, () => client.query(document, variables), ...shut(home));
      expect(midst).toEqual(before);
      const after = await client.query(document, variables);
      expect(JSON.stringify(after)).not.toContain(home.id);
      await rows(api, "UPDATE family SET restricted = false WHERE id = $1", [home.id]);
      await rows(api, "UPDATE agreement SET withdrawn_on = NULL WHERE family_id = $1", [home.id]);
      await rows(api, "UPDATE involvement SET ended_at = NULL WHERE family_id = $1", [home.id]);
    }
  });

  test.each([
    [
      "addEvidence",
      "evidence",
      { fact: { kind: "COVERAGE", from: "2017-01-03", to: "2017-01-03", coverage: { of: "OFFENCE" } }, statement: "x" },
    ],
    ["addPlanAction", "plan_action", { criterion: "HEALTH", dueOn: "2017-02-01", title: "Rest", outcome: "Less pain", owner: "FAMILY" }],
    ["recordTafMeeting", "taf_meeting", { heldOn: "2017-01-03", attendance: [{ guestName: "Gran", attended: true }] }],
    [
      "recordAgreement",
      "agreement",
      { capacity: "ADULT", agencyIds: [AGENCIES.police.id], purposes: ["EARLY_HELP"], agreedOn: "2017-01-03" },
    ],
  ] as const)("%s that waited for the family is refused, and writes nothing", async (name, table, input) => {
    const home = await aFamily();
    const count = async () => (await rows(api, `SELECT 1 FROM ${table} WHERE family_id = $1`, [home.id])).length;
    const before = await count();
    const person = name === "recordAgreement" ? { personId: home.people[0] } : {};
    const hold = `SELECT 1 FROM family WHERE id = '${home.id}' FOR UPDATE`;
    const told = await inTheMidst(api, hold, () => change("police", name, { familyId: home.id, ...person, ...input }), ...shut(home));
    expect(told).toMatch(/^(NOT_FOUND|NOT_INVOLVED)$/u);
    expect(await count()).toBe(before);
  });
});

describe("really at once", () => {
  test("an agreement is withdrawn while a colleague loads the page again and again", async () => {
    const home = await aFamily();
    const before = await page("police", home);
    const many = Array.from({ length: 24 }, () => page("police", home));
    const [withdrawal, ...pages] = await Promise.all([withdraw(home), ...many]);
    expect(withdrawal).toBe("done");
    for (const each of pages) expect([before, null]).toContainEqual(each);
    expect(await page("police", home)).toBeNull();
    expect(await looksOf("police", home)).toBe(1 + pages.filter((each) => each !== null).length);
  });

  test("two coordinators restrict one family: it is restricted once, and the second reads that it is or sees it no longer", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const home = await aFamily();
      const told = await Promise.all([restrict(home), restrict(home, "pendleCoordinator")]);
      expect(told.filter((each) => each === "done")).toHaveLength(1);
      // Whoever is not named sees it no longer, and is told no more than that.
      expect(told).toContain("NOT_FOUND");
      expect(await rows(api, "SELECT 1 FROM family_restriction WHERE family_id = $1", [home.id])).toHaveLength(1);
      const first = told[0] === "done" ? USERS.coordinator.id : USERS.pendleCoordinator.id;
      const named = await rows<{ who: string }>(api, "SELECT user_id AS who FROM family_named_viewer WHERE family_id = $1", [home.id]);
      expect(named.map(({ who }) => who).sort()).toEqual([first, USERS.earlyHelp.id].sort());
    }
  });

  test("two leads hand one case over to different teams: it goes to one of them", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const home = await household(api, { seats: ["school", "police"], planned: ["HEALTH"] });
      const handOver = (by: Account, toTeamId: string) =>
        change(by, "handOverCase", { familyId: home.id, fromTeamId: USERS.school.team, toTeamId });
      const told = await Promise.all([handOver("schoolLead", SIXTH_FORM), handOver("otherSchool", UPPER_SCHOOL)]);
      expect([...told].sort()).toEqual(["NOT_INVOLVED", "done"]);
      const to = told[0] === "done" ? SIXTH_FORM : UPPER_SCHOOL;
      const teams = await rows<{ team: string }>(
        api,
        `SELECT team_id AS team FROM involvement WHERE family_id = $1 AND ended_at IS NULL AND team_id <> $2
         UNION SELECT team_id FROM caf WHERE family_id = $1 UNION SELECT team_id FROM plan_action WHERE family_id = $1
         UNION SELECT team_id FROM taf_seat WHERE family_id = $1 AND valid_to IS NULL AND team_id <> $2`,
        [home.id, USERS.police.team],
      );
      expect(teams).toEqual([{ team: to }]);
      const deeds = "SELECT 1 FROM audit_event WHERE action = 'case.hand-over' AND $1 = ANY (family_ids)";
      expect(await rows(api, deeds, [home.id])).toHaveLength(1);
    }
  });

  test("a case is handed over while the family takes its agreement back: nobody is left with sight of it", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const home = await household(api, { seats: ["school"], planned: ["HEALTH"] });
      const input = { familyId: home.id, fromTeamId: USERS.school.team, toTeamId: SIXTH_FORM };
      const [handed, withdrawn] = await Promise.all([change("schoolLead", "handOverCase", input), withdraw(home)]);
      expect(withdrawn).toBe("done");
      expect(["done", "NOT_FOUND", "NOT_INVOLVED"]).toContain(handed);
      expect(await rows(api, "SELECT 1 FROM involvement WHERE family_id = $1 AND ended_at IS NULL", [home.id])).toEqual([]);
      expect(await rows(api, "SELECT 1 FROM plan_action WHERE family_id = $1 AND status = 'OPEN'", [home.id])).toEqual([]);
    }
  });

  test("a restriction is lifted while names are put to it and taken from it: none is left behind", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const home = await aFamily();
      expect(await restrict(home)).toBe("done");
      const name = (workerId: string) => ({ familyId: home.id, workerId });
      const told = await Promise.all([
        change("coordinator", "nameViewer", name(USERS.police.id)),
        lifted(home),
        change("coordinator", "nameViewer", name(USERS.school.id)),
        change("coordinator", "unnameViewer", name(USERS.police.id)),
      ]);
      expect(told[1]).toBe("done");
      for (const each of told) expect(["done", "NOT_RESTRICTED", "NOT_NAMED"]).toContain(each);
      const left = "SELECT 1 FROM family_named_viewer WHERE family_id = $1 AND ended_at IS NULL";
      expect(await rows(api, left, [home.id])).toEqual([]);
      expect(await rows(api, "SELECT restricted FROM family WHERE id = $1", [home.id])).toEqual([{ restricted: false }]);
    }
  });

  test("a family is opened in an emergency while it is restricted: from then on nobody sees it by that", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const home = await aFamily();
      const [family] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [home.id]);
      const opening = { reference: family?.reference, reason: "A child may be in danger" };
      const [opened, restricted] = await Promise.all([change("otherPolice", "openFamilyInEmergency", opening), restrict(home)]);
      expect(restricted).toBe("done");
      expect(["done", "NOT_FOUND"]).toContain(opened);
      expect(await page("otherPolice", home)).toBeNull();
      expect(await change("otherPolice", "openFamilyInEmergency", opening)).toBe("NOT_FOUND");
    }
  });

  test("a page that was opened in an emergency is whole or nothing while the family is restricted", async () => {
    const home = await aFamily();
    const [family] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [home.id]);
    await change("otherPolice", "openFamilyInEmergency", { reference: family?.reference, reason: "A child may be in danger" });
    const before = await page("otherPolice", home);
    expect(before).not.toBeNull();
    const [restricted, ...pages] = await Promise.all([restrict(home), ...Array.from({ length: 16 }, () => page("otherPolice", home))]);
    expect(restricted).toBe("done");
    for (const each of pages) expect([before, null]).toContainEqual(each);
    expect(await page("otherPolice", home)).toBeNull();
    expect(await looksOf("otherPolice", home)).toBe(1 + pages.filter((each) => each !== null).length);
  });
});

describe("somebody is shut out in the midst of a request", () => {
  const disabled = (userId: string) => `UPDATE app_user SET disabled_at = now() WHERE id = '${userId}'`;
  async function sender(account: Account): Promise<Pick<Client, "send">> {
    const cookie = await cookieOf(api, account);
    return {
      send: async (query, variables = {}) => {
        const response = await post(api.url, JSON.stringify({ query, variables }), { cookie });
        return { ...((await response.json()) as Answer), status: response.status, headers: response.headers };
      },
    };
  }

  test("a user who is disabled is answered what was under way whole, and nothing that comes after", async () => {
    const home = await household(api, { seats: ["health"] });
    const client = await sender("health");
    const before = (await client.send(PAGE, { id: home.id })).data;
    expect(before).toMatchObject({ family: { id: home.id } });
    const midst = await inTheMidst(api, "LOCK TABLE agreement", () => client.send(PAGE, { id: home.id }), disabled(USERS.health.id));
    expect(midst.data).toEqual(before);
    const after = await client.send(PAGE, { id: home.id });
    expect([after.data?.["family"] ?? null, after.errors?.[0]?.extensions?.code]).toEqual([null, "UNAUTHENTICATED"]);
    const input = { familyId: home.id, heldOn: "2017-01-03", attendance: [] };
    expect(await change(client, "recordTafMeeting", input)).toBe("UNAUTHENTICATED");
  });

  test("requests of a user who is disabled among them are answered or refused, each of them", async () => {
    const home = await household(api, { seats: ["jobcentre"] });
    const client = await sender("jobcentre");
    const [{ version } = { version: 0 }] = await rows<{ version: number }>(api, "SELECT version FROM app_user WHERE id = $1", [
      USERS.jobcentre.id,
    ]);
    await api.as("admin");
    const sent = Array.from({ length: 16 }, () => client.send(PAGE, { id: home.id }));
    const [told, ...answers] = await Promise.all([change("admin", "disableUser", { userId: USERS.jobcentre.id, version }), ...sent]);
    expect(told).toBe("done");
    for (const answer of answers) expect(["done", "UNAUTHENTICATED"]).toContain(outcome(answer));
  });

  test("a machine sends while its token is revoked: what was taken is there, what was not is refused, and then nothing is", async () => {
    await covered(api);
    const { id: clientId, token } = await machine(api);
    const home = await household(api);
    const SEND = "mutation S($input: SendEvidenceInput!) { sendEvidence(input: $input) { evidenceId errors { code } } }";
    const send = async (day: number) => {
      const from = `2016-12-${String(day).padStart(2, "0")}`;
      const fact = { kind: "EXCLUSION", personId: home.people[2], from, to: from, exclusion: { permanent: false } };
      return outcome(await ask(api, token, SEND, { input: { familyId: home.id, idempotencyKey: randomUUID(), fact } }));
    };
    expect(await send(1)).toBe("done");
    const [revoked, ...told] = await Promise.all([
      change("admin", "revokeMachineClient", { clientId }),
      ...Array.from({ length: 12 }, (_, at) => send(at + 2)),
    ]);
    expect(revoked).toBe("done");
    for (const each of told) expect(each).toMatch(/^(done|UNAUTHENTICATED)$/u);
    const kept = await rows(api, "SELECT 1 FROM evidence WHERE family_id = $1 AND recorded_by = $2", [home.id, clientId]);
    expect(kept).toHaveLength(1 + told.filter((each) => each === "done").length);
    expect(await send(20)).toBe("UNAUTHENTICATED");
  });
});
