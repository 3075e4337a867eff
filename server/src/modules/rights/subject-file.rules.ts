import type { LocalDate } from "../../shared/local-date.ts";
import type { Disclosure } from "./subject-disclosure.rules.ts";
import { plainDay } from "./subject-words.rules.ts";

export const SUBJECT_FILE_FORMATS = ["JSON", "PDF"] as const;
export type SubjectFileFormat = (typeof SUBJECT_FILE_FORMATS)[number];

/** What a file says besides what is held: for whom, by whom and when it was made. */
export interface FileFacts {
  readonly reference: string;
  readonly authority: string;
  readonly subjectName: string | null;
  readonly receivedOn: LocalDate;
  readonly madeOn: LocalDate;
  readonly scope: string | null;
  readonly schedule: readonly string[];
}

export interface FilePage {
  readonly title: string;
  readonly about: readonly { readonly label: string; readonly value: string }[];
  /** What article 15(1) asks to be told with a copy. */
  readonly notes: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

export function filePage({ reference, authority, subjectName, receivedOn, madeOn, scope, schedule }: FileFacts): FilePage {
  return {
    title: "What is held about you",
    about: [
      { label: "Request", value: reference },
      ...(subjectName === null ? [] : [{ label: "About", value: subjectName }]),
      { label: "Received on", value: plainDay(receivedOn) },
      { label: "Made on", value: plainDay(madeOn) },
      { label: "Controller", value: `${authority} County Council, for Working Together With Families` },
      ...(scope === null ? [] : [{ label: "Asked for", value: scope }]),
    ],
    notes: [
      {
        heading: "What it is used for",
        lines: [
          "To find out which help a family needs, to plan that help between agencies, and to see whether it works.",
          "To report figures in which nobody can be told apart.",
          "It rests on the council's public task; safeguarding may go on without agreement where the law asks for it.",
        ],
      },
      {
        heading: "Where it comes from and who is given it",
        lines: [
          "From you and your family, and from the agencies that are named beside each record.",
          "The agencies that were given sight of it, and those that have looked, are listed in this file. Nobody is decided upon by a machine alone.",
        ],
      },
      { heading: "How long it is kept", lines: schedule },
      {
        heading: "What you can do",
        lines: [
          "You may ask for what is wrong to be corrected, for something to be erased or used less, and you may object to its use.",
          "You may complain to us, to the Information Commissioner (ico.org.uk, 0303 123 1113), or go to court.",
        ],
      },
    ],
  };
}

/** The same for machines: one JSON document, its keys in a fixed order, so that equal contents are equal bytes. */
export function fileJson(page: FilePage, disclosure: Disclosure): string {
  const { title, about, notes } = page;
  const document = {
    title,
    about: Object.fromEntries(about.map(({ label, value }) => [label, value])),
    held: disclosure.parts.map(({ name, items }) => ({
      part: name,
      records: items.map((item) => ({
        title: item.title,
        on: item.on,
        facts: item.facts.map(({ label, value }) => ({ label, value })),
        texts: item.texts.map(({ label, text }) => ({ label, text })),
      })),
    })),
    withheld: disclosure.withheld,
    notes: notes.map(({ heading, lines }) => ({ heading, lines })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A file's name: what it is for, and no personal value. */
export function fileName(reference: string, format: SubjectFileFormat): string {
  return `${reference}.${format.toLowerCase()}`;
}
