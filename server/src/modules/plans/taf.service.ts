import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { type Fault, Refusal, refuse, refuseUnknown } from "../../shared/refusal.ts";
import { lockFamily } from "../families/family.lock.ts";
import type { FamilyRow } from "../families/family.service.ts";
import { factsForPlan, meetingJson } from "./plan.reads.ts";
import type { PlanTools } from "./plan-tools.ts";
import { mayRecordTaf } from "./taf.policy.ts";
import type { TafMeeting } from "./taf.type.ts";
import { TafAttendanceEntity } from "./taf-attendance.entity.ts";
import { TafMeetingEntity } from "./taf-meeting.entity.ts";
import { giveSeats, type SeatedTeam } from "./taf-seat.service.ts";

type Team = Omit<SeatedTeam, "field">;

export interface Invited {
  readonly teamId?: string | null | undefined;
  readonly guestName?: string | null | undefined;
  readonly attended: boolean;
}

export interface NewMeeting {
  readonly familyId: string;
  readonly heldOn: LocalDate;
  readonly nextOn?: LocalDate | null | undefined;
  readonly notes?: string | null | undefined;
  readonly attendance: readonly Invited[];
  readonly idempotencyKey: string;
}

export interface TafMeetingResult {
  readonly meeting: TafMeeting;
  readonly family: FamilyRow | null;
}

/** How far back or ahead a meeting can lie: further is a mistyped year. */
const MONTHS_AROUND = 12;

/** Writes up meetings of the team around a family. */
export class TafService {
  readonly #tools: PlanTools;

  constructor(tools: PlanTools) {
    this.#tools = tools;
  }

  /** Records a meeting. A team that came has a seat from that day on, if it had none. */
  record(viewer: UserViewer, meeting: NewMeeting, familyFields: Selection): Promise<TafMeetingResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = meeting;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "recordTafMeeting", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#record(tx, viewer, meeting));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  async #record(tx: Transaction, viewer: UserViewer, meeting: NewMeeting): Promise<string> {
    const { clock, audit } = this.#tools;
    const { familyId, heldOn } = meeting;
    await lockFamily(tx, familyId, "familyId");
    demand(mayRecordTaf(viewer, await factsForPlan(tx, familyId)), "familyId");
    const teamId = viewer.teamId ?? refuse("NO_TEAM", null, "You belong to no team, so you cannot record a meeting");
    demandDates(meeting, clock.today());
    demandOneOfEach(meeting.attendance);
    const teams = await this.#teams(tx, meeting.attendance);
    const id = v7();
    const notes = meeting.notes?.trim() || null;
    await tx.manager.insert(TafMeetingEntity, {
      id,
      familyId,
      heldOn,
      nextOn: meeting.nextOn ?? null,
      teamId,
      agencyId: viewer.agency.id,
      notes,
      recordedAt: clock.now(),
      recordedBy: viewer.userId,
    });
    await tx.manager.insert(
      TafAttendanceEntity,
      meeting.attendance.map((invited, position) => ({
        meetingId: id,
        position,
        agencyId: invited.teamId ? (teams.get(invited.teamId.toLowerCase())?.agencyId ?? null) : null,
        teamId: invited.teamId ?? null,
        guestName: invited.guestName?.trim() ?? null,
        attended: invited.attended,
      })),
    );
    const came = meeting.attendance.flatMap(({ teamId: team, attended }, index) => {
      const known = attended && team ? teams.get(team.toLowerCase()) : undefined;
      return known ? [{ ...known, field: `attendance.${index}.teamId` }] : [];
    });
    await giveSeats(tx, this.#tools, familyId, came, heldOn);
    audit.record(tx, { action: "taf-meeting.record", familyIds: [familyId], subjectId: id });
    return id;
  }

  async #teams(tx: Transaction, attendance: readonly Invited[]): Promise<ReadonlyMap<string, Team>> {
    const ids = attendance.flatMap(({ teamId }) => teamId ?? []);
    const rows = await tx.query<Team>(`SELECT id AS "teamId", agency_id AS "agencyId" FROM team WHERE id = ANY ($1::uuid[])`, [ids]);
    const found = new Map(rows.map((row) => [row.teamId, row]));
    attendance.forEach(({ teamId }, index) => {
      if (teamId && !found.has(teamId.toLowerCase())) refuseUnknown(`attendance.${index}.teamId`, "team");
    });
    return found;
  }

  async #result(tx: Transaction, id: string, familyFields: Selection): Promise<TafMeetingResult> {
    const [row] = await tx.query<{ record: TafMeeting; familyId: string }>(
      `SELECT ${meetingJson()} AS record, m.family_id AS "familyId" FROM taf_meeting m WHERE m.id = $1`,
      [id],
    );
    if (!row) refuseUnknown(null, "meeting");
    const family = familyFields.size > 0 ? await this.#tools.families.read(tx, row.familyId, familyFields) : null;
    return { meeting: row.record, family };
  }
}

function demandDates({ heldOn, nextOn }: NewMeeting, today: LocalDate): void {
  if (heldOn > today) refuse("IN_THE_FUTURE", "heldOn", "The day of the meeting must be today or earlier");
  if (heldOn < addMonths(today, -MONTHS_AROUND)) refuse("TOO_LONG_AGO", "heldOn", "The day of the meeting must be within the last year");
  if (!nextOn) return;
  if (nextOn <= heldOn) refuse("BEFORE_THIS_ONE", "nextOn", "The next meeting must be after this one");
  if (nextOn > addMonths(today, MONTHS_AROUND)) refuse("TOO_FAR_AHEAD", "nextOn", "The next meeting must be within a year");
}

/** Each line names a team or a guest, not both and not neither, and no team twice. */
function demandOneOfEach(attendance: readonly Invited[]): void {
  const seen = new Set<string>();
  const faults: Fault[] = attendance.flatMap(({ teamId, guestName }, index) => {
    if (Boolean(teamId) === Boolean(guestName)) {
      return [{ code: "TEAM_OR_GUEST", field: `attendance.${index}`, message: "Choose a team or enter a guest's name, one of the two" }];
    }
    if (!teamId) return [];
    if (seen.has(teamId.toLowerCase()))
      return [{ code: "TWICE", field: `attendance.${index}.teamId`, message: "This team is in the list already" }];
    seen.add(teamId.toLowerCase());
    return [];
  });
  if (faults.length > 0) throw new Refusal(...faults);
}
