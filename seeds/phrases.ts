import type { AgencyKind, CafCriterion, Criterion } from "../server/src/modules/criteria/facts.rules.ts";

export interface ActionWords {
  readonly title: string;
  readonly outcome: string;
  /** The kinds of agency that would do this. */
  readonly by: readonly AgencyKind[];
}

const action = (title: string, outcome: string, ...by: AgencyKind[]): ActionWords => ({ title, outcome, by });

/** What plans say: made-up, plain, and about nobody. */
export const ACTIONS: Readonly<Record<Criterion, readonly ActionWords[]>> = {
  CRIME_ASB: [
    action("Visit with the neighbourhood officer and agree what happens after school", "No new offence for six months", "POLICE", "YOS"),
    action("Agree a good-neighbour plan with the tenancy", "No complaint from neighbours for six months", "HOUSING", "DISTRICT_COUNCIL"),
  ],
  MISSING_EDUCATION: [
    action("Agree an attendance plan and look at it together every two weeks", "Absence under 10% for three terms running", "SCHOOL"),
    action("Meet at the gate every morning until half-term", "In school and on time every day", "SCHOOL"),
    action("Walk to school with a neighbour's children", "In school and on time every day", "VOLUNTARY", "WPEHS"),
    action("Call on mornings of absence before ten", "No unexplained absence this term", "SCHOOL", "POLICE", "HOUSING"),
  ],
  CHILDREN_WHO_NEED_HELP: [
    action("Visit every week and set up a bedtime routine", "Closed to the service with support from family and friends", "WPEHS", "CSC"),
    action("Invite both parents to the parenting programme", "Parents say that home is calmer", "WPEHS", "VOLUNTARY", "HEALTH"),
    action("Look in on the home conditions every month", "A safe, warm home at each visit", "HOUSING", "HEALTH", "POLICE"),
  ],
  WORKLESSNESS: [
    action("Meet the employment adviser and write a first CV", "Off out-of-work benefit and in work for six months", "DWP"),
    action("Start the accredited course in the community centre", "Course completed", "DWP", "VOLUNTARY"),
    action("Offer a volunteer place in the tenants' garden", "A reference for the next application", "HOUSING"),
    action("Offer a place as a lunchtime volunteer", "A reference for the next application", "SCHOOL"),
  ],
  DOMESTIC_ABUSE: [
    action("Agree a safety plan, and the signal for a call", "No call-out for six months", "POLICE"),
    action("Fit new locks and a door chain", "Feels safe at home", "HOUSING"),
    action("Start the recovery programme", "Programme completed", "VOLUNTARY", "WPEHS"),
  ],
  HEALTH: [
    action("Book and keep a first appointment with the practice", "In treatment, and says that it helps", "HEALTH"),
    action("Go along to the first drop-in", "Goes by themselves", "HEALTH", "VOLUNTARY"),
  ],
  EARLY_YEARS: [action("Take up the nursery place", "At nursery every morning this term", "WPEHS", "HEALTH")],
  SUBSTANCE_USE: [action("Keep the weekly appointment with the recovery worker", "In treatment for three months", "HEALTH", "VOLUNTARY")],
  FAMILY_RELATIONSHIPS: [action("Come to the sessions for parents who live apart", "Both say that there is less conflict", "WPEHS")],
  SECURE_HOUSING: [action("Agree how the arrears are paid off", "Tenancy safe for six months", "HOUSING", "DISTRICT_COUNCIL")],
};

export const FAMILY_ACTIONS: readonly string[] = [
  "Keep the family diary and bring it to meetings",
  "Ask Grandma to help on two mornings a week",
  "Ring the school before nine on a day of illness",
];

export const DONE_NOTES: readonly string[] = [
  "Done as agreed.",
  "Done; the family found it useful.",
  "Took two attempts, done now.",
  "Done, and worth repeating after the holidays.",
];

export const MEETING_NOTES: readonly string[] = [
  "Went through the plan action by action. The family spoke first.",
  "Good progress at home; school still a worry.",
  "Short meeting. Dates agreed, two actions moved on.",
  "The children's own words were read out before anything else.",
];

export const GUESTS: readonly string[] = ["Grandmother", "Football coach", "Neighbour", "Practice nurse", "Youth club leader"];

export const CAF_REASONS: readonly string[] = [
  "School and family agreed that things had become too much to manage without a plan.",
  "The family asked for help after a hard winter.",
  "Several agencies were visiting and nobody knew who did what.",
];

export const EVIDENCE_STATEMENTS: Readonly<Record<CafCriterion, string>> = {
  CRIME_ASB: "Two incidents recorded by police this year, seen by the worker.",
  MISSING_EDUCATION: "The school's attendance return for the last three terms, seen by the worker.",
  CHILDREN_WHO_NEED_HELP: "Open to the early help service, with its plan on file.",
  WORKLESSNESS: "Benefit letter seen at home.",
  DOMESTIC_ABUSE: "Told by the parent, and a call-out recorded by police.",
  HEALTH: "Letter from the practice seen at home.",
};

export const CLOSE_OUTCOMES: readonly string[] = [
  "Closed when the plan came to its end.",
  "The family moved out of the county.",
  "Closed at the family's wish.",
];
