import type { AgencyKind } from "../apollo/schema.generated.ts";

export type AgencyOption = { value: string; label: string; kind: AgencyKind; hint?: string };

/** More of one kind than this are not read through one by one. */
const MANY = 5;

/** Agencies of which there are few, in the order given, and the kinds of which there are many. */
export function folded(agencies: readonly AgencyOption[]): {
  few: readonly AgencyOption[];
  many: readonly { kind: AgencyKind; agencies: readonly AgencyOption[] }[];
} {
  const kinds = [...new Set(agencies.map(({ kind }) => kind))];
  const many = kinds
    .map((kind) => ({ kind, agencies: agencies.filter((agency) => agency.kind === kind) }))
    .filter((group) => group.agencies.length > MANY);
  const away = new Set(many.map(({ kind }) => kind));
  return { few: agencies.filter(({ kind }) => !away.has(kind)), many };
}
