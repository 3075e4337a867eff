import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  MACHINE_DEEDS,
  MACHINE_SITUATIONS,
  type MachineDeed,
  type MachineSituation,
} from "../../src/access/machines/machine-sending.scenarios.ts";
import { SCOPE_PERMISSIONS } from "../../src/access/permissions.ts";
import type { UserViewer } from "../../src/access/viewer.ts";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { ask, attendance, covered, lastTerm, machine } from "../machines.ts";
import { attempt, outcomeOf } from "../scenario-runner.ts";
import { AGENCIES, town } from "../town.ts";

/** Each sentence of the table, over the API with the token, and past it as row-level security has it. */
let api: Api;
let term: string;
let judgements = 0;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  term = await lastTerm(api);
});
afterAll(async () => {
  await api.stop();
  console.info(`machines: ${Object.keys(MACHINE_SITUATIONS).length * MACHINE_DEEDS.length} sentences, ${judgements} judgements`);
});

interface Scene {
  readonly home: Household;
  readonly clientId: string;
  readonly token: string;
}

const all = (table: string, change: string) => () =>
  rows(api, `UPDATE ${table} SET ${change} ${table === "sharing_agreement" ? "WHERE ended_on IS NULL" : ""}`);
const ofFamily =
  (sql: string) =>
  ({ home }: Scene) =>
    rows(api, sql, [home.id]);
const nothing = async () => undefined;
const CHANGES: Readonly<Record<MachineSituation, (scene: Scene) => Promise<unknown>>> = {
  "made to send evidence": nothing,
  "made to read its agency's contribution": nothing,
  "made for both": nothing,
  "whose token has expired": all("machine_client", "created_at = now() - interval '2 days', expires_at = now() - interval '1 second'"),
  "whose token was revoked": ({ clientId }) => rows(api, "UPDATE machine_client SET revoked_at = now() WHERE id = $1", [clientId]),
  "whose token is not the one it was given": nothing,
  "whose agency's agreement was ended": all("sharing_agreement", "ended_on = '2017-01-03'"),
  "whose agency's agreement has run out": all("sharing_agreement", "valid_to = '2017-01-02'"),
  "whose agency's agreement begins tomorrow": all("sharing_agreement", "valid_from = '2017-01-04'"),
  "whose agency has another's agreement alone": all("sharing_agreement", `agency_ids = '{${AGENCIES.police.id}}'`),
  "whose agreement's assessment is past its review": all("impact_assessment", "review_due_on = '2017-01-02'"),
  "whose agreement's assessment was ended": all("impact_assessment", "ended_on = '2017-01-03'"),
  "whose agency's agreement leaves attendance out": all("sharing_agreement", "kinds = '{EXCLUSION}'"),
  "whose team does not work with the family": ofFamily("UPDATE involvement SET ended_at = now() WHERE family_id = $1"),
  "whose team let go of the family four weeks and a day ago": ofFamily(
    "UPDATE involvement SET valid_to = '2017-01-02' WHERE family_id = $1",
  ),
  "whose team handed the family over": ofFamily(
    `UPDATE involvement SET team_id = '${AGENCIES.otherSchool.teams[0]?.id}' WHERE family_id = $1`,
  ),
  "of a family that is restricted": ofFamily("UPDATE family SET restricted = true WHERE id = $1"),
  "of a family that withdrew its agreement": async ({ home }) => {
    const [agreement] = await rows<{ id: string }>(api, "SELECT id FROM agreement WHERE family_id = $1", [home.id]);
    const input = { agreementId: agreement?.id, personId: home.people[1], capacity: "ADULT", idempotencyKey: randomUUID() };
    const document = "mutation W($input: WithdrawAgreementInput!) { withdrawAgreement(input: $input) { errors { code } } }";
    expect(outcomeOf(await (await api.as("coordinator")).send(document, { input }))).toBe("done");
  },
};

const SCOPES: Readonly<Partial<Record<MachineSituation, readonly ("SEND_EVIDENCE" | "READ_CONTRIBUTION")[]>>> = {
  "made to read its agency's contribution": ["READ_CONTRIBUTION"],
  "made for both": ["SEND_EVIDENCE", "READ_CONTRIBUTION"],
};
const scopesOf = (situation: MachineSituation) => SCOPES[situation] ?? ["SEND_EVIDENCE"];
/** The token is turned away before there is a viewer whom the rows could know. */
const TURNED_AWAY: ReadonlySet<string> = new Set([
  "whose token has expired",
  "whose token was revoked",
  "whose token is not the one it was given",
]);

const SEND = "mutation S($input: SendEvidenceInput!) { sendEvidence(input: $input) { evidenceId errors { code } } }";

/** What came of each deed over the API. */
async function over({ home, token }: Scene): Promise<Readonly<Record<MachineDeed, string>>> {
  const told = await ask(api, token, "{ machineFamilies(first: 100) { edges { node { id } } } }");
  const listed = outcomeOf(told) === "done" && !JSON.stringify(told.data).includes(home.id) ? "ABSENT" : outcomeOf(told);
  const input = attendance(home.id, home.people[2]);
  const fact = { ...input.fact, attendance: { ...input.fact.attendance, term } };
  return {
    "is told of the family": listed,
    "reads what its agency has put in": outcomeOf(await ask(api, token, "{ machineContribution { asOf } }")),
    // Last, since it writes.
    "sends attendance about the family": outcomeOf(await ask(api, token, SEND, { input: { ...input, fact } })),
  };
}

describe.each(Object.keys(MACHINE_SITUATIONS) as MachineSituation[])("a machine client %s", (situation) => {
  test("is given what is its to have, and sends what is its to send", async () => {
    await rows(api, "UPDATE sharing_agreement SET ended_on = '2017-01-01'");
    await covered(api);
    const { id: clientId, token: right } = await machine(api, { scopes: scopesOf(situation) });
    const token = situation === "whose token is not the one it was given" ? `${right.slice(0, -4)}AAAA` : right;
    const scene = { home: await household(api), clientId, token };
    await CHANGES[situation](scene);
    const said = MACHINE_SITUATIONS[situation];
    if (!TURNED_AWAY.has(situation)) {
      const viewer: UserViewer = {
        ...viewerOf("school"),
        role: "MACHINE",
        userId: clientId,
        permissions: new Set(scopesOf(situation).flatMap((scope) => SCOPE_PERMISSIONS[scope])),
      };
      const written = await attempt(api, viewer, (tx) =>
        tx.execute(
          `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, facts, recorded_at, recorded_by)
           VALUES (gen_random_uuid(), $1, $2, 'ATTENDANCE', 'SCHOOL', $3, '2016-12-20', '{}', '2017-01-03T09:00:00Z', $4)`,
          [scene.home.id, scene.home.people[2], AGENCIES.school.id, clientId],
        ),
      );
      expect(written).toBe(said["sends attendance about the family"] ? 1 : "42501");
      judgements += 1;
    }
    const came = await over(scene);
    const REFUSED = /^(FORBIDDEN|UNAUTHENTICATED|ABSENT|NOT_FOUND|NO_SHARING_AGREEMENT|NO_IMPACT_ASSESSMENT)$/u;
    for (const deed of MACHINE_DEEDS) {
      if (said[deed]) expect([deed, came[deed]]).toEqual([deed, "done"]);
      else expect([deed, came[deed]]).toEqual([deed, expect.stringMatching(REFUSED)]);
      judgements += 1;
    }
    for (const page of [`{ family(id: "${scene.home.id}") { id } }`, "{ families(first: 5) { totalCount } }", "{ tasks { total } }"]) {
      expect(outcomeOf(await ask(api, token, page))).toMatch(/^(FORBIDDEN|UNAUTHENTICATED)$/u);
      judgements += 1;
    }
  });
});
