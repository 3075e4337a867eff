import type { UserViewer } from "../../access/viewer.ts";
import type { FrozenContent, Words } from "./caf-version.rules.ts";
import { mayCloseAnswer } from "./closed-answer.policy.ts";
import type { ClosableRow, ClosingsRow } from "./closed-answer.reads.ts";
import { closedNow, PLACE_FORM, placeOf, placeOnRecord } from "./closed-answer.rules.ts";
import type { CafClosed, ClosablePlace, ClosedAnswer } from "./closed-answer.type.ts";

/** What is closed, for all who see the record; why, for those whose record it is. */
export function shownClosed(viewer: UserViewer, row: ClosingsRow): ClosedAnswer[] {
  return closedNow(row).map(({ place, personId, because, inherited }) => {
    const viewerCanOpen = mayCloseAnswer(viewer, { ...row, ...because }).allowed;
    const reason = viewerCanOpen || viewer.role === "AUDITOR" ? because.reason : null;
    const { name, closedOn, closedBy } = because;
    return { place, personId, name, reason, closedOn, closedBy, inherited, viewerCanOpen };
  });
}

/** Of each place that is closed in some families, whose eyes it is not for. */
export function closedNames(families: readonly ClosingsRow[]): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { place, because } of families.flatMap((family) => closedNow(family))) {
    names.set(place, [...(names.get(place) ?? []), because.name]);
  }
  return names;
}

/** Whatever the viewer may close. */
export function closableFor(viewer: UserViewer, row: ClosableRow): ClosablePlace[] {
  const ofCafs = row.cafs.flatMap((caf) =>
    mayCloseAnswer(viewer, { ...row, ...caf }).allowed
      ? saidIn(caf.content, caf.words ?? {}).map((place) => ({ place: onRecord(caf.content, place), cafId: caf.id }))
      : [],
  );
  const others = row.records.flatMap((record) =>
    mayCloseAnswer(viewer, { ...row, ...record }).allowed ? [{ ...record, cafId: null }] : [],
  );
  return [...ofCafs, ...others].flatMap(({ place, cafId }) => (place && PLACE_FORM.test(place) ? [{ place, cafId }] : []));
}

/** What is closed in one version, by its own names for things. */
export function closedIn(content: FrozenContent, words: Words, row: ClosingsRow | null | undefined): CafClosed[] {
  if (!row || row.closings.length === 0) return [];
  const closed = closedNow(row);
  return [...saidIn(content, words), ...(content.plan ?? []).map(({ key }) => `plan.${key}`)].flatMap((place) => {
    const kept = onRecord(content, place);
    return closed.flatMap((each) => (each.place === kept ? [{ place, name: each.because.name }] : []));
  });
}

const peopleIn = (content: FrozenContent) => new Map(content.members.map(({ key, personId }) => [key, personId]));
const actionsIn = (content: FrozenContent) => new Map((content.plan ?? []).map(({ key, actionId }) => [key, actionId]));
const onRecord = (content: FrozenContent, place: string) => placeOnRecord(place, peopleIn(content), actionsIn(content));

/** Each question of a version that says something, by the draft's names. */
function saidIn(content: FrozenContent, words: Words): string[] {
  const lists = ["agenciesInvolved.0"];
  return [
    ...["reason", "safeContact", "familyView"].filter((place) => words[place] !== undefined),
    ...lists.filter((place) => words[place] !== undefined).map(() => "agenciesInvolved"),
    ...(content.voices ?? []).map(({ memberKey }) => placeOf.voice(memberKey)),
    ...(content.domains ?? []).map(({ memberKey, domain }) => placeOf.domain(memberKey, domain)),
    ...content.answers
      .filter(({ answer }) => answer === "NEED" || answer === "NO_NEED")
      .map(({ memberKey, criterion }) => placeOf.answer(memberKey, criterion)),
  ];
}
