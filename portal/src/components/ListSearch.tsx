import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../govuk/Button.tsx";
import { Input } from "../govuk/Input.tsx";

type ListSearchProps = {
  /** What is searched, as a screen reader names the region. */
  of: string;
  name: string;
  label: string;
  hint: ReactNode;
  /** What is searched for now; where it changes, the box follows. */
  text: string;
  onSearch: (text: string) => void;
};

/** One box and a button over a list. What is typed never goes into the address, which is kept in many places. */
export function ListSearch({ of, name, label, hint, text, onSearch }: ListSearchProps) {
  const [typed, setTyped] = useState(text);
  const [sought, setSought] = useState(text);
  if (sought !== text) {
    setSought(text);
    setTyped(text);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <search aria-label={of}>
      <form className="app-search" onSubmit={submit} noValidate autoComplete="off">
        <Input
          name={name}
          label={label}
          labelSize="s"
          hint={hint}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          spellCheck={false}
          maxLength={100}
        />
        <Button variant="secondary">Search</Button>
      </form>
    </search>
  );
}

/** Over what was found: what was searched for, and the way back to all. */
export function Searched({ text, onClear }: { text: string; onClear: () => void }) {
  if (text === "") return null;
  return (
    <p className="govuk-body">
      Search: <strong>{text}</strong>{" "}
      <button type="button" className="app-link-button" onClick={onClear}>
        Clear the search
      </button>
    </p>
  );
}
