import { randomUUID } from "node:crypto";
import type { Api } from "./api-client.ts";
import { type Household, household, reevaluate, rows } from "./household.ts";
import { USERS } from "./town.ts";

/** A family whose case was closed, and whose youngest child was 25 before today. */
export async function longClosed(api: Api): Promise<Household> {
  const home = await household(api, { needs: ["WORKLESSNESS", "MISSING_EDUCATION"] });
  await rows(api, "UPDATE person SET date_of_birth = date_of_birth - interval '25 years' WHERE id = ANY ($1)", [home.people]);
  await rows(
    api,
    `UPDATE caf SET status = 'CLOSED', closed_on = '2016-12-20', close_reason = 'NEEDS_MET', close_outcome = 'Tom is at school',
       closed_recorded_at = '2016-12-20T10:00:00Z' WHERE id = $1`,
    [home.cafId],
  );
  await rows(api, "UPDATE involvement SET valid_to = '2016-12-31' WHERE family_id = $1", [home.id]);
  await reevaluate(api, home.id);
  return home;
}

/** The same, once an information officer has decided to dispose of it. */
export async function toDispose(api: Api, by: string = USERS.informationOfficer.id): Promise<{ familyId: string; reviewId: string }> {
  const { id: familyId } = await longClosed(api);
  const reviewId = randomUUID();
  await rows(
    api,
    `INSERT INTO retention_review (id, family_id, decision, reason, reviewed_by, reviewed_at)
     VALUES ($1, $2, 'DISPOSE', 'Nothing speaks for keeping it', $3, '2017-01-03T09:00:00Z')`,
    [reviewId, familyId, by],
  );
  return { familyId, reviewId };
}

export async function held(api: Api): Promise<{ familyId: string }> {
  const { id: familyId } = await longClosed(api);
  await rows(
    api,
    "INSERT INTO legal_hold (id, family_id, reason, placed_by, placed_at) VALUES ($1, $2, 'A claim is expected', $3, '2017-01-03T09:00:00Z')",
    [randomUUID(), familyId, USERS.informationOfficer.id],
  );
  return { familyId };
}

export async function referenceOf(api: Api, familyId: string): Promise<string> {
  const [family] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [familyId]);
  return family?.reference ?? "none";
}

/** A draft that the school began and left; by default so long ago that it is due. */
export async function leftDraft(api: Api, savedOn = "2016-07-03", familyId: string | null = null): Promise<string> {
  const id = randomUUID();
  await rows(
    api,
    `INSERT INTO caf (id, reference, family_id, agency_id, team_id, author_id, status, draft, draft_saved_at, recorded_at)
     SELECT $1, 'CAF-' || nextval('caf_reference'), $3, agency_id, team_id, id, 'DRAFT', '{"familyName": "Quillfeather"}', $2::date + time '12:00',
       $2::date + time '12:00' FROM app_user WHERE id = $4`,
    [id, savedOn, familyId, USERS.school.id],
  );
  return id;
}

/** How many the officer is shown. */
export async function draftsDue(api: Api): Promise<number> {
  const { draftsDue: due } = await (await api.as("informationOfficer")).query<{ draftsDue: { total: number } }>("{ draftsDue { total } }");
  return due.total;
}
