import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { cohortTemplate } from "../cohort.ts";
import { rows } from "../household.ts";
import { USERS } from "../town.ts";

const operation = (name: string): string => readFileSync(new URL(`../acceptance/${name}.graphql`, import.meta.url), "utf8");
const REPORTS = ["attached-by-district", "eligible-not-attached", "progress-to-claims"].map(operation);

let api: Api;
beforeAll(async () => {
  api = await startApi(cohortTemplate);
}, 120_000);
afterAll(() => api.stop());

const published = async () => {
  const coordinator = await api.as("coordinator");
  const answers: unknown[] = [];
  for (const asOf of ["2016-10-31", "2016-12-31", "2017-01-03"])
    for (const report of REPORTS) answers.push(await coordinator.query(report, { asOf, openedSince: "2016-04-01" }));
  return answers;
};

const DISPOSE = "mutation($input: DisposeRecordInput!) { disposeRecord(input: $input) { record { state } errors { code } } }";

test("the county's figures are the same before and after families that they count were disposed of", async () => {
  // Counted as eligible from October on; known to us for longer than the schedule keeps it.
  const families = await rows<{ id: string }>(
    api,
    `UPDATE family SET recorded_at = '2016-06-01T09:00:00Z' WHERE id IN (
       SELECT f.id FROM family f JOIN standing s ON s.family_id = f.id AND s.valid_to IS NULL AND s.eligible AND s.attached_on IS NULL
       WHERE NOT EXISTS (SELECT FROM caf c WHERE c.family_id = f.id) AND NOT EXISTS (SELECT FROM involvement i WHERE i.family_id = f.id)
         AND NOT EXISTS (SELECT FROM lead_professional l WHERE l.family_id = f.id) ORDER BY f.id LIMIT 3) RETURNING id`,
  );
  expect(families).toHaveLength(3);
  const before = await published();
  const [officer] = await rows<{ id: string }>(api, "SELECT id FROM app_user WHERE role = 'INFORMATION_OFFICER'");
  const admin = await api.as("admin");
  for (const { id: familyId } of families) {
    const reviewId = randomUUID();
    await rows(
      api,
      `INSERT INTO retention_review (id, family_id, decision, reason, reviewed_by, reviewed_at)
       VALUES ($1, $2, 'DISPOSE', 'Never attached', $3, '2017-01-03T09:00:00Z')`,
      [reviewId, familyId, officer?.id ?? USERS.informationOfficer.id],
    );
    expect(await admin.query(DISPOSE, { input: { familyId, reviewId } })).toEqual({
      disposeRecord: { record: { state: "DISPOSED" }, errors: [] },
    });
  }
  expect(await published()).toEqual(before);
});
