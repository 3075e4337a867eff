import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type OutcomesPlan, parseOutcomesPlan } from "../../server/src/modules/criteria/outcomes-plan.rules.ts";
import { parseSchoolTerms, type SchoolTerm } from "../../server/src/modules/criteria/terms.rules.ts";
import { repositoryRoot } from "../../server/src/shared/paths.ts";

export interface DistrictSeed {
  readonly code: string;
  readonly name: string;
  readonly area: string;
  /** First halves of postcodes. */
  readonly outward: readonly string[];
  /** Made-up schools, the district's own. */
  readonly schools: readonly string[];
}

const district = (name: string, area: string, outward: string, ...schools: string[]): DistrictSeed => ({
  code: name.toLowerCase().replace(" ", "-"),
  name,
  area,
  outward: outward.split(" "),
  schools,
});

/** In the order in which the papers list them (S2, November 2016). */
export const DISTRICTS: readonly DistrictSeed[] = [
  district(
    "Burnley",
    "East",
    "BB10 BB11 BB12",
    "Harebell High School",
    "Curlew Bank Primary School",
    "Tenterfield Primary School",
    "Weavers Hill Academy",
  ),
  district("Hyndburn", "East", "BB5", "Anvil Lane Primary School", "Coldwell High School", "Spindle Hill Primary School"),
  district("Pendle", "East", "BB8 BB9", "Larkrise Primary School", "Wycoller Moor High School", "Shuttlebrook Primary School"),
  district("Ribble Valley", "East", "BB7", "Fellside Green Primary School", "Hodderbank High School"),
  district("Rossendale", "East", "BB4", "Cloughfold Edge Primary School", "Deerplay High School", "Whitecroft Primary School"),
  district("Chorley", "Central", "PR6 PR7", "Astley Bridge Road Primary School", "Lever Wood High School", "Yarrowside Primary School"),
  district(
    "Preston",
    "Central",
    "PR1 PR2",
    "Avenham Lock Primary School",
    "Guildgate High School",
    "Mariners Way Primary School",
    "Savick Meadow Academy",
    "Tulketh Rise Primary School",
  ),
  district("South Ribble", "Central", "PR5 PR25", "Bobbin Green Primary School", "Lostock Fold High School", "Rope Walk Primary School"),
  district(
    "West Lancashire",
    "Central",
    "WN8 L39 L40",
    "Beaconfell Primary School",
    "Mosslands View High School",
    "Tawdbrook Primary School",
  ),
  district("Fylde", "North", "FY8 PR4", "Dunegrass Primary School", "Windmill Marsh High School", "Samphire Primary School"),
  district(
    "Lancaster",
    "North",
    "LA1 LA3",
    "Aldcliffe Quay Primary School",
    "Lunebank High School",
    "Sandylands End Primary School",
    "Williamson Moor Academy",
  ),
  district(
    "Wyre",
    "North",
    "FY5 FY6 FY7",
    "Estuary View Primary School",
    "Knott Lane High School",
    "Tern Island Primary School",
    "Wyreside Hill Primary School",
  ),
];

const read = (path: string): unknown => JSON.parse(readFileSync(join(repositoryRoot, "seeds", path), "utf8"));

/** The files as they stand: the settings of a demonstration database hold these very values. */
export const planFile = (): unknown => read("outcomes-plans/lancashire-2016-17.json");
export const termsFile = (): unknown => read("lancashire/school-terms.json");
export const lancashirePlan = (): OutcomesPlan => parseOutcomesPlan(planFile());
export const lancashireTerms = (): readonly SchoolTerm[] => parseSchoolTerms(termsFile());
