import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, type HouseholdWishes, household, reevaluate, rows } from "../household.ts";
import { type Account, AGENCIES, id } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Payload {
  family: Record<string, never> | null;
  errors: { code: string; field: string | null; message: string }[];
}

const ATTACH = `mutation Attach($input: AttachFamilyInput!) { result: attachFamily(input: $input) {
  family { id stage version standing { attachedOn progress outstanding } viewerCanAttach attachRefusal timeline { on kind title } } errors { code field message } } }`;
const FAMILY = `query Family($id: ID!) { family(id: $id) { id stage viewerCanAttach attachRefusal
  standing { asOf eligible blockers { principle code message mendedBy people { givenName } criteria } criteria { criterion need reasons { rule sentence evidenceIds } } } } }`;
const TIMELINE =
  "query Timeline($id: ID!) { family(id: $id) { timeline { on kind title detail } access { team { name } ground from to } } }";
const QUEUE = `query Queue($district: String, $first: Int, $after: String) { attachmentQueue(district: $district, first: $first, after: $after) {
  edges { cursor node { id stage standing { blockers { code } } } } pageInfo { hasNextPage endCursor } totalCount } }`;

const NEEDS = ["WORKLESSNESS", "MISSING_EDUCATION"] as const;
const READY: HouseholdWishes = { needs: NEEDS, planned: NEEDS, lead: "housing" };

async function attach(as: Account, home: { id: string }, input: object = {}): Promise<Payload> {
  const whole = { familyId: home.id, version: 1, idempotencyKey: randomUUID(), ...input };
  return (await (await api.as(as)).query<{ result: Payload }>(ATTACH, { input: whole })).result;
}

async function family(as: Account, home: Household, document = FAMILY): Promise<Record<string, never> | null> {
  return (await (await api.as(as)).query<{ family: Record<string, never> | null }>(document, { id: home.id })).family;
}

describe("attaching a family", () => {
  test("counts it under its lead's agency from today, and the standing follows in the same breath", async () => {
    const home = await household(api, READY);
    expect(await family("coordinator", home)).toMatchObject({ stage: "READY_TO_ATTACH", viewerCanAttach: true, attachRefusal: null });
    expect(await attach("coordinator", home)).toMatchObject({
      family: {
        stage: "ATTACHED",
        version: 2,
        standing: { attachedOn: "2017-01-03", progress: "OUTSTANDING", outstanding: expect.arrayContaining([...NEEDS]) },
        viewerCanAttach: false,
        attachRefusal: "This family is attached already",
        timeline: expect.arrayContaining([{ on: "2017-01-03", kind: "ATTACHED", title: "Family attached" }]),
      },
      errors: [],
    });
    expect(
      await rows(api, "SELECT attached_on::text, district_code, lead_agency_kind FROM attachment WHERE family_id = $1", [home.id]),
    ).toEqual([{ attached_on: "2017-01-03", district_code: "burnley", lead_agency_kind: "HOUSING" }]);
    const standings = await rows<{ attached_on: string | null }>(
      api,
      "SELECT attached_on::text FROM standing WHERE family_id = $1 ORDER BY valid_from",
      [home.id],
    );
    expect(standings.at(-1)).toEqual({ attached_on: "2017-01-03" });
    expect(standings[0]).toEqual({ attached_on: null });
  });

  test.each([
    [
      "nobody leads it",
      { needs: NEEDS, planned: NEEDS },
      "BLOCKED",
      "Nobody has been asked to be lead professional. The wellbeing, prevention and early help service can put this right",
      "AWAITING_LEAD_PROFESSIONAL",
    ],
    [
      "a need has no action",
      { needs: NEEDS, planned: ["WORKLESSNESS"], lead: "housing" },
      "BLOCKED",
      "No action with a wanted outcome answers: missing education. The housing provider can put this right",
      "ASSESSMENT_UNDER_WAY",
    ],
    [
      "it has one need",
      { needs: ["WORKLESSNESS"], planned: ["WORKLESSNESS"], lead: "housing" },
      "BLOCKED",
      expect.stringMatching(/^There is evidence of need under 1 of the 2 criteria/u),
      "NOT_ELIGIBLE",
    ],
  ] as const)("is refused while %s, with the words of the first blocker", async (_why, wishes, code, message, stage) => {
    const home = await household(api, wishes as HouseholdWishes);
    expect(await family("coordinator", home)).toMatchObject({ stage, viewerCanAttach: false, attachRefusal: message });
    expect((await attach("coordinator", home)).errors).toEqual([{ code, field: "familyId", message }]);
    expect(await rows(api, "SELECT 1 FROM attachment WHERE family_id = $1", [home.id])).toEqual([]);
    expect(await rows(api, "SELECT version FROM family WHERE id = $1", [home.id])).toEqual([{ version: 1 }]);
  });

  test("goes by what is true now, not by a standing that was worked out before", async () => {
    const home = await household(api, READY);
    await rows(
      api,
      "UPDATE lead_professional SET ended_on = '2017-01-02', ended_recorded_at = '2017-01-02T10:00:00Z' WHERE family_id = $1",
      [home.id],
    );
    expect((await attach("coordinator", home)).errors).toMatchObject([{ code: "BLOCKED" }]);
  });

  test("names the children whom the assessment left out", async () => {
    const home = await household(api, READY);
    await rows(
      api,
      "UPDATE caf_version SET content = jsonb_set(content, '{answers}', (SELECT jsonb_agg(a) FROM jsonb_array_elements(content -> 'answers') a WHERE a ->> 'memberKey' <> 'm4')) WHERE caf_id = $1",
      [home.cafId],
    );
    await reevaluate(api, home.id);
    expect(await family("coordinator", home)).toMatchObject({
      stage: "ASSESSMENT_UNDER_WAY",
      standing: {
        blockers: [{ principle: "ASSESSMENT", code: "MEMBERS_NOT_CONSIDERED", mendedBy: "SCHOOL", people: [{ givenName: "Tess" }] }],
      },
    });
  });

  test("happens once, also where two coordinators do it at the same moment", async () => {
    const home = await household(api, READY);
    const answers = await Promise.all([attach("coordinator", home), attach("coordinator", home)]);
    expect(answers.flatMap((answer) => answer.errors.map((error) => error.code))).toEqual(["ALREADY_ATTACHED"]);
    expect(await rows(api, "SELECT 1 FROM attachment WHERE family_id = $1", [home.id])).toHaveLength(1);
  });

  test("refuses a version that has moved on, and keeps nothing", async () => {
    const home = await household(api, READY);
    expect((await attach("coordinator", home, { version: 3 })).errors).toMatchObject([{ code: "STALE", field: null }]);
    expect(await rows(api, "SELECT 1 FROM attachment WHERE family_id = $1", [home.id])).toEqual([]);
  });

  test("answers a repeated submission as the first, and refuses its key for another family", async () => {
    const [home, other] = [await household(api, READY), await household(api, READY)];
    const idempotencyKey = randomUUID();
    const first = await attach("coordinator", home, { idempotencyKey });
    expect(await attach("coordinator", home, { idempotencyKey })).toEqual(first);
    expect((await attach("coordinator", other, { idempotencyKey })).errors).toMatchObject([{ code: "IDEMPOTENCY_CONFLICT" }]);
  });

  test("says the same of a family of another district as of one that is not there", async () => {
    const home = await household(api, READY);
    const { errors } = await attach("pendleCoordinator", home);
    expect(errors).toMatchObject([{ code: "NOT_FOUND", field: "familyId" }]);
    expect((await attach("pendleCoordinator", { id: id(0x990) })).errors).toEqual(errors);
  });

  test.each(["school", "housing", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const)(
    "is not for %s",
    async (account) => {
      const home = await household(api, READY);
      const client = await api.as(account);
      const answer = await client.send(ATTACH, { input: { familyId: home.id, version: 1, idempotencyKey: randomUUID() } });
      expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
      expect((await client.send(QUEUE)).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    },
  );

  test("offers nobody else the button, nor a reason why not", async () => {
    const home = await household(api, READY);
    expect(await family("school", home)).toMatchObject({ viewerCanAttach: false, attachRefusal: null });
  });
});

describe("a standing", () => {
  test("keeps its reasons from those who may not see the evidence behind them", async () => {
    const home = await household(api, { seats: ["police", "housing"], lead: "earlyHelp" });
    await rows(
      api,
      `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, facts, recorded_at)
       VALUES ($1, $2, $3, 'DOMESTIC_CALL_OUT', 'POLICE', $4, '2016-12-20', '{"inSupportOfInjunction": false}', '2016-12-21T10:00:00Z')`,
      [randomUUID(), home.id, home.people[0], AGENCIES.police.id],
    );
    await reevaluate(api, home.id);
    const abuse = async (account: Account) => {
      const seen = (await family(account, home)) as unknown as {
        standing: { criteria: { criterion: string; need: boolean; reasons: object[] }[] };
      } | null;
      return seen?.standing.criteria.find((entry) => entry.criterion === "DOMESTIC_ABUSE");
    };
    for (const account of ["police", "earlyHelp", "coordinator"] as const) {
      expect((await abuse(account))?.reasons, account).toEqual([expect.objectContaining({ evidenceIds: [expect.any(String)] })]);
    }
    for (const account of ["school", "housing"] as const)
      expect(await abuse(account), account).toEqual({ criterion: "DOMESTIC_ABUSE", need: true, reasons: [] });
    const timeline = (await family("police", home, TIMELINE)) as unknown as { timeline: { title: string }[] };
    expect(timeline.timeline.map((event) => event.title)).not.toContain("Police called to a domestic incident");
  });
});

describe("the reasons for a need", () => {
  test("that the assessment named are there for everyone who sees the assessment", async () => {
    const home = await household(api, { ...READY, seats: ["police"] });
    for (const account of ["school", "police", "housing", "coordinator"] as const) {
      const seen = (await family(account, home)) as unknown as { standing: { criteria: { criterion: string; reasons: object[] }[] } };
      const education = seen.standing.criteria.find((entry) => entry.criterion === "MISSING_EDUCATION");
      expect(education?.reasons, account).toContainEqual({
        rule: "education.assessed",
        sentence: "Missing education named in the assessment: a need since 5 December 2016.",
        evidenceIds: [home.cafId],
      });
    }
  });
});

describe("the timeline and who has access", () => {
  test("tell what happened, newest first, to everyone who sees the family", async () => {
    const home = await household(api, { ...READY, seats: ["police"] });
    for (const account of ["school", "police", "housing", "coordinator", "schoolLead"] as const) {
      const seen = (await family(account, home, TIMELINE)) as unknown as {
        timeline: { on: string; kind: string }[];
        access: { ground: string; team: { name: string } }[];
      };
      const days = seen.timeline.map((event) => event.on);
      expect(days).toEqual([...days].sort().reverse());
      expect([...new Set(seen.timeline.map((event) => event.kind))]).toEqual([
        "LEAD_PROFESSIONAL_ACCEPTED",
        "LEAD_PROFESSIONAL_ASKED",
        "ACTION_ADDED",
        "CAF_PASSED",
        "CAF_OPENED",
        "CAF_SUBMITTED",
        "AGREEMENT_GIVEN",
        "MEMBER_JOINED",
      ]);
      const who = seen.access.map((access) => `${access.team.name}: ${access.ground}`);
      expect([...new Set(who)].sort(), account).toEqual([
        "Burnley area: Lead professional, or asked to be",
        "Burnley neighbourhood team: Seat in the team around the family",
        "Pastoral team: Action in the family's plan",
        "Pastoral team: Holds a CAF for the family",
      ]);
    }
    expect(await family("otherPolice", home, TIMELINE)).toBeNull();
    expect(await family("auditor", home, TIMELINE)).toBeNull();
  });
});

describe("the queue", () => {
  interface Queue {
    attachmentQueue: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number };
  }

  test("has the fewest blockers first, page by page, and leaves out who is attached or not eligible", async () => {
    const blocked = await household(api, { district: "pendle", needs: NEEDS, lead: "housing" });
    const more = await household(api, { district: "pendle", needs: NEEDS });
    const ready = await household(api, { district: "pendle", ...READY });
    await household(api, { district: "pendle", needs: ["WORKLESSNESS"] });
    const attached = await household(api, { district: "pendle", ...READY });
    await attach("coordinator", attached);
    const client = await api.as("pendleCoordinator");
    const first = await client.query<Queue>(QUEUE, { district: "pendle", first: 2 });
    expect(first.attachmentQueue.edges.map((edge) => edge.node.id)).toEqual([ready.id, blocked.id]);
    expect(first.attachmentQueue).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const second = await client.query<Queue>(QUEUE, { district: "pendle", first: 2, after: first.attachmentQueue.pageInfo.endCursor });
    expect(second.attachmentQueue.edges.map((edge) => edge.node.id)).toEqual([more.id]);
    expect((await client.query<Queue>(QUEUE, { district: "burnley" })).attachmentQueue.totalCount).toBe(0);
    expect((await client.send(QUEUE, { after: "nonsense" })).errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});

test("each takes a fixed number of statements, however much there is to show", async () => {
  const home = await household(api, { ...READY, seats: ["police", "earlyHelp"] });
  const coordinator = await api.as("coordinator");
  const everything = `query Everything($id: ID!) { family(id: $id) { stage viewerCanAttach attachRefusal standing { criteria { reasons { sentence } } blockers { people { givenName } } }
    lead { worker { name } } leadRequests { id } actions { title viewerCanComplete team { name agency { name } } person { givenName } } team { team { name } }
    meetings { attendance { guestName } } timeline { title } access { ground } viewerCanAskLeadProfessional viewerCanAddAction viewerCanRecordTaf } }`;
  expect({
    page: await coordinator.statements(everything, { id: home.id }),
    queue: await coordinator.statements(QUEUE, { first: 50 }),
    attach: await coordinator.statements(ATTACH, { input: { familyId: home.id, version: 1, idempotencyKey: randomUUID() } }),
  }).toEqual({ page: 5, queue: 5, attach: 26 });
});
