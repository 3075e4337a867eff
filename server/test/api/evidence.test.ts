import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVIDENCE_KINDS } from "../../src/modules/criteria/facts.rules.ts";
import { type Api, startApi } from "../api-client.ts";
import { ADD, AROUND, addEvidence, EACH_KIND, factOf } from "../evidence.ts";
import { type Household, household, rows } from "../household.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const KINDS = "query Kinds($id: ID!) { family(id: $id) { viewerCanAddEvidence } }";
async function kindsFor(as: Account, home: Household): Promise<string[] | undefined> {
  const { family } = await (await api.as(as)).query<{ family: { viewerCanAddEvidence: string[] } | null }>(KINDS, { id: home.id });
  return family?.viewerCanAddEvidence;
}

describe("adding evidence of each kind", () => {
  test("every kind there is stands in the table below", () => {
    expect(EACH_KIND.map(({ kind }) => kind)).toEqual([...EVIDENCE_KINDS]);
  });

  test.each(EACH_KIND)("$kind by $as: dated, sourced, typed and in plain words", async ({ kind, as, about, fact, label }) => {
    const home = await household(api, AROUND);
    expect(await kindsFor(as, home)).toContain(kind);
    const { evidence, family, errors } = await addEvidence(api, as, home.id, factOf(kind, home));
    expect(errors).toEqual([]);
    const typed = Object.entries(fact).find(([, value]) => typeof value === "object")?.[1] ?? {};
    expect(evidence).toMatchObject({
      kind,
      label,
      person: about === null ? null : { givenName: ["Mary", "Max", "Tia", "Tom"][about] },
      source: USERS[as].agency.kind,
      agency: { name: USERS[as].agency.name },
      from: kind === "ATTENDANCE" ? "2016-09-05" : fact["from"],
      to: kind === "ATTENDANCE" ? "2016-12-16" : (fact["to"] ?? null),
      recordedOn: "2017-01-03",
      recordedBy: { name: USERS[as].name },
      supersededOn: null,
      supersededBy: null,
      neverWas: false,
      flags: kind === "ATTENDANCE" ? ["BEFORE_JOINING"] : [],
      statement: "As our records say",
      viewerCanCorrect: true,
    });
    expect(Object.fromEntries(evidence?.fields.map(({ name, value }) => [name, value]) ?? [])).toEqual(
      Object.fromEntries(Object.entries(typed as object).map(([name, value]) => [name, String(value)])),
    );
    expect(family).toMatchObject({ id: home.id, evidence: [{ id: evidence?.id }] });
    const stored = await rows(api, "SELECT recorded_by, agency_id, source, supersedes_id FROM evidence WHERE family_id = $1", [home.id]);
    expect(stored).toEqual([
      { recorded_by: USERS[as].id, agency_id: USERS[as].agency.id, source: USERS[as].agency.kind, supersedes_id: null },
    ]);
    const deeds = await rows(api, "SELECT user_id, action, family_ids FROM audit_event WHERE subject_id = $1", [evidence?.id]);
    expect(deeds).toEqual([{ user_id: USERS[as].id, action: "evidence.add", family_ids: [home.id] }]);
  });

  test("works the family out anew in the same transaction, and lets nobody else see it", async () => {
    const home = await household(api, { seats: ["socialWorker"] });
    const involved = await rows(api, "SELECT id FROM involvement WHERE family_id = $1", [home.id]);
    const { family } = await addEvidence(
      api,
      "socialWorker",
      home.id,
      factOf("SAFEGUARDING", home, { to: null, safeguarding: { status: "CHILD_IN_NEED" } }),
    );
    expect(family).toMatchObject({ standing: { needs: ["CHILDREN_WHO_NEED_HELP"] } });
    expect(await rows(api, "SELECT id FROM involvement WHERE family_id = $1", [home.id])).toEqual(involved);
  });

  test("may leave out what nobody need know of a job, and a school's own name", async () => {
    const home = await household(api, AROUND);
    const job = await addEvidence(api, "jobcentre", home.id, factOf("EMPLOYMENT", home, { employment: null }));
    expect(job).toMatchObject({ evidence: { fields: [] }, errors: [] });
    const roll = await addEvidence(api, "school", home.id, factOf("SCHOOL_ROLL", home, { schoolRoll: { setting: "PRU" } }));
    expect(roll.evidence?.fields).toEqual([
      { name: "schoolId", value: AGENCIES.school.id },
      { name: "setting", value: "PRU" },
    ]);
  });

  test("adds one fact however often it is sent", async () => {
    const home = await household(api, AROUND);
    const idempotencyKey = randomUUID();
    const send = (changes: object = {}) => addEvidence(api, "police", home.id, factOf("OFFENCE", home, changes), { idempotencyKey });
    const first = await send();
    expect(await send()).toEqual(first);
    expect((await send({ from: "2016-12-11" })).errors).toMatchObject([{ code: "IDEMPOTENCY_CONFLICT", field: "idempotencyKey" }]);
    expect(await rows(api, "SELECT 1 FROM evidence WHERE family_id = $1", [home.id])).toHaveLength(1);
  });
});

test("the school terms to choose from are the authority's, for whoever is signed in", async () => {
  const { schoolTerms } = await (await api.as("jobcentre")).query<{ schoolTerms: object[] }>("{ schoolTerms { name from to } }");
  expect(schoolTerms).toContainEqual({ name: "Autumn 2016", from: "2016-09-05", to: "2016-12-16" });
  expect(schoolTerms).toHaveLength(12);
});

test("adding takes a fixed number of statements, however much there is", async () => {
  const home = await household(api, AROUND);
  const police = await api.as("police");
  const offence = (from: string) => ({
    input: { familyId: home.id, fact: factOf("OFFENCE", home, { from }), idempotencyKey: randomUUID() },
  });
  // The rules in force are read once, and remembered until they change.
  await police.send(ADD, offence("2016-12-08"));
  const first = await police.statements(ADD, offence("2016-12-10"));
  for (const from of ["2016-12-11", "2016-12-12", "2016-12-13"]) await police.send(ADD, offence(from));
  expect([first, await police.statements(ADD, offence("2016-12-14"))]).toEqual([22, 22]);
});
