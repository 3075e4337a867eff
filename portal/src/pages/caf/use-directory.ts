import { useQuery } from "@apollo/client/react";
import { useMemo } from "react";
import type { AgencyOption } from "../../components/agency-groups.ts";
import { CafDirectoryDocument } from "./Directory.generated.ts";

type Option = { value: string; label: string };

export type Directory = {
  districts: readonly Option[];
  teams: readonly Option[];
  agencies: readonly AgencyOption[];
};

const byLabel = <Labelled extends Option>(options: readonly Labelled[]) =>
  options.toSorted((one, other) => one.label.localeCompare(other.label, "en-GB"));

/** Districts, and the teams and agencies that work in one of them or in the whole county. */
export function useDirectory(district: string | null | undefined): Directory {
  const { data, previousData } = useQuery(CafDirectoryDocument, { variables: { district: district || null }, fetchPolicy: "cache-first" });
  const known = data ?? previousData;
  return useMemo(() => {
    const county = known?.all.filter((team) => team.district === null) ?? [];
    const teams = [...new Map([...(known?.local ?? []), ...county].map((team) => [team.id, team])).values()];
    const agencies = [...new Map(teams.map(({ agency }) => [agency.id, agency])).values()];
    return {
      districts: known?.districts.map(({ code, name }) => ({ value: code, label: name })) ?? [],
      teams: byLabel(teams.map(({ id, name, agency }) => ({ value: id, label: name === agency.name ? name : `${agency.name}: ${name}` }))),
      agencies: byLabel(agencies.map(({ id, name, kind }) => ({ value: id, label: name, kind }))),
    };
  }, [known]);
}

export function labelIn(options: readonly Option[], value: string | null | undefined): string | null {
  if (!value) return null;
  return options.find((option) => option.value === value)?.label ?? "Elsewhere in the county";
}
