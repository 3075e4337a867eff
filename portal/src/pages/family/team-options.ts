import { teamName } from "../../components/people.ts";
import type { SelectOption } from "../../govuk/Select.tsx";

type Team = { id: string; name: string; agency: { name: string } };

/** Every team by name, those around the family first, since they are nearly always meant. */
export function teamOptions(around: readonly Team[], all: readonly Team[]): SelectOption[] {
  const near = new Set(around.map(({ id }) => id));
  const option = (team: Team) => ({ value: team.id, label: teamName(team) });
  const byName = (a: SelectOption, b: SelectOption) => a.label.localeCompare(b.label, "en-GB");
  const nearby = all
    .filter(({ id }) => near.has(id))
    .map(option)
    .toSorted(byName);
  const others = all
    .filter(({ id }) => !near.has(id))
    .map(option)
    .toSorted(byName);
  if (nearby.length === 0) return others;
  return [...nearby, { value: "", label: "──────────", disabled: true }, ...others];
}
