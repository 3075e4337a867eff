import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { ADD, AROUND, addEvidence, CORRECT, EACH_KIND, factOf, idOf, ledger } from "../evidence.ts";
import { type Household, household, rows } from "../household.ts";
import { type Account, id } from "../town.ts";

/** Who adds which evidence, and who sees it (decisions/who-supplies-evidence-and-who-corrects-it.md). */
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

describe("who may add what", () => {
  test.each([
    ["school", ["ATTENDANCE", "EXCLUSION", "SCHOOL_ROLL", "COVERAGE"]],
    ["police", ["OFFENCE", "ASB_INCIDENT", "DOMESTIC_CALL_OUT", "RISK_SCORE", "SERIOUSNESS", "COVERAGE"]],
    ["socialWorker", ["RISK_SCORE", "INTERVENTION", "SAFEGUARDING", "COVERAGE"]],
    [
      "housing",
      [
        "ASB_INCIDENT",
        "RISK_SCORE",
        "INTERVENTION",
        "EMPLOYMENT",
        "HEALTH_CONCERN",
        "JUDGEMENT",
        "INTERVENTION_START",
        "PLACEMENT",
        "FINANCE",
        "HOUSING",
        "COVERAGE",
      ],
    ],
    ["coordinator", []],
    ["schoolLead", []],
  ] as const)("%s may add %j", async (as, kinds) => {
    expect(await kindsFor(as, await household(api, AROUND))).toEqual(kinds);
  });

  test("an auditor reads the evidence of a claim, and adds none", async () => {
    const home = await household(api, AROUND);
    await rows(
      api,
      "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES ($1, $2, 'SSP', '2016-12-30', '2016-12-30T10:00:00Z')",
      [randomUUID(), home.id],
    );
    expect(await kindsFor("auditor", home)).toEqual([]);
  });

  test.each(["coordinator", "pendleCoordinator", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const)(
    "%s may not so much as try",
    async (as) => {
      const home = await household(api, AROUND);
      const idempotencyKey = randomUUID();
      const client = await api.as(as);
      const answers = [
        await client.send(ADD, { input: { familyId: home.id, fact: factOf("OFFENCE", home), idempotencyKey } }),
        await client.send(CORRECT, { input: { evidenceId: id(0x991), withdraw: true, statement: "No", idempotencyKey } }),
      ];
      expect(answers.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
      expect(await rows(api, "SELECT 1 FROM evidence WHERE family_id = $1", [home.id])).toEqual([]);
    },
  );

  test.each([
    ["school", "OFFENCE", "AGENCY_CANNOT_SUPPLY", "fact.kind"],
    ["police", "BENEFIT", "AGENCY_CANNOT_SUPPLY", "fact.kind"],
    ["jobcentre", "ATTENDANCE", "AGENCY_CANNOT_SUPPLY", "fact.kind"],
    ["housing", "UC_EARNINGS", "AGENCY_CANNOT_SUPPLY", "fact.kind"],
    ["police", "JUDGEMENT", "NOT_THE_LEAD_PROFESSIONAL", "fact.kind"],
    ["school", "INTERVENTION_START", "NOT_THE_LEAD_PROFESSIONAL", "fact.kind"],
    ["earlyHelp", "EMPLOYMENT", "NOT_THE_LEAD_PROFESSIONAL", "fact.kind"],
    ["school", "COVERAGE", "AGENCY_CANNOT_SUPPLY", "fact.coverage.of"],
  ] as const)("%s does not add %s: %s", async (as, kind, code, field) => {
    const home = await household(api, AROUND);
    const { errors, evidence } = await addEvidence(api, as, home.id, factOf(kind, home));
    expect(errors).toMatchObject([{ code, field }]);
    expect(evidence).toBeNull();
    expect(await rows(api, "SELECT 1 FROM evidence WHERE family_id = $1", [home.id])).toEqual([]);
  });

  test("whoever led the family before, or was asked to, does not speak for it now", async () => {
    const home = await household(api, AROUND);
    await rows(api, "UPDATE lead_professional SET ended_on = '2017-01-02' WHERE family_id = $1", [home.id]);
    expect((await addEvidence(api, "housing", home.id, factOf("JUDGEMENT", home))).errors).toMatchObject([
      { code: "NOT_THE_LEAD_PROFESSIONAL" },
    ]);
    await rows(api, "UPDATE lead_professional SET ended_on = NULL, accepted_on = NULL WHERE family_id = $1", [home.id]);
    expect((await addEvidence(api, "housing", home.id, factOf("JUDGEMENT", home))).errors).toMatchObject([
      { code: "NOT_THE_LEAD_PROFESSIONAL" },
    ]);
  });

  test("a lead professional says in words what their own records rest on; an agency's record stands by itself", async () => {
    const home = await household(api, AROUND);
    for (const statement of [null, " \n"]) {
      const { errors } = await addEvidence(api, "housing", home.id, factOf("JUDGEMENT", home), { statement });
      expect(errors).toMatchObject([{ code: "STATEMENT_NEEDED", field: "statement" }]);
    }
    expect((await addEvidence(api, "housing", home.id, factOf("HOUSING", home), { statement: " " })).evidence).toMatchObject({
      statement: null,
    });
  });

  test("says the same of a family that one may not see as of one that is not there", async () => {
    const home = await household(api, AROUND);
    const hidden = await addEvidence(api, "otherPolice", home.id, factOf("OFFENCE", home));
    expect(hidden.errors).toMatchObject([{ code: "NOT_FOUND", field: "familyId" }]);
    expect((await addEvidence(api, "otherPolice", id(0x990), factOf("OFFENCE", home))).errors).toEqual(hidden.errors);
  });
});

describe("sensitive evidence", () => {
  const SENSITIVE = [
    "OFFENCE",
    "ASB_INCIDENT",
    "DOMESTIC_CALL_OUT",
    "RISK_SCORE",
    "INTERVENTION",
    "SAFEGUARDING",
    "HEALTH_CONCERN",
    "SERIOUSNESS",
    "COVERAGE",
  ];

  test("shows to its supplier, the lead professional and the coordinator, whatever its kind; other teams see the rest", async () => {
    const home = await household(api, AROUND);
    for (const { kind, as } of EACH_KIND) idOf(await addEvidence(api, as, home.id, factOf(kind, home)));
    const all = EACH_KIND.map(({ kind }) => kind).sort();
    const open = all.filter((kind) => !SENSITIVE.includes(kind));
    const kinds = async (as: Account) => (await ledger(api, as, home)).map(({ kind }) => kind).sort();
    expect(await kinds("coordinator")).toEqual(all);
    expect(await kinds("housing")).toEqual(all);
    expect(await kinds("school")).toEqual(open);
    expect(await kinds("schoolLead")).toEqual(open);
    expect(await kinds("socialWorker")).toEqual([...open, "SAFEGUARDING"].sort());
    expect(await kinds("police")).toEqual([...open, "OFFENCE", "DOMESTIC_CALL_OUT", "RISK_SCORE", "SERIOUSNESS", "COVERAGE"].sort());
  });

  test("is so by what a judgement or an intervention is about, and by what was looked for", async () => {
    const home = await household(api, AROUND);
    const judged = (criterion: string) => factOf("JUDGEMENT", home, { judgement: { criterion, progressed: false, atClosure: false } });
    for (const criterion of [
      "DOMESTIC_ABUSE",
      "HEALTH",
      "SUBSTANCE_USE",
      "CRIME_ASB",
      "CHILDREN_WHO_NEED_HELP",
      "MISSING_EDUCATION",
      "SECURE_HOUSING",
    ])
      idOf(await addEvidence(api, "housing", home.id, judged(criterion)));
    idOf(await addEvidence(api, "housing", home.id, factOf("COVERAGE", home, { coverage: { of: "FINANCE" } })));
    const seen = (await ledger(api, "school", home)).map(
      ({ fields }) => fields.find(({ name }) => name !== "progressed" && name !== "atClosure")?.value,
    );
    expect(seen.sort()).toEqual(["FINANCE", "MISSING_EDUCATION", "SECURE_HOUSING"]);
  });

  test("stands in no timeline", async () => {
    const home = await household(api, AROUND);
    idOf(await addEvidence(api, "police", home.id, factOf("SERIOUSNESS", home)));
    idOf(await addEvidence(api, "housing", home.id, factOf("HOUSING", home)));
    const document = "query T($id: ID!) { family(id: $id) { timeline { kind title } } }";
    const { family } = await (await api.as("coordinator")).query<{ family: { timeline: { kind: string; title: string }[] } }>(document, {
      id: home.id,
    });
    expect(family.timeline.filter(({ kind }) => kind === "EVIDENCE")).toEqual([{ kind: "EVIDENCE", title: "Home at risk" }]);
  });
});
