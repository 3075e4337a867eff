import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Transaction } from "../../src/database/database.ts";
import { kindsSuppliedBy, SUPPLIERS } from "../../src/modules/criteria/evidence-suppliers.rules.ts";
import { EVIDENCE_FLAGS } from "../../src/modules/criteria/evidence-words.rules.ts";
import { EVIDENCE_KINDS } from "../../src/modules/criteria/facts.rules.ts";
import { type Api, startApi } from "../api-client.ts";
import { AROUND, EACH_KIND, factOf, insertEvidence } from "../evidence.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

/** What the tables themselves keep out, whatever a service or a policy says. */
let api: Api;
let home: Household;
let other: Household;
let hidden: Household;
beforeAll(async () => {
  api = await startApi();
  home = await household(api, AROUND);
  other = await household(api, AROUND);
  hidden = await household(api, { district: "pendle" });
});
afterAll(() => api.stop());

class Undo extends Error {}

/** Does it as that person and undoes it: the code with which Postgres refuses, or how many rows it let through. */
async function attempt(as: Account, work: (tx: Transaction) => Promise<number>): Promise<string | number> {
  let written = 0;
  try {
    await api.app.database.as(viewerOf(as), async (tx) => {
      written = await work(tx);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) return (error as { code?: string }).code ?? String(error);
  }
  return written;
}

const COLUMNS =
  "id, family_id, person_id, kind, source, agency_id, valid_from, facts, flags, supersedes_id, withdrawn, recorded_at, recorded_by";

/** The bare insert of a row that the person may write, with changes. */
const insert = (as: Account, changes: object = {}) =>
  attempt(as, (tx) => {
    const { id, agency } = USERS[as];
    const row = {
      id: randomUUID(),
      family_id: home.id,
      person_id: home.people[2],
      kind: kindsSuppliedBy(agency.kind)[0],
      source: agency.kind,
      agency_id: agency.id,
      valid_from: "2017-01-03",
      facts: {},
      flags: [],
      withdrawn: false,
      recorded_at: "2017-01-03T09:00:00Z",
      recorded_by: id,
      ...changes,
    };
    return tx.execute(`INSERT INTO evidence (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_populate_record(NULL::evidence, $1)`, [row]);
  });

const KEPT_OUT = "42501";
const UNTRUE = "23514";

test("who supplies what is the rules' table", async () => {
  const table = await rows<{ supplier: string; kind: string }>(api, "SELECT supplier, kind FROM evidence_supplier");
  const rules = SUPPLIERS.flatMap((supplier) => kindsSuppliedBy(supplier).map((kind) => ({ supplier, kind })));
  const sorted = (list: { supplier: string; kind: string }[]) => list.map(({ supplier, kind }) => `${supplier} ${kind}`).sort();
  expect(sorted(table)).toEqual(sorted(rules));
  expect(new Set(rules.map(({ kind }) => kind))).toEqual(new Set(EVIDENCE_KINDS));
});

test("the flags are the rules' words, and no others", async () => {
  const flagged = (flags: readonly string[]) => insert("police", { flags });
  expect(await flagged(EVIDENCE_FLAGS)).toBe(1);
  expect(await flagged(["ODD"])).toBe(UNTRUE);
});

describe("a row", () => {
  test.each<readonly [string, Account, () => object, string | number]>([
    ["that tells the truth", "police", () => ({}), 1],
    ["in another agency's name", "police", () => ({ agency_id: AGENCIES.housing.id }), KEPT_OUT],
    ["in no agency's name", "police", () => ({ agency_id: null }), KEPT_OUT],
    ["as another kind of agency", "police", () => ({ source: "YOS" }), KEPT_OUT],
    ["in a colleague's name", "police", () => ({ recorded_by: USERS.otherPolice.id }), KEPT_OUT],
    ["in nobody's name", "police", () => ({ recorded_by: null }), KEPT_OUT],
    ["of a day to come", "police", () => ({ valid_from: "2017-01-04" }), KEPT_OUT],
    ["about somebody of another family", "police", () => ({ person_id: other.people[2] }), KEPT_OUT],
    ["about a family that they do not see", "police", () => ({ family_id: hidden.id, person_id: null }), KEPT_OUT],
    ["of what their agency does not supply", "police", () => ({ kind: "BENEFIT" }), KEPT_OUT],
    ["of having looked for what it does not supply", "police", () => ({ kind: "COVERAGE", facts: { of: "BENEFIT" } }), KEPT_OUT],
    ["of having looked for nothing", "police", () => ({ kind: "COVERAGE" }), KEPT_OUT],
    ["as a lead professional that one is not", "police", () => ({ kind: "JUDGEMENT" }), KEPT_OUT],
    ["as the lead professional", "housing", () => ({ kind: "JUDGEMENT" }), 1],
    ["as a coordinator", "coordinator", () => ({ kind: "EARLY_HELP" }), KEPT_OUT],
    ["as an agency's lead", "schoolLead", () => ({}), KEPT_OUT],
    ["as an auditor", "auditor", () => ({ kind: "EARLY_HELP" }), KEPT_OUT],
    ["as an administrator", "admin", () => ({ kind: "EARLY_HELP" }), KEPT_OUT],
    ["by withdrawing nothing", "police", () => ({ withdrawn: true }), UNTRUE],
  ])("%s (%s)", async (_what, as, changes, outcome) => {
    expect(await insert(as, changes())).toBe(outcome);
  });
});

describe("a correction", () => {
  const score = (changes: object) => insert("police", { kind: "RISK_SCORE", ...changes });

  test("is its own supplier's, of the same family and kind, of what stands, once", async () => {
    const row = { kind: "RISK_SCORE", person_id: home.people[0], valid_from: "2016-12-20", facts: { score: 9, atClosure: false } };
    const own = await insertEvidence(api, home, "police", row);
    const theirs = await insertEvidence(api, home, "earlyHelp", row);
    const elsewhere = await insertEvidence(api, other, "police", { ...row, person_id: other.people[0] });
    expect(await score({ supersedes_id: own })).toBe(1);
    expect(await score({ supersedes_id: own, withdrawn: true })).toBe(1);
    expect(await score({ supersedes_id: own, kind: "OFFENCE" })).toBe(UNTRUE);
    expect(await score({ supersedes_id: theirs })).toBe(UNTRUE);
    expect(await score({ supersedes_id: elsewhere })).toBe(UNTRUE);
    const withdrawal = await insertEvidence(api, home, "police", { ...row, supersedes_id: own, withdrawn: true });
    expect(await score({ supersedes_id: withdrawal })).toBe(UNTRUE);
    expect(await score({ supersedes_id: own })).toBe("23505");
  });

  test("keeps its readers: what a judgement is about does not change", async () => {
    const judgement = { kind: "JUDGEMENT", valid_from: "2016-12-28", facts: { criterion: "WORKLESSNESS" } };
    const supersedes_id = await insertEvidence(api, home, "housing", judgement);
    const correct = (criterion: string) => insert("housing", { kind: "JUDGEMENT", supersedes_id, facts: { criterion } });
    expect(await correct("HEALTH")).toBe(UNTRUE);
    expect(await correct("WORKLESSNESS")).toBe(1);
  });

  test("holds for bulk loading too, in whatever order the two rows come", async () => {
    const [id, later] = [randomUUID(), randomUUID()];
    const values = (
      source: string,
    ) => `('${later}', '${home.id}', 'EARLY_HELP', '${source}', '2016-12-20', '{}', '${id}', '2016-12-21T09:00Z'),
      ('${id}', '${home.id}', 'EARLY_HELP', 'WPEHS', '2016-12-20', '{}', NULL, '2016-12-20T09:00Z')`;
    const load = (source: string) =>
      rows(
        api,
        `INSERT INTO evidence (id, family_id, kind, source, valid_from, facts, supersedes_id, recorded_at) VALUES ${values(source)}`,
      );
    await expect(load("CSC")).rejects.toMatchObject({ code: UNTRUE });
    await load("WPEHS");
  });
});

test("nothing in the ledger is changed or deleted", async () => {
  const id = await insertEvidence(api, home, "police", {
    kind: "OFFENCE",
    valid_from: "2016-12-21",
    facts: { proven: true, serious: false },
  });
  expect(await attempt("police", (tx) => tx.execute("UPDATE evidence SET valid_from = '2016-12-22' WHERE id = $1", [id]))).toBe(KEPT_OUT);
  expect(await attempt("police", (tx) => tx.execute("DELETE FROM evidence WHERE id = $1", [id]))).toBe(KEPT_OUT);
  expect(await attempt("admin", (tx) => tx.execute("INSERT INTO evidence_supplier VALUES ('POLICE', 'BENEFIT')"))).toBe(KEPT_OUT);
});

describe("sensitive rows", () => {
  const SENSITIVE = new Set([
    "OFFENCE",
    "ASB_INCIDENT",
    "DOMESTIC_CALL_OUT",
    "RISK_SCORE",
    "INTERVENTION",
    "SAFEGUARDING",
    "HEALTH_CONCERN",
    "SERIOUSNESS",
    "COVERAGE",
  ]);
  const SIGHT: readonly (readonly [Account, "all" | "open" | "none"])[] = [
    ["coordinator", "all"],
    ["housing", "all"],
    ["school", "open"],
    ["schoolLead", "open"],
    ["otherSchool", "none"],
    ["pendleCoordinator", "none"],
    ["auditor", "none"],
    ["board", "none"],
    ["informationOfficer", "none"],
    ["admin", "none"],
  ];

  test.each(EACH_KIND)("$kind is seen by whom the domain says", async ({ kind, as, fact }) => {
    const part = Object.values(fact).find((value) => typeof value === "object") ?? {};
    const { personId: person_id = null } = factOf(kind, home);
    const id = await insertEvidence(api, home, as, { kind, person_id, valid_from: "2016-12-22", facts: part });
    for (const [viewer, sight] of SIGHT) {
      const seen = await api.app.database.as(viewerOf(viewer), (tx) => tx.query("SELECT 1 FROM evidence WHERE id = $1", [id]));
      const own = USERS[viewer].agency.id === USERS[as].agency.id && sight !== "none";
      expect([viewer, seen.length > 0]).toEqual([viewer, sight === "all" || own || (sight === "open" && !SENSITIVE.has(kind))]);
    }
  });
});
