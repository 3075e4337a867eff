import type { Page } from "playwright-core";
import {
  type Answers,
  type Family,
  fillAgreement,
  fillAnswers,
  fillChild,
  fillContact,
  fillFamily,
  fillFamilyView,
  fillPlan,
  fillVoices,
  openSection,
  type Person,
} from "./caf-pages.ts";

const NAME = "Wetherlam";

const person = (givenName: string, relationship: string, ...born: [string, string, string]): Person => ({
  givenName,
  familyName: NAME,
  relationship,
  born,
});

/** Two adults and three children whom neither the seeds nor another test know. */
export const HOUSEHOLD: Family = {
  name: NAME,
  address: "17 Tenter Row",
  postcode: "BB11 3ZD",
  district: "Burnley",
  people: [
    person("Robin", "Child", "14", "9", "2003"),
    person("Carys", "Parent", "2", "5", "1979"),
    person("Stefan", "Step-parent", "30", "11", "1975"),
    person("Elsie", "Child", "8", "1", "2009"),
    person("Jory", "Child", "21", "6", "2013"),
  ],
};

/** The child whom nobody asked about at first. */
export const OVERLOOKED = "Jory";

const FIRST_ANSWERS: Answers = {
  Robin: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Missing education": { need: "Away for 41 of 130 half-days this term; register of 16 December 2016" },
    "Children who need help": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: "Asked, no need",
  },
  Carys: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Out of work or in debt": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: { need: "Told us on 3 January 2017 that she is waiting for treatment for depression" },
  },
  Stefan: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Out of work or in debt": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: "Asked, no need",
  },
  Elsie: {
    "Missing education": "Asked, no need",
    "Children who need help": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: "Asked, no need",
  },
  [OVERLOOKED]: { "Children who need help": "Not asked", "Domestic abuse": "Not asked", Health: "Not asked" },
};

/** What the school adds once the CAF has come back. */
const LATER_ANSWERS: Answers = {
  [OVERLOOKED]: { "Children who need help": "Asked, no need", "Domestic abuse": "Asked, no need", Health: "Asked, no need" },
};

/** The whole CAF but for one child. */
export async function fillCaf(page: Page): Promise<void> {
  await fillFamily(page, HOUSEHOLD);
  await fillContact(page, { reason: "Robin is missing more and more school, and his mother is unwell." });
  await fillAgreement(page, { who: "Carys", on: ["3", "1", "2017"], agencies: ["Lancashire police", "Calderside Homes"] });
  await fillVoices(page, { Robin: "I look after the little ones in the mornings.", Carys: "I want to be well again." });
  for (const child of ["Robin", "Elsie"]) {
    await fillChild(page, child, { strengths: "Kind, and close to the others.", needs: "Mornings are hard." });
  }
  await fillAnswers(page, FIRST_ANSWERS);
  await fillPlan(page, [
    {
      need: "Missing education",
      what: "Breakfast club from Monday",
      outcome: "Nine of ten half-days by Easter",
      by: { team: "Harebell High School" },
      until: ["14", "2", "2017"],
    },
    {
      need: "Health",
      what: "See the family doctor together",
      outcome: "Carys’s treatment has begun",
      by: "The family itself",
      until: ["31", "1", "2017"],
    },
  ]);
  await fillFamilyView(page, "This is how it is.");
}

/** Everything asked about the child who was left out. */
export async function considerEveryone(page: Page): Promise<void> {
  await fillChild(page, OVERLOOKED, { strengths: "Chatty and curious.", needs: "Often tired in the mornings." });
  await fillAnswers(page, LATER_ANSWERS);
  await openSection(page, "Needs of each person");
}
