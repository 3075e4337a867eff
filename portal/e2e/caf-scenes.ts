import type { Page } from "playwright-core";
import { expect } from "vitest";
import { accessibilityFaults } from "./browser.ts";
import { type Answers, checkForCaf, type Family, startCaf, visitAs } from "./caf-pages.ts";

/** A family that no other test, and no seed, knows. */
export function family(name: string, postcode: string): Family {
  const person = (givenName: string, relationship: string, day: string, month: string, year: string) => ({
    givenName,
    familyName: name,
    relationship,
    born: [day, month, year] as const,
  });
  return {
    name,
    address: "4 Weir Street",
    postcode,
    district: "Burnley",
    people: [
      person("Mina", "Child", "14", "9", "2003"),
      person("Dora", "Parent", "2", "5", "1979"),
      person("Ivo", "Step-parent", "30", "11", "1975"),
      person("Abel", "Child", "8", "1", "2009"),
      person("Tess", "Child", "21", "6", "2013"),
    ],
  };
}

export const ANSWERS: Answers = {
  Mina: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Missing education": { need: "Away for 41 of 130 half-days this term; register of 16 December 2016" },
    "Children who need help": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: "Asked, no need",
  },
  Dora: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Out of work or in debt": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: { need: "Told us on 3 January 2017 that she is waiting for treatment for depression" },
  },
  Ivo: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Out of work or in debt": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: "Asked, no need",
  },
  Abel: { "Missing education": "Asked, no need", "Children who need help": "Asked, no need", "Domestic abuse": "Asked, no need" },
  // Nobody asked about Tess.
};

/** Nothing for axe to find, by WCAG 2.2 AA. */
export const axe = async (page: Page) => expect(await accessibilityFaults(page)).toEqual([]);

/** A fresh CAF of the school's, open at its list of sections. */
export async function freshCaf(name: string, postcode: string, width?: number) {
  const opened = await visitAs("school", "/check", width);
  await checkForCaf(opened.page, { familyName: name, born: ["14", "9", "2003"], postcode });
  return { ...opened, reference: await startCaf(opened.page) };
}
