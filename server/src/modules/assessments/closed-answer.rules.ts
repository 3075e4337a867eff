import { CAF_CRITERIA, type CafCriterion } from "../criteria/facts.rules.ts";
import { CAF_DOMAINS, type CafContent } from "./caf-content.rules.ts";

/** Words of a CAF that are about the family as one, and can be closed to somebody in it. */
const CLOSABLE_WORDS = ["reason", "safeContact", "agenciesInvolved", "familyView"] as const;

const ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const placeForm = (key: string, lists: string) =>
  new RegExp(
    `^(?:${CLOSABLE_WORDS.join("|")}|voices\\.${key}|domains\\.${key}\\.(?:${CAF_DOMAINS.join("|")})|answers\\.${key}\\.(?:${CAF_CRITERIA.join("|")})|${lists})$`,
    "u",
  );

/** What can be closed, on record: words of the family, what is said of a person, an action, an entry of evidence. */
export const PLACE_FORM = placeForm(ID, `(?:actions|evidence)\\.${ID}`);
/** The same within a CAF that is being written, where members and actions go by their keys. */
export const DRAFT_PLACE_FORM = placeForm("[a-z][a-z0-9-]{0,39}", "plan\\.[a-z][a-z0-9-]{0,39}");

export const placeOf = {
  voice: (personId: string) => `voices.${personId}`,
  domain: (personId: string, domain: string) => `domains.${personId}.${domain}`,
  answer: (personId: string, criterion: string) => `answers.${personId}.${criterion}`,
  action: (id: string) => `actions.${id}`,
  evidence: (id: string) => `evidence.${id}`,
} as const;

/** A place within a CAF as a place on record; null where nobody and nothing of that name is there. */
export function placeOnRecord(
  draftPlace: string,
  personIds: ReadonlyMap<string, string>,
  actionIds: ReadonlyMap<string, string>,
): string | null {
  const [list = "", key, ...rest] = draftPlace.split(".");
  if (key === undefined) return list;
  if (list === "plan") return actionIds.has(key) ? placeOf.action(actionIds.get(key) ?? "") : null;
  const personId = personIds.get(key);
  return personId ? [list, personId, ...rest].join(".") : null;
}

/** What a CAF that is submitted closes to whom. What was marked of somebody who is not in it any more goes with them. */
export function closingsIn(
  { closed }: Pick<CafContent, "closed">,
  personIds: ReadonlyMap<string, string>,
  actionIds: ReadonlyMap<string, string>,
): readonly { readonly place: string; readonly personId: string; readonly reason: string }[] {
  return (closed ?? []).flatMap(({ place, memberKeys, reason }) => {
    const onRecord = placeOnRecord(place, personIds, actionIds);
    if (onRecord === null) return [];
    return memberKeys.flatMap((key) => {
      const personId = personIds.get(key);
      return personId ? [{ place: onRecord, personId, reason: reason ?? "" }] : [];
    });
  });
}

/** Whose answer under which criterion a place is; null where it is none. */
export function answerAt(place: string): { readonly personId: string; readonly criterion: string } | null {
  const [list, personId, criterion] = place.split(".");
  return list === "answers" && personId && criterion ? { personId, criterion } : null;
}

/** One thing closed to one person, as it is kept; times are seconds. */
export interface Closing {
  readonly id: string;
  readonly place: string;
  readonly personId: string;
  readonly closedAt: number;
  readonly liftedAt: number | null;
}

/** An action, by what decides which needs it rests on. */
export interface RestingAction {
  readonly id: string;
  readonly criterion: string;
  readonly personId: string | null;
}

/** What the closings of a family are read against. */
export interface ClosingFacts<Kept extends Closing = Closing> {
  readonly closings: readonly Kept[];
  readonly actions: readonly RestingAction[];
  /** A corrected entry of evidence -> the one that stands in its place. */
  readonly corrections: readonly { readonly id: string; readonly supersedes: string }[];
}

/** Something closed to somebody: by a closing of its own, or because of one that it rests on. */
export interface Closed<Kept extends Closing = Closing> {
  readonly place: string;
  readonly personId: string;
  readonly because: Kept;
  readonly inherited: boolean;
}

/** Matters of which the very presence in a plan tells. */
export const SENSITIVE_CRITERIA: ReadonlySet<string> = new Set<CafCriterion>([
  "CRIME_ASB",
  "CHILDREN_WHO_NEED_HELP",
  "DOMESTIC_ABUSE",
  "HEALTH",
]);

/**
 * Whether an action would tell of an answer: it answers that need, and is about the same person or nobody in particular.
 * Of a sensitive need any action tells, whomever it is about.
 */
export function restsOn(action: RestingAction, answer: { readonly personId: string; readonly criterion: string }): boolean {
  if (action.criterion !== answer.criterion) return false;
  return action.personId === null || action.personId === answer.personId || SENSITIVE_CRITERIA.has(answer.criterion);
}

/**
 * Everything that is closed now. A closing goes on in the correction of an entry of evidence, and in the actions that
 * rest on an answer, also those added later: unless somebody opened that very action after the answer was closed.
 */
export function closedNow<Kept extends Closing>({ closings, actions, corrections }: ClosingFacts<Kept>): readonly Closed<Kept>[] {
  const standing = closings.filter(({ liftedAt }) => liftedAt === null);
  const own = standing.map((because): Closed<Kept> => ({ place: because.place, personId: because.personId, because, inherited: false }));
  const found = new Map(own.map((closed) => [keyOf(closed), closed]));
  const add = (closed: Closed<Kept>) => {
    if (!found.has(keyOf(closed))) found.set(keyOf(closed), closed);
  };
  for (const because of standing) {
    for (const place of correctionsOf(because.place, corrections)) add({ place, personId: because.personId, because, inherited: true });
    const answer = answerAt(because.place);
    if (answer === null) continue;
    for (const action of actions) {
      const place = placeOf.action(action.id);
      if (restsOn(action, answer) && !openedSince(closings, place, because)) {
        add({ place, personId: because.personId, because, inherited: true });
      }
    }
  }
  return [...found.values()];
}

const keyOf = ({ place, personId }: Pick<Closed, "place" | "personId">) => `${place} ${personId}`;

function openedSince(closings: readonly Closing[], place: string, { personId, closedAt }: Closing): boolean {
  return closings.some((each) => each.place === place && each.personId === personId && each.liftedAt !== null && each.liftedAt >= closedAt);
}

/** The entries that stand in the place of one, one after another. */
function correctionsOf(place: string, corrections: ClosingFacts["corrections"]): string[] {
  const places: string[] = [];
  const [list, first] = place.split(".");
  const replacing = (id: string | undefined) => (list === "evidence" ? corrections.find(({ supersedes }) => supersedes === id) : undefined);
  for (let next = replacing(first); next && places.length < corrections.length; next = replacing(next.id)) {
    places.push(placeOf.evidence(next.id));
  }
  return places;
}

/** Whether something may be shown to these people together: what is closed to any of them may not. */
export function closedTo(closed: readonly Pick<Closed, "place" | "personId">[], readers: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(closed.filter(({ personId }) => readers.has(personId)).map(({ place }) => place));
}
