import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../../../test/property-seed.ts";
import { localDate } from "../../shared/local-date.ts";
import { CAF_DOMAINS, type CafContent, EMPTY_CONTENT } from "../assessments/caf-content.rules.ts";
import { copyOfCaf } from "../assessments/caf-copy.rules.ts";
import { answerAt, type Closing, closedNow, closedTo, placeOf, restsOn } from "../assessments/closed-answer.rules.ts";
import { CAF_CRITERIA } from "../criteria/facts.rules.ts";
import { type CopiableAction, copyOfPlan } from "./family-copy.rules.ts";

const ON = localDate("2017-01-03");
const BORN = ["1980-03-02", "1978-07-19", "2002-05-05", "2009-09-30"].map(localDate);
const PEOPLE = BORN.map((_, index) => `00000000-0000-4000-8000-00000000000${index}`);
const keyOf = (index: number) => `m${index}`;

/** Everything said of everybody, each in words that stand nowhere else. */
const CONTENT: CafContent = {
  ...EMPTY_CONTENT,
  members: PEOPLE.map((personId, index) => ({
    key: keyOf(index),
    personId,
    givenName: `Name${index}`,
    familyName: "Testing",
    dateOfBirth: BORN[index] ?? null,
    relationship: index < 2 ? "PARENT" : "CHILD",
  })),
  reason: "words reason",
  safeContact: "words safeContact",
  agenciesInvolved: ["words agenciesInvolved"],
  familyView: "words familyView",
  agreement: { agreed: true, memberKey: "m0", capacity: "ADULT", agreedOn: ON, agencyIds: ["words shared"], purposes: ["EARLY_HELP"] },
  voices: PEOPLE.map((_, index) => ({ memberKey: keyOf(index), words: `words ${placeOf.voice(PEOPLE[index] ?? "")}.` })),
  domains: PEOPLE.slice(2).flatMap((personId, index) =>
    CAF_DOMAINS.map((domain) => ({
      memberKey: keyOf(index + 2),
      domain,
      strengths: `words ${placeOf.domain(personId, domain)}.`,
      needs: `more ${placeOf.domain(personId, domain)}.`,
    })),
  ),
  answers: PEOPLE.flatMap((personId, index) =>
    CAF_CRITERIA.map((criterion) => ({
      memberKey: keyOf(index),
      criterion,
      answer: "NEED" as const,
      evidence: `words ${placeOf.answer(personId, criterion)}.`,
    })),
  ),
};

const PLACES = [
  "reason",
  "safeContact",
  "agenciesInvolved",
  "familyView",
  ...PEOPLE.flatMap((id) => [placeOf.voice(id), ...CAF_CRITERIA.map((criterion) => placeOf.answer(id, criterion))]),
  ...PEOPLE.slice(2).flatMap((id) => CAF_DOMAINS.map((domain) => placeOf.domain(id, domain))),
];

const action = (number: number, criterion: string, personId: string | null): CopiableAction => ({
  id: `10000000-0000-4000-8000-00000000000${number}`,
  criterion,
  personId,
  dateOfBirth: personId === null ? null : (BORN[PEOPLE.indexOf(personId)] ?? null),
  title: `words action ${number}.`,
  outcome: null,
  owner: "AGENCY",
  team: `team of action ${number}.`,
  agency: "An agency",
  dueOn: localDate("2017-02-01"),
  status: "OPEN",
  endedOn: null,
});

const actions = fc
  .array(fc.tuple(fc.constantFrom(...CAF_CRITERIA, "SUBSTANCE_USE"), fc.constantFrom(null, ...PEOPLE)), { maxLength: 6 })
  .map((made) => made.map(([criterion, personId], index) => action(index, criterion, personId)));

const closings = fc
  .array(
    fc.record({
      place: fc.constantFrom(...PLACES, ...[0, 1, 2, 3].map((number) => placeOf.action(action(number, "HEALTH", null).id))),
      personId: fc.constantFrom(...PEOPLE),
      closedAt: fc.integer({ min: 1, max: 9 }),
      lasts: fc.option(fc.integer({ min: 0, max: 9 })),
    }),
    { maxLength: 25 },
  )
  .map((all) =>
    all.map(({ place, personId, closedAt, lasts }, index): Closing => {
      return { id: String(index), place, personId, closedAt, liftedAt: lasts === null ? null : closedAt + lasts };
    }),
  );
const readers = fc.subarray(PEOPLE, { minLength: 1 }).map((some) => new Set(some));
const story = fc.record({ actions, closings, readers });

const copied = (content: CafContent, plan: readonly CopiableAction[], who: ReadonlySet<string>, closed: ReadonlySet<string>) =>
  JSON.stringify([copyOfCaf(content, { readers: who, closed, on: ON }), copyOfPlan(plan, { readers: who, closed, on: ON })]);

const closedFor = (made: { actions: readonly CopiableAction[]; closings: readonly Closing[] }, who: ReadonlySet<string>) =>
  closedTo(closedNow({ ...made, corrections: [] }), who);

/** The same family, had nothing of this ever been said. */
function without(closed: ReadonlySet<string>): CafContent {
  const personId = (key: string) => PEOPLE[Number(key.slice(1))] ?? "";
  const agencies = !closed.has("agenciesInvolved");
  return {
    ...CONTENT,
    reason: closed.has("reason") ? null : CONTENT.reason,
    familyView: closed.has("familyView") ? null : CONTENT.familyView,
    agenciesInvolved: agencies ? CONTENT.agenciesInvolved : [],
    agreement: CONTENT.agreement && { ...CONTENT.agreement, agencyIds: agencies ? CONTENT.agreement.agencyIds : [] },
    voices: CONTENT.voices.filter(({ memberKey }) => !closed.has(placeOf.voice(personId(memberKey)))),
    domains: CONTENT.domains.filter(({ memberKey, domain }) => !closed.has(placeOf.domain(personId(memberKey), domain))),
    answers: CONTENT.answers.map((entry) =>
      closed.has(placeOf.answer(personId(entry.memberKey), entry.criterion)) ? { ...entry, answer: "NO_NEED", evidence: null } : entry,
    ),
  };
}

describe("a copy for members of a family", () => {
  test("is the very same as if what is closed to them had never been said or planned", () => {
    fc.assert(
      fc.property(story, (made) => {
        const closed = closedFor(made, made.readers);
        const untold = made.actions.filter(({ id }) => !closed.has(placeOf.action(id)));
        expect(copied(CONTENT, made.actions, made.readers, closed)).toBe(copied(without(closed), untold, made.readers, new Set()));
      }),
    );
  });

  test("holds no word that stands under a closing, and nothing of an action that rests on a closed answer unless it was opened", () => {
    fc.assert(
      fc.property(story, (made) => {
        const text = copied(CONTENT, made.actions, made.readers, closedFor(made, made.readers));
        expect(text).not.toContain("words safeContact");
        for (const { place, personId, liftedAt, closedAt } of made.closings) {
          if (liftedAt !== null || !made.readers.has(personId)) continue;
          const said = place.includes(".") ? `${place}.` : `words ${place}`;
          expect(text).not.toContain(said);
          const answer = answerAt(place);
          if (answer === null) continue;
          for (const [number, each] of made.actions.entries()) {
            const opened = made.closings.some(
              (other) =>
                other.place === placeOf.action(each.id) &&
                other.personId === personId &&
                other.liftedAt !== null &&
                other.liftedAt >= closedAt,
            );
            if (restsOn(each, answer) && !opened) expect(text).not.toContain(`action ${number}.`);
          }
        }
      }),
    );
  });

  test("never says more for more readers, nor more after another closing", () => {
    fc.assert(
      fc.property(story, fc.constantFrom(...PEOPLE), fc.constantFrom(...PLACES), (made, another, place) => {
        const piecesFor = (who: ReadonlySet<string>, all: readonly Closing[]) =>
          new Set(copied(CONTENT, made.actions, who, closedFor({ ...made, closings: all }, who)).match(/(?:words|more|team of) [^"]*/gu));
        const before = piecesFor(made.readers, made.closings);
        const together = piecesFor(new Set([...made.readers, another]), made.closings);
        expect([...together].filter((piece) => !before.has(piece))).toEqual([]);
        const closing = { id: "new", place, personId: another, closedAt: 99, liftedAt: null };
        const after = piecesFor(made.readers, [...made.closings, closing]);
        expect([...after].filter((piece) => !before.has(piece))).toEqual([]);
      }),
    );
  });

  test("holds no identifier, and of sensitive matters of an adult nothing for anybody else", () => {
    fc.assert(
      fc.property(readers, actions, (who, plan) => {
        const { needs } = copyOfCaf(CONTENT, { readers: who, closed: new Set(), on: ON });
        for (const { name, criterion } of needs) {
          const index = Number(name?.slice(4, 5));
          const sensitive = criterion !== "WORKLESSNESS" && criterion !== "MISSING_EDUCATION";
          if (index < 2 && sensitive) expect([...who]).toEqual([PEOPLE[index]]);
        }
        const shown = JSON.stringify(copyOfPlan(plan, { readers: who, closed: new Set(), on: ON }));
        expect(shown).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/u);
      }),
    );
  });
});
