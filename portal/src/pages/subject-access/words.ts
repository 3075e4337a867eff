import type {
  HandingOver,
  ItemDecision,
  RefusalGround,
  SubjectAsker,
  SubjectRequestState,
  WithholdingGround,
} from "../../apollo/schema.generated.ts";
import type { TagColour } from "../../govuk/Tag.tsx";

export const HOME = "/administration/subject-access";

export const STATE_NAMES: Readonly<Record<SubjectRequestState, string>> = {
  RECEIVED: "Identity to prove",
  IDENTITY_PROVED: "To prepare",
  PREPARED: "To hand over",
  DISCLOSED: "Handed over",
  REFUSED: "Refused",
  WITHDRAWN: "Withdrawn",
};

export const ASKER_NAMES: Readonly<Record<SubjectAsker, string>> = {
  THEMSELVES: "The person themselves",
  PARENT: "A parent, for their child",
  SOLICITOR: "A solicitor",
  ANOTHER: "Somebody else for them",
};

export const GROUND_NAMES: Readonly<Record<WithholdingGround, string>> = {
  THIRD_PARTY: "It would tell about another person",
  SERIOUS_HARM: "It could do serious harm to somebody’s health",
  SAFEGUARDING: "It could put a child or adult in danger",
  CRIME_PREVENTION: "It could hinder preventing or looking into a crime",
  LEGAL_PRIVILEGE: "It is advice between a lawyer and their client",
};

export const GROUND_LAW: Readonly<Record<WithholdingGround, string>> = {
  THIRD_PARTY: "Data Protection Act 2018, schedule 2, paragraph 16",
  SERIOUS_HARM: "Schedule 3, parts 2 to 4",
  SAFEGUARDING: "Schedule 3, parts 3 and 5",
  CRIME_PREVENTION: "Schedule 2, paragraph 2",
  LEGAL_PRIVILEGE: "Schedule 2, paragraph 19",
};

export const REFUSAL_NAMES: Readonly<Record<RefusalGround, string>> = {
  UNFOUNDED: "Manifestly unfounded",
  EXCESSIVE: "Manifestly excessive",
  EXEMPT: "Everything held is exempt",
  IDENTITY_NOT_PROVED: "It was not proved who asks",
  NO_AUTHORITY: "Whoever asks has no authority to",
};

export const METHOD_NAMES: Readonly<Record<HandingOver, string>> = {
  IN_PERSON: "In person",
  POST: "By recorded post",
  SECURE_EMAIL: "By encrypted email",
  SECURE_DOWNLOAD: "By a secure download",
};

const DECISION_NAMES: Readonly<Record<ItemDecision, string>> = {
  AS_MASKED: "Given, others hidden",
  IN_FULL: "Given in full",
  WITHHELD: "Withheld",
};

type Item = { needsDecision: boolean; decision: { decision: ItemDecision } | null };

/** Where an item stands: what is not decided on and need not be is given as it is. */
export function statusOf({ needsDecision, decision }: Item): { text: string; colour: TagColour | undefined } {
  if (decision === null) return needsDecision ? { text: "To decide", colour: "yellow" } : { text: "Given", colour: "grey" };
  return { text: DECISION_NAMES[decision.decision], colour: decision.decision === "WITHHELD" ? "red" : "green" };
}

export const optionsOf = <T extends string>(names: Readonly<Record<T, string>>) =>
  Object.entries<string>(names).map(([value, label]) => ({ value: value as T, label }));

export const isOneOf = <T extends string>(names: Readonly<Record<T, string>>, value: string): value is T => Object.hasOwn(names, value);

export const required = (field: string, message: string) => ({ code: "REQUIRED", field, message });
