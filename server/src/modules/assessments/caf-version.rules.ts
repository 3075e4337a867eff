import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import type { Answer, CafCriterion } from "../criteria/facts.rules.ts";
import { normalisePostcode, type Relationship } from "../families/family.rules.ts";
import { type ActionOwner, type CafAgreement, type CafContent, type CafMember, EMPTY_CONTENT } from "./caf-content.rules.ts";
import type { KnownPerson } from "./caf-submission.rules.ts";

/** A plan item as a version froze it; its title and outcome stand among the words. */
export interface FrozenPlanItem {
  readonly key: string;
  readonly criterion: CafCriterion;
  readonly memberKey: string | null;
  readonly owner: ActionOwner;
  readonly teamId: string | null;
  readonly dueOn: LocalDate;
  readonly actionId: string;
}

/** A submitted version: identifiers, closed words and dates. Who is who stands in the person table alone. */
export interface FrozenContent {
  readonly members: readonly { readonly key: string; readonly personId: string; readonly relationship: Relationship }[];
  readonly answers: readonly {
    readonly memberKey: string;
    readonly criterion: CafCriterion;
    readonly answer: Answer;
    readonly evidenced: boolean;
  }[];
  readonly agreement?: CafAgreement | null;
  readonly voices?: readonly { readonly memberKey: string }[];
  readonly domains?: readonly { readonly memberKey: string; readonly domain: string }[];
  readonly plan?: readonly FrozenPlanItem[];
  readonly district?: string | null;
  readonly familyAgrees?: boolean | null;
}

/** Free text by its place in the CAF. Disposal blanks the whole and leaves the content as it is. */
export type Words = Readonly<Record<string, string>>;

/**
 * Parts a submitted CAF into what may stay for ever and what may be disposed of. A version that joined a family on record
 * keeps among its words how the team wrote the household, since the record may say it otherwise.
 */
export function freeze(
  content: CafContent,
  personIds: ReadonlyMap<string, string>,
  actionIds: ReadonlyMap<string, string>,
  joined = false,
): { content: FrozenContent; words: Words } {
  return {
    content: {
      members: content.members.map(({ key, relationship }) => ({
        key,
        personId: must(personIds.get(key)),
        relationship: must(relationship),
      })),
      answers: content.answers.map(({ memberKey, criterion, answer, evidence }) => ({
        memberKey,
        criterion,
        answer,
        evidenced: evidence !== null,
      })),
      agreement: content.agreement,
      voices: content.voices.map(({ memberKey }) => ({ memberKey })),
      domains: content.domains.map(({ memberKey, domain }) => ({ memberKey, domain })),
      plan: content.plan.map(({ key, criterion, memberKey, owner, teamId, dueOn }) => ({
        key,
        criterion: must(criterion),
        memberKey,
        owner: must(owner),
        teamId: owner === "AGENCY" ? teamId : null,
        dueOn: must(dueOn),
        actionId: must(actionIds.get(key)),
      })),
      district: content.district,
      familyAgrees: content.familyAgrees,
    },
    words: joined ? { ...householdWords(content), ...wordsOf(content) } : wordsOf(content),
  };
}

const spoken = (entries: readonly (readonly [string, string | null])[]): Words =>
  Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));

/** The postcode in the form in which a new family's is kept: how it is spaced must not tell the two apart. */
function householdWords({ familyName, postcode, address }: CafContent): Words {
  return spoken(Object.entries({ familyName, postcode: normalisePostcode(postcode ?? ""), address }));
}

function wordsOf(content: CafContent): Words {
  const { language, interpreter, safeContact, reason, familyView } = content;
  const all: [string, string | null][] = [
    ...Object.entries({ language, interpreter, safeContact, reason, familyView }),
    ...content.agenciesInvolved.map((name, index): [string, string] => [`agenciesInvolved.${index}`, name]),
    ...content.voices.map(({ memberKey, words }): [string, string | null] => [`voices.${memberKey}`, words]),
    ...content.domains.flatMap(({ memberKey, domain, strengths, needs }): [string, string | null][] => [
      [`domains.${memberKey}.${domain}.strengths`, strengths],
      [`domains.${memberKey}.${domain}.needs`, needs],
    ]),
    ...content.answers.map(({ memberKey, criterion, evidence }): [string, string | null] => [
      `answers.${memberKey}.${criterion}`,
      evidence,
    ]),
    ...content.plan.flatMap(({ key, title, outcome }): [string, string | null][] => [
      [`plan.${key}.title`, title],
      [`plan.${key}.outcome`, outcome],
    ]),
  ];
  return spoken(all);
}

export interface FamilyWords {
  readonly name: string | null;
  readonly postcode: string | null;
  readonly address: string | null;
}

/** A version as its readers see it: names from the people on record, text from the words that are left, the household from either. */
export function thaw(frozen: FrozenContent, words: Words, people: ReadonlyMap<string, KnownPerson>, family: FamilyWords): CafContent {
  const said = (place: string) => words[place] ?? null;
  const household =
    said("familyName") === null ? family : { name: said("familyName"), postcode: said("postcode"), address: said("address") };
  return {
    ...EMPTY_CONTENT,
    familyName: household.name,
    postcode: household.postcode,
    address: household.address,
    district: frozen.district ?? null,
    members: frozen.members.map(({ key, personId, relationship }) => member(key, personId, relationship, people.get(personId))),
    language: said("language"),
    interpreter: said("interpreter"),
    safeContact: said("safeContact"),
    reason: said("reason"),
    familyView: said("familyView"),
    agenciesInvolved: Object.keys(words)
      .filter((place) => place.startsWith("agenciesInvolved."))
      .sort((a, b) => Number(a.slice(17)) - Number(b.slice(17)))
      .map((place) => words[place] ?? ""),
    agreement: frozen.agreement ?? null,
    voices: (frozen.voices ?? []).map(({ memberKey }) => ({ memberKey, words: said(`voices.${memberKey}`) })),
    domains: (frozen.domains ?? []).map(({ memberKey, domain }) => ({
      memberKey,
      domain,
      strengths: said(`domains.${memberKey}.${domain}.strengths`),
      needs: said(`domains.${memberKey}.${domain}.needs`),
    })),
    answers: frozen.answers.map(({ memberKey, criterion, answer }) => ({
      memberKey,
      criterion,
      answer,
      evidence: said(`answers.${memberKey}.${criterion}`),
    })),
    plan: (frozen.plan ?? []).map(({ key, criterion, memberKey, owner, teamId, dueOn }) => ({
      key,
      criterion,
      memberKey,
      owner,
      teamId,
      dueOn,
      title: said(`plan.${key}.title`),
      outcome: said(`plan.${key}.outcome`),
    })),
    familyAgrees: frozen.familyAgrees ?? null,
  };
}

function member(key: string, personId: string, relationship: Relationship, person: KnownPerson | undefined): CafMember {
  return {
    key,
    personId,
    relationship,
    givenName: person?.givenName ?? null,
    familyName: person?.familyName ?? null,
    dateOfBirth: person?.dateOfBirth ?? null,
  };
}

/**
 * Since when somebody counts as a member of a family that a CAF brings on record (ours): a child from birth, a parent
 * from the birth of the eldest child, so that facts about them from before the CAF count; anybody else from today.
 */
export function memberSince(one: CafMember, all: readonly CafMember[], today: LocalDate): LocalDate {
  const born = all.flatMap(({ relationship, dateOfBirth }) =>
    relationship === "CHILD" && dateOfBirth && dateOfBirth <= today ? [dateOfBirth] : [],
  );
  const since = one.relationship === "CHILD" ? one.dateOfBirth : one.relationship === "PARENT" ? born.sort()[0] : undefined;
  const earliest = addMonths(today, -12 * 18);
  if (!since || since > today) return today;
  return since < earliest ? earliest : since;
}

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("a submitted CAF lacks what its validation asks for");
  return value;
}
