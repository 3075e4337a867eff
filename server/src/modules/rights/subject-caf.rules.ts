import type { LocalDate } from "../../shared/local-date.ts";
import type { HeldItem } from "./subject-items.rules.ts";
import { plainWord } from "./subject-words.rules.ts";

/** A version of an assessment as it is stored, or a draft. */
export interface HeldCaf {
  readonly cafId: string;
  readonly reference: string;
  readonly agency: string;
  /** Null for a draft. */
  readonly number: number | null;
  readonly on: LocalDate | null;
  readonly content: CafParts;
  readonly words: Readonly<Record<string, string>> | null;
  /** Whether the person lives with the family now: what a version says of its address is theirs only then. */
  readonly livesThere: boolean;
}

interface CafParts {
  readonly members?: readonly { readonly key: string; readonly personId?: string | null; readonly relationship?: string | null }[];
  readonly answers?: readonly {
    readonly memberKey: string;
    readonly criterion: string;
    readonly answer: string;
    readonly evidence?: string | null;
  }[];
  readonly voices?: readonly { readonly memberKey: string; readonly words?: string | null }[];
  readonly domains?: readonly {
    readonly memberKey: string;
    readonly domain: string;
    readonly strengths?: string | null;
    readonly needs?: string | null;
  }[];
  readonly plan?: readonly {
    readonly key: string;
    readonly actionId?: string | null;
    readonly criterion?: string | null;
    readonly memberKey?: string | null;
    readonly owner?: string | null;
    readonly dueOn?: string | null;
    readonly title?: string | null;
    readonly outcome?: string | null;
  }[];
  readonly agreement?: {
    readonly agreed?: boolean | null;
    readonly memberKey?: string | null;
    readonly capacity?: string | null;
    readonly agreedOn?: string | null;
    readonly purposes?: readonly string[];
  } | null;
  readonly district?: string | null;
  readonly familyAgrees?: boolean | null;
  readonly [word: string]: unknown;
}

type Piece = Pick<HeldItem, "title" | "about" | "facts" | "texts"> & { readonly place: string; readonly sensitive?: boolean };

/** Needs that tell of police, health, abuse or safeguarding. */
const TOUCHY = new Set(["CRIME_ASB", "CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE", "HEALTH", "SUBSTANCE_USE"]);

const FAMILY_WORDS: Readonly<Record<string, string>> = {
  language: "Language spoken",
  interpreter: "Interpreter",
  safeContact: "Safe ways to make contact",
  reason: "Why the assessment was begun",
  familyView: "What the family says of it",
};

const HOUSEHOLD: Readonly<Record<string, string>> = { familyName: "Family name", address: "Address", postcode: "Postcode" };

/** Somebody whom a draft names and who is nobody on record: another person at any rate. */
const NOBODY_ON_RECORD = "not-on-record";

type Fact = readonly [label: string, value: string];
const fact = (label: string, value: string | null | undefined): Fact[] => (value ? [[label, value]] : []);

/** A draft keeps its text beside each answer; a version in its words. */
const textOf = (words: HeldCaf["words"], place: string, inDraft: unknown): string | null =>
  words?.[place] ?? (typeof inDraft === "string" && inDraft !== "" ? inDraft : null);

function piecesOf({ content, words, livesThere }: HeldCaf, subjectId: string): Piece[] {
  const members = content.members ?? [];
  const personOf = (key: string | null | undefined): string | null =>
    key ? (members.find((member) => member.key === key)?.personId ?? NOBODY_ON_RECORD) : null;
  const written = (label: string, place: string, inDraft: unknown) => {
    const text = textOf(words, place, inDraft);
    return text === null ? [] : [{ label, text }];
  };
  const familyWide = Object.entries(FAMILY_WORDS).map(([place, title]): Piece => {
    return { place, title, about: null, facts: [], texts: written(title, place, content[place]) };
  });
  const involved = Object.keys(words ?? {}).filter((place) => place.startsWith("agenciesInvolved."));
  const drafted = Array.isArray(content["agenciesInvolved"]) ? content["agenciesInvolved"].map(String) : [];
  const agencies = [...involved.map((place) => words?.[place] ?? ""), ...drafted].filter((name) => name !== "");
  const household = Object.entries(HOUSEHOLD).flatMap(([place, label]) => {
    const text = textOf(words, place, content[place]);
    return text === null ? [] : [{ label, text }];
  });
  const agreement = content.agreement;
  const pieces: Piece[] = [
    ...familyWide,
    {
      place: "agenciesInvolved",
      title: "Agencies involved, as named",
      about: null,
      facts: [],
      texts: agencies.length > 0 ? [{ label: "Agencies", text: agencies.join("; ") }] : [],
    },
    {
      place: "household",
      title: "The household as it was written down",
      about: livesThere ? null : NOBODY_ON_RECORD,
      facts: [],
      texts: household,
    },
    {
      place: "familyAgrees",
      title: "Whether the family agrees with what is written",
      about: null,
      facts: typeof content.familyAgrees === "boolean" ? [["Agrees", content.familyAgrees ? "Yes" : "No"]] : [],
      texts: [],
    },
    ...members.map((member): Piece => {
      const about = personOf(member.key);
      return {
        place: `members.${member.key}`,
        title: "Considered as a member of the family",
        about,
        facts: fact("Place in the family", member.relationship ? plainWord(member.relationship) : null),
        texts: [],
      };
    }),
    ...(content.answers ?? []).map(({ memberKey, criterion, answer, evidence }): Piece => {
      const place = `answers.${memberKey}.${criterion}`;
      return {
        place,
        title: plainWord(criterion),
        about: personOf(memberKey),
        facts: [["Answer", plainWord(answer)]],
        texts: written("Written evidence", place, evidence),
        sensitive: answer === "NEED" && TOUCHY.has(criterion),
      };
    }),
    ...(content.voices ?? []).map(({ memberKey, words: said }): Piece => {
      const place = `voices.${memberKey}`;
      return {
        place,
        title: "What the person said themselves",
        about: personOf(memberKey),
        facts: [],
        texts: written("Words", place, said),
      };
    }),
    ...(content.domains ?? []).map(({ memberKey, domain, strengths, needs }): Piece => {
      const place = `domains.${memberKey}.${domain}`;
      const texts = [...written("Strengths", `${place}.strengths`, strengths), ...written("Needs", `${place}.needs`, needs)];
      return { place, title: plainWord(domain), about: personOf(memberKey), facts: [], texts };
    }),
    ...(content.plan ?? []).map(({ key, criterion, memberKey, owner, dueOn, title, outcome }): Piece => {
      const place = `plan.${key}`;
      return {
        place,
        title: "Planned in the assessment",
        about: personOf(memberKey),
        facts: [
          ...fact("Need", criterion ? plainWord(criterion) : null),
          ...fact("To be done by", owner ? plainWord(owner) : null),
          ...fact("Due", dueOn),
        ],
        texts: [...written("What", `${place}.title`, title), ...written("To what end", `${place}.outcome`, outcome)],
      };
    }),
    ...(agreement
      ? [
          {
            place: "agreement",
            title: "Agreement as the assessment recorded it",
            // Who agreed for the family is theirs to know; that somebody did concerns all.
            about: null,
            facts: [
              ...fact("Agreed", agreement.agreed === null || agreement.agreed === undefined ? null : agreement.agreed ? "Yes" : "No"),
              ...fact("On", agreement.agreedOn),
              ...fact("Capacity", personOf(agreement.memberKey) === subjectId && agreement.capacity ? plainWord(agreement.capacity) : null),
              ...fact("Purposes", (agreement.purposes ?? []).map(plainWord).join(", ")),
            ],
            texts: [],
          },
        ]
      : []),
  ];
  return pieces.filter(({ facts, texts }) => facts.length > 0 || texts.length > 0);
}

/** The place by which colleagues close a piece of this version to somebody. */
function closableAt({ content }: HeldCaf, place: string): string | null {
  const [list, key, ...rest] = place.split(".");
  if (key === undefined) return place;
  if (list === "plan") {
    const actionId = content.plan?.find((action) => action.key === key)?.actionId;
    return actionId ? `actions.${actionId}` : null;
  }
  const personId = content.members?.find((member) => member.key === key)?.personId;
  return personId ? [list, personId, ...rest].join(".") : null;
}

const sameSaid = (a: Piece, b: Piece): boolean =>
  JSON.stringify([a.about, a.facts, a.texts]) === JSON.stringify([b.about, b.facts, b.texts]);

/**
 * What assessments say, an item for each answer; what stayed the same from one version to the next is one item and says
 * so. `versions` are in the order in which they were submitted, each CAF's draft last.
 */
export function cafItems(versions: readonly HeldCaf[], subjectId: string): HeldItem[] {
  interface Run {
    readonly caf: HeldCaf;
    readonly piece: Piece;
    last: HeldCaf;
  }
  const runs: Run[] = [];
  const going = new Map<string, Run>();
  for (const caf of versions) {
    for (const piece of piecesOf(caf, subjectId)) {
      const key = `${caf.cafId}:${piece.place}`;
      const before = going.get(key);
      const follows = before && before.last.number !== null && (caf.number === null || caf.number === before.last.number + 1);
      if (before && follows && sameSaid(before.piece, piece)) before.last = caf;
      else {
        const run = { caf, piece, last: caf };
        going.set(key, run);
        runs.push(run);
      }
    }
  }
  return runs.map(({ caf, piece, last }) => ({
    key: `caf:${caf.cafId}:${caf.number ?? "draft"}:${piece.place}`,
    part: "ASSESSMENT",
    title: `${piece.title} (${caf.reference}, ${versionWords(caf.number, last.number)}, ${caf.agency})`,
    on: caf.on,
    about: piece.about,
    facts: piece.facts,
    texts: piece.texts,
    sensitive: piece.sensitive === true,
    leftOut: [],
    cafId: caf.cafId,
    place: piece.place,
    closable: closableAt(last, piece.place),
    closed: false,
  }));
}

function versionWords(first: number | null, last: number | null): string {
  if (first === null) return "draft";
  if (last === null) return `version ${first} and the draft`;
  return first === last ? `version ${first}` : `versions ${first} to ${last}`;
}
