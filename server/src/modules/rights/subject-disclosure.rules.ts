import type { LocalDate } from "../../shared/local-date.ts";
import {
  type Decided,
  type HeldItem,
  type HeldText,
  LEFT_OUT,
  type LeftOut,
  PART_NAMES,
  SUBJECT_PARTS,
  type SubjectPart,
  type WithheldReason,
  withheldFrom,
} from "./subject-items.rules.ts";
import { MASKS, type Mask, type Masked } from "./subject-masking.rules.ts";

/** To say which exemption it is may already tell what it keeps: that a crime is looked into, or that a child has spoken. */
const EXEMPT = "An exemption of the law applies to it (schedules 2 and 3)";

const REASON_WORDS: Readonly<Record<WithheldReason | LeftOut | Mask, string>> = {
  ABOUT_ANOTHER_PERSON: "It is about another person (schedule 2, paragraph 16)",
  THIRD_PARTY: "It would tell about another person (schedule 2, paragraph 16)",
  SERIOUS_HARM: EXEMPT,
  LEGAL_PRIVILEGE: EXEMPT,
  SAFEGUARDING: EXEMPT,
  CRIME_PREVENTION: EXEMPT,
  PROFESSIONAL: "Name of a professional; their agency and role are given instead",
  OTHER_PERSON: "Value about another person within a record",
  NAME: "Name of another person within a text",
  DATE_OF_BIRTH: "Date of birth of another person within a text",
  ADDRESS: "Address or postcode that is not yours within a text",
  CONTACT: "Telephone number or email address within a text",
};

export interface DisclosedItem {
  readonly title: string;
  readonly on: LocalDate | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly texts: readonly HeldText[];
}

export interface DisclosedPart {
  readonly part: SubjectPart;
  readonly name: string;
  readonly items: readonly DisclosedItem[];
}

export interface WithheldCount {
  readonly reason: string;
  readonly count: number;
}

/** What is handed over, before it is a file of any kind. */
export interface Disclosure {
  readonly parts: readonly DisclosedPart[];
  readonly withheld: readonly WithheldCount[];
  /** For the record of what was disclosed: by key, without any content. */
  readonly outcomes: readonly { readonly key: string; readonly outcome: string }[];
}

/** In the place of a passage that the officer marked, or of a whole text. */
export const WITHHELD_TEXT = "[withheld]";

/** How an item's texts are given: with the officer's passages and the names of others taken out, or as they were written. */
export function givenTexts(
  { texts }: Pick<HeldItem, "texts">,
  decided: Decided | null,
  mask: (text: string) => Masked,
): readonly (HeldText & Masked)[] {
  const none = { NAME: 0, DATE_OF_BIRTH: 0, ADDRESS: 0, CONTACT: 0 };
  return texts.map(({ label, text }) => {
    if (decided?.decision === "IN_FULL") return { label, text, masks: none };
    const pieces = withoutPassages(text, decided?.passages ?? []);
    const masked = pieces.map(mask);
    const masks = Object.fromEntries(MASKS.map((each) => [each, masked.reduce((sum, piece) => sum + piece.masks[each], 0)]));
    return { label, text: masked.map((piece) => piece.text).join(WITHHELD_TEXT), masks: { ...none, ...masks } };
  });
}

/** What is left of a text around the passages. */
function withoutPassages(text: string, passages: readonly string[]): readonly string[] {
  return passages.reduce<readonly string[]>((pieces, passage) => pieces.flatMap((piece) => piece.split(passage)), [text]);
}

/** Everything held, as this person is given it. `decided` is what counts of the officer's decisions, by key. */
export function disclosureOf(
  items: readonly HeldItem[],
  subjectId: string,
  decided: ReadonlyMap<string, Decided>,
  mask: (text: string) => Masked,
): Disclosure {
  const counts = new Map<string, number>();
  const count = (reason: WithheldReason | LeftOut | Mask, by = 1) => {
    if (by > 0) counts.set(REASON_WORDS[reason], (counts.get(REASON_WORDS[reason]) ?? 0) + by);
  };
  const given = new Map<SubjectPart, DisclosedItem[]>();
  const outcomes: { key: string; outcome: string }[] = [];
  for (const item of items) {
    const decision = decided.get(item.key) ?? null;
    const reason = withheldFrom(item, subjectId, decision);
    outcomes.push({ key: item.key, outcome: reason ?? decision?.decision ?? "GIVEN" });
    if (reason !== null) {
      count(reason);
      continue;
    }
    for (const each of LEFT_OUT) count(each, item.leftOut.filter((left) => left === each).length);
    const texts = givenTexts(item, decision, mask);
    for (const { masks } of texts) for (const each of MASKS) count(each, masks[each]);
    if (decision?.ground) count(decision.ground, decision.passages.length);
    const list = given.get(item.part) ?? [];
    given.set(item.part, list);
    list.push({
      title: item.title,
      on: item.on,
      facts: item.facts.map(([label, value]) => ({ label, value })),
      texts: texts.map(({ label, text }) => ({ label, text })),
    });
  }
  return {
    parts: SUBJECT_PARTS.flatMap((part) => {
      const list = given.get(part);
      return list ? [{ part, name: PART_NAMES[part], items: list }] : [];
    }),
    withheld: [...counts].map(([reason, number]) => ({ reason, count: number })),
    outcomes,
  };
}
