import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, reevaluate, rows } from "../household.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const FORECAST = `query Forecast($familyId: ID!, $suppose: [SuppositionInput!]!) { familyForecast(familyId: $familyId, suppose: $suppose) {
  asOf until period sentence claim { route readyOn owed { criterion kind owedBy since person { givenName } } }
  steps { on criterion sentence why } errors { code field message } } }`;

interface Seen {
  asOf: string;
  until: string;
  period: string | null;
  sentence: string;
  claim: { route: string | null; readyOn: string | null; owed: { criterion: string; kind: string; person: object | null }[] };
  steps: { on: string; criterion: string | null; sentence: string; why: string | null }[];
  errors: { code: string; field: string; message: string }[];
}

async function forecast(as: Account, home: Pick<Household, "id">, ...suppose: object[]): Promise<Seen | null> {
  const answer = await (await api.as(as)).query<{ familyForecast: Seen | null }>(FORECAST, { familyId: home.id, suppose });
  return answer.familyForecast;
}

const CONFIRMS = { kind: "LEAD_WORKER_CONFIRMS" };
const add = (
  home: Household,
  kind: string,
  from: string,
  facts: object,
  agency: keyof typeof AGENCIES = "police",
  person = home.people[0],
) =>
  rows(
    api,
    `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, facts, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '2016-12-21T10:00:00Z')`,
    [randomUUID(), home.id, person, kind, AGENCIES[agency].kind, AGENCIES[agency].id, from, JSON.stringify(facts)],
  );

/** Attached on 20 December with a domestic incident of that day, which the police recorded, and nothing else that data says. */
async function attached(): Promise<Household> {
  const home = await household(api, { lead: "earlyHelp", seats: ["police", "housing"], planned: ["DOMESTIC_ABUSE"] });
  await add(home, "DOMESTIC_CALL_OUT", "2016-12-20", { inSupportOfInjunction: false });
  await rows(
    api,
    `INSERT INTO attachment (id, family_id, attached_on, district_code, lead_agency_kind, recorded_at)
     VALUES ($1, $2, '2016-12-20', 'burnley', 'WPEHS', '2016-12-20T10:00:00Z')`,
    [randomUUID(), home.id],
  );
  await reevaluate(api, home.id);
  return home;
}

describe("a forecast", () => {
  test("says when a claim would be ready, in which term, and what happens on the way", async () => {
    const seen = await forecast("earlyHelp", await attached(), { kind: "NO_NEW_INCIDENTS" }, CONFIRMS);
    expect(seen).toEqual({
      asOf: "2017-01-03",
      until: "2020-01-03",
      period: "Summer 2017",
      sentence: "A claim would be ready in Summer 2017, on 20 June 2017, for significant and sustained progress.",
      claim: { route: "SSP", readyOn: "2017-06-20", owed: [] },
      steps: [
        {
          on: "2017-03-20",
          criterion: "DOMESTIC_ABUSE",
          sentence: "Significant progress: domestic abuse.",
          why: expect.stringContaining("last recorded police call-out"),
        },
        { on: "2017-06-20", criterion: null, sentence: expect.stringContaining("lead worker confirms"), why: null },
        { on: "2017-06-20", criterion: "DOMESTIC_ABUSE", sentence: "No longer a need: domestic abuse.", why: expect.any(String) },
        { on: "2017-06-20", criterion: "DOMESTIC_ABUSE", sentence: "Sustained: domestic abuse.", why: expect.any(String) },
        { on: "2017-06-20", criterion: null, sentence: "A claim is ready, for significant and sustained progress.", why: null },
      ],
      errors: [],
    });
  });

  test("changes nothing on record", async () => {
    const home = await attached();
    const state = () =>
      rows(
        api,
        "SELECT (SELECT count(*) FROM evidence WHERE family_id = $1) AS evidence, to_jsonb(d) AS detail FROM standing_detail d WHERE family_id = $1",
        [home.id],
      );
    const before = await state();
    await forecast("earlyHelp", home, { kind: "NO_NEW_INCIDENTS" }, CONFIRMS);
    expect(await state()).toEqual(before);
  });

  test("names whom the evidence still owed is about", async () => {
    const home = await attached();
    await rows(
      api,
      `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, valid_to, facts, recorded_at)
       VALUES ($1, $2, $3, 'BENEFIT', 'DWP', NULL, '2016-01-01', '2016-12-27', '{"benefit": "ESA"}', '2016-12-28T10:00:00Z')`,
      [randomUUID(), home.id, home.people[1]],
    );
    const seen = await forecast("school", home);
    expect(seen?.claim.owed).toContainEqual({
      criterion: "WORKLESSNESS",
      kind: "EMPLOYMENT",
      owedBy: "WPEHS",
      since: "2016-12-28",
      person: { givenName: "Max" },
    });
  });

  test("is withheld as reasons are: who may not see the evidence learns the day, and not why", async () => {
    const home = await attached();
    for (const account of ["school", "housing"] as const) {
      const seen = await forecast(account, home, { kind: "NO_NEW_INCIDENTS" }, CONFIRMS);
      expect(seen?.claim.readyOn, account).toBe("2017-06-20");
      expect(
        seen?.steps.filter((step) => step.criterion === "DOMESTIC_ABUSE").map((step) => step.why),
        account,
      ).toEqual([null, null, null]);
      expect((await forecast(account, home))?.claim.owed, account).toEqual([]);
    }
    for (const account of ["police", "earlyHelp", "coordinator"] as const) {
      expect(
        (await forecast(account, home))?.claim.owed.map((item) => item.criterion),
        account,
      ).toEqual(["DOMESTIC_ABUSE"]);
    }
  });

  test("says what is wrong with a supposition, by its field, and supposes nothing then", async () => {
    const home = await attached();
    const wrong = async (...suppose: object[]) =>
      (await forecast("earlyHelp", home, ...suppose))?.errors.map(({ code, field }) => `${field} ${code}`);
    expect(await wrong({ kind: "ATTENDANCE_AT" })).toEqual(["suppose.0.percent INVALID"]);
    expect(await wrong({ kind: "ATTENDANCE_AT", percent: 101 })).toEqual(["suppose.0.percent INVALID"]);
    expect(await wrong(CONFIRMS, { kind: "STARTS_WORK" }, { kind: "STEPS_DOWN" })).toEqual([
      "suppose.1.on INVALID",
      "suppose.2.on INVALID",
    ]);
    expect(await wrong({ kind: "STEPS_DOWN", on: "2017-01-02" })).toEqual(["suppose.0.on INVALID"]);
    expect(await wrong({ ...CONFIRMS, on: "2020-01-04" })).toEqual(["suppose.0.on INVALID"]);
    expect(await wrong({ kind: "STARTS_WORK", on: "2017-02-01", personId: randomUUID() })).toEqual(["suppose.0.personId NOT_FOUND"]);
    expect(await wrong(...Array.from({ length: 21 }, () => CONFIRMS))).toEqual(["suppose INVALID"]);
    const seen = await forecast("earlyHelp", home, CONFIRMS, { kind: "STARTS_WORK" });
    expect(seen).toMatchObject({ claim: { readyOn: null }, errors: [{ message: "Enter a day" }] });
  });
});

describe("a forecast of a family", () => {
  test("is for those who see the family; to others there is none, whether or not it exists", async () => {
    const home = await attached();
    const restricted = await household(api, { restricted: true });
    for (const account of ["school", "police", "coordinator", "schoolLead"] as const)
      expect(await forecast(account, home), account).not.toBeNull();
    for (const account of ["otherPolice", "otherSchool", "pendleCoordinator", "auditor"] as const)
      expect(await forecast(account, home), account).toBeNull();
    for (const id of [restricted.id, randomUUID(), "no id"]) expect(await forecast("school", { id })).toBeNull();
  });

  test.each(["board", "admin", "informationOfficer"] as const)("is not for %s, by role", async (account) => {
    const answer = await (await api.as(account)).send(FORECAST, { familyId: randomUUID(), suppose: [] });
    expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  test("leaves the same trace as looking at it, and none where nothing was seen", async () => {
    const home = await attached();
    const views = () =>
      rows(api, "SELECT user_id, action, reason FROM audit_event WHERE $1 = ANY (family_ids) AND action = 'family.view'", [home.id]);
    await forecast("otherPolice", home);
    expect(await views()).toEqual([]);
    await forecast("police", home);
    expect(await views()).toEqual([{ user_id: USERS.police.id, action: "family.view", reason: "FORECAST" }]);
  });
});
