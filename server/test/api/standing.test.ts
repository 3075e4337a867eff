import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, reevaluate, rows } from "../household.ts";
import { READY } from "../recipes.ts";
import { type Account, AGENCIES } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const STANDING = `query Standing($id: ID!) { family(id: $id) { standing {
  criteria { criterion need significantOn reasons { rule about source sentence person { id givenName } numbers { name value unit } }
    people { person { id givenName } answer needSince significantOn sustainedOn sustainedExpectedOn relapsedOn } }
  claim { route readyOn owed { criterion kind sentence owedBy since person { givenName } } } } } }`;

interface Seen {
  criteria: { criterion: string; need: boolean; reasons: object[]; people: { person: { id: string; givenName: string } }[] }[];
  claim: { route: string | null; readyOn: string | null; owed: { criterion: string; kind: string }[] };
}

async function standing(as: Account, home: Household): Promise<Seen> {
  const { family } = await (await api.as(as)).query<{ family: { standing: Seen } }>(STANDING, { id: home.id });
  return family.standing;
}
const under = (seen: Seen, criterion: string) => seen.criteria.find((entry) => entry.criterion === criterion);

/** A family whose mother was in a domestic incident, as the police recorded it, attached on 20 December. */
async function withCallOut(): Promise<Household> {
  const home = await household(api, { ...READY, lead: "earlyHelp", seats: ["police", "housing"] });
  await rows(
    api,
    `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, facts, recorded_at)
     VALUES ($1, $2, $3, 'DOMESTIC_CALL_OUT', 'POLICE', $4, '2016-12-20', '{"inSupportOfInjunction": false}', '2016-12-21T10:00:00Z')`,
    [randomUUID(), home.id, home.people[0], AGENCIES.police.id],
  );
  await rows(
    api,
    `INSERT INTO attachment (id, family_id, attached_on, district_code, lead_agency_kind, recorded_at)
     VALUES ($1, $2, '2016-12-20', 'burnley', 'WPEHS', '2016-12-20T10:00:00Z')`,
    [randomUUID(), home.id],
  );
  await reevaluate(api, home.id);
  return home;
}

describe("a criterion", () => {
  test("tells of each person who was asked, whose need it is, and since when", async () => {
    const home = await household(api, READY);
    const people = under(await standing("school", home), "MISSING_EDUCATION")?.people ?? [];
    const clocks = { significantOn: null, sustainedOn: null, sustainedExpectedOn: null, relapsedOn: null };
    expect(people.map((entry) => entry.person.id)).toEqual([...home.people].sort());
    expect(people.find((entry) => entry.person.givenName === "Tia")).toEqual({
      person: { id: home.people[2], givenName: "Tia" },
      answer: "NEED",
      needSince: "2016-12-05",
      ...clocks,
    });
    expect(people.find((entry) => entry.person.givenName === "Mary")).toMatchObject({ answer: "NOT_APPLICABLE", needSince: null });
    expect(people.find((entry) => entry.person.givenName === "Tom")).toMatchObject({ answer: "NO_NEED" });
  });

  test("says in each reason what it is about, and whom", async () => {
    const home = await withCallOut();
    const reasons = under(await standing("coordinator", home), "DOMESTIC_ABUSE")?.reasons;
    expect(reasons).toEqual([
      expect.objectContaining({ rule: "abuse.call-outs", about: "NEED", person: { id: home.people[0], givenName: "Mary" } }),
      expect.objectContaining({ rule: "abuse.call-outs", about: "PROGRESS", person: null }),
    ]);
  });
});

describe("sensitive evidence", () => {
  test("withholds people, their dates and the figures with the reasons: others see that the criterion is met, not why", async () => {
    const home = await withCallOut();
    for (const account of ["police", "earlyHelp", "coordinator"] as const) {
      const seen = await standing(account, home);
      expect(under(seen, "DOMESTIC_ABUSE")?.people, account).toContainEqual(
        expect.objectContaining({ answer: "NEED", needSince: "2016-12-20" }),
      );
      expect(
        seen.claim.owed.map((item) => item.criterion),
        account,
      ).toContain("DOMESTIC_ABUSE");
    }
    for (const account of ["school", "housing"] as const) {
      const seen = await standing(account, home);
      expect(under(seen, "DOMESTIC_ABUSE"), account).toEqual({
        criterion: "DOMESTIC_ABUSE",
        need: true,
        significantOn: null,
        reasons: [],
        people: [],
      });
      expect(under(seen, "MISSING_EDUCATION")?.people, account).toHaveLength(5);
      const owed = seen.claim.owed.map((item) => item.criterion);
      expect(owed, account).toContain("MISSING_EDUCATION");
      expect(owed, account).not.toContain("DOMESTIC_ABUSE");
    }
  });

  test("is withheld whichever part is asked for", async () => {
    const home = await withCallOut();
    const ask = async (part: string) =>
      JSON.stringify(
        await (await api.as("school")).query(`query Part($id: ID!) { family(id: $id) { standing { ${part} } } }`, { id: home.id }),
      );
    expect(await ask("criteria { criterion people { needSince } }")).not.toContain("2016-12-20");
    expect(await ask("criteria { reasons { sentence } }")).not.toContain("domestic");
    expect(await ask("claim { owed { criterion } }")).not.toContain("DOMESTIC_ABUSE");
    expect(await ask("criteria { need }")).not.toContain("2016-12-20");
  });
});

describe("the claim", () => {
  test("waits for the lead worker's judgement on each problem, and says whose that is", async () => {
    const { claim } = await standing("coordinator", await withCallOut());
    expect(claim).toMatchObject({ route: null, readyOn: null });
    expect(claim.owed.filter((item) => item.kind === "JUDGEMENT")).toEqual(
      ["MISSING_EDUCATION", "WORKLESSNESS", "DOMESTIC_ABUSE"].map((criterion) =>
        expect.objectContaining({ criterion, owedBy: "WPEHS", since: null, person: null }),
      ),
    );
  });

  test("is none for a family that is not attached", async () => {
    expect((await standing("coordinator", await household(api, READY))).claim).toEqual({ route: null, readyOn: null, owed: [] });
  });
});
