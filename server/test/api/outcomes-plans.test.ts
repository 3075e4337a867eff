import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { type Api, startApi, startTwin } from "../api-client.ts";
import { type Household, household, reevaluate, rows } from "../household.ts";
import { addPlan, planInForceOf } from "../plans.ts";
import { ask, changeTo, documentOf, ended, until } from "../reevaluations.ts";
import { type Account, id, USERS } from "../town.ts";

const PLANS = `{ outcomesPlans { id authority name from to inForce inForceSince addedAt addedBy { name } needsForEligibility eligibilitySource
  criteria { criterion label issues { id label who entry { anyOne lines } entrySource progress { anyOne lines } progressSource }
  alternatives { rows source } } } }`;
const FAMILY = "query F($id: ID!) { family(id: $id) { standing { eligible needs blockers { message } } } }";
const TARGETS = "query T($asOf: LocalDate!) { attachedByDistrict(asOf: $asOf) { target { cumulative } } }";

interface Plan {
  readonly id: string;
  readonly name: string;
  readonly inForce: boolean;
  readonly criteria: readonly {
    readonly criterion: string;
    readonly label: string;
    readonly issues: readonly object[];
    readonly alternatives: readonly object[];
  }[];
}

let api: Api;
/** Needs under two criteria: eligible where two will do. */
let home: Household;
let strict: string;
beforeAll(async () => {
  api = await startApi();
  home = await household(api, { needs: ["WORKLESSNESS", "MISSING_EDUCATION"] });
  strict = await addPlan(api.urls.loader, { needs: 3, target: 77 });
});
afterAll(() => api.stop());

const plans = async (as: Account = "coordinator") => (await (await api.as(as)).query<{ outcomesPlans: Plan[] }>(PLANS)).outcomesPlans;
const eligible = async (of: Api) =>
  (await (await of.as("coordinator")).query<{ family: { standing: { eligible: boolean } } }>(FAMILY, { id: home.id })).family.standing
    .eligible;
const standings = () =>
  rows(api, "SELECT valid_from::text, valid_to::text, eligible FROM standing WHERE family_id = $1 ORDER BY valid_from", [home.id]);

describe("the plans on record", () => {
  it("are those that came with the service and those added, the one in force first, with where each row comes from", async () => {
    const [first, ...others] = await plans();
    expect(first).toMatchObject({
      authority: "Lancashire",
      name: "Lancashire troubled families outcomes plan 2016/17",
      from: "2015-04-01",
      to: "2017-03-31",
      inForce: true,
      inForceSince: "2015-03-31T23:00:00.000Z",
      addedBy: null,
      needsForEligibility: 2,
      eligibilitySource: expect.stringMatching(/^S2 /u),
    });
    const work = first?.criteria.find(({ criterion }) => criterion === "WORKLESSNESS");
    expect(work?.label).toBe("Out of work or in debt");
    expect(work?.issues).toContainEqual({
      id: "work.benefit",
      label: "An adult on an out-of-work benefit",
      who: "Any adult of working age",
      entry: { anyOne: false, lines: [expect.stringMatching(/^The benefit received: .*, while it lasts$/u)] },
      progress: {
        anyOne: true,
        lines: [expect.stringContaining("182 of the last 210 days"), expect.stringContaining("lead worker's judgement")],
      },
      entrySource: expect.stringMatching(/^(S[123] |assumed)/u),
      progressSource: expect.stringMatching(/^(S[123] |assumed)/u),
    });
    expect(work?.issues.at(-1)).toMatchObject({ label: "Worklessness named in the assessment" });
    const elsewhere = others.find(({ name }) => name === "Stronger Families outcomes plan 2015/16");
    expect(elsewhere?.criteria.find(({ criterion }) => criterion === "WORKLESSNESS")?.alternatives).toEqual([
      { rows: ["work.employment", "work.progress"], source: expect.stringMatching(/^S3 table 4/u) },
    ]);
    expect(others.map(({ inForce }) => inForce)).not.toContain(true);
    expect(others.map((plan) => plan.id)).toContain(strict);
  });

  test.each(["school", "schoolLead", "coordinator", "auditor", "admin"] as const)("are read by %s, in one statement", async (account) => {
    expect((await plans(account)).length).toBeGreaterThan(1);
    expect(await (await api.as(account)).statements(PLANS)).toBe(4);
  });

  test.each(["board", "informationOfficer"] as const)("are nothing to %s, neither by role nor in the tables", async (account) => {
    const answer = await (await api.as(account)).send(PLANS);
    expect(answer.errors?.map((error) => error.extensions?.code)).toEqual(["FORBIDDEN"]);
  });

  it("are added once, however often the service starts", async () => {
    const before = await plans();
    await (await startTwin(api)).stop();
    expect(await plans()).toEqual(before);
    const added = await rows(api, "SELECT role FROM audit_event WHERE action = 'outcomes-plan.add'");
    expect(added.length).toBeGreaterThan(0);
    expect(added).not.toContainEqual({ role: "ADMINISTRATOR" });
  });
});

describe("putting another plan in force", () => {
  const others = (Object.keys(USERS) as Account[]).filter((account) => USERS[account].role !== "ADMINISTRATOR");
  test.each(others)("is not for %s", async (account) => {
    const client = await api.as(account);
    const input = { planId: strict, insteadOf: await planInForceOf(api), idempotencyKey: id(1) };
    const answers = [
      await client.send(documentOf("changePlan"), { input }),
      await client.send(documentOf("startReevaluation"), { input: { idempotencyKey: id(2) } }),
      await client.send("{ reevaluations { id } }"),
    ];
    expect(answers.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
  });

  it("is refused for the one in force, for one that is not there, and where somebody else was quicker", async () => {
    const inForce = await planInForceOf(api);
    expect(await ask(api, "changePlan", { planId: inForce, insteadOf: inForce })).toMatchObject({
      reevaluation: null,
      errors: [{ code: "ALREADY_IN_FORCE", field: "planId", message: expect.stringContaining("start a re-evaluation") }],
    });
    expect((await ask(api, "changePlan", { planId: id(0xbad), insteadOf: inForce })).errors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await ask(api, "changePlan", { planId: strict, insteadOf: strict })).errors).toMatchObject([{ code: "STALE" }]);
    expect(await rows(api, "SELECT 1 FROM plan_in_force")).toHaveLength(1);
  });

  it("counts from today in every process, and leaves the past and its targets as they were", async () => {
    const twin = await startTwin(api);
    try {
      expect([await eligible(api), await eligible(twin)]).toEqual([true, true]);
      const before = await standings();
      const run = await changeTo(twin, strict);
      expect(run).toMatchObject({ cause: "PLAN_CHANGED", planId: strict, since: "2017-01-03", startedBy: { name: "Ali West" } });
      expect(await until(api, run.id, ended)).toMatchObject({ state: "FINISHED", families: 1, familiesDone: 1, familiesChanged: 1 });
      expect([await eligible(api), await eligible(twin)]).toEqual([false, false]);
      expect(await standings()).toEqual([
        ...before.slice(0, -1),
        { ...(before.at(-1) as object), valid_to: "2017-01-02" },
        { valid_from: "2017-01-03", valid_to: null, eligible: false },
      ]);
      // The process that did not change it works by it too, when it writes.
      await reevaluate(twin, home.id);
      await reevaluate(api, home.id);
      expect([await eligible(api), await eligible(twin)]).toEqual([false, false]);
      const target = async (asOf: string) =>
        (await (await api.as("coordinator")).query<{ attachedByDistrict: { target: object } }>(TARGETS, { asOf })).attachedByDistrict
          .target;
      expect([await target("2017-01-02"), await target("2017-01-03")]).toEqual([{ cumulative: 4303 }, { cumulative: 77 }]);
    } finally {
      await twin.stop();
    }
  });

  it("that this version cannot read is not served by: the start says so", async () => {
    const broken = await startApi();
    try {
      await rows(
        broken,
        `WITH p AS (INSERT INTO outcomes_plan (id, document, added_at) VALUES ($1, '{"id": "broken"}', '2017-01-03T09:00Z') RETURNING id)
         INSERT INTO plan_in_force (number, plan_id, from_at) SELECT 2, id, '2017-01-03T09:00Z' FROM p`,
        [id(0xb20)],
      );
      await expect(startTwin(broken)).rejects.toThrow(/^The outcomes plan or the school terms in force cannot be read: authority: /u);
    } finally {
      await broken.stop();
    }
  });

  it("and back again on the same day ends with the first one's answers, and says who did what", async () => {
    const [before] = await plans();
    expect(before?.id).toBe(strict);
    const lancashire = (await plans()).find(({ name }) => name.startsWith("Lancashire"));
    const run = await changeTo(api, lancashire?.id ?? "none");
    await until(api, run.id, ended);
    expect(await eligible(api)).toBe(true);
    const deeds = await rows(
      api,
      "SELECT action, role, subject_id FROM audit_event WHERE action IN ('outcomes-plan.change', 'reevaluation.start', 'reevaluation.end') ORDER BY id DESC LIMIT 3",
    );
    expect(deeds).toEqual([
      { action: "reevaluation.end", role: "SYSTEM_STANDINGS", subject_id: run.id },
      { action: "reevaluation.start", role: "ADMINISTRATOR", subject_id: run.id },
      { action: "outcomes-plan.change", role: "ADMINISTRATOR", subject_id: lancashire?.id },
    ]);
  });
});
