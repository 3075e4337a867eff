import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Decision } from "../../src/access/decision.ts";
import type { Scenario, Who } from "../../src/access/scenario.ts";
import type { UserViewer } from "../../src/access/viewer.ts";
import type { Transaction } from "../../src/database/database.ts";
import { mayDispose, mayHold, mayLift, mayReview } from "../../src/modules/rights/retention.policy.ts";
import { DISPOSING, HOLDING, LIFTING, REVIEWING } from "../../src/modules/rights/retention.scenarios.ts";
import {
  mayClose,
  mayCollect,
  mayDisclose,
  mayMakeFile,
  mayProveIdentity,
  mayRecordRequest,
} from "../../src/modules/rights/subject-request.policy.ts";
import {
  DECIDING_ON_ITEMS,
  HANDING_IT_OVER,
  MAKING_THE_FILE,
  PROVING_IDENTITY,
  RECORDING_A_REQUEST,
  REFUSING_A_REQUEST,
} from "../../src/modules/rights/subject-request.scenarios.ts";
import { localDate } from "../../src/shared/local-date.ts";
import { type Api, startApi } from "../api-client.ts";
import { viewerOf } from "../household.ts";
import { held, longClosed, toDispose } from "../retention.ts";
import { requestAbout } from "../subject-access.ts";
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
let personId: string;
let requestId: string;
let preparedId: string;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  const due = await longClosed(api);
  dueId = due.id;
  personId = due.people[2];
  requestId = (await requestAbout(api, personId)).requestId;
  preparedId = (await requestAbout(api, personId, "PREPARED")).requestId;
  heldId = (await held(api)).familyId;
  reviewed = await toDispose(api);
});
afterAll(() => api.stop());

const officer = USERS.informationOfficer.id;
const ALL = [
  ...HOLDING,
  ...LIFTING,
  ...REVIEWING,
  ...DISPOSING,
  ...RECORDING_A_REQUEST,
  ...PROVING_IDENTITY,
  ...DECIDING_ON_ITEMS,
  ...MAKING_THE_FILE,
  ...HANDING_IT_OVER,
  ...REFUSING_A_REQUEST,
];
const asked = (state: "RECEIVED" | "IDENTITY_PROVED" | "PREPARED") => ({
  state,
  receivedOn: localDate("2016-12-20"),
  identityProvedOn: state === "RECEIVED" ? null : localDate("2016-12-20"),
  extendedMonths: null,
});
type What = (typeof ALL)[number]["what"];

const DEEDS_OF_RETENTION = {
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
} satisfies Partial<Record<What, Deed>>;

const DEEDS_OF_ACCESS: Readonly<Record<Exclude<What, keyof typeof DEEDS_OF_RETENTION>, Deed>> = {
  "records a subject access request about one of the family": {
    policy: (viewer) => mayRecordRequest(viewer),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO subject_request (id, reference, person_id, asked_by, received_on, due_on, state, recorded_at, recorded_by)
         VALUES (gen_random_uuid(), 'SAR-' || nextval('subject_request_reference'), $1, 'THEMSELVES', '2016-12-20', '2017-01-20', 'RECEIVED',
           '2017-01-03T09:00:00Z', $2)`,
        [personId, viewer.userId],
      ),
  },
  "records how it was proved who asks": {
    policy: (viewer) => mayProveIdentity(viewer, asked("RECEIVED")),
    write: (tx) =>
      tx.execute("UPDATE subject_request SET state = 'IDENTITY_PROVED', identity_proved_on = '2017-01-03' WHERE id = $1", [requestId]),
  },
  "decides what is given of an item that is held": {
    policy: (viewer) => mayCollect(viewer, asked("IDENTITY_PROVED")),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO subject_decision (id, request_id, item_key, item_digest, decision, decided_at, decided_by)
         VALUES (gen_random_uuid(), $1, 'x', sha256('x'), 'AS_MASKED', '2017-01-03T09:00:00Z', $2)`,
        [preparedId, viewer.userId],
      ),
  },
  "makes the file that is handed over": {
    policy: (viewer) => mayMakeFile(viewer, asked("PREPARED"), 0),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO subject_file (id, request_id, format, digest, size, outcomes, made_at, made_by)
         VALUES (gen_random_uuid(), $1, 'JSON', sha256('x'), 1, '[]', '2017-01-03T09:00:00Z', $2)`,
        [preparedId, viewer.userId],
      ),
  },
  "records that the file was handed over": {
    policy: (viewer) => mayDisclose(viewer, asked("PREPARED"), true),
    write: (tx) =>
      tx.execute("UPDATE subject_request SET state = 'DISCLOSED', closed_on = '2017-01-03', handed_over_by = 'POST' WHERE id = $1", [
        preparedId,
      ]),
  },
  "refuses a subject access request": {
    policy: (viewer) => mayClose(viewer, asked("RECEIVED")),
    write: (tx) =>
      tx.execute("UPDATE subject_request SET state = 'REFUSED', closed_on = '2017-01-03', refusal_ground = 'EXEMPT' WHERE id = $1", [
        requestId,
      ]),
  },
};
const DEEDS: Readonly<Record<What, Deed>> = { ...DEEDS_OF_RETENTION, ...DEEDS_OF_ACCESS };

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
