import type { UseFieldArrayReturn } from "react-hook-form";
import type { ServerForm } from "../../apollo/use-server-form.ts";
import { AddAnother } from "../../govuk/AddAnother.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select, type SelectOption } from "../../govuk/Select.tsx";

/** A team, or a guest by name; "attended" stays empty until it is answered. */
export type Invited = { kind: "team" | "guest"; teamId: string; guestName: string; attended: "" | "yes" | "no" };

/** What the form of a meeting holds. */
export type Meeting = { heldOn: string; nextOn: string; notes: string; attendance: Invited[] };

type AttendanceProps = {
  list: UseFieldArrayReturn<Meeting, "attendance">;
  field: ServerForm<Meeting>["field"];
  teams: readonly SelectOption[];
};

const MOST = 50;

export function Attendance({ list, field, teams }: AttendanceProps) {
  return (
    <AddAnother
      items={list.fields}
      itemTitle={(index) => `Invited ${index + 1}`}
      addLabel="Add another team or guest"
      onAdd={() => list.append({ kind: "team", teamId: "", guestName: "", attended: "" }, { shouldFocus: false })}
      onRemove={(index) => list.remove(index)}
      max={MOST}
    >
      {(index) => (
        <>
          <Radios
            {...field(`attendance.${index}.kind`)}
            legend="Who?"
            legendHidden
            small
            options={[
              {
                value: "team",
                label: "A team",
                conditional: <Select {...field(`attendance.${index}.teamId`)} label="Team" emptyLabel="Choose a team" options={teams} />,
              },
              {
                value: "guest",
                label: "A guest",
                conditional: <Input {...field(`attendance.${index}.guestName`)} label="Guest’s name" spellCheck={false} />,
              },
            ]}
          />
          <Radios
            {...field(`attendance.${index}.attended`)}
            legend="Did they come?"
            legendSize="s"
            small
            inline
            options={[
              { value: "yes", label: "Yes" },
              { value: "no", label: "No" },
            ]}
          />
        </>
      )}
    </AddAnother>
  );
}
