import { type FormEvent, useState } from "react";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Select } from "../../govuk/Select.tsx";

/** More than these are chosen from a list. */
const MOST_BUTTONS = 4;

type ProvidersProps = {
  /** The page of ours to come back to. */
  to: string;
  /** In another tab, because what stands on this page must not be lost. */
  apart?: boolean | undefined;
  /** The session that stands is to be proved anew. */
  again?: boolean | undefined;
  /** Those that this person has used, by name; all of them where it is left out. */
  names?: readonly string[] | undefined;
};

/** The ways in through agencies' own identity providers. */
export function Providers({ to, apart = false, again = false, names }: ProvidersProps) {
  const { service } = useViewer();
  const [chosen, setChosen] = useState("");
  const providers = service.identityProviders.filter(({ name }) => names === undefined || names.includes(name));
  const addressOf = (id: string) => `/sign-in/with/${id}?${new URLSearchParams({ to, ...(again ? { again: "" } : {}) })}`;
  if (providers.length === 0) return null;
  if (providers.length <= MOST_BUTTONS) {
    return (
      <div className="app-providers">
        {providers.map(({ id, name }) => (
          <a
            key={id}
            className="govuk-button govuk-button--secondary"
            data-module="govuk-button"
            href={addressOf(id)}
            {...(apart ? { target: "_blank", rel: "noreferrer" } : {})}
          >
            Sign in with {name}
            {apart && <span className="govuk-visually-hidden"> (opens in a new tab)</span>}
          </a>
        ))}
      </div>
    );
  }
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === "") return;
    if (apart) window.open(addressOf(chosen), "_blank", "noreferrer");
    else window.location.assign(addressOf(chosen));
  };
  return (
    <form onSubmit={go} noValidate>
      <Select
        name="provider"
        label="Your organisation"
        emptyLabel="Choose your organisation"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        options={providers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button variant="secondary">Sign in with its account</Button>
    </form>
  );
}
