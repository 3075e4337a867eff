/**
 * Who sees what of a family, and who may change it, in each situation that it can come into: small tables of which every
 * sentence is one cell. "A practitioner with a seat around it may not read its plan, of a family that is restricted."
 */
export const LOOKERS = {
  holder: "a practitioner of the school's team that holds its CAF",
  successor: "a practitioner of the school's other team",
  lead: "its lead professional",
  seat: "a police officer with a seat around it",
  noPart: "a police officer of a team with no part in it",
  otherAgency: "a practitioner of an agency with no part in it",
  schoolLead: "the lead of the school's agency",
  otherLead: "the lead of an agency with no part in it",
  coordinator: "the coordinator of its district",
  otherCoordinator: "a coordinator of another district",
  auditor: "an auditor",
  board: "a board member",
  officer: "the information officer",
  admin: "an administrator",
  machine: "a machine client of the school's team",
} as const;
export type Looker = keyof typeof LOOKERS;

/** The school holds its CAF, early help leads it, the police have a seat; all of its people agreed. */
const AROUND = ["holder", "lead", "seat", "schoolLead", "coordinator", "machine"] as const satisfies readonly Looker[];
/** Those who open a family in an emergency that they do not see. */
const OPENERS = ["noPart", "otherAgency", "otherLead", "otherCoordinator"] as const satisfies readonly Looker[];

interface Situation {
  readonly sees: readonly Looker[];
  /** They read it in an emergency, and change nothing. */
  readonly inEmergency?: readonly Looker[];
  readonly restricted?: true;
  /** Their agency works with it on a lawful basis, and so is told why. */
  readonly toldWhy?: readonly Looker[];
}

/** A family ... */
export const SITUATIONS = {
  "whose people agreed to be helped": { sees: AROUND },
  "that was matched from data and never asked": { sees: ["coordinator"] },
  "that withdrew its agreement": { sees: ["coordinator"] },
  "that withdrew its agreement while a lawful basis holds for the police": { sees: ["coordinator", "seat"], toldWhy: ["seat"] },
  "whose lawful basis for the police ended too": { sees: ["coordinator"] },
  "whose CAF the school closed four weeks ago": { sees: AROUND },
  "whose CAF the school closed four weeks and a day ago": { sees: ["lead", "seat", "coordinator"] },
  "of another district": { sees: ["holder", "lead", "seat", "schoolLead", "machine", "otherCoordinator"] },
  "that is restricted": { sees: ["coordinator", "lead"], restricted: true },
  "that is restricted and names the police and the school's lead": {
    sees: ["coordinator", "lead", "seat", "schoolLead"],
    restricted: true,
  },
  "whose restriction was lifted": { sees: AROUND },
  "that was handed over to the school's other team": { sees: ["successor", "lead", "seat", "schoolLead", "coordinator"] },
  "that was handed over and handed back": { sees: AROUND },
  "within the hour for which it was opened in an emergency": { sees: [...AROUND, ...OPENERS], inEmergency: OPENERS },
  "after the hour for which it was opened in an emergency": { sees: AROUND },
  "that was opened in an emergency and restricted within the hour": { sees: ["coordinator", "lead"], restricted: true },
  "in a claim": { sees: [...AROUND, "auditor"] },
  "in a claim and restricted": { sees: ["coordinator", "lead"], restricted: true },
} as const satisfies Readonly<Record<string, Situation>>;
export type SituationName = keyof typeof SITUATIONS;
export const SITUATION_NAMES = Object.keys(SITUATIONS) as readonly SituationName[];
const situation = (name: SituationName): Situation => SITUATIONS[name];

interface Reading {
  /** Of those who see the family; all of them unless said otherwise. */
  readonly by?: readonly Looker[];
  /** Whom the rows show it whether or not they see the family. */
  readonly anyway?: readonly Looker[];
  /** Whom the rows show it beside those who are told: the policy of the read withholds it. */
  readonly rowsBy?: readonly Looker[] | "all who see the family";
  /** A machine client is given these rows too, to send evidence by; over the API it reads no family's page. */
  readonly toMachines?: true;
}

const COORDINATORS = ["coordinator", "otherCoordinator"] as const;
const POLICE = ["seat", "noPart"] as const;
/** Sensitive evidence in full: coordinators, auditors, the lead professional; and the agency that supplied it, where it sees the family. */
const IN_FULL = [...COORDINATORS, "auditor", "lead"] as const;

/** reads ... */
export const READINGS = {
  "that it is on record": { toMachines: true },
  // What was opened in an emergency is listed apart, but for coordinators.
  "it in a list": { by: [...AROUND, ...COORDINATORS, "successor", "auditor"], rowsBy: "all who see the family" },
  "who is in it": { toMachines: true },
  "its CAF": {},
  "what its CAF says": {},
  "the finding on its CAF": {},
  "its plan": {},
  "who leads it": {},
  "the seats around it": {},
  "the meetings around it": {},
  "what it agreed to": {},
  "on what lawful basis an agency works with it": {},
  "why a lawful basis was recorded": { by: [...COORDINATORS, "lead"], rowsBy: "all who see the family" },
  "where it stands": {},
  "which teams work with it": { anyway: ["officer"], toMachines: true },
  "evidence of attendance": {},
  "evidence of an offence": { by: [...IN_FULL, ...POLICE] },
  "evidence of anti-social behaviour": { by: [...IN_FULL, ...POLICE] },
  "evidence of a domestic call-out": { by: [...IN_FULL, ...POLICE] },
  "evidence of a risk score": { by: [...IN_FULL, ...POLICE] },
  "evidence of safeguarding": { by: IN_FULL },
  "evidence of a health concern": { by: IN_FULL },
  "who may see it while it is restricted": {},
  "why it is restricted": { by: COORDINATORS },
  "who opened it in an emergency": { anyway: ["officer", ...OPENERS] },
  "why it was opened in an emergency": {
    by: [...COORDINATORS, ...OPENERS],
    anyway: ["officer", ...OPENERS],
    rowsBy: "all who see the family",
  },
  "who has looked at it": { by: COORDINATORS, anyway: ["officer", "admin"] },
} as const satisfies Readonly<Record<string, Reading>>;
export type ReadingName = keyof typeof READINGS;
export const READING_NAMES = Object.keys(READINGS) as readonly ReadingName[];

interface Changing {
  readonly by: readonly Looker[];
  /** Whom the rows let through as well, by their role and their sight of the family alone. */
  readonly rowsBy: readonly Looker[];
  readonly only?: "while it is restricted" | "while it is not restricted";
}

const PRACTITIONERS = ["holder", "successor", "lead", "seat", "noPart", "otherAgency"] as const satisfies readonly Looker[];
const CASEWORKERS = [...PRACTITIONERS, ...COORDINATORS] as const;

/** ... */
export const CHANGES = {
  "adds an action to the plan of": { by: CASEWORKERS, rowsBy: CASEWORKERS },
  "records a meeting around": { by: PRACTITIONERS, rowsBy: CASEWORKERS },
  "records an agreement of": { by: CASEWORKERS, rowsBy: CASEWORKERS },
  "records a lawful basis for working with": { by: COORDINATORS, rowsBy: COORDINATORS },
  // A machine client sends it by a mutation of its own.
  "adds evidence about": { by: PRACTITIONERS, rowsBy: [...PRACTITIONERS, "machine"] },
  restricts: { by: COORDINATORS, rowsBy: COORDINATORS, only: "while it is not restricted" },
  "names somebody who may see": { by: COORDINATORS, rowsBy: COORDINATORS, only: "while it is restricted" },
} as const satisfies Readonly<Record<string, Changing>>;
export type ChangeName = keyof typeof CHANGES;
export const CHANGE_NAMES = Object.keys(CHANGES) as readonly ChangeName[];

/** One sentence: what it says is true of the page or the mutation, and of the rows by themselves. */
export interface Cell<What> {
  readonly situation: SituationName;
  readonly who: Looker;
  readonly what: What;
  readonly sentence: string;
  readonly may: boolean;
  readonly rows: boolean;
}

const has = (list: readonly Looker[], who: Looker) => list.includes(who);

export function readingCell(name: SituationName, who: Looker, what: ReadingName): Cell<ReadingName> {
  const { by, anyway = [], rowsBy, toMachines }: Reading = READINGS[what];
  const { sees: seers, toldWhy = [] } = situation(name);
  const sees = has(seers, who);
  const told = what === "why a lawful basis was recorded" && has(toldWhy, who);
  const machine = who === "machine";
  const may = sees && !machine && (!by || has(by, who) || told);
  const withheld = rowsBy === "all who see the family" ? sees : sees && has(rowsBy ?? [], who);
  const rows = has(anyway, who) || (machine ? sees && toMachines === true : may || withheld);
  return {
    situation: name,
    who,
    what,
    may,
    rows,
    sentence: `${LOOKERS[who]} ${may ? "may" : "may not"} read ${what}, of a family ${name}`,
  };
}

export function changeCell(name: SituationName, who: Looker, what: ChangeName): Cell<ChangeName> {
  const { by, rowsBy, only }: Changing = CHANGES[what];
  const { sees, inEmergency = [], restricted = false } = situation(name);
  const reached = has(sees, who) && !has(inEmergency, who);
  const may = reached && has(by, who) && (only === undefined || (only === "while it is restricted") === restricted);
  const rows = reached && has(rowsBy, who);
  return {
    situation: name,
    who,
    what,
    may,
    rows,
    sentence: `${LOOKERS[who]} ${may ? "may" : "may not"} be one who ${what} a family ${name}`,
  };
}
