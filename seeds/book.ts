import type { Client } from "pg";
import { Sheet } from "./sheets.ts";

/** A sheet for every table that a cohort fills, in an order in which every row finds what it refers to. */
export class Book {
  readonly family = new Sheet("family", "id reference district_code source name postcode address recorded_at");
  readonly person = new Sheet("person", "id given_name family_name date_of_birth recorded_at");
  readonly member = new Sheet("family_member", "id family_id person_id relationship valid_from valid_to recorded_at");
  readonly evidence = new Sheet(
    "evidence",
    "id family_id person_id kind source agency_id valid_from valid_to facts supersedes_id recorded_at",
  );
  readonly caf = new Sheet(
    "caf",
    "id reference family_id agency_id team_id author_id status opened_on closed_on close_reason close_outcome closed_recorded_at recorded_at draft draft_saved_at",
  );
  readonly agreement = new Sheet("agreement", "id family_id agreed person_id capacity agency_ids purposes agreed_on recorded_at caf_id");
  readonly cafVersion = new Sheet("caf_version", "caf_id number content words submitted_at submitted_by");
  readonly cafReview = new Sheet("caf_review", "caf_id version_number result reasons note reviewed_at reviewed_by");
  readonly socialCare = new Sheet("social_care_assessment", "id family_id reference assessed_on considered recorded_at");
  readonly lead = new Sheet(
    "lead_professional",
    "id family_id user_id agency_id team_id asked_on asked_by accepted_on recorded_at accepted_recorded_at",
  );
  readonly action = new Sheet(
    "plan_action",
    "id family_id criterion person_id owner agency_id team_id title outcome has_outcome due_on status ended_on note recorded_at recorded_by ended_recorded_at ended_by",
  );
  readonly seat = new Sheet("taf_seat", "id family_id team_id agency_id valid_from recorded_at");
  readonly meeting = new Sheet("taf_meeting", "id family_id held_on next_on team_id agency_id notes recorded_at recorded_by");
  readonly attendance = new Sheet("taf_attendance", "meeting_id position agency_id team_id guest_name attended");
  readonly attachment = new Sheet("attachment", "id family_id attached_on district_code lead_agency_kind recorded_at recorded_by");
  readonly claim = new Sheet("claim", "id family_id route submitted_on recorded_at");
  readonly involvement = new Sheet("involvement", "id family_id team_id ground ground_id valid_from valid_to recorded_at");
  readonly standing = new Sheet(
    "standing",
    "family_id valid_from valid_to district_code needs eligible attached_on lead_agency_kind outstanding open_to progress tracked_continuous_employment needs_twelve_months caf_on_record open_caf_opened_on claim_submitted_on blocked_by next_change_on",
  );
  readonly detail = new Sheet("standing_detail", "family_id as_of criteria blockers claim digest");

  /** Hands over every sheet, to be sent when it is called; the next rows go onto empty ones. */
  take(): (client: Client) => Promise<void> {
    const sheets = Object.values(this).flatMap((sheet: unknown) => (sheet instanceof Sheet ? [sheet.take()] : []));
    return async (client) => {
      for (const send of sheets) await send(client);
    };
  }
}
