import { formatDate } from "../../components/dates.ts";
import { listed, teamName } from "../../components/people.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { Details } from "../../govuk/Details.tsx";
import { DisagreementsWith } from "../corrections/Disagreements.tsx";
import type { FamilyTeam_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

type Meeting = FamilyTeam_FamilyFragment["meetings"][number];

const SHOWN = 3;

const nameOf = ({ team, guestName }: Meeting["attendance"][number]) => team?.name ?? guestName ?? "Record disposed of";

function Attendance({ attendance }: Pick<Meeting, "attendance">) {
  const came = attendance.filter(({ attended }) => attended).map(nameOf);
  const missed = attendance.filter(({ attended }) => !attended).map(nameOf);
  return (
    <p className="govuk-body">
      {came.length > 0 && `Came: ${listed(came)}. `}
      {missed.length > 0 && `Invited and did not come: ${listed(missed)}.`}
    </p>
  );
}

function MeetingItem({ meeting, isLast }: { meeting: Meeting; isLast: boolean }) {
  return (
    <li className="app-meeting">
      <h3 className="govuk-heading-s">
        <time dateTime={meeting.heldOn}>{formatDate(meeting.heldOn)}</time>
      </h3>
      <Attendance attendance={meeting.attendance} />
      {meeting.notes !== null && <p className="govuk-body app-written">{meeting.notes}</p>}
      <DisagreementsWith recordId={meeting.id} />
      {isLast && (
        <p className="govuk-body">
          {meeting.nextOn === null ? "No date is set for the next one." : `Next meeting: ${formatDate(meeting.nextOn)}.`}
        </p>
      )}
      <p className="govuk-body-s app-note">Written up by {meeting.team.name}.</p>
    </li>
  );
}

/** Who sits around the family, and their meetings, newest first. */
export function FamilyTeam({ family }: { family: FamilyTeam_FamilyFragment }) {
  const { today } = useSignedIn();
  const seats = family.team.filter(({ to }) => to === null || to >= today);
  const last = family.meetings[0]?.id;
  const next = family.meetings[0]?.nextOn;
  const teams = seats.length === 0 ? "No team yet" : seats.length === 1 ? "1 team" : `${seats.length} teams`;
  const items = family.meetings.map((meeting) => <MeetingItem key={meeting.id} meeting={meeting} isLast={meeting.id === last} />);
  return (
    <Section
      id="team"
      title="Team around the family"
      summary={[teams, next && `next meeting ${formatDate(next, true)}`].filter(Boolean).join(", ")}
      actions={
        family.viewerCanRecordTaf && (
          <ButtonLink to={`/families/${family.id}/taf/new`} variant="secondary">
            Record a meeting
          </ButtonLink>
        )
      }
    >
      {seats.length === 0 ? (
        <p className="govuk-body">No team has a seat yet. A team gets one when it comes to a meeting.</p>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {seats.map(({ id, team, from }) => (
            <li key={id}>
              {teamName(team)}
              {team.phone !== null && `, ${team.phone}`} (since {formatDate(from)})
            </li>
          ))}
        </ul>
      )}
      <h3 className="govuk-heading-s">Meetings</h3>
      {items.length === 0 ? (
        <p className="govuk-body">None is recorded. A team around a family meets about every six weeks.</p>
      ) : (
        <ol className="govuk-list app-meetings">{items.slice(0, SHOWN)}</ol>
      )}
      {items.length > SHOWN && (
        <Details press summary={`Show ${items.length - SHOWN} earlier ${items.length - SHOWN === 1 ? "meeting" : "meetings"}`}>
          <ol className="govuk-list app-meetings">{items.slice(SHOWN)}</ol>
        </Details>
      )}
    </Section>
  );
}
