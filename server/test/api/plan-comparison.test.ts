import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { planInForce } from "../../src/modules/criteria/dated-plans.rules.ts";
import { evaluate } from "../../src/modules/criteria/evaluate.rules.ts";
import { readFacts } from "../../src/modules/criteria/facts.reads.ts";
import { RulesInForce } from "../../src/modules/criteria/rules-in-force.ts";
import { localDate } from "../../src/shared/local-date.ts";
import { type Api, startApi } from "../api-client.ts";
import { household, rows } from "../household.ts";
import { addPlan, planInForceOf } from "../plans.ts";
import { type Account, id, town, USERS } from "../town.ts";

const FIGURES = "inForce other gained lost";
const COMPARE = `query C($planId: ID!) { planComparison(planId: $planId) { asOf planInForceId planInForceName otherId otherName families
  eligible { ${FIGURES} } districts { code district families eligible { ${FIGURES} } }
  criteria { criterion label usedInForce usedByOther needs { ${FIGURES} } } } }`;
const TODAY = localDate("2017-01-03");

interface Figures {
  readonly inForce: number;
  readonly other: number;
  readonly gained: number;
  readonly lost: number;
}
interface Comparison {
  readonly families: number;
  readonly eligible: Figures;
  readonly districts: readonly {
    readonly code: string;
    readonly district: string;
    readonly families: number;
    readonly eligible: Figures;
  }[];
  readonly criteria: readonly {
    readonly criterion: string;
    readonly label: string;
    readonly usedInForce: boolean;
    readonly usedByOther: boolean;
    readonly needs: Figures;
  }[];
}

let api: Api;
let loose: string;
let strict: string;
let phase1: string;
/** Everyone the coordinator of both districts may see, and who it is. */
const seen: string[] = [];

beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  const make = async (wishes: Parameters<typeof household>[1]) => seen.push((await household(api, wishes)).id);
  await make({ needs: ["WORKLESSNESS"] });
  await make({ needs: ["WORKLESSNESS", "MISSING_EDUCATION"] });
  await make({ needs: ["WORKLESSNESS", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP"] });
  await make({ district: "pendle", needs: ["WORKLESSNESS", "MISSING_EDUCATION"] });
  await make({ district: "pendle" });
  await household(api, { district: "pendle", needs: ["WORKLESSNESS"], restricted: true });
  loose = await addPlan(api.urls.loader, { needs: 1 });
  strict = await addPlan(api.urls.loader, { needs: 3 });
  const [first] = await rows<{ id: string }>(api, "SELECT id FROM outcomes_plan WHERE document ->> 'id' = 'national-phase-1'");
  phase1 = first?.id ?? "none";
});
afterAll(() => api.stop());

async function compare(as: Account, planId: string): Promise<Comparison> {
  const { planComparison } = await (await api.as(as)).query<{ planComparison: Comparison | null }>(COMPARE, { planId });
  return planComparison ?? expect.fail("there is no such plan");
}

const everything = () =>
  rows(
    api,
    "SELECT 's' AS t, xmin::text, family_id FROM standing UNION ALL SELECT 'd', xmin::text, family_id FROM standing_detail ORDER BY 1, 3, 2",
  );

describe("comparing plans", () => {
  it("counts the viewer's families under both, by district and by criterion, and stores nothing", async () => {
    const before = await everything();
    const found = await compare("coordinator", loose);
    expect(found).toMatchObject({
      asOf: TODAY,
      planInForceId: await planInForceOf(api),
      planInForceName: expect.stringMatching(/^Lancashire/u),
      otherId: loose,
      otherName: expect.stringMatching(/^Trial/u),
      families: 5,
      eligible: { inForce: 3, other: 4, gained: 1, lost: 0 },
      districts: [
        { code: "burnley", district: "Burnley", families: 3, eligible: { inForce: 2, other: 3, gained: 1, lost: 0 } },
        { code: "pendle", district: "Pendle", families: 2, eligible: { inForce: 1, other: 1, gained: 0, lost: 0 } },
      ],
    });
    expect(found.criteria.find(({ criterion }) => criterion === "WORKLESSNESS")).toEqual({
      criterion: "WORKLESSNESS",
      label: "Out of work or in debt",
      usedInForce: true,
      usedByOther: true,
      needs: { inForce: 4, other: 4, gained: 0, lost: 0 },
    });
    expect((await compare("coordinator", strict)).eligible).toEqual({ inForce: 3, other: 1, gained: 0, lost: 2 });
    expect(await everything()).toEqual(before);
  });

  it("counts no family of another's district, nor a restricted one", async () => {
    expect(await compare("pendleCoordinator", loose)).toMatchObject({
      families: 2,
      districts: [{ code: "pendle", families: 2 }],
    });
  });

  it("says which criteria a plan does not use at all, and agrees with working each family out by itself", async () => {
    const found = await compare("coordinator", phase1);
    const unused = found.criteria.filter(({ usedByOther }) => !usedByOther).map(({ criterion }) => criterion);
    expect(unused.sort()).toEqual(["CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE", "HEALTH"]);
    const expected = await api.app.database.as(systemViewer("SYSTEM_STANDINGS"), async (tx) => {
      const rules = new RulesInForce();
      const now = await rules.now(tx);
      const other = (await rules.find(tx, phase1)) ?? expect.fail("no such plan");
      const facts = await readFacts(tx, seen);
      const both = facts.map((family) => [planInForce(now).plan, other].map((plan) => evaluate(plan, now.terms, family, TODAY)));
      const count = (holds: (a: boolean, b: boolean) => boolean) => both.filter(([a, b]) => a && b && holds(a.eligible, b.eligible)).length;
      return {
        inForce: count((a) => a),
        other: count((_a, b) => b),
        gained: count((a, b) => b && !a),
        lost: count((a, b) => a && !b),
      };
    });
    expect(found.eligible).toEqual(expected);
  });

  it("leaves a row in the log, which names the plan and no family", async () => {
    await compare("coordinator", strict);
    expect(
      await rows(
        api,
        "SELECT user_id, role, subject_id, family_ids FROM audit_event WHERE action = 'outcomes-plan.compare' ORDER BY id DESC LIMIT 1",
      ),
    ).toEqual([{ user_id: USERS.coordinator.id, role: "COORDINATOR", subject_id: strict, family_ids: [] }]);
  });

  it("with a plan that is not there is null, and leaves no row", async () => {
    const client = await api.as("coordinator");
    const count = async () => (await rows(api, "SELECT 1 FROM audit_event WHERE action = 'outcomes-plan.compare'")).length;
    const before = await count();
    for (const planId of [id(0xbad), "not-an-id"]) expect(await client.query(COMPARE, { planId })).toEqual({ planComparison: null });
    expect(await count()).toBe(before);
  });

  it("takes statements by the batch and not by the family", async () => {
    const burnley = await (await api.as("coordinator")).statements(COMPARE, { planId: loose });
    const pendle = await (await api.as("pendleCoordinator")).statements(COMPARE, { planId: loose });
    expect([burnley, pendle]).toEqual([11, 11]);
  });

  const others = (Object.keys(USERS) as Account[]).filter((account) => USERS[account].role !== "COORDINATOR");
  test.each(others)("is not for %s", async (account) => {
    const answer = await (await api.as(account)).send(COMPARE, { planId: loose });
    expect(answer.errors?.map((error) => error.extensions?.code)).toEqual(["FORBIDDEN"]);
  });
});
