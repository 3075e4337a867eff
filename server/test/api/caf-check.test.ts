import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { change, ellerys, made, submitted } from "../caf.ts";
import { rows } from "../household.ts";
import { type Account, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const CHECK =
  "mutation Check($input: CheckForCafInput!) { result: checkForCaf(input: $input) { answer contact errors { code field message } } }";
interface Result {
  readonly answer: string | null;
  readonly contact: string | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
}

/** Asks for Ava, who is in every family here. */
async function check(as: Account, input: object): Promise<Result> {
  const whole = { familyName: "Ellery", dateOfBirth: "2002-02-14", ...input };
  return (await (await api.as(as)).query<{ result: Result }>(CHECK, { input: whole })).result;
}

const DESK = { answer: "CONTACT_EARLY_HELP_DESK", contact: "Contact the early help desk on 01632 960456", errors: [] };
const NONE = { answer: "NONE_KNOWN", contact: null, errors: [] };

let postcodes = 0;
/** A submitted CAF at a postcode of its own. */
async function at(as: Account, district = "burnley"): Promise<{ id: string; familyId: string; postcode: string; version: number }> {
  postcodes += 1;
  const postcode = `BB12 ${postcodes}ZZ`;
  const caf = await submitted(api, { ...ellerys("Ellery", postcode), district }, as);
  return { id: caf.id, familyId: caf.family?.id ?? "", postcode, version: caf.version };
}

describe("whether a CAF exists", () => {
  test.each([
    ["school", "Pastoral team, Calder Vale High School, 01632 960321"],
    ["housing", "Burnley area, Weavers Homes, 01632 960321"],
    ["earlyHelp", "Burnley team, Wellbeing, prevention and early help service, 01632 960321"],
  ] as const)("held by %s: whom to contact", async (holder, contact) => {
    const { postcode } = await at(holder);
    expect(await check("police", { postcode })).toEqual({ answer: "CONTACT_TEAM", contact, errors: [] });
  });

  test.each(["police", "socialWorker"] as const)("held by %s: the desk, which does not say so", async (holder) => {
    expect(await check("school", { postcode: (await at(holder)).postcode })).toEqual(DESK);
  });

  test("of a restricted family: the very same words", async () => {
    const { familyId, postcode } = await at("school");
    await rows(api, "UPDATE family SET restricted = true WHERE id = $1", [familyId]);
    expect(await check("police", { postcode })).toEqual(DESK);
  });

  test("closed within two years: the desk; longer ago, or only a draft: none", async () => {
    const { id, postcode } = await at("school");
    const closed = (on: string) =>
      rows(api, "UPDATE caf SET status = 'CLOSED', opened_on = '2014-01-01', closed_on = $2 WHERE id = $1", [id, on]);
    await closed("2015-01-04");
    expect(await check("police", { postcode })).toEqual(DESK);
    await closed("2015-01-03");
    expect(await check("police", { postcode })).toEqual(NONE);
    expect(await rows(api, "SELECT family_ids FROM audit_event WHERE action = 'caf.check' ORDER BY id DESC LIMIT 1")).toEqual([
      { family_ids: [] },
    ]);
    made(await change(api, "school", "startCaf"));
    expect(await check("police", { postcode: "BB12 9ZZ" })).toEqual(NONE);
  });

  test("is found whatever the case, accents and spaces, and only by all three", async () => {
    const { postcode } = await at("school");
    const found = await check("coordinator", { familyName: "  ÉLLERY ", postcode: postcode.toLowerCase().replace(" ", "") });
    expect(found.answer).toBe("CONTACT_TEAM");
    expect(await check("police", { postcode, familyName: "Eller" })).toEqual(NONE);
    expect(await check("police", { postcode, dateOfBirth: "2002-02-15" })).toEqual(NONE);
    expect(await check("police", { postcode: "BB1 1ZZ" })).toEqual(NONE);
  });

  test.each([
    [{ dateOfBirth: "2017-01-04", postcode: "BB1 1AA" }, "dateOfBirth", "Date of birth must be today or in the past"],
    [{ postcode: "Burnley" }, "postcode", "Enter a full UK postcode, like PR1 8XJ"],
    [{ familyName: " ", postcode: "BB1 1AA" }, "familyName", "Enter the last name"],
    [{ familyName: "x".repeat(101), postcode: "BB1 1AA" }, "familyName", "Last name must be 100 characters or fewer"],
  ])("is not asked with %j", async (input, field, message) => {
    expect((await check("school", input)).errors.map((error) => [error.field, error.message])).toEqual([[field, message]]);
  });

  test.each(["schoolLead", "auditor", "board", "informationOfficer", "admin"] as const)("is not for %s to ask", async (account) => {
    const answer = await (await api.as(account)).send(CHECK, {
      input: { familyName: "Ellery", dateOfBirth: "2002-02-14", postcode: "BB1 1AA" },
    });
    expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });
});

describe("asking", () => {
  test("is always in the log, which names the family only when one was found", async () => {
    const { familyId, postcode } = await at("school");
    const log = () =>
      rows<{ family_ids: string[]; reason: string }>(
        api,
        "SELECT family_ids, reason FROM audit_event WHERE action = 'caf.check' AND user_id = $1 ORDER BY id DESC LIMIT 2",
        [USERS.otherPolice.id],
      );
    await check("otherPolice", { postcode: "BB1 1ZZ" });
    await check("otherPolice", { postcode });
    expect(await log()).toEqual([
      { family_ids: [familyId], reason: "CONTACT_TEAM" },
      { family_ids: [], reason: "NONE_KNOWN" },
    ]);
  });

  test("is limited per person", async () => {
    const results = [];
    for (let index = 0; index < 61; index += 1) results.push(await check("otherSchool", { postcode: "BB1 1ZZ" }));
    expect(results[59]).toEqual(NONE);
    expect(results[60]?.errors).toEqual([expect.objectContaining({ code: "RATE_LIMITED", field: null })]);
    expect(await check("housing", { postcode: "BB1 1ZZ" })).toEqual(NONE);
  });
});
