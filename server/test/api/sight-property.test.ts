import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROLE_PERMISSIONS } from "../../src/access/permissions.ts";
import type { Role } from "../../src/access/roles.ts";
import type { UserViewer } from "../../src/access/viewer.ts";
import { type Api, startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import { asSuperuser } from "../raw-requests.ts";
import { familiesSeen, type SightFacts, sightFacts } from "../sight-model.ts";
import { AGENCIES, USERS } from "../town.ts";

/**
 * People, families, involvements and restrictions at random, changed at random in between; whatever is asked, nobody is
 * given a row that the model says is invisible, nor kept from one that it says they see.
 */
const TODAY = "2017-01-03";
const DAYS = ["2016-06-01", "2016-12-31", "2017-01-02", TODAY, "2017-01-04"] as const;
const TEAMS = [AGENCIES.school, AGENCIES.police, AGENCIES.housing].flatMap((agency) => agency.teams.map(({ id }) => ({ id, agency })));
const FAMILIES = 8;
const VIEWERS = 8;

let api: Api;
let operations = 0;
beforeAll(async () => {
  api = await startApi(undefined, { withoutJobs: true });
});
afterAll(async () => {
  await api.stop();
  console.info(`sight: ${operations} random operations`);
});

const index = (length: number) => fc.integer({ min: 0, max: length - 1 });
const family = fc.record({ district: fc.constantFrom("burnley", "pendle"), restricted: fc.boolean() });
const viewer = fc.record({
  role: fc.constantFrom<Role>("PRACTITIONER", "PRACTITIONER", "AGENCY_LEAD", "COORDINATOR", "AUDITOR", "BOARD_MEMBER", "ADMINISTRATOR"),
  team: index(TEAMS.length),
  districts: fc.subarray(["burnley", "pendle"]),
});
const involvement = fc.record({
  kind: fc.constant("involve" as const),
  family: index(FAMILIES),
  team: index(TEAMS.length),
  from: fc.constantFrom(...DAYS),
  to: fc.option(fc.constantFrom(...DAYS)),
});
const change = fc.oneof(
  involvement,
  fc.record({ kind: fc.constantFrom("restrict" as const, "open" as const, "claim" as const, "end" as const), family: index(FAMILIES) }),
  fc.record({ kind: fc.constant("name" as const), family: index(FAMILIES), viewer: index(VIEWERS) }),
  fc.record({ kind: fc.constant("move" as const), family: index(FAMILIES), district: fc.constantFrom("burnley", "pendle") }),
);
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

/** Each answers with the ids of the families that it reached. */
const QUESTIONS: Readonly<Record<string, string>> = {
  families: "SELECT id FROM family",
  members: "SELECT DISTINCT family_id AS id FROM family_member",
  people: "SELECT DISTINCT m.family_id AS id FROM person p JOIN family_member m ON m.person_id = p.id",
  names: "SELECT DISTINCT p.family_name::uuid AS id FROM person p WHERE p.given_name = 'Random'",
  actions: "SELECT DISTINCT family_id AS id FROM plan_action",
  standings: "SELECT DISTINCT family_id AS id FROM standing",
  grouped: "SELECT family_id AS id FROM plan_action GROUP BY family_id HAVING count(*) > 0",
  anti: "SELECT f.id FROM family f WHERE NOT EXISTS (SELECT FROM claim c WHERE c.family_id = f.id AND c.route = 'none')",
  windowed: "SELECT DISTINCT first_value(id) OVER (PARTITION BY id) AS id FROM family",
  united: "SELECT id FROM family UNION SELECT family_id FROM plan_action",
};

async function make(families: readonly { district: string; restricted: boolean }[]): Promise<readonly string[]> {
  const ids = families.map(() => randomUUID());
  await rows(
    api,
    `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g (id uuid, number integer, district text, restricted boolean)),
       families AS (INSERT INTO family (id, reference, district_code, source, restricted, name, recorded_at)
         SELECT id, 'F-' || number, district, 'CAF', restricted, 'Random', now() FROM given),
       people AS (INSERT INTO person (id, given_name, family_name, recorded_at) SELECT id, 'Random', id::text, now() FROM given),
       members AS (INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at)
         SELECT id, id, id, 'PARENT', '2016-01-01', now() FROM given),
       standings AS (INSERT INTO standing (family_id, valid_from, district_code, needs, eligible, outstanding, progress,
           tracked_continuous_employment, needs_twelve_months, caf_on_record, blocked_by)
         SELECT id, '2016-01-01', district, '{}', false, '{}', 'NONE', false, false, false, '{}' FROM given)
     INSERT INTO plan_action (id, family_id, criterion, owner, has_outcome, due_on, status, recorded_at)
       SELECT id, id, 'HEALTH', 'FAMILY', true, '2017-02-01', 'OPEN', now() FROM given`,
    [JSON.stringify(families.map((each, at) => ({ id: ids[at], number: 100_001 + at, ...each })))],
  );
  return ids;
}

async function apply(step: Change, ids: readonly string[], viewers: readonly UserViewer[]): Promise<void> {
  const id = ids[step.family];
  switch (step.kind) {
    case "involve": {
      const to = step.to === null || step.to >= step.from ? step.to : null;
      await rows(
        api,
        `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, valid_to, recorded_at)
         VALUES ($1, $2, $3, 'ACTION', $1, $4, $5, now())`,
        [randomUUID(), id, TEAMS[step.team]?.id, step.from, to],
      );
      break;
    }
    case "end":
      await rows(api, "UPDATE involvement SET valid_to = '2017-01-02' WHERE family_id = $1 AND valid_from <= '2017-01-02'", [id]);
      break;
    case "restrict":
    case "open":
      await rows(api, "UPDATE family SET restricted = $2 WHERE id = $1", [id, step.kind === "restrict"]);
      break;
    case "claim":
      await rows(api, "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES ($1, $2, 'SSP', $3, now())", [
        randomUUID(),
        id,
        TODAY,
      ]);
      break;
    case "name":
      await rows(api, "INSERT INTO family_named_viewer (family_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
        id,
        viewers[step.viewer]?.userId,
      ]);
      break;
    case "move":
      await rows(api, "UPDATE family SET district_code = $2 WHERE id = $1", [id, step.district]);
  }
}

const PEOPLE = Object.values(USERS);

function viewerFrom({ role, team, districts }: { role: Role; team: number; districts: string[] }, at: number): UserViewer {
  const place = TEAMS[team] ?? { id: "", agency: AGENCIES.school };
  const { id, name, kind } = place.agency;
  return {
    kind: "USER",
    correlationId: "test",
    userId: PEOPLE[at]?.id ?? "",
    name: "Somebody",
    role,
    agency: { id, name, kind },
    teamId: role === "PRACTITIONER" ? place.id : null,
    teamIds: role === "PRACTITIONER" ? [place.id] : role === "AGENCY_LEAD" ? place.agency.teams.map((each) => each.id) : [],
    districts: role === "COORDINATOR" ? districts : [],
    permissions: ROLE_PERMISSIONS[role],
  };
}

/** What a viewer is given, against what the model says, by each question and by the service itself. */
async function faultsOf(seer: UserViewer, facts: SightFacts): Promise<string[]> {
  const model = [...familiesSeen(facts, seer, TODAY)].sort();
  const names = Object.keys(QUESTIONS);
  const answers = await api.app.database.as(seer, (tx) =>
    Promise.all(names.map((name) => tx.query<{ id: string }>(QUESTIONS[name] ?? ""))),
  );
  operations += names.length;
  return names
    .filter(
      (_, at) =>
        answers[at]
          ?.map(({ id }) => id)
          .sort()
          .join() !== model.join(),
    )
    .map((name) => `${name} for ${seer.role}`);
}

test("nobody is ever given a row that is not theirs to see", { timeout: 120_000 }, async () => {
  const world = fc.record({
    families: fc.array(family, { minLength: FAMILIES, maxLength: FAMILIES }),
    viewers: fc.array(viewer, { minLength: VIEWERS, maxLength: VIEWERS }),
    begin: fc.array(involvement, { minLength: 4, maxLength: 12 }),
    changes: fc.array(change, { minLength: 1, maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ families, viewers, begin, changes }) => {
      await asSuperuser(api, "TRUNCATE family, person CASCADE");
      const ids = await make(families);
      const seers = viewers.map(viewerFrom);
      for (const step of begin) await apply(step, ids, seers);
      for (const step of changes) {
        await apply(step, ids, seers);
        operations += 1;
        const facts = await sightFacts(api);
        for (const seer of seers) expect(await faultsOf(seer, facts)).toEqual([]);
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  expect(operations).toBeGreaterThan(1_000);
});
