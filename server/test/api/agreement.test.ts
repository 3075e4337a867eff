import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT, agreeing, agreements, basis } from "../agreements.ts";
import { type Api, startApi } from "../api-client.ts";
import { change, ellerys, made } from "../caf.ts";
import { type Household, household, rows } from "../household.ts";
import { AGENCIES, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
const { send, see, seen, around, withdraw } = agreements(() => api);

describe("an agreement", () => {
  test("is recorded with who agreed, how, to whom and for what, and leaves the others out", async () => {
    const home = await around({ agreedTo: ["school"] });
    const before = await seen("school", home);
    expect(before.agenciesWithoutGround.map(({ name }) => name)).toEqual([AGENCIES.police.name, AGENCIES.wpehs.name]);
    const payload = await send(
      "school",
      "recordAgreement",
      { ...agreeing(home), agencyIds: [AGENCIES.police.id] },
      `agreement { ${AGREEMENT} }`,
    );
    expect(payload).toMatchObject({
      errors: [],
      agreement: {
        inForce: true,
        capacity: "PARENTAL_RESPONSIBILITY",
        purposes: ["EARLY_HELP"],
        person: { givenName: "Mary" },
        agencies: [{ name: AGENCIES.police.name }],
        recordedBy: { name: USERS.school.name },
        viewerCanWithdraw: true,
      },
    });
    expect((await seen("school", home)).agenciesWithoutGround).toEqual([{ name: AGENCIES.wpehs.name }]);
    const deeds = await rows<{ action: string }>(api, "SELECT action FROM audit_event WHERE $1 = ANY (family_ids) AND user_id = $2", [
      home.id,
      USERS.school.id,
    ]);
    expect(deeds.map(({ action }) => action)).toContain("agreement.record");
  });

  test.each<[string, object | ((home: Household) => object), string, string]>([
    ["a child who agrees as a parent", (home) => ({ personId: home.people[2] }), "capacity", "CAPACITY"],
    ["an adult who agrees as a child", { capacity: "COMPETENT_CHILD" }, "capacity", "CAPACITY"],
    ["a stranger", { personId: randomUUID() }, "personId", "NOT_A_MEMBER"],
    ["a day to come", { agreedOn: "2017-01-04" }, "agreedOn", "IN_THE_FUTURE"],
    ["a day long ago", { agreedOn: "2015-01-02" }, "agreedOn", "TOO_LONG_AGO"],
    ["no agency", { agencyIds: [] }, "agencyIds", "INVALID"],
    ["an agency that is none", { agencyIds: [randomUUID()] }, "agencyIds", "NOT_FOUND"],
    ["no purpose", { purposes: [] }, "purposes", "INVALID"],
  ])("is refused: %s", async (_what, spoilt, field, code) => {
    const home = await around({ agreedTo: [] });
    const input = { ...agreeing(home), ...(typeof spoilt === "function" ? spoilt(home) : spoilt) };
    expect((await send("school", "recordAgreement", input)).errors).toEqual([expect.objectContaining({ code, field })]);
    expect((await seen("coordinator", home)).agreements).toEqual([]);
  });

  test("that was asked for and declined is recorded with who said no, when and to whom; it covers nobody and ends nothing", async () => {
    const home = await around({ agreedTo: ["school", "wpehs", "police"] });
    const declined = { familyId: home.id, personId: home.people[1], capacity: "ADULT", askedOn: "2017-01-02" };
    for (const [spoilt, field, code] of [
      [{ askedOn: "2017-01-04" }, "askedOn", "IN_THE_FUTURE"],
      [{ askedOn: "2015-01-02" }, "askedOn", "TOO_LONG_AGO"],
      [{ personId: randomUUID() }, "personId", "NOT_A_MEMBER"],
      [{ capacity: "COMPETENT_CHILD" }, "capacity", "CAPACITY"],
    ] as const) {
      const { errors } = await send("school", "recordDeclinedAgreement", { ...declined, ...spoilt });
      expect(errors).toEqual([expect.objectContaining({ code, field })]);
    }
    const payload = await send("school", "recordDeclinedAgreement", declined, `agreement { agreed ${AGREEMENT} }`);
    expect(payload).toMatchObject({
      errors: [],
      agreement: {
        agreed: false,
        inForce: false,
        agreedOn: "2017-01-02",
        person: { givenName: "Max" },
        agencies: [],
        recordedBy: { name: USERS.school.name },
        viewerCanWithdraw: false,
      },
    });
    const after = await seen("coordinator", home);
    expect(after.agreements.map(({ inForce }) => inForce)).toEqual([true, false]);
    expect(after.agenciesWithoutGround).toEqual([]);
    await withdraw("school", home);
    const timeline = "query T($id: ID!) { family(id: $id) { timeline { on kind detail } } }";
    interface Told {
      readonly family: { readonly timeline: readonly { on: string; kind: string; detail: string | null }[] };
    }
    const { family } = await (await api.as("coordinator")).query<Told>(timeline, { id: home.id });
    const by = `Recorded by ${USERS.school.name}, ${USERS.school.agency.name}`;
    expect(family.timeline.filter(({ kind }) => kind.startsWith("AGREEMENT_"))).toEqual([
      { on: "2017-01-03", kind: "AGREEMENT_WITHDRAWN", detail: by },
      { on: "2017-01-02", kind: "AGREEMENT_DECLINED", detail: by },
      { on: "2016-12-01", kind: "AGREEMENT_GIVEN", detail: null },
    ]);
  });

  test("of somebody under 16, or of 16 or 17, is theirs to give in that capacity", async () => {
    const home = await around({ agreedTo: [] });
    const child = { ...agreeing(home), personId: home.people[2], capacity: "COMPETENT_CHILD" };
    expect((await send("school", "recordAgreement", child)).errors).toEqual([]);
    const older = { ...child, capacity: "AGED_16_OR_17" };
    expect((await send("school", "recordAgreement", older)).errors).toEqual([expect.objectContaining({ field: "capacity" })]);
  });
});

describe("asking whether an agency may come in", () => {
  const leading = (home: { id: string }) => ({ familyId: home.id, workerId: USERS.housing.id });
  const acting = (home: { id: string }) => ({
    familyId: home.id,
    criterion: "HEALTH",
    title: "Mend the damp",
    outcome: "A dry room",
    owner: "AGENCY",
    teamId: USERS.housing.team,
    dueOn: "2017-02-01",
  });
  const meeting = (home: { id: string }) => ({
    familyId: home.id,
    heldOn: "2017-01-03",
    attendance: [
      { teamId: USERS.school.team, attended: true },
      { teamId: USERS.housing.team, attended: true },
    ],
  });

  test.each([
    ["a lead professional", "askLeadProfessional", leading, "coordinator", "workerId"],
    ["an action", "addPlanAction", acting, "school", "teamId"],
    ["a seat", "recordTafMeeting", meeting, "school", "attendance.1.teamId"],
  ] as const)(
    "%s of an agency that is not named is refused, in words that say what is missing",
    async (_what, mutation, input, as, field) => {
      const unasked = await household(api, { agreedTo: [] });
      const fault = (await send(as, mutation, input(unasked))).errors.at(-1);
      expect(fault).toMatchObject({ code: "NOT_ASKED", field });
      expect(fault?.message).toContain(AGENCIES.housing.name);
      const elsewhere = await household(api, { agreedTo: ["school"] });
      expect((await send(as, mutation, input(elsewhere))).errors).toEqual([expect.objectContaining({ code: "NOT_IN_AGREEMENT", field })]);
      expect((await send("coordinator", "recordLawfulBasis", basis(elsewhere, AGENCIES.housing.id))).errors).toEqual([]);
      expect((await send(as, mutation, input(elsewhere))).errors).toEqual([]);
      expect(await see("housing", elsewhere)).not.toBeNull();
      expect(await see("housing", unasked)).toBeNull();
    },
  );

  test("a CAF's plan may name only agencies that its agreement names", async () => {
    const content = ellerys();
    const agencyIds = [AGENCIES.school.id, AGENCIES.police.id];
    const draft = made(await change(api, "school", "startCaf"));
    const { errors } = await change(api, "school", "submitCaf", {
      cafId: draft.id,
      version: 1,
      content: { ...content, agreement: { ...content.agreement, agencyIds } },
    });
    expect(errors).toEqual([expect.objectContaining({ code: "NOT_IN_AGREEMENT", field: "content.plan.2.teamId" })]);
  });
});

describe("a lawful basis without agreement", () => {
  test("is recorded by a coordinator with reason and manager; the reason is for those whom it concerns", async () => {
    const home = await around();
    expect((await send("coordinator", "recordLawfulBasis", basis(home))).errors).toEqual([]);
    const reasons = await Promise.all(
      (["coordinator", "police", "earlyHelp", "school", "schoolLead"] as const).map(
        async (account) => (await seen(account, home)).lawfulBases,
      ),
    );
    expect(reasons.map(([one]) => one?.reason !== null)).toEqual([true, true, true, false, false]);
    expect(reasons[3]?.[0]).toMatchObject({
      manager: "Pat Gale",
      inForce: true,
      agency: { name: AGENCIES.police.name },
      viewerCanEnd: false,
    });
  });

  test.each<[string, object, string]>([
    ["without a reason", { reason: " " }, "reason"],
    ["without a manager", { manager: "" }, "manager"],
    ["decided tomorrow", { decidedOn: "2017-01-04" }, "decidedOn"],
    ["for an agency that is none", { agencyId: randomUUID() }, "agencyId"],
  ])("is refused: %s", async (_what, spoilt, field) => {
    const home = await around();
    expect((await send("coordinator", "recordLawfulBasis", { ...basis(home), ...spoilt })).errors).toEqual([
      expect.objectContaining({ field }),
    ]);
  });

  test("is in force once for an agency; its end stops what rested on it alone", async () => {
    const home = await around({ agreedTo: ["school", "wpehs"] });
    await send("coordinator", "recordLawfulBasis", basis(home));
    expect((await send("coordinator", "recordLawfulBasis", basis(home))).errors).toEqual([
      expect.objectContaining({ code: "ALREADY_IN_FORCE", field: "agencyId" }),
    ]);
    const [recorded] = (await seen("coordinator", home)).lawfulBases;
    expect((await send("coordinator", "endLawfulBasis", { lawfulBasisId: recorded?.id })).errors).toEqual([]);
    expect(await see("police", home)).toBeNull();
    expect(await see("school", home)).not.toBeNull();
    expect((await send("coordinator", "endLawfulBasis", { lawfulBasisId: recorded?.id })).errors).toEqual([
      expect.objectContaining({ code: "NOT_IN_FORCE" }),
    ]);
  });
});

test("a family that was only matched has not been asked: the district's coordinator alone sees it", async () => {
  const home = await household(api, { matchedOnly: true });
  for (const account of ["school", "police", "earlyHelp", "schoolLead", "pendleCoordinator", "auditor"] as const) {
    expect(await see(account, home), account).toBeNull();
  }
  expect(await seen("coordinator", home)).toMatchObject({
    agreements: [],
    viewerCanRecordAgreement: true,
    viewerCanRecordLawfulBasis: true,
  });
  const asking = { familyId: home.id, workerId: USERS.housing.id };
  expect((await send("coordinator", "askLeadProfessional", asking)).errors).toEqual([
    expect.objectContaining({ code: "NOT_ASKED", field: "workerId" }),
  ]);
});
