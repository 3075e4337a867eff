import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useFieldArray } from "react-hook-form";
import { useNavigate, useParams } from "react-router";
import { type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { ClosedContext, closedOf } from "../../components/closed.ts";
import { isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { ProfessionalCopy } from "../../components/ProfessionalCopy.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Button } from "../../govuk/Button.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { NotReadOut } from "../closed/NotReadOut.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { OpenActions } from "../family/PlanActions.tsx";
import { teamOptions } from "../family/team-options.ts";
import { NotFound } from "../static/NotFound.tsx";
import { Attendance, type Invited, type Meeting } from "./Attendance.tsx";
import { FamilyForTafDocument, type FamilyForTafQuery, RecordTafMeetingDocument } from "./Taf.generated.ts";

type Data = FamilyForTafQuery & { family: NonNullable<FamilyForTafQuery["family"]> };

const TITLE = "Record a meeting of the team around the family";

function missing({ heldOn, nextOn, attendance }: Meeting): UserError[] {
  const faults: UserError[] = [];
  if (!isRealDate(heldOn)) faults.push({ code: "MISSING", field: "heldOn", message: "Enter the date of the meeting, such as 3 1 2017" });
  attendance.forEach(({ kind, teamId, guestName, attended }, index) => {
    if (kind === "team" && teamId === "") faults.push({ code: "MISSING", field: `attendance.${index}.teamId`, message: "Choose a team" });
    if (kind === "guest" && guestName.trim() === "")
      faults.push({ code: "MISSING", field: `attendance.${index}.guestName`, message: "Enter the guest’s name" });
    if (attended === "") faults.push({ code: "MISSING", field: `attendance.${index}.attended`, message: "Choose whether they came" });
  });
  if (nextOn !== "" && !isRealDate(nextOn))
    faults.push({ code: "INVALID", field: "nextOn", message: "Enter the whole date of the next meeting, or leave it empty" });
  return faults;
}

/** The API names the whole line where it holds neither team nor guest. */
function fieldOf(path: string): string {
  return /^(input\.)?attendance\.\d+$/.test(path) ? `${path.replace(/^input\./, "")}.teamId` : path.replace(/^input\./, "");
}

function TafForm({ family, teams }: Data) {
  const { today, team: ownTeam } = useSignedIn();
  const navigate = useNavigate();
  const [record] = useMutation(RecordTafMeetingDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const seated = family.team.filter(({ to }) => to === null || to >= today).map(({ team }) => team);
  const expected = [...new Set([...(ownTeam === null ? [] : [ownTeam.id]), ...seated.map(({ id }) => id)])];
  const planned = family.meetings[0]?.nextOn ?? null;
  const serverForm = useServerForm<Meeting>({
    defaultValues: {
      // The one that was planned, once its day has come.
      heldOn: planned !== null && planned <= today ? planned : today,
      nextOn: "",
      notes: "",
      attendance: expected.map((teamId): Invited => ({ kind: "team", teamId, guestName: "", attended: "" })),
    },
    fieldOf,
  });
  const { field, dateField, errors, busy, submit, form } = serverForm;
  const list = useFieldArray({ control: form.control, name: "attendance" });
  const open = family.actions.filter(({ status }) => status === "OPEN").toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));

  return (
    <ClosedContext value={closedOf(family.closedAnswers)}>
      <ProfessionalCopy />
      <FamilyForm family={family} title={TITLE} errors={errors}>
        <form
          noValidate
          autoComplete="off"
          onSubmit={submit(async (values) => {
            const faults = missing(values);
            if (faults.length > 0) return faults;
            const { data } = await record({
              variables: {
                input: {
                  familyId: family.id,
                  heldOn: values.heldOn,
                  nextOn: values.nextOn || null,
                  notes: values.notes || null,
                  attendance: values.attendance.map(({ kind, teamId, guestName, attended }) => ({
                    teamId: kind === "team" ? teamId : null,
                    guestName: kind === "guest" ? guestName : null,
                    attended: attended === "yes",
                  })),
                  idempotencyKey,
                },
              },
            });
            if (data?.recordTafMeeting.meeting) await navigate(`/families/${family.id}`, { state: { done: "The meeting is recorded" } });
            return data?.recordTafMeeting.errors;
          })}
        >
          <DateInput {...dateField("heldOn")} legend="When was it held?" legendSize="m" />
          <h2 className="govuk-heading-m">Who was invited?</h2>
          <p className="govuk-body">
            Name guests who have no account too, such as a grandparent or a neighbour. A team that came gets a seat.
          </p>
          <Attendance list={list} field={field} teams={teamOptions(seated, teams)} />
          <NotReadOut family={family} />
          <h2 className="govuk-heading-m">Go through the plan</h2>
          <OpenActions caption="Open actions" actions={open} empty="No action is open." />
          <Textarea
            {...field("notes")}
            label="What was said and agreed?"
            labelSize="m"
            hint="Leave out what the family has not agreed to share. You need not fill this in."
          />
          <DateInput
            {...dateField("nextOn")}
            legend="When is the next one?"
            legendSize="m"
            hint="About six weeks on. Leave it empty if no date is set."
          />
          <Button busy={busy}>Record the meeting</Button>
        </form>
      </FamilyForm>
    </ClosedContext>
  );
}

function TafPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForTafDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family, teams }) => {
        if (family === null) return <NotFound what="family" />;
        if (family.viewerCanRecordTaf) return <TafForm family={family} teams={teams} />;
        return (
          <NotForYou family={family} title={TITLE}>
            Only the lead professional or a team that works with the family can record its meetings.
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="meetings.record">
      <TafPage />
    </RequirePermission>
  );
}
