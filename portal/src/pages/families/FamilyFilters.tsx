import { useSearchParams } from "react-router";
import type { Criterion } from "../../apollo/schema.generated.ts";
import { AGENCY_KIND_NAMES, BLOCKED_NAMES, CRITERION_NAMES, PRINCIPLES, STAGE_NAMES, STAGES } from "../../components/words.ts";
import { Filter } from "../../govuk/Filter.tsx";
import { Select } from "../../govuk/Select.tsx";
import { filtersIn, inWords, LEAD_AGENCIES } from "./filters.ts";

type FamilyFiltersProps = { districts: readonly { code: string; name: string }[]; criteria: readonly Criterion[] };

/** What the list can be narrowed by; the choices stand in the address, a name never does. */
export function FamilyFilters({ districts, criteria }: FamilyFiltersProps) {
  const [params] = useSearchParams();
  const filters = filtersIn(params);
  const options = <Value extends string>(values: readonly Value[], names: Readonly<Record<Value, string>>) =>
    values.map((value) => ({ value, label: names[value] }));
  return (
    <Filter active={inWords(filters, districts)}>
      <Select
        name="district"
        label="District"
        emptyLabel="All districts"
        defaultValue={filters.district ?? ""}
        options={districts.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Select
        name="stage"
        label="Stage"
        emptyLabel="All stages"
        defaultValue={filters.stage ?? ""}
        options={options(STAGES, STAGE_NAMES)}
      />
      <Select
        name="criterion"
        label="Need"
        emptyLabel="Any need"
        defaultValue={filters.criterion ?? ""}
        options={options(criteria, CRITERION_NAMES)}
      />
      <Select
        name="leadAgency"
        label="Lead agency"
        emptyLabel="Any agency"
        defaultValue={filters.leadAgency ?? ""}
        options={options(LEAD_AGENCIES, AGENCY_KIND_NAMES)}
      />
      <Select
        name="blockedBy"
        label="Blocked by"
        emptyLabel="Anything or nothing"
        defaultValue={filters.blockedBy ?? ""}
        options={options(PRINCIPLES, BLOCKED_NAMES)}
      />
    </Filter>
  );
}
