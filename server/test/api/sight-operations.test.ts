import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GRANTS } from "../../src/access/grants/grants.ts";
import { type Answer, type Api, startApi } from "../api-client.ts";
import { factOf, insertEvidence } from "../evidence.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { asSuperuser } from "../raw-requests.ts";
import { familiesSeen, type SightFacts, sightFacts } from "../sight-model.ts";
import { carryOut, FAMILIES, operation, type Step } from "../sight-operations.ts";
import { type Account, AGENCIES, id, town, USERS } from "../town.ts";
import { anyArguments, asking, queries, selectionsOf } from "../whole-schema.ts";

/**
 * People do what they do at random, over the API; then others ask random questions of random fields. Nothing of a family
 * that the model says is invisible stands in any answer, by id, name, reference or words; and what is visible is told.
 */
const TODAY = "2017-01-03";
const ACCOUNTS = [
  ...(["school", "otherSchool", "police", "otherPolice", "housing", "health", "earlyHelp", "schoolLead", "coordinator"] as const),
  ...(["pendleCoordinator", "auditor", "board"] as const),
] as const satisfies readonly Account[];

let api: Api;
let operations = 0;
let done = 0;
let questions = 0;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  await rows(api, "INSERT INTO team (id, agency_id, name) VALUES ($1, $2, 'Sixth form')", [id(0x9f1), AGENCIES.school.id]);
});
afterAll(async () => {
  await api.stop();
  console.info(`sight over the API: ${operations} random operations, ${done} of them done; ${questions} random questions`);
});

const viewerNow = (account: Account) => {
  const viewer = viewerOf(account);
  return account === "schoolLead" ? { ...viewer, teamIds: [...viewer.teamIds, id(0x9f1)] } : viewer;
};

async function aFamily(at: number): Promise<Household> {
  const district = at % 2 === 0 ? "burnley" : "pendle";
  const home = await household(api, { district, seats: ["police"], needs: ["WORKLESSNESS", "MISSING_EDUCATION"], planned: ["HEALTH"] });
  await insertEvidence(api, home, "police", { kind: "OFFENCE", valid_from: "2016-12-05", person_id: factOf("OFFENCE", home)["personId"] });
  // Each has words of its own, so that they can be told from the others'.
  await rows(
    api,
    `WITH own AS (SELECT $1::uuid AS id, 'own' || left(md5($1::text), 10) AS word),
       named AS (UPDATE family f SET name = word || 'name', address = word || 'street' FROM own WHERE f.id = own.id),
       people AS (UPDATE person p SET family_name = word || 'kin', given_name = word || 'given' FROM own, family_member m
         WHERE m.family_id = own.id AND m.person_id = p.id),
       facts AS (UPDATE evidence e SET statement = word || 'statement' FROM own WHERE e.family_id = own.id)
     UPDATE plan_action a SET title = word || 'title' FROM own WHERE a.family_id = own.id`,
    [home.id],
  );
  return home;
}

/** Every id and word that is one family's and no other's: of whatever tables there are. */
async function secretsOf(homes: readonly Household[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await asSuperuser<{ family: string; secret: string }>(
    api,
    `SELECT family_id::text AS family, id::text AS secret FROM (${withFamilies.map((table) => `SELECT family_id, id FROM ${table}`).join(" UNION ALL ")}) x
     UNION SELECT id::text, s FROM family, unnest(ARRAY[id::text, reference, name, address]) s
     UNION SELECT family_id::text, person_id::text FROM family_member UNION SELECT family_id::text, reference FROM caf WHERE family_id IS NOT NULL`,
  );
  const word = new Map(
    homes.map((home) => [home.id, found.find(({ family, secret }) => family === home.id && /^own.*name$/u.test(secret))?.secret]),
  );
  return new Map(
    homes.map((home) => [
      home.id,
      [word.get(home.id)?.slice(0, 13) ?? "none", ...found.filter(({ family }) => family === home.id).map(({ secret }) => secret)],
    ]),
  );
}
let withFamilies: readonly string[] = [];

/** What of an answer tells of a family that its asker does not see. */
function told(answer: Answer, hidden: readonly string[], secrets: ReadonlyMap<string, readonly string[]>): string[] {
  const text = JSON.stringify({ data: answer.data, errors: answer.errors });
  return hidden.flatMap((family) => (secrets.get(family) ?? []).filter((secret) => text.includes(secret)));
}

const mayAsk = (account: Account, field: string) => GRANTS["Query"]?.[field]?.some((role) => role === USERS[account].role) ?? false;
const question = fc.record({
  account: fc.constantFrom<Account>(...ACCOUNTS),
  field: fc.constantFrom(...queries.map(({ name }) => name)),
  selection: fc.nat(),
  family: fc.nat({ max: FAMILIES - 1 }),
  searches: fc.constantFrom("name", "reference", "nothing"),
});
type Question = typeof question extends fc.Arbitrary<infer Value> ? Value : never;

async function put(asked: Question, homes: readonly Household[], secrets: ReadonlyMap<string, readonly string[]>): Promise<Answer> {
  const { account, selection, searches } = asked;
  const granted = queries.filter(({ name }) => mayAsk(account, name));
  const field = granted.find(({ name }) => name === asked.field) ?? granted[selection % granted.length] ?? expect.fail("nothing to ask");
  const home = homes[asked.family] ?? expect.fail("there is no such family");
  const mine = secrets.get(home.id) ?? [];
  const reference = (of: RegExp) => mine.find((secret) => of.test(secret)) ?? "none";
  const GIVEN: Readonly<Record<string, object>> = {
    family: { id: home.id },
    familyForecast: { familyId: home.id, suppose: [] },
    caf: { reference: reference(/^CAF-/u) },
    cafReceipt: { reference: reference(/^CAF-/u) },
    families: searches === "nothing" ? {} : { filter: { search: searches === "name" ? mine[0] : reference(/^F-/u) } },
  };
  const given = { ...anyArguments(field.args), ...GIVEN[field.name] } as Record<string, unknown>;
  const selections = selectionsOf(field.type);
  questions += 1;
  return (await api.as(account)).send(asking("query", field, given, selections[selection % selections.length] ?? ""), given);
}

/** Nobody works with a family whom neither an agreement nor a lawful basis lets; nothing is open that was shut. */
const AGAINST_THE_LAW = `SELECT i.family_id, i.ground FROM involvement i JOIN team t ON t.id = i.team_id
  WHERE i.ended_at IS NULL AND (i.valid_to IS NULL OR i.valid_to >= '${TODAY}')
    AND NOT EXISTS (SELECT FROM agreement a WHERE a.family_id = i.family_id AND a.agreed AND a.withdrawn_on IS NULL AND t.agency_id = ANY (a.agency_ids))
    AND NOT EXISTS (SELECT FROM lawful_basis b WHERE b.family_id = i.family_id AND b.agency_id = t.agency_id AND b.ended_on IS NULL)`;

async function faultsAfter(step: Step, asked: readonly Question[], homes: readonly Household[]): Promise<string[]> {
  const [facts, secrets, against] = await Promise.all([sightFacts(api), secretsOf(homes), asSuperuser(api, AGAINST_THE_LAW)]);
  const faults = against.length > 0 ? [`${step.name}: ${JSON.stringify(against)} rests on nothing`] : [];
  for (const each of asked) {
    const seen = familiesSeen(facts as SightFacts, viewerNow(each.account), TODAY);
    const hidden = homes.map((home) => home.id).filter((family) => !seen.includes(family));
    const client = await api.as(each.account);
    const [answer, page] = await Promise.all([
      put(each, homes, secrets),
      client.send("query F($id: ID!) { family(id: $id) { id members { person { familyName } } } }", { id: homes[each.family]?.id }),
    ]);
    questions += 1;
    for (const one of [answer, page]) {
      if (one.status >= 500) faults.push(`${each.field} failed`);
      for (const secret of told(one, hidden, secrets)) faults.push(`after ${step.name}, ${each.field} told ${each.account} ${secret}`);
    }
    const visible = seen.includes(homes[each.family]?.id ?? "");
    const shown = (page.data?.["family"] ?? null) !== null;
    if (shown !== visible) faults.push(`after ${step.name}, ${each.account} ${shown ? "sees" : "does not see"} a family`);
  }
  return faults;
}

test("nothing of a family stands in the answer to somebody who does not see it", { timeout: 120_000 }, async () => {
  const columns = await asSuperuser<{ name: string }>(
    api,
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('family_id', 'id')
     GROUP BY 1 HAVING count(*) = 2`,
  );
  withFamilies = columns.map(({ name }) => name);
  const story = fc.array(fc.record({ step: operation, asked: fc.array(question, { minLength: 3, maxLength: 3 }) }), {
    minLength: 20,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      await asSuperuser(api, "TRUNCATE family, person CASCADE");
      await asSuperuser(api, "DELETE FROM rate_limit");
      const homes: Household[] = [];
      for (let at = 0; at < FAMILIES; at += 1) homes.push(await aFamily(at));
      for (const { step, asked } of steps) {
        const outcome = await carryOut(api, step, homes);
        operations += 1;
        if (outcome === "done" || typeof outcome !== "string") done += 1;
        expect(await faultsAfter(step, asked, homes)).toEqual([]);
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
  expect(done).toBeGreaterThan(operations / 2);
  expect(questions).toBeGreaterThan(400);
});
