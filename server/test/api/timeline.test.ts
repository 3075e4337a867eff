import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows } from "../household.ts";
import { USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const DAY = "2016-12-14";
const at = (time: string, day = DAY) => `${day}T${time}:00Z`;
const TIMELINE = "query Timeline($id: ID!) { family(id: $id) { timeline { on kind title } } }";

/** What happened with a family on the day, as the coordinator reads it. */
async function thatDay(home: Household): Promise<string[]> {
  const client = await api.as("coordinator");
  const { family } = await client.query<{ family: { timeline: { on: string; kind: string }[] } }>(TIMELINE, { id: home.id });
  return family.timeline.filter(({ on }) => on === DAY).map(({ kind }) => kind);
}

const { id: userId, agency, team } = USERS.housing;

const meet = (home: Household, recordedAt: string) =>
  rows(
    api,
    `INSERT INTO taf_meeting (id, family_id, held_on, team_id, agency_id, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [randomUUID(), home.id, DAY, team, agency.id, recordedAt, userId],
  );

const act = (home: Household, addedAt: string, doneAt: string) =>
  rows(
    api,
    `INSERT INTO plan_action (id, family_id, criterion, owner, agency_id, team_id, title, outcome, has_outcome, due_on, status, ended_on, note,
       recorded_at, recorded_by, ended_recorded_at, ended_by)
     VALUES ($1, $2, 'HEALTH', 'AGENCY', $3, $4, 'Mend the damp', 'A dry room', true, $5, 'DONE', $5, 'Done', $6, $7, $8, $7)`,
    [randomUUID(), home.id, agency.id, team, DAY, addedAt, userId, doneAt],
  );

const lead = (home: Household, askedAt: string, acceptedAt: string) =>
  rows(
    api,
    `INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, asked_by, accepted_on, recorded_at, accepted_recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $8, $9)`,
    [randomUUID(), home.id, userId, agency.id, team, DAY, USERS.coordinator.id, askedAt, acceptedAt],
  );

const attend = (home: Household, recordedAt: string) =>
  rows(
    api,
    `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, facts, recorded_at)
     VALUES ($1, $2, $3, 'EMPLOYMENT', 'WPEHS', $4, $5, '{}', $6)`,
    [randomUUID(), home.id, home.people[0], agency.id, DAY, recordedAt],
  );

describe("what happened on one day", () => {
  test("stands in the order in which it was recorded, newest first, whatever its kind", async () => {
    const home = await household(api, { needs: ["HEALTH"] });
    await lead(home, at("10:00"), at("15:30"));
    await act(home, at("16:00"), at("17:30"));
    await meet(home, at("12:00"));
    await attend(home, at("17:00"));
    expect(await thatDay(home)).toEqual([
      "ACTION_DONE",
      "EVIDENCE",
      "ACTION_ADDED",
      "LEAD_PROFESSIONAL_ACCEPTED",
      "TAF_HELD",
      "LEAD_PROFESSIONAL_ASKED",
    ]);
  });

  test("comes first of its day where it was written down later", async () => {
    const home = await household(api, { needs: ["HEALTH"] });
    await act(home, at("16:00"), at("17:30"));
    await attend(home, at("09:15", "2016-12-16"));
    expect(await thatDay(home)).toEqual(["EVIDENCE", "ACTION_DONE", "ACTION_ADDED"]);
  });

  test("is told as it came about where it was recorded at one and the same time", async () => {
    const home = await household(api, { needs: ["HEALTH"] });
    await lead(home, at("11:00"), at("11:00"));
    await act(home, at("11:00"), at("11:00"));
    expect(await thatDay(home)).toEqual(["ACTION_DONE", "ACTION_ADDED", "LEAD_PROFESSIONAL_ACCEPTED", "LEAD_PROFESSIONAL_ASKED"]);
  });
});
