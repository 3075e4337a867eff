import type { CafCriterion } from "../../apollo/schema.generated.ts";
import { CAF_CRITERIA } from "../../components/words.ts";
import type { CafForm, Member, NotApplicable } from "./form.ts";

const CHILDREN = new Set(["CHILD", "STEP_CHILD"]);

/** "Jay", or where there is no name yet "Person 3". */
export function nameOf(member: Member, index: number): string {
  if (member.givenName.trim() !== "") return member.givenName.trim();
  return member.relationship === "EXPECTED_CHILD" ? "The expected baby" : `Person ${index + 1}`;
}

export type Named = { member: Member; name: string };

export function named(form: CafForm): Named[] {
  return form.members.map((member, index) => ({ member, name: nameOf(member, index) }));
}

export function childrenOf(form: CafForm): Named[] {
  return named(form).filter(({ member }) => CHILDREN.has(member.relationship));
}

/** Criteria under which somebody has a need, so far. */
export function needsOf(form: CafForm, notApplicable: NotApplicable): CafCriterion[] {
  return CAF_CRITERIA.filter((criterion) =>
    form.members.some(({ key }) => form.answers[key]?.[criterion].answer === "NEED" && !notApplicable.has(`${key}.${criterion}`)),
  );
}

/** How many questions are still to be asked. */
export function notAsked(form: CafForm, notApplicable: NotApplicable): number {
  return form.members
    .flatMap(({ key }) => CAF_CRITERIA.map((criterion) => ({ key, criterion })))
    .filter(({ key, criterion }) => !notApplicable.has(`${key}.${criterion}`))
    .filter(({ key, criterion }) => (form.answers[key]?.[criterion].answer ?? "NOT_ASKED") === "NOT_ASKED").length;
}

export type Section = { id: string; title: string; hint?: string; status: string; done: boolean };

const section = (id: string, title: string, hint: string, done: boolean, left = "Not finished"): Section => ({
  id,
  title,
  hint,
  done,
  status: done ? "Completed" : left,
});

const filled = (...values: string[]) => values.every((value) => value.trim() !== "");

/** The pages of the form in their order, with how far each has come. The API alone judges whether it may be submitted. */
export function sectionsOf(form: CafForm, notApplicable: NotApplicable): Section[] {
  const { agreement } = form;
  const everyone = form.members.every(
    ({ givenName, familyName, dateOfBirth, relationship }) =>
      filled(relationship, dateOfBirth) && (relationship === "EXPECTED_CHILD" || filled(givenName, familyName)),
  );
  const open = notAsked(form, notApplicable);
  const needs = needsOf(form, notApplicable);
  const unanswered = needs.filter((need) => !form.plan.some((item) => item.criterion === need && filled(item.title, item.outcome)));
  const voices = form.members.filter(({ key }) => filled(form.voices[key] ?? ""));
  return [
    section(
      "family",
      "The family",
      "Where they live, and everyone in the household",
      everyone && filled(form.familyName, form.postcode, form.district),
    ),
    section("contact", "Reason and contact", "Why now, language, safe ways to get in touch", filled(form.reason)),
    section(
      "agreement",
      "Agreement",
      "Who agrees, to what, and with whom it may be shared",
      agreement.agreed === "yes" && filled(agreement.memberKey, agreement.capacity, agreement.agreedOn) && agreement.purposes.length > 0,
    ),
    section(
      "voices",
      "What they say",
      "Each child’s and each parent’s own words",
      voices.length === form.members.length,
      `${voices.length} of ${form.members.length} heard`,
    ),
    ...childrenOf(form).map(({ member, name }) => {
      const said = Object.values(form.domains[member.key] ?? {});
      const done = said.length > 0 && said.every(({ strengths, needs: wants }) => filled(strengths) || filled(wants));
      return section(`child-${member.key}`, `${name}’s life`, "Strengths and needs", done);
    }),
    section(
      "needs",
      "Needs of each person",
      "Six questions about everyone, with evidence",
      open === 0,
      open === 1 ? "1 not asked" : `${open} not asked`,
    ),
    section(
      "plan",
      "Plan",
      "What will be done, by whom and by when",
      form.plan.length > 0 && unanswered.length === 0,
      unanswered.length === 1
        ? "1 need without an action"
        : unanswered.length > 1
          ? `${unanswered.length} needs without an action`
          : "Not finished",
    ),
    section("family-view", "The family’s view", "Whether they agree with what is written", filled(form.familyAgrees)),
  ];
}
