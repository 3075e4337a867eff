/** Words of ours that are no plain English in small letters. */
const NAMES: Readonly<Record<string, string>> = {
  CRIME_ASB: "Crime or anti-social behaviour",
  MISSING_EDUCATION: "Missing education",
  ASB_INCIDENT: "Anti-social behaviour",
  UC_EARNINGS: "Universal Credit earnings",
  DWP_STAGE: "Stage on the way to work",
  CSC: "Children's social care",
  WPEHS: "Wellbeing, prevention and early help service",
  DWP: "Department for Work and Pensions",
  YOS: "Youth offending service",
  TAF_SEAT: "A seat in the team around the family",
  CAF: "An assessment (CAF)",
  ACTION: "An action in the plan",
  JSA: "Jobseeker's Allowance",
  ESA: "Employment and Support Allowance",
  SSP: "Significant and sustained progress",
  CE: "Continuous employment",
  MASH: "Multi-agency safeguarding hub",
  true: "Yes",
  false: "No",
};

const CLOSED_WORD = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/u;
const FIELD = /^[a-z]+(?:[A-Z][a-z\d]*)+$/u;

/** A closed word of the record or a field's name, as somebody outside the service reads it. */
export function plainWord(word: string): string {
  const known = NAMES[word];
  if (known) return known;
  if (CLOSED_WORD.test(word) && word.length > 1) return upperFirst(word.toLowerCase().replaceAll("_", " "));
  if (FIELD.test(word)) return upperFirst(word.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`));
  return upperFirst(word);
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A value of a fact: days written out, closed words plain, everything else as it is. */
export function plainValue(value: string): string {
  const day = DAY.exec(value);
  if (day) return plainDay(value);
  return NAMES[value] ?? (CLOSED_WORD.test(value) && value.includes("_") ? plainWord(value) : value);
}

export function plainDay(date: string): string {
  const [, year, month, day] = DAY.exec(date) ?? [];
  return year === undefined ? date : `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
