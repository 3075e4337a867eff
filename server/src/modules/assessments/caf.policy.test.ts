import { describe, expect, test } from "vitest";
import { ROLE_PERMISSIONS } from "../../access/permissions.ts";
import type { Role } from "../../access/roles.ts";
import type { UserViewer } from "../../access/viewer.ts";
import { mayCorrectPerson, mayDiscardCaf, mayReadReceipt } from "./caf.policy.ts";
import type { CafStatus } from "./caf-content.rules.ts";

const viewer = (role: Role, ...teamIds: string[]): UserViewer => ({
  kind: "USER",
  correlationId: "test",
  userId: "user",
  name: "Somebody",
  role,
  agency: { id: "agency", name: "Agency", kind: "SCHOOL" },
  teamId: teamIds[0] ?? null,
  teamIds,
  districts: [],
  permissions: ROLE_PERMISSIONS[role],
});
const OWN = viewer("PRACTITIONER", "team");
const caf = (status: CafStatus) => ({ status, teamId: "team" });
const ITS_OWN = { recordedByThisCaf: true, elsewhere: false, disposed: false };
const codeOf = (decision: ReturnType<typeof mayCorrectPerson>) => (decision.allowed ? "yes" : decision.code);

describe("who may correct somebody's name and date of birth in a CAF", () => {
  test.each([
    ["their team, while it amends the CAF that brought them on record", OWN, "RETURNED", ITS_OWN, "yes"],
    ["not once it is submitted", OWN, "SUBMITTED", ITS_OWN, "NOT_BEING_WRITTEN"],
    ["not once it is open", OWN, "OPEN", ITS_OWN, "NOT_BEING_WRITTEN"],
    ["not where another source brought them on record", OWN, "RETURNED", { ...ITS_OWN, recordedByThisCaf: false }, "ON_RECORD"],
    ["not where another family has them too", OWN, "RETURNED", { ...ITS_OWN, elsewhere: true }, "ON_RECORD"],
    ["not once they were disposed of", OWN, "RETURNED", { ...ITS_OWN, disposed: true }, "ON_RECORD"],
    ["not another team", viewer("PRACTITIONER", "other"), "RETURNED", ITS_OWN, "NOT_YOUR_TEAM"],
    ["not a coordinator", viewer("COORDINATOR", "team"), "RETURNED", ITS_OWN, "NOT_YOUR_TEAM"],
    ["not the lead of the agency", viewer("AGENCY_LEAD", "team"), "RETURNED", ITS_OWN, "NOT_YOUR_TEAM"],
    ["not an administrator", viewer("ADMINISTRATOR"), "RETURNED", ITS_OWN, "NOT_YOUR_TEAM"],
  ] as const)("%s", (_who, who, status, person, code) => {
    expect(codeOf(mayCorrectPerson(who, caf(status), person))).toBe(code);
  });
});

describe("who may read the receipt of a CAF", () => {
  test.each([
    ["the team that handed it in", OWN, "yes"],
    ["not another team, though it sees the family", viewer("PRACTITIONER", "other"), "NOT_YOUR_TEAM"],
    ["not the lead of the agency", viewer("AGENCY_LEAD", "team"), "NOT_YOUR_TEAM"],
    ["not a coordinator", viewer("COORDINATOR"), "NOT_YOUR_TEAM"],
  ] as const)("%s", (_who, who, code) => {
    expect(codeOf(mayReadReceipt(who, caf("SUBMITTED")))).toBe(code);
  });
});

describe("who may discard a CAF", () => {
  test.each([
    ["its team, while it is a draft", OWN, "DRAFT", false, "yes"],
    ["not where MASH was called from it", OWN, "DRAFT", true, "REFERRED"],
    ["not after it came back", OWN, "RETURNED", false, "NOT_A_DRAFT"],
    ["not once it is closed", OWN, "CLOSED", false, "NOT_A_DRAFT"],
    ["not another team", viewer("PRACTITIONER", "other"), "DRAFT", false, "NOT_YOUR_TEAM"],
    ["not the lead of the agency", viewer("AGENCY_LEAD", "team"), "DRAFT", false, "NOT_YOUR_TEAM"],
    ["not a coordinator", viewer("COORDINATOR"), "DRAFT", false, "NOT_YOUR_TEAM"],
  ] as const)("%s", (_who, who, status, referred, code) => {
    expect(codeOf(mayDiscardCaf(who, { ...caf(status), referred }))).toBe(code);
  });
});
