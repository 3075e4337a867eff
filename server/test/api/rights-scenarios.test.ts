import { afterAll, beforeAll } from "vitest";
import type { Decision } from "../../src/access/decision.ts";
import type { UserViewer } from "../../src/access/viewer.ts";
import type { Transaction } from "../../src/database/database.ts";
import { mayDispose, mayHold, mayLift, mayReview } from "../../src/modules/rights/retention.policy.ts";
import { DISPOSING, HOLDING, LIFTING, REVIEWING } from "../../src/modules/rights/retention.scenarios.ts";
import { type Api, startApi } from "../api-client.ts";
import { held, longClosed, referenceOf, toDispose } from "../retention.ts";
import { ask, type Deed, type Request, runScenarios } from "../scenario-runner.ts";
import { type Account, town, USERS } from "../town.ts";

/** What is nobody's who sees a family goes by who they are alone. */
interface OfficeDeed {
  policy(viewer: UserViewer): Decision;
  write(tx: Transaction, viewer: UserViewer): Promise<number>;
}

let api: Api;
let dueId: string;
let heldId: string;
let reviewed: { familyId: string; reviewId: string };
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  ({ dueId, heldId, reviewed } = await WORLD());
});
afterAll(() => api.stop());

const officer = USERS.informationOfficer.id;
const ALL = [...HOLDING, ...LIFTING, ...REVIEWING, ...DISPOSING];
type What = (typeof ALL)[number]["what"];

const DEEDS: Readonly<Record<What, OfficeDeed>> = {
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

const WORLD = async () => ({ dueId: (await longClosed(api)).id, heldId: (await held(api)).familyId, reviewed: await toDispose(api) });
/** Each deed as it is asked of the API; those that are not here have tests of their own over it. */
const REQUESTS: Readonly<Partial<Record<What, (world: Awaited<ReturnType<typeof WORLD>>) => Request | Promise<Request>>>> = {
  "puts the family's record on hold": async (w) => [
    "placeLegalHold",
    { reference: await referenceOf(api, w.dueId), reason: "A claim is expected" },
  ],
  "lifts the hold on the family's record": (w) => ["liftLegalHold", { familyId: w.heldId }],
  "decides that the family's record is to be disposed of": (w) => [
    "reviewRecord",
    { familyId: w.dueId, decision: "DISPOSE", reason: "Nothing speaks for keeping it" },
  ],
  "disposes of the family's record that the information officer reviewed": (w) => ["disposeRecord", w.reviewed],
};
async function request(what: What, account: Account, may: boolean): Promise<string | null> {
  const asked = REQUESTS[what];
  return asked ? ask(await api.as(account), await asked(may ? await WORLD() : { dueId, heldId, reviewed })) : null;
}

const deedOf = (what: What): Deed => ({ policy: (_tx, viewer) => DEEDS[what].policy(viewer), write: DEEDS[what].write });
const deeds = Object.fromEntries(ALL.map(({ what }) => [what, deedOf(what)])) as Readonly<Record<What, Deed>>;

// 42501: row-level security; 23514: whoever reviewed does not dispose.
runScenarios<What>({ of: "rights", api: () => api, all: ALL, deeds, refusals: ["42501", "23514"], request });
