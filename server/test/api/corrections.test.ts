import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { type Api, startApi } from "../api-client.ts";
import { disputed } from "../corrections.ts";
import { factOf, insertEvidence } from "../evidence.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { referenceOf } from "../retention.ts";
import { type Account, town, USERS } from "../town.ts";

let api: Api;
let home: Household;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  home = await household(api, { seats: ["police", "health"], lead: "earlyHelp", needs: ["WORKLESSNESS"] });
});
afterAll(() => api.stop());

const REQUEST = `id about label said wrong statement receivedOn dueOn overdue corrected decision decidedOn reason putRight version
  person { givenName } recordedBy { name } decidedBy { name }`;
interface Shown {
  readonly id: string;
  readonly label: string;
  readonly said: string | null;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly decision: string | null;
  readonly putRight: string | null;
  readonly corrected: boolean;
}
type Deed = "recordCorrectionRequest" | "decideCorrectionRequest" | "extendCorrectionRequest";
interface Told {
  readonly correctionRequest: Shown | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}

async function act(account: Account, name: Deed, input: object): Promise<Told> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const answer = await (await api.as(account)).query<{ told: Told }>(
    `mutation Act($input: ${type}!) { told: ${name}(input: $input) { correctionRequest { ${REQUEST} } errors { code field } } }`,
    { input: { ...(name === "extendCorrectionRequest" ? {} : { idempotencyKey: randomUUID() }), ...input } },
  );
  return answer.told;
}
const record = (account: Account, input: object = {}, of: Household = home) =>
  act(account, "recordCorrectionRequest", {
    familyId: of.id,
    personId: of.people[0],
    capacity: "THEMSELVES",
    about: "NAME",
    wrong: "Her name is Ada Bell",
    receivedOn: "2017-01-03",
    ...input,
  });
const decide = (correctionRequestId: string, input: object, account: Account = "informationOfficer") =>
  act(account, "decideCorrectionRequest", { correctionRequestId, version: 1, ...input });
const codes = (told: Told) => told.errors.map(({ code, field }) => `${code} ${field}`);

async function shownTo(account: Account, of: Household = home): Promise<readonly Shown[]> {
  const answer = await (await api.as(account)).query<{ family: { correctionRequests: Shown[] } | null }>(
    `query Family($id: ID!) { family(id: $id) { correctionRequests { ${REQUEST} } } }`,
    { id: of.id },
  );
  return answer.family?.correctionRequests ?? [];
}
const idsShownTo = async (account: Account) => (await shownTo(account)).map(({ id }) => id);

async function titles(account: Account, kind: string): Promise<string[]> {
  const { tasks } = await (await api.as(account)).query<{ tasks: { tasks: { kind: string; title: string }[] } }>(
    "{ tasks { tasks { kind title } } }",
  );
  return tasks.tasks.filter((task) => task.kind === kind).map(({ title }) => title);
}

describe("taking down what somebody says is wrong", () => {
  test("is for the lead professional, coordinators and the officer, and stands beside the record at once", async () => {
    for (const account of ["earlyHelp", "coordinator", "informationOfficer"] as const) {
      const { correctionRequest, errors } = await record(account, { statement: "I am Ada" });
      expect(errors).toEqual([]);
      expect(correctionRequest).toMatchObject({ label: "Name", said: "Mary Testing", statement: "I am Ada", decision: null });
      expect(await idsShownTo("school")).toContain(correctionRequest?.id);
    }
    expect(codes(await record("school"))).toEqual(["NOT_THE_LEAD_PROFESSIONAL familyId"]);
    expect(codes(await record("pendleCoordinator"))).toEqual(["NOT_FOUND familyId"]);
    const [person] = await rows<{ given_name: string }>(api, "SELECT given_name FROM person WHERE id = $1", [home.people[0]]);
    expect(person?.given_name).toBe("Mary");
  });

  test("names a record of the family that the viewer may see, and a person of it", async () => {
    const elsewhere = await household(api);
    expect(codes(await record("coordinator", { personId: elsewhere.people[0] }))).toEqual(["NOT_FOUND personId"]);
    expect(codes(await record("coordinator", { about: "CAF", recordId: elsewhere.cafId, versionNumber: 1 }))).toEqual([
      "NOT_FOUND recordId",
    ]);
    expect(codes(await record("coordinator", { about: "CAF", recordId: home.cafId, versionNumber: 2 }))).toEqual(["NOT_FOUND recordId"]);
    expect(codes(await record("coordinator", { about: "TAF_MEETING" }))).toEqual(["REQUIRED recordId"]);
    expect(codes(await record("coordinator", { receivedOn: "2017-01-04" }))).toEqual(["FUTURE receivedOn"]);
  });

  test.each([
    ["2016-12-03", "2017-01-03", false],
    ["2016-12-02", "2017-01-02", true],
    ["2016-11-30", "2016-12-30", true],
    ["2017-01-03", "2017-02-03", false],
    ["2016-01-31", "2016-02-29", true],
  ])("received on %s is due on %s", async (receivedOn, dueOn, overdue) => {
    expect((await record("coordinator", { receivedOn })).correctionRequest).toMatchObject({ dueOn, overdue });
  });

  test("finds nothing of a restricted family for the officer, by reference or by id", async () => {
    const shut = await household(api, { restricted: true });
    expect(codes(await record("informationOfficer", {}, shut))).toEqual(["NOT_FOUND familyId"]);
    const ask = async (of: Household) =>
      (
        await (
          await api.as("informationOfficer")
        ).query<{ correctionSubjects: { people: object[]; records: object[] } | null }>(
          "query S($reference: String!) { correctionSubjects(reference: $reference) { people { givenName } records { label } } }",
          { reference: await referenceOf(api, of.id) },
        )
      ).correctionSubjects;
    expect(await ask(shut)).toBeNull();
    expect((await ask(home))?.people).toHaveLength(5);
  });
});

describe("who sees it", () => {
  test("is whoever may see the record itself", async () => {
    const evidenceId = await insertEvidence(api, home, "police", {
      kind: "RISK_SCORE",
      valid_from: "2016-12-20",
      facts: { score: 14, atClosure: false },
    });
    const score = await disputed(api, home, { about: "EVIDENCE", evidence_id: evidenceId, said: null });
    const abuse = await disputed(api, home, {
      about: "CAF",
      caf_id: home.cafId,
      version_number: 1,
      criterion: "DOMESTIC_ABUSE",
      said: null,
    });
    for (const account of ["earlyHelp", "coordinator"] as const)
      expect(await idsShownTo(account), account).toEqual(expect.arrayContaining([score, abuse]));
    const school = await idsShownTo("school");
    expect([school.includes(score), school.includes(abuse)]).toEqual([false, true]);
    const police = await idsShownTo("police");
    expect([police.includes(score), police.includes(abuse)]).toEqual([true, false]);
    const health = await idsShownTo("health");
    expect([health.includes(score), health.includes(abuse)]).toEqual([false, false]);
    for (const account of ["otherPolice", "pendleCoordinator", "board", "admin", "auditor"] as const)
      expect(await api.app.database.as(viewerOf(account), (tx) => tx.query("SELECT FROM correction_request")), account).toEqual([]);
  });

  test("and the queue is the officer's alone", async () => {
    const answer = await (await api.as("informationOfficer")).query<{
      correctionRequests: { totalCount: number; edges: { node: { person: object; familyReference: string } }[] };
    }>("{ correctionRequests(waiting: true, first: 2) { totalCount edges { node { familyReference person { givenName } } } } }");
    expect(answer.correctionRequests.edges).toHaveLength(2);
    expect(answer.correctionRequests.edges[0]?.node).toMatchObject({ familyReference: expect.stringMatching(/^F-/u) });
    expect(answer.correctionRequests.edges[0]?.node.person).not.toBeNull();
    for (const account of ["coordinator", "earlyHelp", "admin"] as const) {
      const refused = await (await api.as(account)).send("{ correctionRequests { totalCount } }");
      expect(refused.errors?.[0]?.extensions?.code, account).toBe("FORBIDDEN");
    }
  });
});

describe("deciding", () => {
  test("puts a name right beside what it said, and works the family out anew", async () => {
    const id = await disputed(api, home);
    expect(codes(await decide(id, { decision: "PUT_RIGHT", givenName: "Ada" }))).toEqual(["REQUIRED familyName"]);
    const { correctionRequest } = await decide(id, { decision: "PUT_RIGHT", givenName: "Ada", familyName: "Bell" });
    expect(correctionRequest).toMatchObject({ said: "Mary Testing", putRight: "Ada Bell", decision: "PUT_RIGHT" });
    expect(await rows(api, "SELECT given_name, family_name FROM person WHERE id = $1", [home.people[0]])).toEqual([
      { given_name: "Ada", family_name: "Bell" },
    ]);
    expect(await titles("police", "READ_CORRECTION")).toContain("This was put right: Name");
    const deeds = await rows(api, "SELECT action, reason, family_ids FROM audit_event WHERE subject_id = $1", [id]);
    expect(deeds).toEqual([{ action: "correction.decide", reason: "PUT_RIGHT", family_ids: [home.id] }]);
    expect(codes(await decide(id, { decision: "NOT_PUT_RIGHT", reason: "x" }))).toEqual(["ALREADY_DECIDED decision"]);
  });

  test("puts a date of birth right, within bounds, and the criteria go by the true age", async () => {
    const family = await household(api, { needs: ["MISSING_EDUCATION"] });
    const [, , child] = family.people;
    await rows(api, "UPDATE family_member SET valid_from = '2002-05-05' WHERE person_id = $1", [child]);
    const id = await disputed(api, family, { person_id: child, about: "DATE_OF_BIRTH", said: "5 May 2002" });
    expect(codes(await decide(id, { decision: "PUT_RIGHT", dateOfBirth: "2017-01-04" }))).toEqual(["FUTURE dateOfBirth"]);
    expect(codes(await decide(id, { decision: "PUT_RIGHT", dateOfBirth: "1899-12-31" }))).toEqual(["TOO_EARLY dateOfBirth"]);
    expect((await decide(id, { decision: "PUT_RIGHT", dateOfBirth: "2003-06-07" })).errors).toEqual([]);
    expect(await rows(api, "SELECT date_of_birth FROM person WHERE id = $1", [child])).toEqual([{ date_of_birth: "2003-06-07" }]);
    const since = await rows(api, "SELECT person_id FROM family_member WHERE family_id = $1 AND valid_from = '2003-06-07'", [family.id]);
    expect(since).toEqual([{ person_id: child }]);
  });

  test("waits for the agency that recorded the evidence, whose task it is, and points at its correction", async () => {
    const child = home.people[2];
    const row = { person_id: child, kind: "EXCLUSION", valid_from: "2016-12-06", facts: { permanent: true } };
    const evidenceId = await insertEvidence(api, home, "school", row);
    const id = await disputed(api, home, { person_id: child, about: "EVIDENCE", evidence_id: evidenceId, said: null });
    const title = "A person says that this is wrong: Permanently excluded";
    expect(await titles("school", "LOOK_AT_DISPUTED_RECORD")).toContain(title);
    expect(await titles("police", "LOOK_AT_DISPUTED_RECORD")).not.toContain(title);
    expect(codes(await decide(id, { decision: "PUT_RIGHT" }))).toEqual(["NOT_CORRECTED_YET decision"]);
    await (await api.as("school")).query(
      "mutation C($input: CorrectEvidenceInput!) { correctEvidence(input: $input) { errors { code } } }",
      { input: { evidenceId, withdraw: false, fact: factOf("EXCLUSION", home), statement: "Two days", idempotencyKey: randomUUID() } },
    );
    expect(await titles("school", "LOOK_AT_DISPUTED_RECORD")).not.toContain(title);
    const { correctionRequest } = await decide(id, { decision: "PUT_RIGHT" });
    expect(correctionRequest).toMatchObject({ label: "Permanently excluded", putRight: "Excluded for a fixed term" });
  });

  test("needs a reason where nothing is put right, and a statement where one is added", async () => {
    const silent = await disputed(api, home, { statement: null });
    expect(codes(await decide(silent, { decision: "STATEMENT_ADDED", reason: "They differ" }))).toEqual(["NO_STATEMENT decision"]);
    expect(codes(await decide(silent, { decision: "NOT_PUT_RIGHT", reason: "  " }))).toEqual(["REQUIRED reason"]);
    const spoken = await disputed(api, home);
    const { correctionRequest } = await decide(spoken, { decision: "STATEMENT_ADDED", reason: "Both remember it otherwise" });
    expect(correctionRequest).toMatchObject({ decision: "STATEMENT_ADDED", putRight: null });
    expect(await titles("health", "READ_CORRECTION")).toContain("A statement stands beside this now: Name");
  });

  test.each([
    ["2016-12-03", "", "2017-03-03"],
    ["2016-11-30", "TOO_LATE correctionRequestId", "2016-12-30"],
    ["2016-12-02", "TOO_LATE correctionRequestId", "2017-01-02"],
  ])("of what came on %s may take longer: %s", async (received_on, refusal, dueOn) => {
    const id = await disputed(api, home, { received_on });
    const extend = (version: number) =>
      act("informationOfficer", "extendCorrectionRequest", { correctionRequestId: id, version, reason: "x" });
    const told = await extend(1);
    expect(codes(told).join()).toBe(refusal);
    expect((await shownTo("coordinator")).find((each) => each.id === id)?.dueOn).toBe(dueOn);
    if (refusal) return;
    expect(codes(await extend(2))).toEqual(["ALREADY_EXTENDED correctionRequestId"]);
    expect(codes(await decide(id, { decision: "NOT_PUT_RIGHT", reason: "So it is" }))).toEqual(["STALE null"]);
    expect(codes(await decide(id, { version: 2, decision: "NOT_PUT_RIGHT", reason: "So it is" }))).toEqual([]);
  });

  test("by two officers at once is done by one", async () => {
    const second = randomUUID();
    await rows(api, "INSERT INTO app_user (id, name, role, agency_id) SELECT $1, 'Al Finch', role, agency_id FROM app_user WHERE id = $2", [
      second,
      USERS.informationOfficer.id,
    ]);
    const id = await disputed(api, home);
    const viewers = [viewerOf("informationOfficer"), { ...viewerOf("informationOfficer"), userId: second, name: "Al Finch" }];
    const outcomes = await Promise.allSettled(
      viewers.map((viewer, index) =>
        api.app.services.correctionDecisions.decide(
          viewer,
          {
            correctionRequestId: id,
            version: 1,
            decision: index === 0 ? "NOT_PUT_RIGHT" : "STATEMENT_ADDED",
            reason: "So it is",
            idempotencyKey: randomUUID(),
          },
          new Map(),
        ),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(String(refused?.reason)).toMatch(/ALREADY_DECIDED|STALE/u);
  });
});

describe("the layer below", () => {
  test("lets nobody write over what the person said, nor a decision once it stands", async () => {
    const id = await disputed(api, home);
    const set = (column: string) => `UPDATE correction_request SET ${column} = 'Otherwise' WHERE id = '${id}'`;
    const officer = viewerOf("informationOfficer");
    for (const column of ["said", "wrong", "statement"])
      await expect(
        api.app.database.as(officer, (tx) => tx.execute(set(column))),
        column,
      ).rejects.toThrow(/only disposal writes this/u);
    await decide(id, { decision: "NOT_PUT_RIGHT", reason: "So it is" });
    expect(await api.app.database.as(officer, (tx) => tx.execute(set("decision_reason")))).toBe(0);
  });

  test("puts no name right without a decision of the same transaction that says so", async () => {
    await decide(await disputed(api, home), { decision: "PUT_RIGHT", givenName: "Ada", familyName: "Bell" });
    const rename = "UPDATE person SET given_name = 'Eve'";
    expect(await api.app.database.as(systemViewer("SYSTEM_RIGHTS"), (tx) => tx.execute(rename))).toBe(0);
    expect(await api.app.database.as(viewerOf("informationOfficer"), (tx) => tx.execute(rename))).toBe(0);
  });
});
