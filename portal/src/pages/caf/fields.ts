import type { CafContentInput, Criterion } from "../../apollo/schema.generated.ts";
import type { UserError } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { CRITERION_NAMES } from "../../components/words.ts";
import { closedKey, placeOfKey } from "./closed.ts";
import type { CafForm } from "./form.ts";
import { named } from "./sections.ts";

/** A path into what was sent as a path into the form, where answers stand by person and criterion, not in a row. */
export function fieldOf(path: string, sent: CafContentInput): string {
  const [list = "", index = "", field = ""] = path.replace(/^(input\.)?content\./, "").split(".");
  const at = Number(index);
  if (list === "voices") return `voices.${sent.voices[at]?.memberKey}`;
  if (list === "domains") {
    const said = sent.domains[at];
    return `domains.${said?.memberKey}.${said?.domain}.${field === "needs" ? "needs" : "strengths"}`;
  }
  if (list === "answers") {
    const said = sent.answers[at];
    return `answers.${said?.memberKey}.${said?.criterion}.${field === "evidence" ? "evidence" : "answer"}`;
  }
  if (list === "closed") return `closed.${closedKey(sent.closed?.[at]?.place ?? "")}.${field === "reason" ? "reason" : "memberKeys"}`;
  if (list === "agenciesInvolved") return list;
  if (list === "members" && (field === "key" || field === "personId")) return `members.${index}.givenName`;
  if (list === "plan" && field === "key") return `plan.${index}.title`;
  return [list, index, field].filter((part) => part !== "").join(".");
}

const SECTION_OF: Readonly<Record<string, string>> = {
  familyName: "family",
  postcode: "family",
  address: "family",
  district: "family",
  members: "family",
  agreement: "agreement",
  voices: "voices",
  answers: "needs",
  plan: "plan",
  familyAgrees: "family-view",
  familyView: "family-view",
};

/** The page of the form on which a question stands. */
export function sectionOf(path: string): string {
  const [list = "", key = ""] = path.split(".");
  if (list === "closed") return sectionOf(placeOfKey(key));
  return list === "domains" ? `child-${key}` : (SECTION_OF[list] ?? "contact");
}

/** Of whom or what an error speaks, where its own words do not say: "Jay, health", "Action 2". */
export function subjectOf(path: string, form: CafForm): string | null {
  const [list = "", at = "", criterion = ""] = path.split(".");
  if (list === "closed") return at.startsWith("plan/") ? "Plan" : subjectOf(placeOfKey(at), form);
  const people = named(form);
  const about = people.find(({ member }) => member.key === at)?.name;
  if (list === "answers" && about) return [about, CRITERION_NAMES[criterion as Criterion]?.toLowerCase()].filter(Boolean).join(", ");
  if (list === "domains" || list === "voices") return about ?? null;
  if (list === "members" && at !== "") return people[Number(at)]?.name ?? null;
  return list === "plan" && at !== "" ? `Action ${Number(at) + 1}` : null;
}

const unfinished = (value: string) => value !== "" && !isRealDate(value);
const NOT_A_DAY = "Enter a real date, with a day, a month and a four-figure year";

/** Dates that are typed but are no days: the API would refuse the whole message and could not say where. */
export function unfinishedDates(form: CafForm): UserError[] {
  const found = [
    ...form.members.map(({ dateOfBirth }, index) => ({ value: dateOfBirth, field: `members.${index}.dateOfBirth` })),
    { value: form.agreement.agreedOn, field: "agreement.agreedOn" },
    ...form.plan.map(({ dueOn }, index) => ({ value: dueOn, field: `plan.${index}.dueOn` })),
  ];
  return found
    .filter(({ value }) => unfinished(value))
    .map(({ field }) => ({ code: "INVALID", field: `content.${field}`, message: NOT_A_DAY }));
}
