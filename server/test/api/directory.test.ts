import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Administration, administrationOf } from "../sign-in/administration.ts";
import { AGENCIES, USERS } from "../town.ts";

let api: Api;
let admin: Administration;
beforeAll(async () => {
  api = await startApi();
  admin = await administrationOf(api);
});
afterAll(() => api.stop());

describe("the directory", () => {
  test("gains districts, agencies and teams, each name once", async () => {
    const add = async (name: string, type: string, input: object, what: string) =>
      (
        await admin.at.query<Record<string, { errors: object[] }>>(
          `mutation Add($input: ${type}!) { ${name}(input: $input) { ${what} errors { code field } } }`,
          { input },
        )
      )[name];
    const district = { name: "West Lancashire", area: "Central" };
    expect(await add("addDistrict", "AddDistrictInput", district, "district { code name }")).toEqual({
      district: { code: "west-lancashire", name: "West Lancashire" },
      errors: [],
    });
    expect(await add("addDistrict", "AddDistrictInput", { ...district, name: "west lancashire" }, "district { code }")).toMatchObject({
      errors: [{ code: "TAKEN", field: "name" }],
    });
    const agency = { name: "Ormskirk School", kind: "SCHOOL", phone: "01632 960007" };
    const made = (await add("addAgency", "AddAgencyInput", agency, "agency { id name kind phone }")) as unknown as {
      agency: { id: string };
    };
    expect(made).toMatchObject({ agency, errors: [] });
    expect(await add("addAgency", "AddAgencyInput", agency, "agency { id }")).toMatchObject({ errors: [{ code: "TAKEN", field: "name" }] });
    const team = { agencyId: made.agency.id, name: "Ormskirk pastoral team", districtCode: "west-lancashire" };
    expect(await add("addTeam", "AddTeamInput", team, "team { name district { code } agency { name } }")).toMatchObject({
      team: { name: team.name, district: { code: "west-lancashire" }, agency: { name: agency.name } },
      errors: [],
    });
    expect(await add("addTeam", "AddTeamInput", team, "team { id }")).toMatchObject({ errors: [{ code: "TAKEN", field: "name" }] });
    for (const [over, field] of [
      [{ name: "A", parentId: AGENCIES.housing.teams[0]?.id }, "parentId"],
      [{ name: "B", districtCode: "atlantis" }, "districtCode"],
      [{ name: "C", agencyId: USERS.school.id }, "agencyId"],
    ] as const) {
      expect(await add("addTeam", "AddTeamInput", { ...team, ...over }, "team { id }")).toMatchObject({
        errors: [{ code: "NOT_FOUND", field }],
      });
    }
    expect(await admin.at.query("query($id: ID!) { agencyTeams(agencyId: $id) { name } }", { id: made.agency.id })).toEqual({
      agencyTeams: [{ name: team.name }],
    });
  });
});

test.each([
  ["school", ["Pastoral team"]],
  ["schoolLead", AGENCIES.school.teams.map(({ name }) => name)],
  ["coordinator", []],
] as const)("the branch of %s holds the teams of which they see the families", async (account, names) => {
  const { branchTeams } = await (await api.as(account)).query<{ branchTeams: { name: string }[] }>("{ branchTeams { name } }");
  expect(branchTeams.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});
