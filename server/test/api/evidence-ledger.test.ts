import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { AROUND, addEvidence, correctEvidence, type EvidenceResult, factOf, idOf, insertEvidence, ledger } from "../evidence.ts";
import { household, reevaluate, rows } from "../household.ts";

/** What was known when: valid time and recorded time, asked for apart. */
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const needs = ({ family }: EvidenceResult) => (family?.["standing"] as { needs: string[] } | undefined)?.needs;

describe("late evidence", () => {
  const ON = "2016-12-31";
  const COUNTED = `query Counted($known: LocalDate) { eligibleNotAttached(asOf: "${ON}", openedSince: "2016-04-01", knownAt: $known) { total { identified { value } } } }`;

  /** Eligible families at the year's end, by what was known then or by what is known today. */
  async function eligible(known: string | null): Promise<number> {
    const answer = await (await api.as("coordinator")).query<{ eligibleNotAttached: { total: { identified: { value: number } } } }>(
      COUNTED,
      { known },
    );
    return answer.eligibleNotAttached.total.identified.value;
  }

  test("changes today's answer, and that about a past day by what is known now, but not what was recorded then", async () => {
    const home = await household(api, { ...AROUND, needs: ["WORKLESSNESS"] });
    const history = () =>
      rows<{ from: string; to: string | null; needs: string[] }>(
        api,
        `SELECT valid_from::text AS "from", valid_to::text AS "to", needs FROM standing WHERE family_id = $1 ORDER BY 1`,
        [home.id],
      );
    const then = await eligible(null);
    const before = await history();
    const added = await addEvidence(
      api,
      "socialWorker",
      home.id,
      factOf("SAFEGUARDING", home, { from: "2016-12-10", to: null, safeguarding: { status: "CHILD_IN_NEED" } }),
    );
    expect(needs(added)).toEqual(["CHILDREN_WHO_NEED_HELP", "WORKLESSNESS"]);
    const after = await history();
    expect(after.slice(0, -2)).toEqual(before.slice(0, -1));
    expect(after.slice(-2)).toMatchObject([
      { to: "2017-01-02", needs: ["WORKLESSNESS"] },
      { from: "2017-01-03", to: null },
    ]);
    expect(await eligible(null)).toBe(then);
    expect(await eligible("2017-01-03")).toBe(then + 1);
    expect(await eligible("2017-01-02")).toBe(then);

    idOf(await correctEvidence(api, "socialWorker", idOf(added), { withdraw: true }));
    expect(await eligible("2017-01-03")).toBe(then);
    expect((await history()).slice(0, -1)).toEqual(after.slice(0, -1));
  });

  test("is in today's ledger, and not in that of the day before; what was corrected since is in the ledger of its day", async () => {
    const home = await household(api, AROUND);
    const early = await insertEvidence(api, home, "socialWorker", {
      person_id: home.people[3],
      kind: "SAFEGUARDING",
      valid_from: "2016-12-05",
      facts: { status: "CHILD_IN_NEED" },
    });
    await reevaluate(api, home.id);
    const late = idOf(await addEvidence(api, "school", home.id, factOf("EXCLUSION", home)));
    const corrected = idOf(await correctEvidence(api, "socialWorker", early, { fact: factOf("SAFEGUARDING", home) }));
    const read = async (of: string) =>
      (await ledger(api, "coordinator", home, of)).map(({ id: each, supersededOn }) => [each, supersededOn]);
    expect(await read("")).toEqual([
      [late, null],
      [corrected, null],
    ]);
    expect(await read('(knownAt: "2017-01-02")')).toEqual([[early, "2017-01-03"]]);
    expect(await read('(knownAt: "2016-12-14")')).toEqual([]);
    expect(await read('(asOf: "2017-01-02")')).toEqual([[early, "2017-01-03"]]);
    expect(await read('(asOf: "2016-12-05", knownAt: "2017-01-03")')).toEqual([[corrected, null]]);
    expect(await read('(asOf: "2016-12-04", knownAt: "2017-01-03")')).toEqual([]);
    expect(await read('(asOf: "2016-12-31", corrected: true)')).toEqual([[early, "2017-01-03"]]);
  });

  test("may be asked of two days in one question", async () => {
    const home = await household(api, AROUND);
    idOf(await addEvidence(api, "housing", home.id, factOf("HOUSING", home)));
    const document = `query Two($id: ID!) { family(id: $id) { now: evidence { id } then: evidence(knownAt: "2017-01-02") { id label } } }`;
    const { family } = await (await api.as("school")).query<{ family: { now: object[]; then: object[] } }>(document, { id: home.id });
    expect([family.now.length, family.then.length]).toEqual([1, 0]);
  });
});
