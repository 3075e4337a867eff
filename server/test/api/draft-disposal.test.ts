import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { type Api, startApi } from "../api-client.ts";
import { household, rows, viewerOf } from "../household.ts";
import { draftsDue, held, leftDraft } from "../retention.ts";
import { type Account, town, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
});
afterAll(() => api.stop());

async function dispose(total: number, account: Account = "admin"): Promise<{ disposed: number | null; codes: string[] }> {
  const { told } = await (await api.as(account)).query<{ told: { disposed: number | null; errors: { code: string }[] } }>(
    "mutation D($input: DisposeDraftsInput!) { told: disposeDrafts(input: $input) { disposed errors { code } } }",
    { input: { total } },
  );
  return { disposed: told.disposed, codes: told.errors.map(({ code }) => code) };
}
const there = async (ids: readonly string[]) => {
  const found = await rows<{ id: string }>(api, "SELECT id FROM caf WHERE id = ANY ($1)", [ids]);
  return ids.map((id) => found.some((each) => each.id === id));
};

test("a draft that was left for six months goes whole, and what holds it keeps it", async () => {
  const gone = await leftDraft(api, "2016-07-03");
  const young = await leftDraft(api, "2016-07-04");
  const onHold = await leftDraft(api, "2016-01-01", (await held(api)).familyId);
  const inDanger = await leftDraft(api, "2016-01-01");
  await rows(
    api,
    `INSERT INTO danger_referral (id, caf_id, question, reference, referred_at, recorded_at, recorded_by)
     VALUES ($1, $2, 'answers', 'MASH-1', now(), now(), $3)`,
    [randomUUID(), inDanger, USERS.school.id],
  );
  const amended = await household(api);
  await rows(api, "UPDATE caf SET status = 'RETURNED', draft = '{}', draft_saved_at = '2016-01-01' WHERE id = $1", [amended.cafId]);

  expect(await draftsDue(api)).toBe(1);
  expect(await dispose(2)).toEqual({ disposed: null, codes: ["STALE"] });
  expect(await dispose(1)).toEqual({ disposed: 1, codes: [] });
  expect(await there([gone, young, onHold, inDanger, amended.cafId])).toEqual([false, true, true, true, true]);
  const certificates = await rows(api, "SELECT caf_id, saved_on, due_on, disposed_by FROM draft_disposal");
  expect(certificates).toEqual([{ caf_id: gone, saved_on: "2016-07-03", due_on: "2017-01-03", disposed_by: USERS.admin.id }]);
  const deeds = await rows(api, "SELECT action FROM audit_event WHERE action = 'draft.dispose'");
  expect(deeds).toHaveLength(1);
});

test("nobody else sees or disposes of them, and the layer below deletes nothing without a certificate", async () => {
  const left = await leftDraft(api);
  for (const account of ["school", "coordinator", "board", "auditor"] as const) {
    const answer = await (await api.as(account)).send("{ draftsDue { total } }");
    expect(answer.errors?.[0]?.extensions?.code, account).toBe("FORBIDDEN");
    expect(await api.app.database.as(viewerOf(account), (tx) => tx.query("SELECT FROM draft_disposal")), account).toEqual([]);
  }
  const erase = "DELETE FROM caf";
  expect(await api.app.database.as(systemViewer("SYSTEM_RIGHTS"), (tx) => tx.execute(erase))).toBe(0);
  expect(await api.app.database.as(viewerOf("informationOfficer"), (tx) => tx.execute(erase))).toBe(0);
  expect(await there([left])).toEqual([true]);
});

test("two at once: one disposes of them, the other is told", async () => {
  await leftDraft(api);
  const total = await draftsDue(api);
  const told = await Promise.all([dispose(total), dispose(total, "informationOfficer")]);
  expect(told.map(({ codes }) => codes.join()).sort()).toEqual(["", "STALE"]);
});
