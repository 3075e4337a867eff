import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agreeing, agreements, basis } from "../agreements.ts";
import { type Api, startApi } from "../api-client.ts";
import { change, ellerys, everybodyAsked, made, submitted } from "../caf.ts";
import { household, rows } from "../household.ts";
import { AGENCIES, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
const { send, see, seen, agreementOf, withdraw, around } = agreements(() => api);

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
