import { ageOn, type LocalDate } from "../../shared/local-date.ts";
import type { CafCriterion } from "../criteria/facts.rules.ts";
import type { AgreementCapacity } from "../families/agreement.rules.ts";
import type { Relationship } from "../families/family.rules.ts";
import type { CafContent, CafMember } from "./caf-content.rules.ts";
import { placeOf, SENSITIVE_CRITERIA } from "./closed-answer.rules.ts";

/** For whom a copy is made, and what is closed to any of them. */
export interface CopyFor {
  readonly readers: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
  readonly on: LocalDate;
}

export interface CopiedNeed {
  readonly name: string | null;
  readonly criterion: CafCriterion;
  readonly words: string | null;
}

/** What a CAF says to those for whom the copy is made. It holds no identifier, no number, and nothing worked out from answers. */
export interface CafCopy {
  readonly members: readonly { readonly name: string | null; readonly relationship: Relationship | null }[];
  readonly language: string | null;
  readonly interpreter: string | null;
  readonly reason: string | null;
  readonly agenciesInvolved: readonly string[];
  readonly agreement: CopiedAgreement | null;
  readonly voices: readonly { readonly name: string | null; readonly words: string }[];
  readonly lives: readonly {
    readonly name: string | null;
    readonly domain: string;
    readonly strengths: string | null;
    readonly needs: string | null;
  }[];
  readonly needs: readonly CopiedNeed[];
  readonly familyAgrees: boolean | null;
  readonly familyView: string | null;
}

export interface CopiedAgreement {
  readonly agreed: boolean;
  readonly name: string | null;
  readonly capacity: AgreementCapacity | null;
  readonly agreedOn: LocalDate | null;
  readonly purposes: readonly string[];
  readonly agencyIds: readonly string[];
}

/**
 * Only what was said stands in a copy: of questions that were answered "no need", or not asked, there is none, so that
 * one that is left out is missing from nowhere. Safe ways to make contact are never in it: they are for those who make
 * contact. With the agencies that are involved goes what says with whom it is shared.
 */
export function copyOfCaf(content: CafContent, copy: CopyFor): CafCopy {
  const { closed } = copy;
  const people = new Map(content.members.map((member) => [member.key, member]));
  const personIdOf = (key: string) => people.get(key)?.personId ?? "";
  const name = (key: string) => nameOf(people.get(key));
  const open = <T>(place: string, value: T | null): T | null => (closed.has(place) ? null : value);
  const agenciesOpen = !closed.has("agenciesInvolved");
  const { agreement } = content;
  return {
    members: content.members.map((member) => ({ name: nameOf(member), relationship: member.relationship })),
    language: content.language,
    interpreter: content.interpreter,
    reason: open("reason", content.reason),
    agenciesInvolved: agenciesOpen ? [...content.agenciesInvolved] : [],
    agreement:
      agreement && agreement.agreed !== null
        ? {
            agreed: agreement.agreed,
            name: agreement.memberKey ? name(agreement.memberKey) : null,
            capacity: agreement.capacity,
            agreedOn: agreement.agreedOn,
            purposes: [...agreement.purposes],
            agencyIds: agenciesOpen ? [...agreement.agencyIds] : [],
          }
        : null,
    voices: content.voices.flatMap(({ memberKey, words }) =>
      words !== null && !closed.has(placeOf.voice(personIdOf(memberKey))) ? [{ name: name(memberKey), words }] : [],
    ),
    lives: content.domains.flatMap(({ memberKey, domain, strengths, needs }) =>
      (strengths !== null || needs !== null) && !closed.has(placeOf.domain(personIdOf(memberKey), domain))
        ? [{ name: name(memberKey), domain, strengths, needs }]
        : [],
    ),
    needs: content.answers.flatMap(({ memberKey, criterion, answer, evidence }) => {
      const member = people.get(memberKey);
      return answer === "NEED" && member && mayBeShown(member, criterion, copy)
        ? [{ name: nameOf(member), criterion, words: evidence }]
        : [];
    }),
    familyAgrees: content.familyAgrees,
    familyView: open("familyView", content.familyView),
  };
}

/**
 * Whether a need is for these readers to be shown: it is closed to none of them, and where the matter is sensitive and
 * about an adult, they alone read it (domain.md, roles). Whoever's age is not known counts as an adult.
 */
function mayBeShown(member: CafMember, criterion: CafCriterion, { readers, closed, on }: CopyFor): boolean {
  const personId = member.personId ?? "";
  if (closed.has(placeOf.answer(personId, criterion))) return false;
  const adult = member.dateOfBirth === null || ageOn(member.dateOfBirth, on) >= 18;
  if (!adult || !SENSITIVE_CRITERIA.has(criterion)) return true;
  return readers.size === 1 && readers.has(personId);
}

function nameOf(member: CafMember | undefined): string | null {
  return [member?.givenName, member?.familyName].filter(Boolean).join(" ") || null;
}
