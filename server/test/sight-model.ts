import type { UserViewer } from "../src/access/viewer.ts";
import type { Api } from "./api-client.ts";
import { asSuperuser } from "./raw-requests.ts";

/** The facts by which families are seen, as they lie in the tables. */
export interface SightFacts {
  readonly families: readonly { readonly id: string; readonly district: string; readonly restricted: boolean }[];
  readonly involvements: readonly { readonly family: string; readonly team: string; readonly from: string; readonly to: string | null }[];
  readonly named: readonly { readonly family: string; readonly user: string }[];
  readonly claimed: readonly string[];
  /** Those that hold now. */
  readonly emergencies: readonly { readonly family: string; readonly user: string }[];
}

/**
 * Who sees which family, said once more and apart from the service: tests hold row-level security and the API against
 * it. Somebody sees a family by a ground of their role, and a restricted one only where they are named as well.
 */
function seesFamily(facts: SightFacts, viewer: UserViewer, family: SightFacts["families"][number], today: string): boolean {
  if (family.restricted && !facts.named.some((each) => each.family === family.id && each.user === viewer.userId)) return false;
  const opened = facts.emergencies.some((each) => each.family === family.id && each.user === viewer.userId);
  if (opened && ["PRACTITIONER", "AGENCY_LEAD", "COORDINATOR"].includes(viewer.role)) return true;
  switch (viewer.role) {
    case "PRACTITIONER":
    case "AGENCY_LEAD":
      return facts.involvements.some(
        ({ family: of, team, from, to }) =>
          of === family.id && viewer.teamIds.includes(team) && from <= today && (to === null || to >= today),
      );
    case "COORDINATOR":
      return viewer.districts.includes(family.district);
    case "AUDITOR":
      return facts.claimed.includes(family.id);
    default:
      return false;
  }
}

/** The facts as they are now. */
export async function sightFacts(api: Api): Promise<SightFacts> {
  const [facts] = await asSuperuser<SightFacts>(
    api,
    `SELECT
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', id, 'district', district_code, 'restricted', restricted)), '[]') FROM family) AS families,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('family', family_id, 'team', team_id, 'from', valid_from, 'to', valid_to)), '[]')
        FROM involvement WHERE ended_at IS NULL) AS involvements,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('family', family_id, 'user', user_id)), '[]') FROM family_named_viewer WHERE ended_at IS NULL) AS named,
      (SELECT COALESCE(jsonb_agg(family_id), '[]') FROM claim) AS claimed,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('family', family_id, 'user', user_id)), '[]') FROM emergency_access
        WHERE ends_at > now()) AS emergencies`,
  );
  if (!facts) throw new Error("no facts");
  return facts;
}

export const familiesSeen = (facts: SightFacts, viewer: UserViewer, today: string): readonly string[] =>
  facts.families.filter((family) => seesFamily(facts, viewer, family, today)).map(({ id }) => id);
