import { type FormEvent, useState } from "react";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes, Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Input } from "../../govuk/Input.tsx";
import type { Fault, Place, WhatIfValues } from "./suppose.ts";

type SupposeFormProps = {
  values: WhatIfValues;
  faults: readonly Fault[];
  onAsk: (values: WhatIfValues) => void;
};

/** What might be so. Nothing chosen means: as things are. */
export function SupposeForm({ values, faults, onAsk }: SupposeFormProps) {
  const [typed, setTyped] = useState(values);
  const set = (place: Place) => (value: string) => setTyped((before) => ({ ...before, [place]: value }));
  const error = (place: Place) => faults.find((fault) => fault.place === place)?.message;
  const radios = (place: Place) => ({
    name: place,
    legendSize: "s" as const,
    small: true,
    value: typed[place],
    error: error(place),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => set(place)(value),
  });
  const tick = (place: Place, value: string) => ({
    name: place,
    legendSize: "s" as const,
    small: true,
    values: typed[place] === value ? [value] : [],
    error: error(place),
    onChange: ({ currentTarget: { checked } }: { currentTarget: { checked: boolean } }) => set(place)(checked ? value : ""),
  });
  const day = (place: Place, legend: string) => (
    <DateInput name={place} legend={legend} value={typed[place]} onChange={set(place)} error={error(place)} />
  );
  const ask = (event: FormEvent) => {
    event.preventDefault();
    onAsk(typed);
  };
  return (
    <form className="app-suppose" noValidate autoComplete="off" onSubmit={ask}>
      <Radios
        {...radios("attendance")}
        legend="Attendance at school"
        options={[
          { value: "", label: "Suppose nothing" },
          { value: "stays", label: "Stays as it is" },
          {
            value: "at",
            label: "Absence at a rate",
            conditional: (
              <Input
                name="percent"
                label="Share of sessions missed"
                inputMode="numeric"
                width={3}
                suffix="%"
                value={typed.percent}
                onChange={({ currentTarget: { value } }) => set("percent")(value)}
                error={error("percent")}
              />
            ),
          },
        ]}
      />
      <Checkboxes
        {...tick("incidents", "none")}
        legend="Offences, anti-social behaviour and call-outs"
        options={[{ value: "none", label: "No new incidents" }]}
      />
      <Radios
        {...radios("work")}
        legend="Work"
        options={[
          { value: "", label: "Suppose nothing" },
          { value: "stays", label: "Whoever is in work stays in work" },
          { value: "starts", label: "Whoever is out of work starts", conditional: day("workOn", "On which day?") },
        ]}
      />
      <Checkboxes
        {...tick("step", "down")}
        legend="Help for the children"
        options={[{ value: "down", label: "Steps down one level", conditional: day("stepOn", "On which day?") }]}
      />
      <Radios
        {...radios("confirm")}
        legend="The lead worker confirms progress at closure"
        options={[
          { value: "", label: "Suppose nothing" },
          { value: "ready", label: "As soon as nothing else is missing" },
          { value: "on", label: "On a day", conditional: day("confirmOn", "On which day?") },
        ]}
      />
      <Button>Show what would happen</Button>
    </form>
  );
}
