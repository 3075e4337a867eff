import { describe, expect, it } from "vitest";
import { ROLES } from "../roles.ts";
import { placeFaults, tidyPlace } from "./user.policy.ts";

const place = { agencyId: "a", teamId: "t", districtCodes: ["pendle", "burnley", "pendle"] };

describe("a user's place", () => {
  it.each([
    ["PRACTITIONER", "t", []],
    ["AGENCY_LEAD", "t", []],
    ["COORDINATOR", null, ["burnley", "pendle"]],
    ["AUDITOR", null, []],
    ["BOARD_MEMBER", null, []],
    ["INFORMATION_OFFICER", null, []],
    ["ADMINISTRATOR", null, []],
  ] as const)("of a %s keeps what the role goes by, and nothing else", (role, teamId, districtCodes) => {
    expect(tidyPlace({ role, ...place })).toEqual({ role, agencyId: "a", teamId, districtCodes });
  });

  it("lacks a team for a practitioner and districts for a coordinator; nobody else needs either", () => {
    const bare = { agencyId: "a", teamId: null, districtCodes: [] };
    const faulty = ROLES.filter((role) => placeFaults({ role, ...bare }).length > 0);
    expect(faulty).toEqual(["PRACTITIONER", "COORDINATOR"]);
    expect(ROLES.flatMap((role) => placeFaults({ role, ...place }))).toEqual([]);
  });
});
