import { detailTexts } from "../server/src/modules/attachment/standing-detail.ts";
import { historyOf, type StandingRows } from "../server/src/modules/attachment/standing-rows.rules.ts";
import type { FamilyFacts } from "../server/src/modules/criteria/family-facts.rules.ts";
import type { OutcomesPlan } from "../server/src/modules/criteria/outcomes-plan.rules.ts";
import type { SchoolTerm } from "../server/src/modules/criteria/terms.rules.ts";
import { addDays, type LocalDate, localDate } from "../server/src/shared/local-date.ts";
import type { Book } from "./book.ts";
import { dressAssessments } from "./dress-assessments.ts";
import { dressPlan } from "./dress-plan.ts";
import { type Dressed, dressFamily, type Wardrobe } from "./dressing.ts";
import { factsOf, lancashireOrders, type Order } from "./lancashire/cohort.ts";
import { type Directory, lancashireDirectory } from "./lancashire/directory.ts";
import { lancashirePlan, lancashireTerms } from "./lancashire/places.ts";
import { withYearsOfEvidence } from "./lancashire/years-of-evidence.ts";
import { Random } from "./random.ts";

export interface CohortOptions {
  /** 6,052 makes the county of the papers, cell by cell; any other number one like it. */
  readonly families: number;
  readonly seed: number;
  /** With years of evidence for every family, some twenty facts each: for trials of scale. */
  readonly yearsOfEvidence?: boolean;
  /** The first free number of each kind of reference. */
  readonly references?: { family: number; caf: number };
}

export const LANCASHIRE_FAMILIES = 6052;
export const LANCASHIRE_SEED = 2017;

/** A county being made: its agencies at once, its families one by one, so that a large one need not stand in memory. */
export interface Cohort {
  readonly directory: Directory;
  readonly plan: OutcomesPlan;
  readonly terms: readonly SchoolTerm[];
  /** The numbers not yet used, once the families are made. */
  readonly references: Readonly<Wardrobe["references"]>;
  /** Each family's facts; its rows are put into the book. */
  families(book: Book): Generator<Dressed, void, void>;
}

/** Families on record since the summer, when nothing was found of them yet: what is kept of them falls due by the first day of business. */
export const EARLY_MATCHES = { on: localDate("2016-06-20"), families: 4, district: "rossendale" } as const;

function mayBeEarly({ district, caf = "NONE" }: Order, { attachment, members }: FamilyFacts): boolean {
  const young = members.some(({ dateOfBirth }) => dateOfBirth === null || dateOfBirth > addDays(EARLY_MATCHES.on, -30));
  return district === EARLY_MATCHES.district && caf === "NONE" && attachment === null && !young;
}

function matchedEarly(facts: FamilyFacts): FamilyFacts {
  const recordedOn = EARLY_MATCHES.on;
  return { ...facts, recordedOn, members: facts.members.map((member) => ({ ...member, recordedOn })) };
}

/** Makes a county out of chance and a seed: the same seed, the same county. */
export function generateCohort(options: CohortOptions): Cohort {
  const { families, seed, yearsOfEvidence = false, references = { family: 100_001, caf: 100_001 } } = options;
  const random = new Random(seed);
  const directory = lancashireDirectory(random);
  const terms = lancashireTerms();
  const taken = { ...references };
  return {
    directory,
    plan: lancashirePlan(),
    terms,
    references: taken,
    *families(book) {
      const orders = lancashireOrders(random);
      const wardrobe: Wardrobe = { book, directory, random, references: taken };
      let early: number = families < LANCASHIRE_FAMILIES ? 0 : EARLY_MATCHES.families;
      for (let index = 0; index < families; index++) {
        const order = orders[index % orders.length];
        if (!order) return;
        const made = factsOf(order, terms, random);
        const isEarly = early > 0 && mayBeEarly(order, made);
        if (isEarly) early -= 1;
        const written = isEarly ? matchedEarly(made) : made;
        const facts = yearsOfEvidence ? withYearsOfEvidence(order, written, terms, random) : written;
        const dressed = dressFamily(wardrobe, order, facts);
        dressAssessments(wardrobe, dressed);
        dressPlan(wardrobe, dressed);
        yield dressed;
      }
    },
  };
}

/** Works out a family's standings up to a day and puts them into the book. */
export function dressStandings(book: Book, { plan, terms }: Cohort, { facts }: Dressed, until: LocalDate): StandingRows {
  const history = historyOf(plan, terms, facts, until);
  for (const { familyId, validFrom, validTo, figures: f, nextChangeOn } of history.rows) {
    book.standing.add(
      familyId,
      validFrom,
      validTo,
      f.districtCode,
      f.needs,
      f.eligible,
      f.attachedOn,
      f.leadAgencyKind,
      f.outstanding,
      f.openTo,
      f.progress,
      f.trackedContinuousEmployment,
      f.needsTwelveMonths,
      f.cafOnRecord,
      f.openCafOpenedOn,
      f.claimSubmittedOn,
      f.blockedBy,
      nextChangeOn,
    );
  }
  const { criteria, blockers, claim, digest } = detailTexts(history.last);
  book.detail.add(facts.familyId, history.last.asOf, criteria, blockers, claim, digest);
  return history;
}
