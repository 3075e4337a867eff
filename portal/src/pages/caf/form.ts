import type { CafAnswerInput, CafContentInput, CafCriterion, CafDomainInput } from "../../apollo/schema.generated.ts";
import { isRealDate } from "../../components/dates.ts";
import { CAF_CRITERIA } from "../../components/words.ts";
import type { CafContentFieldsFragment } from "./Caf.generated.ts";
import { type ClosedMarks, closedKey, closedToContent } from "./closed.ts";
import { DOMAINS, type Domain } from "./words.ts";

export type Member = {
  key: string;
  personId: string;
  givenName: string;
  familyName: string;
  dateOfBirth: string;
  relationship: string;
  /** Whether a name or date may still be mended here; somebody new is simply typed. Never sent. */
  viewerCanCorrect: boolean;
};
export type PlanItem = {
  key: string;
  criterion: string;
  memberKey: string;
  title: string;
  outcome: string;
  owner: string;
  teamId: string;
  dueOn: string;
};
type Choice = "NEED" | "NO_NEED" | "NOT_ASKED";
type AnswerGiven = { answer: Choice; evidence: string };

/** The whole CAF as controls hold it: everything is text, "" where nothing was said. */
export type CafForm = {
  familyName: string;
  postcode: string;
  address: string;
  district: string;
  members: Member[];
  language: string;
  interpreter: string;
  safeContact: string;
  reason: string;
  /** One to a line. */
  agenciesInvolved: string;
  agreement: { agreed: string; memberKey: string; capacity: string; agreedOn: string; agencyIds: string[]; purposes: string[] };
  voices: Record<string, string>;
  domains: Record<string, Record<Domain, { strengths: string; needs: string }>>;
  answers: Record<string, Record<CafCriterion, AnswerGiven>>;
  plan: PlanItem[];
  familyAgrees: string;
  familyView: string;
  /** What is not for whom, by the question's name with its dots as slashes. */
  closed: ClosedMarks;
};

export const EMPTY_CONTENT: CafContentInput = {
  members: [],
  agenciesInvolved: [],
  voices: [],
  domains: [],
  answers: [],
  plan: [],
};

/** A name for a new member or action. Never one that was used before: what was said of somebody removed is not said of others. */
export function newKey(prefix: "m" | "p"): string {
  return `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
}

/** What is said of a person before anything is said. */
export function emptyWords(): { voice: string; domains: CafForm["domains"][string]; answers: CafForm["answers"][string] } {
  return { voice: "", domains: domainsOf("", { domains: [] }), answers: answersOf("", { answers: [] }) };
}

export function emptyMember(key: string, familyName = ""): Member {
  return { key, personId: "", givenName: "", familyName, dateOfBirth: "", relationship: "", viewerCanCorrect: true };
}

export function emptyPlanItem(key: string, criterion = ""): PlanItem {
  return { key, criterion, memberKey: "", title: "", outcome: "", owner: "", teamId: "", dueOn: "" };
}

const yesNo = (value: boolean | null | undefined): string => (value === true ? "yes" : value === false ? "no" : "");

function domainsOf(key: string, content: Pick<CafContentFieldsFragment, "domains">): CafForm["domains"][string] {
  const said = (domain: Domain) => {
    const found = content.domains.find((each) => each.memberKey === key && each.domain === domain);
    return { strengths: found?.strengths ?? "", needs: found?.needs ?? "" };
  };
  return {
    DEVELOPMENT: said("DEVELOPMENT"),
    PARENTS_AND_CARERS: said("PARENTS_AND_CARERS"),
    FAMILY_AND_ENVIRONMENT: said("FAMILY_AND_ENVIRONMENT"),
  };
}

function answersOf(key: string, content: Pick<CafContentFieldsFragment, "answers">): CafForm["answers"][string] {
  const said = (criterion: CafCriterion): AnswerGiven => {
    const found = content.answers.find((each) => each.memberKey === key && each.criterion === criterion);
    const answer = found?.answer === "NEED" || found?.answer === "NO_NEED" ? found.answer : "NOT_ASKED";
    return { answer, evidence: found?.evidence ?? "" };
  };
  return {
    CRIME_ASB: said("CRIME_ASB"),
    MISSING_EDUCATION: said("MISSING_EDUCATION"),
    CHILDREN_WHO_NEED_HELP: said("CHILDREN_WHO_NEED_HELP"),
    WORKLESSNESS: said("WORKLESSNESS"),
    DOMESTIC_ABUSE: said("DOMESTIC_ABUSE"),
    HEALTH: said("HEALTH"),
  };
}

/** A saved draft as the controls show it. */
export function toForm(content: CafContentFieldsFragment): CafForm {
  const members = content.members.map((member) => ({
    key: member.key,
    personId: member.personId ?? "",
    givenName: member.givenName ?? "",
    familyName: member.familyName ?? "",
    dateOfBirth: member.dateOfBirth ?? "",
    relationship: member.relationship ?? "",
    viewerCanCorrect: member.personId === null || member.viewerCanCorrect,
  }));
  const all = members.length > 0 ? members : [emptyMember("m1")];
  const byMember = <Value>(of: (key: string) => Value) => Object.fromEntries(all.map(({ key }) => [key, of(key)]));
  const { agreement } = content;
  return {
    familyName: content.familyName ?? "",
    postcode: content.postcode ?? "",
    address: content.address ?? "",
    district: content.district ?? "",
    members: all,
    language: content.language ?? "",
    interpreter: content.interpreter ?? "",
    safeContact: content.safeContact ?? "",
    reason: content.reason ?? "",
    agenciesInvolved: content.agenciesInvolved.join("\n"),
    agreement: {
      agreed: yesNo(agreement?.agreed),
      memberKey: agreement?.memberKey ?? "",
      capacity: agreement?.capacity ?? "",
      agreedOn: agreement?.agreedOn ?? "",
      agencyIds: agreement?.agencyIds ?? [],
      purposes: agreement?.purposes ?? [],
    },
    voices: byMember((key) => content.voices.find(({ memberKey }) => memberKey === key)?.words ?? ""),
    domains: byMember((key) => domainsOf(key, content)),
    answers: byMember((key) => answersOf(key, content)),
    plan: content.plan.map((item) => ({
      key: item.key,
      criterion: item.criterion ?? "",
      memberKey: item.memberKey ?? "",
      title: item.title ?? "",
      outcome: item.outcome ?? "",
      owner: item.owner ?? "",
      teamId: item.teamId ?? "",
      dueOn: item.dueOn ?? "",
    })),
    familyAgrees: yesNo(content.familyAgrees),
    familyView: content.familyView ?? "",
    closed: Object.fromEntries(
      content.closed.map(({ place, memberKeys, reason }) => [closedKey(place), { memberKeys: [...memberKeys], reason: reason ?? "" }]),
    ),
  };
}

/** Cells that the API found not to apply at a person's age, by `key.CRITERION`; it alone knows the ages. */
export type NotApplicable = ReadonlySet<string>;

export function notApplicableOf(answers: readonly { memberKey: string; criterion: CafCriterion; applicable: boolean }[]): NotApplicable {
  return new Set(answers.filter(({ applicable }) => !applicable).map(({ memberKey, criterion }) => `${memberKey}.${criterion}`));
}

const text = (value: string): string | null => value.trim() || null;
const date = (value: string): string | null => (isRealDate(value) ? value : null);
const said = (value: string): boolean | null => (value === "" ? null : value === "yes");
/** A choice from a closed list of the contract; "" is none. */
const chosen = <Value extends string>(value: string): Value | null => (value === "" ? null : (value as Value));

/**
 * What goes to the API. Unfinished dates stay behind, since its type for days refuses the whole message for one of
 * them; whoever submits asks `unfinishedDates` first. A draft keeps the evidence of an answer that was changed away
 * from "need", in case it is changed back; what is submitted does not.
 */
export function toContent(form: CafForm, notApplicable: NotApplicable, submitted = false): CafContentInput {
  const keys = form.members.map(({ key }) => key);
  const { agreement } = form;
  return {
    familyName: text(form.familyName),
    postcode: text(form.postcode),
    address: text(form.address),
    district: text(form.district),
    members: form.members.map((member) => ({
      key: member.key,
      personId: member.personId || null,
      givenName: text(member.givenName),
      familyName: text(member.familyName),
      dateOfBirth: date(member.dateOfBirth),
      relationship: chosen(member.relationship),
    })),
    language: text(form.language),
    interpreter: text(form.interpreter),
    safeContact: text(form.safeContact),
    reason: text(form.reason),
    agenciesInvolved: form.agenciesInvolved
      .split("\n")
      .map((name) => name.trim())
      .filter(Boolean),
    agreement: {
      agreed: said(agreement.agreed),
      memberKey: keys.includes(agreement.memberKey) ? agreement.memberKey : null,
      capacity: chosen(agreement.capacity),
      agreedOn: date(agreement.agreedOn),
      agencyIds: [...agreement.agencyIds],
      purposes: [...agreement.purposes],
    },
    voices: keys.flatMap((memberKey) => {
      const words = text(form.voices[memberKey] ?? "");
      return words === null ? [] : [{ memberKey, words }];
    }),
    domains: keys.flatMap((memberKey) => domainsToContent(memberKey, form)),
    answers: keys.flatMap((memberKey) => answersToContent(memberKey, form, notApplicable, submitted)),
    plan: form.plan.map((item) => ({
      key: item.key,
      criterion: chosen(item.criterion),
      memberKey: keys.includes(item.memberKey) ? item.memberKey : null,
      title: text(item.title),
      outcome: text(item.outcome),
      owner: chosen(item.owner),
      teamId: item.owner === "AGENCY" ? item.teamId || null : null,
      dueOn: date(item.dueOn),
    })),
    familyAgrees: said(form.familyAgrees),
    familyView: text(form.familyView),
    closed: closedToContent(form, keys),
  };
}

function domainsToContent(memberKey: string, form: CafForm): CafDomainInput[] {
  return DOMAINS.flatMap((domain) => {
    const strengths = text(form.domains[memberKey]?.[domain].strengths ?? "");
    const needs = text(form.domains[memberKey]?.[domain].needs ?? "");
    return strengths === null && needs === null ? [] : [{ memberKey, domain, strengths, needs }];
  });
}

function answersToContent(memberKey: string, form: CafForm, notApplicable: NotApplicable, submitted: boolean): CafAnswerInput[] {
  return CAF_CRITERIA.map((criterion) => {
    const given = form.answers[memberKey]?.[criterion];
    const answer = notApplicable.has(`${memberKey}.${criterion}`) ? "NOT_APPLICABLE" : (given?.answer ?? "NOT_ASKED");
    return { memberKey, criterion, answer, evidence: submitted && answer !== "NEED" ? null : text(given?.evidence ?? "") };
  });
}
