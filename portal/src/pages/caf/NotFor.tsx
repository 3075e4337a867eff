import { useId, useState } from "react";
import { listed } from "../../components/people.ts";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { Input } from "../../govuk/Input.tsx";
import { closedKey, closedPlace, keysOf } from "./closed.ts";
import { useEditing } from "./editing.ts";
import { named } from "./sections.ts";

type NotForProps = {
  /** The question's name in this CAF, such as answers.m3.HEALTH. */
  place: string;
  /** The same in words, for screen readers. */
  about: string;
};

/** Stands beside an answer: who in the family is not to be shown it, and why. */
export function NotFor({ place, about }: NotForProps) {
  const { form, caf } = useEditing();
  const key = closedKey(place);
  const mark = form.form.watch(`closed.${key}`);
  const chosen = keysOf(mark);
  const partId = useId();
  const reason = form.field(`closed.${key}.reason`);
  const [opened, setOpened] = useState(false);
  const open = opened || reason.error !== undefined;
  const people = named(form.form.getValues());
  const known = closedPlace(place, form.form.getValues("members"));
  const before = [
    ...(caf.family?.closedAnswers ?? []).filter((closed) => closed.place === known),
    ...(caf.versions[0]?.closed ?? []).filter((closed) => closed.place === place),
  ].map(({ name }) => name);
  const now = people.filter(({ member }) => chosen.includes(member.key)).map(({ name }) => name);
  const names = [...new Set([...before, ...now])];
  return (
    <div className="app-not-for">
      {names.length > 0 && <strong className="app-not-shared">Not to be shared with {listed(names)}</strong>}
      <button type="button" className="app-link-button" aria-expanded={open} aria-controls={partId} onClick={() => setOpened(!open)}>
        Not for somebody in the family?<span className="govuk-visually-hidden"> {about}</span>
      </button>
      <div id={partId} hidden={!open} className="app-not-for__part">
        {open && (
          <>
            <Checkboxes
              {...form.field(`closed.${key}.memberKeys`)}
              legend="Who is not to be shown this?"
              legendSize="s"
              hint="It is left out of the copies made for them. All who work with the family read it, marked."
              small
              options={people.map(({ member, name }) => ({ value: member.key, label: name }))}
            />
            <Input {...reason} label="Why?" hint="Only those whose record this is read your reason" />
          </>
        )}
      </div>
    </div>
  );
}
