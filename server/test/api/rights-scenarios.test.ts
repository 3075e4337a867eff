import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Decision } from "../../src/access/decision.ts";
import type { Scenario, Who } from "../../src/access/scenario.ts";
import type { UserViewer } from "../../src/access/viewer.ts";
import type { Transaction } from "../../src/database/database.ts";
import { mayDispose, mayHold, mayLift, mayReview } from "../../src/modules/rights/retention.policy.ts";
import { DISPOSING, HOLDING, LIFTING, REVIEWING } from "../../src/modules/rights/retention.scenarios.ts";
import { type Api, startApi } from "../api-client.ts";
import { viewerOf } from "../household.ts";
import { held, longClosed, toDispose } from "../retention.ts";
import { type Account, town, USERS } from "../town.ts";

const ACCOUNTS: Readonly<Record<Who, Account>> = {
  "a practitioner of the school that holds its CAF": "school",
  "its lead professional": "earlyHelp",
  "the worker who was asked to lead it": "housing",
  "a practitioner with a seat in its team": "police",
  "a practitioner of a team with no part in it": "otherPolice",
  "the lead of the school's agency": "schoolLead",
  "the coordinator of its district": "coordinator",
  "a coordinator of another district": "pendleCoordinator",
  "an auditor with no claim of its drawn": "auditor",
  "a board member": "board",
  "the information officer": "informationOfficer",
  "an administrator": "admin",
};

interface Deed {
  policy(viewer: UserViewer): Decision;
  /** The bare write, by itself: what Postgres would let a bug do. */
  write(tx: Transaction, viewer: UserViewer): Promise<number>;
}

let api: Api;
let dueId: string;
let heldId: string;
let reviewed: { familyId: string; reviewId: string };
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  dueId = (await longClosed(api)).id;
  heldId = (await held(api)).familyId;
  reviewed = await toDispose(api);
});
afterAll(() => api.stop());

const officer = USERS.informationOfficer.id;
const ALL = [...HOLDING, ...LIFTING, ...REVIEWING, ...DISPOSING];
type What = (typeof ALL)[number]["what"];

const DEEDS: Readonly<Record<What, Deed>> = {
  "puts the family's record on hold": {
    policy: (viewer) => mayHold(viewer, { state: "DUE", reviewedBy: null }),
    write: (tx, viewer) =>
      tx.execute(
        "INSERT INTO legal_hold (id, family_id, reason, placed_by, placed_at) VALUES (gen_random_uuid(), $1, 'x', $2, '2017-01-03T09:00:00Z')",
        [dueId, viewer.userId],
      ),
  },
  "lifts the hold on the family's record": {
    policy: (viewer) => mayLift(viewer, { state: "HELD", reviewedBy: null }),
    write: (tx, viewer) =>
      tx.execute("UPDATE legal_hold SET lifted_by = $2, lifted_at = '2017-01-03T09:00:00Z' WHERE family_id = $1", [heldId, viewer.userId]),
  },
  "decides that the family's record is to be disposed of": {
    policy: (viewer) => mayReview(viewer, { state: "DUE", reviewedBy: null }),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO retention_review (id, family_id, decision, reason, reviewed_by, reviewed_at)
         VALUES (gen_random_uuid(), $1, 'DISPOSE', 'x', $2, '2017-01-03T09:00:00Z')`,
        [dueId, viewer.userId],
      ),
  },
  "disposes of the family's record that the information officer reviewed": {
    policy: (viewer) => mayDispose(viewer, { state: "TO_DISPOSE", reviewedBy: officer }),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO disposal (id, family_id, review_id, record, due_on, reviewed_by, disposed_by, disposed_at, counts, hash)
         VALUES (gen_random_uuid(), $1, $2, 'CLOSED_CASE', '2016-12-20', $3, $4, '2017-01-03T09:00:00Z', '{}', '')`,
        [reviewed.familyId, reviewed.reviewId, officer, viewer.userId],
      ),
  },
};

class Undo extends Error {}

/** Does it as that person and undoes it again: how many rows were let through. */
async function attempt(viewer: UserViewer, deed: Deed): Promise<number> {
  let written = 0;
  try {
    await api.app.database.as(viewer, async (tx) => {
      written = await deed.write(tx, viewer);
      throw new Undo();
    });
  } catch (error) {
    // 42501: row-level security; 23514: whoever reviewed does not dispose.
    if (!(error instanceof Undo) && !["42501", "23514"].includes(String((error as { code?: string }).code))) throw error;
  }
  return written;
}

describe.each([...new Set(ALL.map(({ what }) => what))])("who %s", (what) => {
  const ofThis: readonly Scenario<What>[] = ALL.filter((scenario) => scenario.what === what);
  test.each(ofThis)("$who: the policy says $policy, the rows say $rows", async ({ who, policy, rows: through }) => {
    const viewer = viewerOf(ACCOUNTS[who]);
    expect(DEEDS[what].policy(viewer).allowed ? "may" : "may not").toBe(policy);
    expect((await attempt(viewer, DEEDS[what])) > 0 ? "let through" : "kept out").toBe(through);
  });
});
