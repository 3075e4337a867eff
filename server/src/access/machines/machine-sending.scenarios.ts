/** What a machine client of the school's team is given and may send, in each situation that it, its papers or a family can come into. */
const GIVEN = {
  "is told of the family": true,
  "sends attendance about the family": true,
  "reads what its agency has put in": false,
} as const;
const NOTHING = {
  "is told of the family": false,
  "sends attendance about the family": false,
  "reads what its agency has put in": false,
} as const;
/** It knows of the family, and there is nothing that it may send. */
const TOLD_ALONE = { ...GIVEN, "sends attendance about the family": false } as const;
/** It reads what its agency has put in, and nothing of a family. */
const FIGURES_ALONE = { ...NOTHING, "reads what its agency has put in": true } as const;

export type MachineDeed = keyof typeof GIVEN;
type Told = Readonly<Record<MachineDeed, boolean>>;

/** A machine client ... */
export const MACHINE_SITUATIONS = {
  "made to send evidence": GIVEN,
  "made to read its agency's contribution": FIGURES_ALONE,
  "made for both": { ...GIVEN, "reads what its agency has put in": true },
  "whose token has expired": NOTHING,
  "whose token was revoked": NOTHING,
  "whose token is not the one it was given": NOTHING,
  "whose agency's agreement was ended": NOTHING,
  "whose agency's agreement has run out": NOTHING,
  "whose agency's agreement begins tomorrow": NOTHING,
  "whose agency has another's agreement alone": NOTHING,
  "whose agreement's assessment is past its review": NOTHING,
  "whose agreement's assessment was ended": NOTHING,
  "whose agency's agreement leaves attendance out": TOLD_ALONE,
  "whose team does not work with the family": NOTHING,
  "whose team let go of the family four weeks and a day ago": NOTHING,
  "whose team handed the family over": NOTHING,
  "of a family that is restricted": NOTHING,
  "of a family that withdrew its agreement": NOTHING,
} as const satisfies Readonly<Record<string, Told>>;
export type MachineSituation = keyof typeof MACHINE_SITUATIONS;
export const MACHINE_DEEDS = Object.keys(GIVEN) as readonly MachineDeed[];
