import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mayManageMachineClients } from "../../src/access/machines/machine-client.policy.ts";
import { MAKING_A_CLIENT, REVOKING_A_CLIENT } from "../../src/access/machines/machine-client.scenarios.ts";
import { SCOPE_PERMISSIONS } from "../../src/access/permissions.ts";
import type { UserViewer } from "../../src/access/viewer.ts";
import type { Transaction } from "../../src/database/database.ts";
import { mayKeepSharingAgreements } from "../../src/modules/machines/sharing-agreement.policy.ts";
import {
  ENDING_AN_AGREEMENT,
  RECORDING_AN_AGREEMENT,
  RECORDING_AN_ASSESSMENT,
} from "../../src/modules/machines/sharing-agreement.scenarios.ts";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { agreementInput, assessmentInput, clientInput, covered, machine } from "../machines.ts";
import { ask, attempt, type Deed, type Request, runScenarios } from "../scenario-runner.ts";
import { type Account, AGENCIES, town, USERS } from "../town.ts";

/** Who may keep agreements and machine clients, and what a machine client gets past row-level security by itself. */
let api: Api;
let home: Household;
let others: Household;
let sharingAgreementId: string;
let clientId: string;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  home = await household(api, { seats: ["police"], lead: "earlyHelp", needs: ["HEALTH"], planned: ["HEALTH"] });
  others = await household(api, { seats: ["police"] });
  await rows(api, "UPDATE involvement SET valid_to = '2016-12-31' WHERE family_id = $1 AND ground = 'CAF' RETURNING 1", [others.id]);
  sharingAgreementId = await covered(api);
  clientId = (await machine(api)).id;
});
afterAll(() => api.stop());

const RECORD = ["2016-12-01", "2017-01-03T09:00:00Z"] as const;

const ALL = [...MAKING_A_CLIENT, ...REVOKING_A_CLIENT, ...RECORDING_AN_AGREEMENT, ...ENDING_AN_AGREEMENT, ...RECORDING_AN_ASSESSMENT];
type What = (typeof ALL)[number]["what"];
const DEEDS: Readonly<Record<What, Deed>> = {
  "makes a machine client": {
    policy: (_tx, viewer) => mayManageMachineClients(viewer),
    write: async (tx, viewer) => {
      const id = randomUUID();
      await tx.execute("INSERT INTO app_user (id, name, role, agency_id) VALUES ($1, 'Records', 'MACHINE', $2)", [id, AGENCIES.school.id]);
      return tx.execute(
        `INSERT INTO machine_client (id, token_hash, scopes, created_at, created_by, expires_at)
         VALUES ($1, $2, '{SEND_EVIDENCE}', now(), $3, now() + interval '1 day')`,
        [id, randomBytes(32), viewer.userId],
      );
    },
  },
  "revokes a machine client": {
    policy: (_tx, viewer) => mayManageMachineClients(viewer),
    write: (tx) => tx.execute("UPDATE machine_client SET revoked_at = now() WHERE id = $1", [clientId]),
  },
  "records a sharing agreement": {
    policy: (_tx, viewer) => mayKeepSharingAgreements(viewer),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO sharing_agreement (id, title, agency_ids, purposes, kinds, document_reference, signed_on, valid_from, valid_to,
           review_due_on, recorded_at, recorded_by)
         VALUES ($1, 'T', $2, '{p}', '{ATTENDANCE}', 'd', $3, $3, '2017-11-30', '2017-06-01', $4, $5)`,
        [randomUUID(), [AGENCIES.school.id], ...RECORD, viewer.userId],
      ),
  },
  "ends a sharing agreement": {
    policy: (_tx, viewer) => mayKeepSharingAgreements(viewer),
    write: (tx) => tx.execute("UPDATE sharing_agreement SET ended_on = '2017-01-03' WHERE id = $1", [sharingAgreementId]),
  },
  "records an impact assessment": {
    policy: (_tx, viewer) => mayKeepSharingAgreements(viewer),
    write: (tx, viewer) =>
      tx.execute(
        `INSERT INTO impact_assessment (id, agreement_id, title, document_reference, approved_by, approved_on, review_due_on, recorded_at,
           recorded_by) VALUES ($1, $2, 'T', 'd', 'Head', $3, '2017-06-01', $4, $5)`,
        [randomUUID(), sharingAgreementId, ...RECORD, viewer.userId],
      ),
  },
};

const REQUESTS: Readonly<Record<What, (id: string) => Request>> = {
  "makes a machine client": () => ["addMachineClient", clientInput()],
  "revokes a machine client": (id) => ["revokeMachineClient", { clientId: id }],
  "records a sharing agreement": () => ["addSharingAgreement", agreementInput()],
  "ends a sharing agreement": (id) => ["endSharingAgreement", { sharingAgreementId: id, version: 1 }],
  "records an impact assessment": (id) => ["addImpactAssessment", assessmentInput(id)],
};
async function request(what: What, account: Account, may: boolean): Promise<string> {
  const client = what.includes("client");
  const kept = client ? clientId : sharingAgreementId;
  const made = async () => (client ? (await machine(api)).id : covered(api));
  return ask(await api.as(account), REQUESTS[what](may ? await made() : kept));
}

runScenarios<What>({ of: "machines", api: () => api, all: ALL, deeds: DEEDS, refusals: ["42501"], request });

const attemptAs = (viewer: UserViewer, work: (tx: Transaction) => Promise<number>) => attempt(api, viewer, work);

const asMachine = (over: Partial<UserViewer> = {}): UserViewer => ({
  ...viewerOf("school"),
  role: "MACHINE",
  userId: clientId,
  permissions: new Set(SCOPE_PERMISSIONS.SEND_EVIDENCE),
  ...over,
});

describe("a machine client past the API", () => {
  const SEEN = new Set([
    ...["family", "family_member", "person", "involvement", "evidence_supplier", "agency", "team", "district", "setting"],
    ...["outcomes_plan", "plan_in_force", "app_user", "sharing_agreement", "impact_assessment", "rate_limit"],
  ]);

  test("reads of its team's families, of itself and of its agency's agreements; every other table is empty to it", async () => {
    const tables = await rows<{ name: string }>(
      api,
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' ORDER BY 1",
    );
    const filled = await api.app.database.as(asMachine(), async (tx) => {
      const found: string[] = [];
      // The names come from the catalogue.
      for (const { name: TABLE } of tables) if ((await tx.query(`SELECT 1 FROM ${TABLE} LIMIT 1`)).length > 0) found.push(TABLE);
      return found;
    });
    expect(filled.filter((name) => !SEEN.has(name))).toEqual([]);
    const ids = await api.app.database.as(asMachine(), async (tx) => ({
      families: (await tx.query<{ id: string }>("SELECT id FROM family")).map(({ id }) => id),
      users: (await tx.query<{ id: string }>("SELECT id FROM app_user")).map(({ id }) => id),
    }));
    expect(ids).toEqual({ families: [home.id], users: [clientId] });
  });

  test("sees no family at all without the scope that needs them, nor another agency's agreement", async () => {
    const reader = asMachine({ permissions: new Set(SCOPE_PERMISSIONS.READ_CONTRIBUTION) });
    expect(await api.app.database.as(reader, (tx) => tx.query("SELECT 1 FROM family"))).toEqual([]);
    const police = asMachine({ agency: viewerOf("police").agency, teamIds: [USERS.police.team ?? "none"] });
    expect(await api.app.database.as(police, (tx) => tx.query("SELECT 1 FROM sharing_agreement"))).toEqual([]);
  });

  const fact = (over: Partial<Record<"family" | "kind" | "agency" | "source" | "by" | "from" | "person", string>> = {}) => ({
    family: home.id,
    kind: "ATTENDANCE",
    agency: AGENCIES.school.id as string,
    source: "SCHOOL",
    by: clientId,
    from: "2016-12-20",
    person: home.people[2] as string,
    ...over,
  });
  const insert = (viewer: UserViewer, row: ReturnType<typeof fact>) =>
    attemptAs(viewer, (tx) =>
      tx.execute(
        `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, facts, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', '2017-01-03T09:00:00Z', $8)`,
        [randomUUID(), row.family, row.person, row.kind, row.source, row.agency, row.from, row.by],
      ),
    );

  test("adds what its agency's agreement covers", async () => {
    expect(await insert(asMachine(), fact())).toBe(1);
  });

  test.each([
    ["another family's", () => fact({ family: others.id, person: others.people[2] })],
    ["about somebody of another family", () => fact({ person: others.people[2] })],
    ["a kind that the agreement leaves out", () => fact({ kind: "SCHOOL_ROLL" })],
    ["a kind that its agency does not supply", () => fact({ kind: "OFFENCE" })],
    ["in another agency's name", () => fact({ agency: AGENCIES.police.id })],
    ["as another kind of agency", () => fact({ source: "POLICE" })],
    ["in a person's name", () => fact({ by: USERS.school.id })],
    ["of a day to come", () => fact({ from: "2017-01-04" })],
  ])("adds nothing that is %s", async (_what, row) => {
    expect(await insert(asMachine(), row())).toBe("42501");
  });

  test("adds nothing once the agreement or the assessment has run out", async () => {
    await rows(api, "UPDATE impact_assessment SET review_due_on = '2017-01-02' RETURNING 1");
    expect(await insert(asMachine(), fact())).toBe("42501");
    await rows(api, "UPDATE impact_assessment SET review_due_on = '2017-06-01' RETURNING 1");
    await rows(api, "UPDATE sharing_agreement SET valid_to = '2017-01-02' RETURNING 1");
    expect(await insert(asMachine(), fact())).toBe("42501");
    await rows(api, "UPDATE sharing_agreement SET valid_to = '2017-11-30' RETURNING 1");
    expect(await insert(asMachine(), fact())).toBe(1);
  });

  test("changes no family, though it may hold one", async () => {
    const held = (sql: string) => attemptAs(asMachine(), (tx) => tx.query(sql).then((found) => found.length));
    expect(await held("SELECT 1 FROM family FOR NO KEY UPDATE")).toBe(1);
    expect(await attemptAs(asMachine(), (tx) => tx.execute("UPDATE family SET name = 'Changed'"))).toBe("42501");
    expect(await attemptAs(asMachine(), (tx) => tx.execute("UPDATE person SET given_name = 'Changed'"))).toBe(0);
  });

  test("is given no credential, and the terms of a token or an agreement are nobody's to change", async () => {
    const admin = viewerOf("admin");
    const credential = (tx: Transaction) =>
      tx.execute("INSERT INTO credential (user_id, email, password_hash) VALUES ($1, 'machine@school.example', 'x')", [clientId]);
    expect(await attemptAs(admin, credential)).toBe("42501");
    expect(await attemptAs(admin, (tx) => tx.execute("UPDATE machine_client SET expires_at = expires_at + interval '1 day'"))).toBe(
      "42501",
    );
    expect(await attemptAs(admin, (tx) => tx.execute("UPDATE sharing_agreement SET valid_to = '2030-01-01'"))).toBe("42501");
    const longest = (tx: Transaction) =>
      tx.execute(
        `INSERT INTO machine_client (id, token_hash, scopes, created_at, created_by, expires_at)
         VALUES ($1, $2, '{SEND_EVIDENCE}', now(), $3, now() + interval '400 days')`,
        [USERS.school.id, randomBytes(32), admin.userId],
      );
    expect(await attemptAs(admin, longest)).toBe("23514");
  });
});
