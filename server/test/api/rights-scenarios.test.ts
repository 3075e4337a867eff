import { afterAll, beforeAll, expect } from "vitest";
import type { Decision } from "../../src/access/decision.ts";
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
import { held, longClosed, referenceOf, toDispose } from "../retention.ts";
import { ask, type Deed, type Request, runScenarios } from "../scenario-runner.ts";
import { requestAbout } from "../subject-access.ts";
import { subjectRecipes } from "../subject-recipes.ts";
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
let personId: string;
let requestId: string;
let preparedId: string;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  ({ dueId, heldId, reviewed, personId } = await WORLD());
  requestId = (await requestAbout(api, personId)).requestId;
  preparedId = (await requestAbout(api, personId, "PREPARED")).requestId;
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
} satisfies Partial<Record<What, OfficeDeed>>;

const DEEDS_OF_ACCESS: Readonly<Record<Exclude<What, keyof typeof DEEDS_OF_RETENTION>, OfficeDeed>> = {
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
const DEEDS: Readonly<Record<What, OfficeDeed>> = { ...DEEDS_OF_RETENTION, ...DEEDS_OF_ACCESS };

const WORLD = async () => {
  const due = await longClosed(api);
  return { dueId: due.id, personId: due.people[2], heldId: (await held(api)).familyId, reviewed: await toDispose(api) };
};
/** Each deed of subject access is asked of the API about somebody new, whoever asks. */
const anew = (mutation: string) => async (): Promise<Request> => {
  const recipe = subjectRecipes(api)[mutation] ?? expect.fail(`there is no recipe of ${mutation}`);
  return [mutation, await recipe.input()];
};
/** Each deed as it is asked of the API. */
const REQUESTS: Readonly<Record<What, (world: Awaited<ReturnType<typeof WORLD>>) => Request | Promise<Request>>> = {
  "records a subject access request about one of the family": anew("recordSubjectRequest"),
  "records how it was proved who asks": anew("proveSubjectIdentity"),
  "decides what is given of an item that is held": anew("decideSubjectItems"),
  "makes the file that is handed over": anew("makeSubjectFile"),
  "records that the file was handed over": anew("discloseSubjectRequest"),
  "refuses a subject access request": anew("refuseSubjectRequest"),
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
async function request(what: What, account: Account, may: boolean): Promise<string> {
  return ask(await api.as(account), await REQUESTS[what](may ? await WORLD() : { dueId, personId, heldId, reviewed }));
}

const deedOf = (what: What): Deed => ({ policy: (_tx, viewer) => DEEDS[what].policy(viewer), write: DEEDS[what].write });
const deeds = Object.fromEntries(ALL.map(({ what }) => [what, deedOf(what)])) as Readonly<Record<What, Deed>>;

// 42501: row-level security; 23514: whoever reviewed does not dispose.
runScenarios<What>({ of: "rights", api: () => api, all: ALL, deeds, refusals: ["42501", "23514"], request });
