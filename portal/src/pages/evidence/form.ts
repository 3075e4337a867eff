import type { EvidenceFactInput, EvidenceKind } from "../../apollo/schema.generated.ts";
import type { UserError } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { KIND_FORMS, type Question } from "./kinds.ts";

/** A form as it is filled in: text in every box. */
export type EvidenceValues = {
  personId: string;
  from: string;
  to: string;
  /** A ticked box gives its value. */
  anotherThatDay: "yes" | false;
  statement: string;
  facts: Record<string, string>;
};

type Entry = {
  kind: EvidenceKind;
  fields: readonly { name: string; value: string }[];
  person: { id: string } | null;
  from: string;
  to: string | null;
  statement: string | null;
};

/** Nothing filled in, with a place for each answer that the kind asks for. */
export function emptyValues(kind: EvidenceKind): EvidenceValues {
  const facts = Object.fromEntries(KIND_FORMS[kind].questions.map(({ name }) => [name, ""]));
  return { personId: "", from: "", to: "", anotherThatDay: false, statement: "", facts };
}

/** An entry as the form that corrects it shows it first. */
export function valuesOf({ kind, fields, person, from, to, statement }: Entry): EvidenceValues {
  const empty = emptyValues(kind);
  const whole = KIND_FORMS[kind].lasts === "TERM";
  return {
    ...empty,
    personId: person?.id ?? "",
    from: whole ? "" : from,
    to: whole ? "" : (to ?? ""),
    statement: statement ?? "",
    facts: { ...empty.facts, ...Object.fromEntries(fields.map(({ name, value }) => [name, value])) },
  };
}

const WHOLE_NUMBER = /^\d{1,9}$/;

/** The API's types have no empty choice, no half date and no number with letters in it, so those are said here. */
function faultIn(question: Question, answer: string): string | null {
  switch (question.ask) {
    case "choice":
      return answer === "" && question.optional === undefined ? "Choose one of these" : null;
    case "yes-no":
      return answer === "" ? "Choose yes or no" : null;
    case "number":
      return WHOLE_NUMBER.test(answer.trim()) ? null : "Enter a whole number, such as 12";
    case "term":
      return answer === "" ? "Choose the term" : null;
    case "criterion":
      return answer === "" ? "Choose the need" : null;
    case "looked-for":
      return answer === "" ? "Choose what you looked for" : null;
    case "text":
    case "school":
      return null;
  }
}

export function missing(kind: EvidenceKind, { from, to, facts }: EvidenceValues): UserError[] {
  const { lasts, questions } = KIND_FORMS[kind];
  const faults: UserError[] = [];
  const add = (field: string, message: string) => faults.push({ code: "MISSING", field, message });
  for (const question of questions) {
    const fault = faultIn(question, facts[question.name] ?? "");
    if (fault !== null) add(`facts.${question.name}`, fault);
  }
  if (lasts === "TERM") return faults;
  if (!isRealDate(from)) add("from", "Enter a real date, such as 3 1 2017");
  if (asksForLastDay(kind) && to !== "" && !isRealDate(to)) add("to", "Enter a real date, such as 3 1 2017, or leave it empty");
  return faults;
}

export function asksForLastDay(kind: EvidenceKind): boolean {
  const { lasts } = KIND_FORMS[kind];
  return lasts === "SPELL" || lasts === "STRETCH";
}

/** Called once nothing is missing. */
export function toFact(kind: EvidenceKind, values: EvidenceValues): EvidenceFactInput {
  const { about, lasts, part, questions } = KIND_FORMS[kind];
  const { personId, from, to, anotherThatDay, facts } = values;
  const fact: EvidenceFactInput = {
    kind,
    personId: about === "FAMILY" ? null : personId || null,
    from: lasts === "TERM" ? null : from,
    to: asksForLastDay(kind) ? to || null : null,
    anotherThatDay: lasts === "DAY" && anotherThatDay === "yes" ? true : null,
  };
  if (part === null) return fact;
  const answers = Object.fromEntries(questions.map((question) => [question.name, answerOf(question, facts[question.name] ?? "")]));
  return { ...fact, [part]: answers };
}

function answerOf({ ask, name }: Question, answer: string): string | number | boolean | null {
  if (ask === "number") return Number(answer.trim());
  if (ask === "yes-no" || name === "permanent") return answer === "true";
  return answer.trim() || null;
}

/** Where the API's path of a fault is in the form: "fact.attendance.possible" -> "facts.possible". */
export function placeOf(kind: EvidenceKind, path: string): string {
  const { part, lasts, questions } = KIND_FORMS[kind];
  const within = path.replace(/^input\./, "").replace(/^fact\./, "");
  const first = questions[0] === undefined ? "from" : `facts.${questions[0].name}`;
  if (within === part) return first;
  if (part !== null && within.startsWith(`${part}.`)) return `facts.${within.slice(part.length + 1)}`;
  // A return has no days of its own: what is wrong with them is wrong with its term.
  if (lasts === "TERM" && (within === "from" || within === "to")) return "facts.term";
  return within;
}
