import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { change, ellerys, everybodyAsked, made, submitted } from "../caf.ts";
import { type Household, type HouseholdWishes, household, rows } from "../household.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

type Fault = { readonly code: string; readonly field: string | null; readonly message: string };
// The shape is the query's: each test names what it reads.
type Payload = { readonly errors: readonly Fault[] } & Record<string, unknown>;

const INPUTS = {
  recordAgreement: "RecordAgreementInput",
  recordDeclinedAgreement: "RecordDeclinedAgreementInput",
  withdrawAgreement: "WithdrawAgreementInput",
  recordLawfulBasis: "RecordLawfulBasisInput",
  endLawfulBasis: "EndLawfulBasisInput",
  askLeadProfessional: "AskLeadProfessionalInput",
  answerLeadProfessionalRequest: "AnswerLeadProfessionalInput",
  addPlanAction: "AddPlanActionInput",
  recordTafMeeting: "RecordTafMeetingInput",
} as const;

async function send(as: Account, mutation: keyof typeof INPUTS, input: object, fields = "family { id }"): Promise<Payload> {
  const document = `mutation M($input: ${INPUTS[mutation]}!) { result: ${mutation}(input: $input) { ${fields} errors { code field message } } }`;
  const whole = { idempotencyKey: randomUUID(), ...input };
  return (await (await api.as(as)).query<{ result: Payload }>(document, { input: whole })).result;
}

const AGREEMENT = `id inForce capacity purposes agreedOn withdrawnOn withdrawnCapacity viewerCanWithdraw person { givenName } withdrawnBy { givenName }
  agencies { name } recordedBy { name } withdrawalRecordedBy { name } stopsIfWithdrawn { ground count team { name } }`;
const SHOWN = `query Shown($id: ID!) { family(id: $id) { id agreements { ${AGREEMENT} } agenciesWithoutGround { name } viewerCanRecordAgreement
  viewerCanRecordLawfulBasis lawfulBases { id inForce reason manager agency { name } viewerCanEnd } actions { status } lead { id }
  leadRequests { status } cafs { status closeReason } team { from to } access { ground team { name } } } }`;

interface Shown {
  readonly agreements: readonly (Record<string, unknown> & { id: string })[];
  readonly lawfulBases: readonly (Record<string, unknown> & { id: string; reason: string | null })[];
  readonly agenciesWithoutGround: readonly { name: string }[];
  readonly access: readonly { ground: string; team: { name: string } }[];
  readonly [field: string]: unknown;
}

async function see(as: Account, home: { id: string }): Promise<Shown | null> {
  return (await (await api.as(as)).query<{ family: Shown | null }>(SHOWN, { id: home.id })).family;
}

async function seen(as: Account, home: { id: string }): Promise<Shown> {
  return (await see(as, home)) ?? expect.fail(`${as} does not see the family`);
}

const agreementOf = async (home: { id: string }) => (await seen("coordinator", home)).agreements[0]?.id ?? "none";
const withdraw = async (as: Account, home: Household, input: object = {}) =>
  send(as, "withdrawAgreement", { agreementId: await agreementOf(home), personId: home.people[1], capacity: "ADULT", ...input });
const around = (wishes: HouseholdWishes = {}) =>
  household(api, { needs: ["WORKLESSNESS"], planned: ["WORKLESSNESS"], seats: ["police"], lead: "earlyHelp", ...wishes });
const agreeing = (home: Household) => ({
  familyId: home.id,
  personId: home.people[0],
  capacity: "PARENTAL_RESPONSIBILITY",
  agencyIds: [AGENCIES.housing.id],
  purposes: ["EARLY_HELP"],
  agreedOn: "2017-01-03",
});
const basis = (home: { id: string }, agencyId: string = AGENCIES.police.id) => ({
  familyId: home.id,
  agencyId,
  reason: "The youngest was seen with bruises",
  manager: "Pat Gale",
  decidedOn: "2017-01-02",
});

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

describe("withdrawing an agreement", () => {
  test("says beforehand what will stop", async () => {
    const home = await around();
    expect((await seen("school", home)).agreements[0]?.["stopsIfWithdrawn"]).toEqual([
      { ground: "ACTION", count: 1, team: { name: "Pastoral team" } },
      { ground: "CAF", count: 1, team: { name: "Pastoral team" } },
      { ground: "LEAD_PROFESSIONAL", count: 1, team: { name: "Burnley team" } },
      { ground: "TAF_SEAT", count: 1, team: { name: "Burnley neighbourhood team" } },
    ]);
  });

  test("by somebody else than who agreed stops at once all that rested on it, and shuts the family to those teams", async () => {
    const home = await around();
    const payload = await withdraw("school", home);
    expect(payload).toMatchObject({ errors: [], family: null });
    for (const account of ["school", "police", "earlyHelp", "schoolLead"] as const) expect(await see(account, home), account).toBeNull();
    expect(await seen("coordinator", home)).toMatchObject({
      agreements: [
        {
          inForce: false,
          withdrawnOn: "2017-01-03",
          withdrawnBy: { givenName: "Max" },
          withdrawnCapacity: "ADULT",
          withdrawalRecordedBy: { name: USERS.school.name },
          stopsIfWithdrawn: [],
          viewerCanWithdraw: false,
        },
      ],
      lead: null,
      leadRequests: [{ status: "ENDED" }],
      actions: [{ status: "CANCELLED" }],
      cafs: [{ status: "CLOSED", closeReason: "FAMILY_WITHDREW" }],
      team: [{ to: "2017-01-02" }],
      access: [],
    });
    const reasons = await rows(
      api,
      `SELECT DISTINCT end_reason FROM (SELECT family_id, end_reason FROM lead_professional UNION ALL SELECT family_id, end_reason FROM taf_seat
         UNION ALL SELECT family_id, end_reason FROM plan_action) ended WHERE family_id = $1`,
      [home.id],
    );
    expect(reasons).toEqual([{ end_reason: "AGREEMENT_WITHDRAWN" }]);
    const [audited] = await rows(api, "SELECT user_id FROM audit_event WHERE action = 'agreement.withdraw' AND $1 = ANY (family_ids)", [
      home.id,
    ]);
    expect(audited).toEqual({ user_id: USERS.school.id });
  });

  test("leaves what another agreement or a lawful basis covers", async () => {
    const home = await around({ agreedTo: ["school", "police", "wpehs"] });
    const first = await agreementOf(home);
    await send("coordinator", "recordAgreement", { ...agreeing(home), agencyIds: [AGENCIES.wpehs.id] });
    await send("coordinator", "recordLawfulBasis", basis(home));
    expect((await withdraw("school", home, { agreementId: first })).errors).toEqual([]);
    expect(await see("school", home)).toBeNull();
    expect((await seen("police", home)).access.map(({ ground }) => ground)).toEqual(
      expect.arrayContaining(["Seat in the team around the family", "Lead professional, or asked to be"]),
    );
    expect((await seen("earlyHelp", home))["lead"]).not.toBeNull();
  });

  test("ends a request to lead that waits for its answer", async () => {
    const home = await household(api);
    const asked = await send(
      "coordinator",
      "askLeadProfessional",
      { familyId: home.id, workerId: USERS.housing.id },
      "leadProfessional { id }",
    );
    const { id: requestId } = asked["leadProfessional"] as { id: string };
    await withdraw("coordinator", home);
    const { errors } = await send("housing", "answerLeadProfessionalRequest", { requestId, version: 1, accept: true });
    expect(errors).toEqual([expect.objectContaining({ code: "NOT_FOUND" })]);
    expect((await seen("coordinator", home))["leadRequests"]).toEqual([{ status: "ENDED" }]);
  });

  test("cannot be done twice; a family that agrees anew lets in whom it names", async () => {
    const home = await household(api);
    const agreementId = await agreementOf(home);
    expect((await withdraw("coordinator", home)).errors).toEqual([]);
    expect((await withdraw("coordinator", home, { agreementId })).errors).toEqual([expect.objectContaining({ code: "NOT_IN_FORCE" })]);
    const asking = { familyId: home.id, workerId: USERS.housing.id };
    expect((await send("coordinator", "askLeadProfessional", asking)).errors).toEqual([
      expect.objectContaining({ code: "AGREEMENT_WITHDRAWN", field: "workerId" }),
    ]);
    await send("coordinator", "recordAgreement", agreeing(home));
    expect((await send("coordinator", "askLeadProfessional", asking)).errors).toEqual([]);
    expect(await see("housing", home)).not.toBeNull();
    expect(await see("school", home)).toBeNull();
  });

  test("while somebody asks a lead professional leaves no ground behind, whoever comes first", async () => {
    for (let round = 0; round < 5; round += 1) {
      const home = await household(api);
      const agreementId = await agreementOf(home);
      await Promise.all([
        withdraw("coordinator", home, { agreementId }),
        send("coordinator", "askLeadProfessional", { familyId: home.id, workerId: USERS.housing.id }),
      ]);
      expect(await see("housing", home)).toBeNull();
    }
  });

  test("with the same key does its work once, and answers the same", async () => {
    const home = await around();
    const same = { agreementId: await agreementOf(home), idempotencyKey: randomUUID() };
    expect((await withdraw("coordinator", home, same)).errors).toEqual([]);
    expect((await withdraw("coordinator", home, same)).errors).toEqual([]);
  });

  test("happens too where an amended CAF leaves an agency out that the one before named", async () => {
    const content = everybodyAsked(ellerys());
    const caf = await submitted(api, content);
    const familyId = caf.family?.id ?? "none";
    expect(await see("housing", { id: familyId })).not.toBeNull();
    const returned = made(
      await change(api, "coordinator", "reviewCaf", {
        cafId: caf.id,
        version: caf.version,
        versionNumber: 1,
        compliant: false,
        reasons: ["AGREEMENT_UNCLEAR"],
      }),
    );
    const written = returned.versions[0]?.content ?? expect.fail("no version");
    const again = {
      ...content,
      members: written.members.map(({ key, personId }, index) => ({ ...content.members[index], key, personId: personId ?? null })),
      agreement: { ...content.agreement, agencyIds: [AGENCIES.school.id, AGENCIES.police.id] },
      plan: content.plan.slice(0, 2),
    };
    const { errors } = await change(api, "school", "submitCaf", { cafId: caf.id, version: returned.version, content: again });
    expect(errors).toEqual([]);
    expect(await see("housing", { id: familyId })).toBeNull();
    expect(await see("police", { id: familyId })).not.toBeNull();
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
