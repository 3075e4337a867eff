import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { type Account, id, USERS } from "../town.ts";

/** Who sees which family, held against the API and against row-level security by itself. */
let api: Api;
const homes: Record<"open" | "left" | "restricted" | "claimed", Household> = Object.create(null);
beforeAll(async () => {
  api = await startApi();
  homes.open = await household(api, { seats: ["police"], planned: ["HEALTH"] });
  homes.left = await household(api, { seats: ["police"], planned: ["HEALTH"] });
  await rows(api, "UPDATE involvement SET valid_to = '2017-01-02' WHERE family_id = $1", [homes.left.id]);
  homes.restricted = await household(api, { seats: ["police"], planned: ["HEALTH"], restricted: true });
  await rows(api, "INSERT INTO family_named_viewer (family_id, user_id) VALUES ($1, $2)", [homes.restricted.id, USERS.police.id]);
  homes.claimed = await household(api, { planned: ["HEALTH"] });
  await rows(api, "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES ($1, $2, 'SSP', '2016-12-30', now())", [
    id(0xc1a),
    homes.claimed.id,
  ]);
  // A meeting bears its family's own id, so that a test can ask for it without seeing the family.
  for (const { id: family } of Object.values(homes)) {
    await rows(
      api,
      `INSERT INTO taf_meeting (id, family_id, held_on, team_id, agency_id, recorded_at, recorded_by)
       SELECT $1, $1, '2016-12-20', team_id, agency_id, now(), author_id FROM caf WHERE family_id = $1`,
      [family],
    );
    await rows(api, "INSERT INTO taf_attendance (meeting_id, position, guest_name, attended) VALUES ($1, 0, 'An aunt', true)", [family]);
  }
});
afterAll(() => api.stop());

const SIGHT: readonly [Account, keyof typeof homes, boolean, string][] = [
  ["school", "open", true, "its team holds the family's open CAF"],
  ["police", "open", true, "their team has a seat around the family"],
  ["otherPolice", "open", false, "another team of the same force has the seat"],
  ["otherSchool", "open", false, "their team has nothing to do with the family"],
  ["housing", "open", false, "their team has nothing to do with the family"],
  ["schoolLead", "open", true, "a team of their branch is involved"],
  ["coordinator", "open", true, "the family lives in one of their districts"],
  ["pendleCoordinator", "open", false, "the family lives in a district that is not theirs"],
  ["auditor", "open", false, "the family is in no claim"],
  ["school", "left", false, "the involvement ended yesterday, its afterlife included"],
  ["police", "left", false, "the seat ended yesterday, its afterlife included"],
  ["schoolLead", "left", false, "their branch's involvement has ended"],
  ["coordinator", "left", true, "districts do not end"],
  ["school", "restricted", false, "it is involved, but not named"],
  ["schoolLead", "restricted", false, "their branch is involved, but they are not named"],
  ["coordinator", "restricted", false, "it is their district, but they are not named"],
  ["police", "restricted", true, "they are involved and named"],
  ["auditor", "claimed", true, "the family is in a claim"],
];

const DETAILS = ["family_member", "plan_action", "taf_seat", "caf", "standing"] as const;

describe.each(SIGHT)("%s and the %s family", (account, which, sees, why) => {
  test(`${sees ? "sees" : "does not see"} it in the API: ${why}`, async () => {
    const client = await api.as(account);
    const { family } = await client.query<{ family: unknown }>("query F($id: ID!) { family(id: $id) { id members { id } } }", {
      id: homes[which].id,
    });
    expect(family !== null).toBe(sees);
  });

  test(`${sees ? "gets" : "gets no"} rows of it from the tables`, async () => {
    const { id: familyId, cafId, people } = homes[which];
    const seen = await api.app.database.as(viewerOf(account), async (tx) => {
      const count = async (sql: string, value: string) => (await tx.query<{ n: number }>(sql, [value]))[0]?.n ?? 0;
      const counts = [await count("SELECT count(*) AS n FROM family WHERE id = $1", familyId)];
      for (const table of DETAILS) counts.push(await count(`SELECT count(*) AS n FROM ${table} WHERE family_id = $1`, familyId));
      counts.push(await count("SELECT count(*) AS n FROM person WHERE id = $1", people[0]));
      counts.push(await count("SELECT count(*) AS n FROM caf_version WHERE caf_id = $1", cafId));
      counts.push(await count("SELECT count(*) AS n FROM caf_review WHERE caf_id = $1", cafId));
      counts.push(await count("SELECT count(*) AS n FROM taf_attendance WHERE meeting_id = $1", familyId));
      return counts;
    });
    if (sees) expect(seen[0]).toBe(1);
    else expect(seen).toEqual(seen.map(() => 0));
  });
});

test.each(["board", "admin", "informationOfficer"] as const)("%s sees no family: neither by role nor in the tables", async (account) => {
  const answer = await (await api.as(account)).send("query F($id: ID!) { family(id: $id) { id } }", { id: homes.open.id });
  expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  const seen = await api.app.database.as(viewerOf(account), (tx) =>
    tx.query("SELECT 1 FROM family UNION ALL SELECT 1 FROM person UNION ALL SELECT 1 FROM evidence UNION ALL SELECT 1 FROM standing"),
  );
  expect(seen).toEqual([]);
});
