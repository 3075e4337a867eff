import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, validate } from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSchema } from "../../src/schema.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { type Api, startApi, startTwin } from "../api-client.ts";
import { type Household, household, rows } from "../household.ts";
import { administer, agreementInput, ask, attendance, clientInput, covered, deedsOf, lastTerm, machine } from "../machines.ts";
import { cookieOf } from "../raw-requests.ts";
import { AGENCIES } from "../town.ts";

const operation = (name: string) => readFileSync(join(repositoryRoot, "schema/machine-operations", `${name}.graphql`), "utf8");
const FAMILIES = operation("families");
const SEND = operation("send-evidence");
const CONTRIBUTION = operation("contribution");
const WHOAMI = operation("whoami");

let api: Api;
let ours: Household;
let others: Household;
let hidden: Household;
let term: string;
beforeAll(async () => {
  api = await startApi();
  ours = await household(api);
  hidden = await household(api, { restricted: true });
  others = await household(api, { seats: ["police"] });
  await rows(
    api,
    "WITH gone AS (UPDATE involvement SET valid_to = '2016-12-31' WHERE family_id = $1 AND ground = 'CAF' RETURNING 1) SELECT 1",
    [others.id],
  );
  term = await lastTerm(api);
});
afterAll(() => api.stop());
beforeEach(() => rows(api, "UPDATE sharing_agreement SET ended_on = COALESCE(ended_on, '2017-01-03') RETURNING 1"));

const sent = (familyId: string, person: string, over: object = {}) => {
  const { fact, ...rest } = attendance(familyId, person);
  return { input: { ...rest, fact: { ...fact, attendance: { ...fact.attendance, term }, ...over } } };
};
const errorsIn = (answer: { data: object }) =>
  (answer.data as { sendEvidence: { errors: { code: string; field: string | null }[] } }).sendEvidence.errors.map(
    ({ code, field }) => `${code} ${field}`,
  );

describe("the operations that are published for machine clients", () => {
  test.each(readdirSync(join(repositoryRoot, "schema/machine-operations")))("%s is answered by the schema", async (file) => {
    const text = readFileSync(join(repositoryRoot, "schema/machine-operations", file), "utf8");
    expect(validate(await createSchema(null), parse(text)).map(({ message }) => message)).toEqual([]);
  });

  test("are answered where the portal's alone are, with and without the end of their last line, and nothing else is", async () => {
    const { token } = await machine(api);
    const shut = await startTwin(api, { demo: false });
    for (const document of [WHOAMI, WHOAMI.trimEnd()]) {
      expect((await ask(shut, token, document)).data).toMatchObject({
        viewer: { name: "Calder Vale records", role: "MACHINE", permissions: ["machine-families.read", "machine-evidence.send"] },
      });
    }
    expect((await ask(shut, token, "{ viewer { id } }")).errors?.[0]?.extensions?.code).toBe("UNTRUSTED_DOCUMENT");
    await shut.stop();
  });
});

describe("a token", () => {
  test("is shown once, and stored as its digest", async () => {
    const { id, token } = await machine(api);
    expect(token).toMatch(/^wtwf_[\w-]{43}$/u);
    const text = JSON.stringify(
      await rows(api, "SELECT m.*, encode(m.token_hash, 'hex') AS hex FROM machine_client m WHERE id = $1", [id]),
    );
    expect(text).not.toContain(token);
    expect(text).not.toContain(token.slice(5));
  });

  test("notes the day on which it was used, and nothing more", async () => {
    const { id, token } = await machine(api);
    const used = () => rows<{ on: string | null }>(api, `SELECT last_used_on::text AS on FROM machine_client WHERE id = $1`, [id]);
    expect(await used()).toEqual([{ on: null }]);
    await ask(api, token, WHOAMI);
    expect((await used())[0]?.on).toMatch(/^\d{4}-\d\d-\d\d$/u);
  });

  test("that is forged, cut short, lengthened, expired or revoked, or no bearer at all, is answered in the same words", async () => {
    const good = (await machine(api)).token;
    const expired = await machine(api);
    await rows(
      api,
      "UPDATE machine_client SET created_at = now() - interval '9 days', expires_at = now() - interval '1 second' WHERE id = $1",
      [expired.id],
    );
    const revoked = await machine(api);
    expect((await administer(api, "revokeMachineClient", { clientId: revoked.id })).errors).toEqual([]);
    const forged = `${good.slice(0, -1)}${good.endsWith("A") ? "B" : "A"}`;
    const answers = await Promise.all(
      [forged, good.slice(0, -1), `${good}A`, expired.token, revoked.token, "", "null", "x".repeat(4_000)].map((token) =>
        ask(api, token, WHOAMI),
      ),
    );
    answers.push(await ask(api, good, WHOAMI, {}, { authorization: `Basic ${good}` }));
    for (const { status, headers, errors, data } of answers) {
      expect([status, headers.get("www-authenticate"), data]).toEqual([401, "Bearer", undefined]);
      expect(errors).toEqual([{ message: "This token opens nothing here", extensions: { code: "UNAUTHENTICATED" } }]);
    }
    expect((await ask(api, good, WHOAMI)).status).toBe(200);
  });

  test("comes without a cookie beside it, whoever the two are", async () => {
    const { token } = await machine(api);
    const cookie = await cookieOf(api, "admin");
    expect((await ask(api, token, WHOAMI, {}, { cookie })).status).toBe(401);
    expect((await ask(api, "none", WHOAMI, {}, { cookie })).status).toBe(401);
  });

  test("counts for itself in what may be asked in five minutes", async () => {
    const slow = await startTwin(api, { requestQuotas: { session: 3, address: 1_000 } });
    const [one, another] = [await machine(api), await machine(api)];
    const statuses: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) statuses.push((await ask(slow, one.token, WHOAMI)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await ask(slow, another.token, WHOAMI)).status).toBe(200);
    await slow.stop();
  });

  test("is made once for a key: sent again it is not shown", async () => {
    const input = clientInput();
    const first = await administer(api, "addMachineClient", input);
    const again = await administer(api, "addMachineClient", input);
    expect([again.client?.id, again.token]).toEqual([first.client?.id, null]);
    const past = await administer(api, "addMachineClient", { ...input, days: 366, teamId: AGENCIES.police.teams[0]?.id ?? "none" });
    expect(past.errors.map(({ field }) => field)).toEqual(["days"]);
    const elsewhere = await machine(api).then(() =>
      administer(api, "addMachineClient", { ...input, teamId: AGENCIES.police.teams[0]?.id, idempotencyKey: ours.id }),
    );
    expect(elsewhere.errors).toEqual([{ code: "NOT_FOUND", field: "teamId" }]);
  });
});

describe("what a machine client may ask", () => {
  test("is its scope's, and no more", async () => {
    await covered(api);
    const sends = await machine(api);
    const reads = await machine(api, { scopes: ["READ_CONTRIBUTION"] });
    const codes = async (token: string, document: string, variables = {}) =>
      (await ask(api, token, document, variables)).errors?.map(({ extensions }) => extensions?.code) ?? [];
    expect(await codes(sends.token, CONTRIBUTION)).toEqual(["FORBIDDEN"]);
    expect(await codes(reads.token, FAMILIES)).toEqual(["FORBIDDEN"]);
    expect(await codes(reads.token, SEND, sent(ours.id, ours.people[2]))).toEqual(["FORBIDDEN"]);
    for (const { token } of [sends, reads]) {
      expect(await codes(token, `{ family(id: "${ours.id}") { id } }`)).toEqual(["FORBIDDEN"]);
      expect(await codes(token, "{ contribution { asOf } }")).toEqual(["FORBIDDEN"]);
      expect(await codes(token, "{ machineClients { id } }")).toEqual(["FORBIDDEN"]);
      expect(await codes(token, "{ agencies { id } }")).toEqual(["FORBIDDEN"]);
    }
    const { data } = await ask(api, reads.token, CONTRIBUTION);
    expect(data).toMatchObject({ machineContribution: { agency: { name: "Calder Vale High School" } } });
  });

  test("are its own team's families, by initials and date of birth; not others', not restricted ones", async () => {
    await covered(api);
    const { id, token } = await machine(api);
    const answer = await ask(api, token, FAMILIES);
    const { edges } = (answer.data as unknown as { machineFamilies: { edges: { node: { id: string; members: object[] } }[] } })
      .machineFamilies;
    expect(edges.map(({ node }) => node.id)).toEqual([ours.id]);
    expect(edges[0]?.node.members).toContainEqual({ personId: ours.people[2], initials: "TT", dateOfBirth: "2002-05-05" });
    expect(JSON.stringify(answer.data)).not.toMatch(/Testing|Mill Street|BB11/u);
    expect(await deedsOf(api, id)).toEqual([{ action: "family.list", role: "MACHINE", why: "INVOLVED", families: 1 }]);
  });

  test("adds evidence in the name of its agency, once for a key, and the log and the ledger name the machine", async () => {
    await covered(api);
    const { id, token } = await machine(api);
    const variables = sent(ours.id, ours.people[3]);
    const first = await ask(api, token, SEND, variables);
    expect(errorsIn(first)).toEqual([]);
    const { evidenceId } = (first.data as unknown as { sendEvidence: { evidenceId: string } }).sendEvidence;
    expect((await ask(api, token, SEND, variables)).data).toMatchObject({ sendEvidence: { evidenceId, repeated: true } });
    const stored = await rows(api, "SELECT kind, source, agency_id, recorded_by FROM evidence WHERE id = $1", [evidenceId]);
    expect(stored).toEqual([{ kind: "ATTENDANCE", source: "SCHOOL", agency_id: AGENCIES.school.id, recorded_by: id }]);
    expect((await deedsOf(api, id)).map(({ action }) => action)).toEqual(["evidence.add"]);
    const shown = await (await api.as("school")).query<{ family: { evidence: { id: string; recordedBy: { name: string } }[] } }>(
      "query E($id: ID!) { family(id: $id) { evidence { id recordedBy { name role } } } }",
      { id: ours.id },
    );
    expect(shown.family.evidence.find((each) => each.id === evidenceId)?.recordedBy).toEqual({
      name: "Calder Vale records",
      role: "MACHINE",
    });
  });

  test("is nothing about another's family, another family's person, or another kind", async () => {
    await covered(api, { kinds: ["ATTENDANCE", "OFFENCE"] });
    const { token } = await machine(api);
    const codes = async (variables: object) => errorsIn(await ask(api, token, SEND, variables));
    expect(await codes(sent(others.id, others.people[2]))).toEqual(["NOT_FOUND familyId"]);
    expect(await codes(sent(hidden.id, hidden.people[2]))).toEqual(["NOT_FOUND familyId"]);
    expect(await codes(sent(ours.id, others.people[2]))).toHaveLength(1);
    const offence = {
      kind: "OFFENCE",
      personId: ours.people[0],
      from: "2016-12-20",
      attendance: null,
      offence: { proven: true, serious: false },
    };
    expect((await codes(sent(ours.id, ours.people[0], offence)))[0]).toMatch(/fact/u);
  });
});

describe("without an agreement and an assessment", () => {
  const tries = async (token: string) => errorsIn(await ask(api, token, SEND, sent(ours.id, ours.people[4])));
  const MISSING = { agreement: ["NO_SHARING_AGREEMENT fact.kind"], assessment: ["NO_IMPACT_ASSESSMENT fact.kind"] };

  test("nothing is sent or listed, and which of them is missing is told", async () => {
    const { token } = await machine(api);
    expect(await tries(token)).toEqual(MISSING.agreement);
    expect((await ask(api, token, FAMILIES)).errors?.[0]).toMatchObject({
      message: expect.stringMatching(/sharing agreement/u),
      extensions: { code: "FORBIDDEN" },
    });
    const { agreement } = await administer(api, "addSharingAgreement", agreementInput());
    expect(agreement).toBeTruthy();
    expect(await tries(token)).toEqual(MISSING.assessment);
  });

  test.each([
    ["is another agency's", { agencyIds: [AGENCIES.police.id] }, "agreement"],
    ["covers another kind", { kinds: ["EXCLUSION"] }, "agreement"],
    ["has run out", { validTo: "2017-01-02" }, "agreement"],
    ["is yet to begin", { validFrom: "2017-01-04" }, "agreement"],
  ] as const)("nothing is sent under one that %s", async (_what, over, missing) => {
    await covered(api, over);
    expect(await tries((await machine(api)).token)).toEqual(MISSING[missing]);
  });

  test("sending stops by itself: as the agreement or its assessment runs out, or is ended", async () => {
    const { token } = await machine(api);
    const id = await covered(api);
    await rows(api, "UPDATE impact_assessment SET review_due_on = '2017-01-02' WHERE agreement_id = $1", [id]);
    expect(await tries(token)).toEqual(MISSING.assessment);
    await rows(api, "UPDATE impact_assessment SET review_due_on = '2017-01-03' WHERE agreement_id = $1", [id]);
    expect(await tries(token)).toEqual([]);
    await administer(api, "endSharingAgreement", { sharingAgreementId: id, version: 1 });
    expect(await tries(token)).toEqual(MISSING.agreement);
  });
});
