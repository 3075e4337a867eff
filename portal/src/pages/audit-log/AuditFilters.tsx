import { useState } from "react";
import { useSearchParams } from "react-router";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Filter } from "../../govuk/Filter.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import { faultsIn, filtersIn, inWords } from "./filters.ts";
import { actionName } from "./words.ts";

type AuditFiltersProps = {
  actions: readonly string[];
  /** Of the one person whose deeds are shown, where it is one. */
  userName: string | null;
};

/** A day as three boxes, which go into the address as one. */
function Day({ name, legend }: { name: string; legend: string }) {
  const [params] = useSearchParams();
  const [value, setValue] = useState(params.get(name) ?? "");
  return (
    <>
      <DateInput name={`${name}-boxes`} legend={legend} value={value} onChange={setValue} error={faultsIn(params)[name]} />
      <input type="hidden" name={name} value={value} />
    </>
  );
}

/** What the log can be narrowed by; the choices stand in the address, a person's name never does. */
export function AuditFilters({ actions, userName }: AuditFiltersProps) {
  const [params] = useSearchParams();
  const filters = filtersIn(params);
  const faulty = Object.keys(faultsIn(params)).length > 0;
  const options = actions
    .map((action) => ({ value: action, label: actionName(action) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en-GB"));
  return (
    <Filter active={inWords(filters, userName)} keep={[]} params={["user", "family", "action", "from", "to"]} faulty={faulty}>
      {filters.userId !== null && <input type="hidden" name="user" value={filters.userId} />}
      <Input
        name="family"
        label="Family"
        hint="Reference such as F-100084, or the id in the log"
        defaultValue={params.get("family") ?? ""}
        error={faultsIn(params)["family"]}
        spellCheck={false}
        autoComplete="off"
      />
      <Select name="action" label="What was done" emptyLabel="Anything" defaultValue={filters.action ?? ""} options={options} />
      <Day name="from" legend="From" />
      <Day name="to" legend="Until the end of" />
    </Filter>
  );
}
