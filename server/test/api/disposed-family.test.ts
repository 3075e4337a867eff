import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { disputed } from "../corrections.ts";
import { factOf } from "../evidence.ts";
import { type Household, household, rows } from "../household.ts";
import { type Recipe, recipesFor } from "../recipes.ts";
import { longClosed, toDispose } from "../retention.ts";
import { type Account, town, USERS } from "../town.ts";

let api: Api;
let disposed: string;
let home: Household;
let recipes: Readonly<Record<string, Recipe>>;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  const { familyId, reviewId } = await toDispose(api);
  disposed = familyId;
  expect(await dispose(familyId, reviewId)).toEqual([]);
  // The school would see it, and lead it, were it not disposed of.
  await rows(api, "UPDATE involvement SET valid_to = NULL WHERE family_id = $1", [familyId]);
  home = await household(api);
  recipes = recipesFor(api, home);
});
afterAll(() => api.stop());

async function dispose(familyId: string, reviewId: string): Promise<string[]> {
  const { told } = await (await api.as("admin")).query<{ told: { errors: { code: string }[] } }>(
    "mutation D($input: DisposeRecordInput!) { told: disposeRecord(input: $input) { errors { code } } }",
    { input: { familyId, reviewId } },
  );
  return told.errors.map(({ code }) => code);
}

const OFFERS = [
  "viewerCanAskLeadProfessional",
  "viewerCanAddAction",
  "viewerCanRecordTaf",
  "viewerCanRecordAgreement",
  "viewerCanRestrict",
  "viewerCanRecordCorrection",
  "viewerCanAttach",
] as const;

describe("a family whose record was disposed of", () => {
  test.each(["coordinator", "school"] as const)("offers nothing more to %s", async (account) => {
    type Offered = Record<string, boolean> & { viewerCanAddEvidence: string[] };
    const { family } = await (await api.as(account)).query<{ family: Offered }>(
      `query F($id: ID!) { family(id: $id) { ${OFFERS.join(" ")} ${account === "school" ? "viewerCanAddEvidence" : ""} } }`,
      { id: disposed },
    );
    for (const offer of OFFERS) expect(family[offer], offer).toBe(false);
    expect(family.viewerCanAddEvidence ?? []).toEqual([]);
  });

  test.each([
    "askLeadProfessional",
    "addPlanAction",
    "recordTafMeeting",
    "addEvidence",
    "recordAgreement",
    "recordLawfulBasis",
    "restrictFamily",
    "attachFamily",
    "startCaf",
    "recordCorrectionRequest",
  ])("is refused to %s", async (name) => {
    const { as, input } = recipes[name] ?? expect.fail(`no input is known that would do for ${name}`);
    const of = { id: disposed, cafId: "", people: home.people } as const;
    const fact = name === "addEvidence" ? { fact: factOf("EXCLUSION", of) } : {};
    const answer = await (await api.as(as)).query<{ told: { errors: { code: string }[] } }>(
      `mutation M($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { told: ${name}(input: $input) { errors { code } } }`,
      { input: { ...(await input()), ...fact, familyId: disposed } },
    );
    expect(answer.told.errors.map(({ code }) => code)).toEqual(["DISPOSED"]);
  });
});

test("whoever writes while it is disposed of is refused, or comes before", async () => {
  const { id: familyId } = await longClosed(api);
  const requestId = await disputed(api, { ...home, id: familyId });
  expect(requestId).toMatch(/-/u);
  const reviewId = "00000000-0000-4000-8000-00000000d15a";
  await rows(
    api,
    `INSERT INTO retention_review (id, family_id, decision, reason, reviewed_by, reviewed_at)
     VALUES ($1, $2, 'DISPOSE', 'Nothing speaks for keeping it', $3, '2017-01-03T09:00:00Z')`,
    [reviewId, familyId, USERS.informationOfficer.id],
  );
  const write = async (account: Account) => {
    const input = { ...(await recipes["addPlanAction"]?.input()), familyId, owner: "FAMILY", teamId: null, personId: null };
    const { told } = await (await api.as(account)).query<{ told: { errors: { code: string }[] } }>(
      "mutation A($input: AddPlanActionInput!) { told: addPlanAction(input: $input) { errors { code } } }",
      { input },
    );
    return told.errors.map(({ code }) => code);
  };
  const [disposal, ...writes] = await Promise.all([dispose(familyId, reviewId), ...Array.from({ length: 4 }, () => write("coordinator"))]);
  const [left] = await rows<{ n: number }>(api, "SELECT count(*)::int AS n FROM plan_action WHERE family_id = $1 AND title IS NOT NULL", [
    familyId,
  ]);
  // An action that came before keeps the case open, and then nothing is disposed of.
  if (disposal?.length === 0) expect([writes.flat(), left?.n]).toEqual([["DISPOSED", "DISPOSED", "DISPOSED", "DISPOSED"], 0]);
  else expect([disposal, writes.flat().every((code) => code === "DISPOSED")]).toEqual([["NOT_REVIEWED"], true]);
});
