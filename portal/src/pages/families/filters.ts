import type { AgencyKind, Criterion, FamilyFilter, FamilyStage, Principle } from "../../apollo/schema.generated.ts";
import { AGENCY_KIND_NAMES, BLOCKED_NAMES, CRITERION_NAMES, PRINCIPLES, STAGE_NAMES, STAGES } from "../../components/words.ts";

type District = { code: string; name: string };
type Active = { param: string; value: string; label: string };

export const LEAD_AGENCIES = (Object.keys(AGENCY_KIND_NAMES) as AgencyKind[]).toSorted((a, b) =>
  AGENCY_KIND_NAMES[a].localeCompare(AGENCY_KIND_NAMES[b], "en-GB"),
);

/** All that any plan knows: which of them are offered, the plan in force says. */
const CRITERIA = Object.keys(CRITERION_NAMES) as Criterion[];

/** An address may have been typed or cut short: what is no choice is left out. */
function choice<Value extends string>(params: URLSearchParams, name: string, values: readonly Value[]): Value | null {
  const asked = params.get(name);
  return values.find((value) => value === asked) ?? null;
}

type Filters = {
  district: string | null;
  stage: FamilyStage | null;
  criterion: Criterion | null;
  leadAgency: AgencyKind | null;
  blockedBy: Principle | null;
};

export function filtersIn(params: URLSearchParams): Filters {
  return {
    district: params.get("district"),
    stage: choice(params, "stage", STAGES),
    criterion: choice(params, "criterion", CRITERIA),
    leadAgency: choice(params, "leadAgency", LEAD_AGENCIES),
    blockedBy: choice(params, "blockedBy", PRINCIPLES),
  };
}

export function toFilter(filters: Filters, search: string): FamilyFilter {
  return { ...filters, search: search || null };
}

/** What the list is narrowed to, in words. */
export function inWords({ district, stage, criterion, leadAgency, blockedBy }: Filters, districts: readonly District[]): Active[] {
  const active: Active[] = [];
  const add = (param: string, value: string | null, label: (value: string) => string) => {
    if (value !== null) active.push({ param, value, label: label(value) });
  };
  add("district", district, (value) => districts.find(({ code }) => code === value)?.name ?? value);
  add("stage", stage, () => (stage === null ? "" : STAGE_NAMES[stage]));
  add("criterion", criterion, () => (criterion === null ? "" : CRITERION_NAMES[criterion]));
  add("leadAgency", leadAgency, () => (leadAgency === null ? "" : `Led by: ${AGENCY_KIND_NAMES[leadAgency]}`));
  add("blockedBy", blockedBy, () => (blockedBy === null ? "" : `Blocked by: ${BLOCKED_NAMES[blockedBy]}`));
  return active;
}
