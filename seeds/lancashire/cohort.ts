import type { AgencyKind } from "../../server/src/modules/criteria/facts.rules.ts";
import type { FamilyFacts } from "../../server/src/modules/criteria/family-facts.rules.ts";
import type { SchoolTerm } from "../../server/src/modules/criteria/terms.rules.ts";
import { addDays, daysBetween, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import type { Random } from "../random.ts";
import { ACCOUNTS_DISTRICT } from "./accounts.ts";
import { ELIGIBLE_GROUPS, type EligibleGroupName } from "./eligible-recipes.ts";
import type { CafRecord, LeadKind, RecipeOptions } from "./recipe-parts.ts";
import { ATTACHED_GROUPS, type AttachedGroupName, recipe } from "./recipes.ts";

const day = localDate;

/** Attached by 31 October and by 31 December 2016, in each district, led by WPEHS and by CSC (S2, February 2017). */
const ATTACHED_CELLS: Readonly<Record<string, readonly [[number, number], [number, number]]>> = {
  burnley: [
    [189, 212],
    [139, 155],
  ],
  hyndburn: [
    [165, 185],
    [135, 150],
  ],
  pendle: [
    [146, 164],
    [144, 161],
  ],
  "ribble-valley": [
    [23, 28],
    [20, 25],
  ],
  rossendale: [
    [116, 129],
    [95, 106],
  ],
  chorley: [
    [137, 153],
    [130, 145],
  ],
  preston: [
    [232, 260],
    [223, 250],
  ],
  "south-ribble": [
    [99, 110],
    [100, 111],
  ],
  "west-lancashire": [
    [128, 143],
    [102, 113],
  ],
  fylde: [
    [92, 102],
    [45, 50],
  ],
  lancaster: [
    [216, 242],
    [160, 179],
  ],
  wyre: [
    [136, 151],
    [86, 96],
  ],
};

/** Eligible and not attached on 31 December 2016: identified, with a CAF on record, with an open one opened since April. */
const ELIGIBLE_CELLS: Readonly<Record<string, readonly [number, number, number]>> = {
  burnley: [314, 52, 10],
  hyndburn: [236, 25, 5],
  pendle: [197, 38, 2],
  "ribble-valley": [45, 9, 0],
  rossendale: [164, 15, 0],
  chorley: [202, 39, 3],
  preston: [424, 72, 6],
  "south-ribble": [186, 24, 3],
  "west-lancashire": [233, 36, 8],
  fylde: [105, 19, 2],
  lancaster: [313, 41, 6],
  wyre: [213, 49, 8],
};

const ATTACHED_BY_MARCH = 1470;
const KNOWN_IN_OCTOBER = 713;
const YEAR_END = day("2016-03-31");
const YEAR_START = day("2016-04-01");

/** What one family of the cohort is to be. */
export interface Order {
  readonly group: AttachedGroupName | EligibleGroupName;
  readonly district: string;
  readonly lead?: LeadKind;
  readonly dates: RecipeOptions["dates"];
  readonly caf?: CafRecord;
  readonly cafHeldBy?: AgencyKind;
  /** The kind of agency whose worker was asked in December to be lead professional, and has not answered. */
  readonly asked?: AgencyKind;
}

/** The 6,052 families of the February 2017 paper, by group, district, lead and dates, in no particular order. */
export function lancashireOrders(random: Random): Order[] {
  return random.shuffled([...attachedByOctober(random), ...attachedSince(random), ...eligible(random)]);
}

/** The facts of one ordered family. */
export function factsOf(order: Order, terms: readonly SchoolTerm[], random: Random): FamilyFacts {
  const { group, asked, ...rest } = order;
  const facts = recipe(group, { ...rest, terms, rng: () => random.next(), ids: () => random.id() });
  return asked ? { ...facts, leadProfessionals: [{ id: random.id(), agencyKind: asked, askedOn: ASKED_ON }] } : facts;
}

interface Slot {
  readonly district: string;
  readonly lead: LeadKind;
}

function slots(lead: LeadKind, count: (cell: [number, number]) => number): Slot[] {
  const column = lead === "WPEHS" ? 0 : 1;
  return Object.entries(ATTACHED_CELLS).flatMap(([district, cells]) =>
    Array.from({ length: count(cells[column]) }, () => ({ district, lead })),
  );
}

const isNew = (group: AttachedGroupName): boolean => group.startsWith("NEW_");
const groupNames = Object.keys(ATTACHED_GROUPS) as AttachedGroupName[];

function attachedByOctober(random: Random): Order[] {
  const free = {
    WPEHS: random.shuffled(slots("WPEHS", ([october]) => october)),
    CSC: random.shuffled(slots("CSC", ([october]) => october)),
  };
  const filled: { group: AttachedGroupName; slot: Slot }[] = [];
  const old = groupNames.filter((group) => !isNew(group));
  const fill = (group: AttachedGroupName, from: Slot[]): void => {
    for (const slot of from.splice(0, ATTACHED_GROUPS[group].families)) filled.push({ group, slot });
  };
  for (const group of old) {
    const [only, other] = ATTACHED_GROUPS[group].leads;
    if (other === undefined) fill(group, free[only]);
  }
  const either = random.shuffled([...free.WPEHS, ...free.CSC]);
  for (const group of old) if (ATTACHED_GROUPS[group].leads.length > 1) fill(group, either);

  const claimDays = random.shuffled(claims(random));
  let early = ATTACHED_BY_MARCH - ATTACHED_GROUPS.SSP_SUSTAINED.families;
  let withWork = claimDays.length - ATTACHED_GROUPS.SSP_SUSTAINED.families;
  return random.shuffled(filled).map(({ group, slot }) => {
    const [first, last] = ATTACHED_GROUPS[group].attached;
    const claimed = group === "SSP_SUSTAINED" || (group === "CE_TRACKED" && withWork-- > 0);
    const claimedOn = claimed ? claimDays.pop() : undefined;
    const latest = claimed ? earlier(last, day("2016-06-30")) : last;
    const inFirstYear = group === "SSP_SUSTAINED" || early-- > 0;
    const attachedOn = inFirstYear ? workday(random, first, earlier(latest, YEAR_END)) : workday(random, YEAR_START, latest);
    return { group, ...slot, dates: { attachedOn, ...(claimedOn ? { claimedOn } : {}) } };
  });
}

/** Thirty by the end of November, forty-six by the end of December 2016. */
function claims(random: Random): LocalDate[] {
  return Array.from({ length: 46 }, (_, index) =>
    index < 30 ? workday(random, day("2016-11-07"), day("2016-11-30")) : workday(random, day("2016-12-01"), day("2016-12-22")),
  );
}

function attachedSince(random: Random): Order[] {
  const grown = ([october, december]: [number, number]): number => december - october;
  const places = random.shuffled([...slots("WPEHS", grown), ...slots("CSC", grown)]);
  const [first, last] = ATTACHED_GROUPS.NEW_REST.attached;
  return places.map((slot, index) => ({
    group: index < ATTACHED_GROUPS.NEW_REST.families ? "NEW_REST" : "NEW_TWELVE_MONTHS",
    ...slot,
    dates: { attachedOn: workday(random, first, earlier(last, day("2016-12-23"))) },
  }));
}

// The pair of education and worklessness is what the matching of November and December found most of.
const MATCHED_BY_OCTOBER: readonly LocalDate[] = [day("2016-10-05"), day("2016-10-26")];
const MATCHED_SINCE: readonly LocalDate[] = [day("2016-11-09"), day("2016-11-23"), day("2016-12-07"), day("2016-12-21")];
const ASKED_ON = day("2016-12-19");
const HOLDERS: readonly AgencyKind[] = [
  "SCHOOL",
  "SCHOOL",
  "SCHOOL",
  "SCHOOL",
  "HEALTH",
  "HEALTH",
  "HOUSING",
  "VOLUNTARY",
  "DISTRICT_COUNCIL",
];
/** Where the demonstration accounts work, each of them finds open CAFs of their team. */
const HOLDERS_OF_ACCOUNTS: readonly AgencyKind[] = [
  "SCHOOL",
  "SCHOOL",
  "HOUSING",
  "SCHOOL",
  "POLICE",
  "SCHOOL",
  "HEALTH",
  "SCHOOL",
  "WPEHS",
  "SCHOOL",
];

function eligible(random: Random): Order[] {
  const known = Object.entries(ELIGIBLE_GROUPS)
    .flatMap(([name, families]) => Array.from({ length: families }, () => name as EligibleGroupName))
    .sort((a, b) => Number(hasPair(a)) - Number(hasPair(b)));
  const groups = random.shuffled(
    known.map((group, index) => ({ group, runs: index < KNOWN_IN_OCTOBER ? MATCHED_BY_OCTOBER : MATCHED_SINCE })),
  );
  return Object.entries(ELIGIBLE_CELLS).flatMap(([district, [identified, withCaf, recent]]) =>
    groups.splice(0, identified).map(({ group, runs }, index): Order => {
      const found = { group, district, dates: { knownOn: random.pick(runs) } };
      if (index >= withCaf) return { ...found, caf: "NONE" };
      const caf = index < recent ? "RECENT_OPEN" : random.chance(0.4) ? "OLD_OPEN" : "HISTORIC";
      const holders = caf === "RECENT_OPEN" && district === ACCOUNTS_DISTRICT ? HOLDERS_OF_ACCOUNTS : null;
      const cafHeldBy = holders?.[index] ?? random.pick(HOLDERS);
      return { ...found, caf, cafHeldBy, ...(holders && (cafHeldBy === "HOUSING" || cafHeldBy === "POLICE") ? { asked: cafHeldBy } : {}) };
    }),
  );
}

const hasPair = (group: EligibleGroupName): boolean => group.includes("E") && group.includes("W");
const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/** A day from Monday to Friday, within a span that holds one. */
function workday(random: Random, first: LocalDate, last: LocalDate): LocalDate {
  for (;;) {
    const on = addDays(first, random.whole(0, daysBetween(first, last)));
    const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
    if (weekday > 0 && weekday < 6) return on;
  }
}
