import type { LocalDate } from "../../shared/local-date.ts";

/** Whom a text may name, besides the person whom it is for. */
export interface OthersNamed {
  /** Each as given name, then family name; what of it is told apart from the person's own name is hidden by itself too. */
  readonly people: readonly { readonly given: string | null; readonly family: string | null }[];
  /** Hidden as a whole only: colleagues who have nothing to do with the family. */
  readonly wholeNames: readonly string[];
  readonly datesOfBirth: readonly LocalDate[];
  /** Where other people live. */
  readonly addresses: readonly string[];
}

/** What the person may read of themself wherever it stands. */
export interface Own {
  readonly names: readonly string[];
  readonly postcodes: readonly string[];
}

export const MASKS = ["NAME", "DATE_OF_BIRTH", "ADDRESS", "CONTACT"] as const;
export type Mask = (typeof MASKS)[number];

const PUT_INSTEAD: Readonly<Record<Mask, string>> = {
  NAME: "[name withheld]",
  DATE_OF_BIRTH: "[date of birth withheld]",
  ADDRESS: "[address withheld]",
  CONTACT: "[contact details withheld]",
};

export interface Masked {
  readonly text: string;
  readonly masks: Readonly<Record<Mask, number>>;
}

/** Names that are words besides: in small letters they are the word. */
const WORDS_TOO = new Set(
  "amber art bill bob carol christian chase dale daisy dawn drew earnest faith grace grant guy hope ivy jack joy june lily mark may mercy mike olive pat pearl penny pip price rob robin rose ruby sandy skip sky smith sue summer violet will young".split(
    " ",
  ),
);

/** What a guest of a meeting is put down as where nobody wrote a name; words that are given as names too are left out. */
const WHO_SOMEBODY_IS = new Set(
  `mother mum mummy father dad daddy parent parents stepmother stepmum stepfather stepdad grandmother grandma gran granny grandfather grandad
  granddad grandpa grandparent grandparents aunt auntie aunty uncle cousin brother sister sibling siblings daughter child children baby partner
  husband wife boyfriend girlfriend friend friends neighbour neighbours neighbor relative relatives carer carers guardian guardians lodger
  landlord landlady interpreter advocate solicitor volunteer supporter guest visitor`.split(/\s+/u),
);
const BESIDE_IT = new Set(
  "a the of and or next door her his their my our family person older younger foster maternal paternal step ex".split(" "),
);

const SHORTEST = 2;

/** Letters that are no base letter with an accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ð: "d",
  ı: "i",
  "’": "'",
  "‘": "'",
};

/** A text in base letters, small ones: accents and case make no difference. */
export const folded = (text: string): string =>
  [...text.normalize("NFD").replace(/\p{M}/gu, "")].map((letter) => PLAIN[letter.toLowerCase()] ?? letter.toLowerCase()).join("");

/** A text as it is compared, and for each of its characters where it comes from. */
function foldedWithPlaces(text: string): { plain: string; places: number[] } {
  const places: number[] = [];
  let plain = "";
  let at = 0;
  for (const letter of text) {
    const fold = folded(letter);
    plain += fold;
    for (let index = 0; index < fold.length; index += 1) places.push(at);
    at += letter.length;
  }
  places.push(text.length);
  return { plain, places };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
/** An apostrophe may be left out, and a hyphen may be a space. */
const pieceOf = (name: string): string =>
  escaped(folded(name.trim()))
    .replaceAll("'", "'?")
    .replaceAll(/[\s-]+/gu, "[\\s-]+");
/**
 * Whether what stands for a name is one: "Neighbour" or "her mum's friend" names nobody, and to hide those words wherever
 * they stand would take from a text what the person may read. One word that is none of these makes it a name.
 */
export function namesSomebody(name: string): boolean {
  const words = folded(name)
    .split(/[^\p{L}\p{N}']+/u)
    .map((word) => word.replace(/'s?$/u, ""))
    .filter((word) => word !== "");
  if (words.some((word) => !WHO_SOMEBODY_IS.has(word) && !BESIDE_IT.has(word))) return true;
  return words.length > 0 && !words.some((word) => WHO_SOMEBODY_IS.has(word));
}
const wordsIn = (name: string | null): string[] =>
  folded(name ?? "")
    .split(/[\s-]+/u)
    .filter((word) => word.length >= SHORTEST);
/** As a word by itself; the s of "Tom's" goes with it. */
const asWord = (piece: string): string => `(?<![\\p{L}\\p{N}])${piece}(?:'?s)?(?![\\p{L}\\p{N}])`;

interface Hidden {
  readonly from: number;
  readonly to: number;
  readonly mask: Mask;
}

/** Where in a text something of others stands. */
type Find = (text: string, plain: string, places: readonly number[]) => Hidden[];

const byPattern =
  (pattern: string, mask: Mask, fits: (found: string) => boolean = () => true): Find =>
  (text, plain, places) =>
    [...plain.matchAll(new RegExp(pattern, "gu"))].flatMap((match) => {
      const from = places[match.index] ?? 0;
      const to = places[match.index + match[0].length] ?? text.length;
      return fits(text.slice(from, to)) ? [{ from, to, mask }] : [];
    });

const POSTCODE = "(?<![a-z0-9])[a-z]{1,2}[0-9][a-z0-9]?\\s*[0-9][a-z]{2}(?![a-z0-9])";
const EMAIL = "[a-z0-9._%+-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+";
const PHONE = "(?<![0-9])(?:\\+\\s*44|0)(?:[\\s()-]*[0-9]){9,10}(?![0-9])";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** A date of birth in the ways in which people here write one. */
function datePatterns(date: LocalDate): string[] {
  const [year = "", month = "", day = ""] = date.split("-");
  const [m, d] = [String(Number(month)), String(Number(day))];
  const word = MONTHS[Number(month) - 1] ?? "";
  const written = `(?:${word}|${word.slice(0, 3)}\\.?)`;
  const years = `(?:${year}|${year.slice(2)})`;
  const separator = "\\s*[/. -]\\s*";
  return [
    date,
    `0?${d}${separator}0?${m}${separator}${years}`,
    `0?${d}(?:st|nd|rd|th)?(?:\\s+of)?\\s+${written},?\\s+${years}`,
    `${written}\\s+0?${d}(?:st|nd|rd|th)?,?\\s+${years}`,
  ].map((pattern) => `(?<![0-9])${pattern}(?![0-9])`);
}

/**
 * Makes the function that hides what a text says of others: their names whole and in part, their dates of birth, where
 * they live, and anybody's telephone number, address of mail or postcode that is not the person's own. Accents, case and
 * apostrophes make no difference. It cannot know a nickname or "her brother": so the officer reads each text besides.
 */
export function masker(others: OthersNamed, own: Own): (text: string) => Masked {
  const mine = new Set(own.names.flatMap(wordsIn));
  const myPostcodes = new Set(own.postcodes.map((postcode) => postcode.replaceAll(/\s/gu, "").toLowerCase()));
  const whole = new Set<string>();
  const parts = new Set<string>();
  for (const { given, family } of others.people) {
    if (wordsIn(given).length > 0 && wordsIn(family).length > 0) whole.add(`${given} ${family}`);
    for (const name of [given, family]) {
      if (name === null) continue;
      if (wordsIn(name).some((word) => !mine.has(word))) whole.add(name);
      for (const word of wordsIn(name)) if (!mine.has(word)) parts.add(word);
    }
  }
  const names = [...whole, ...others.wholeNames].filter((name) => wordsIn(name).length > 0 && !isMine(name, mine));
  const finds: Find[] = [
    ...names.map((name) => byPattern(asWord(pieceOf(name)), "NAME", notTheWord(name))),
    ...[...parts].map((word) => byPattern(asWord(pieceOf(word)), "NAME", notTheWord(word))),
    ...others.datesOfBirth.flatMap((date) => datePatterns(date).map((pattern) => byPattern(pattern, "DATE_OF_BIRTH"))),
    ...others.addresses.filter((address) => address.trim().length > 3).map((address) => byPattern(pieceOf(address), "ADDRESS")),
    byPattern(POSTCODE, "ADDRESS", (found) => !myPostcodes.has(found.replaceAll(/\s/gu, "").toLowerCase())),
    byPattern(EMAIL, "CONTACT"),
    byPattern(PHONE, "CONTACT"),
  ];
  return (text) => {
    const { plain, places } = foldedWithPlaces(text);
    return hide(
      text,
      finds.flatMap((find) => find(text, plain, places)),
    );
  };
}

const isMine = (name: string, mine: ReadonlySet<string>): boolean => wordsIn(name).every((word) => mine.has(word));

const notTheWord =
  (name: string) =>
  (found: string): boolean =>
    !WORDS_TOO.has(folded(name)) || /^\p{Lu}/u.test(found);

/** The longest first, and of what overlaps the whole is hidden once. */
function hide(text: string, found: readonly Hidden[]): Masked {
  const masks: Record<Mask, number> = { NAME: 0, DATE_OF_BIRTH: 0, ADDRESS: 0, CONTACT: 0 };
  const sorted = [...found].sort((a, b) => a.from - b.from || b.to - a.to);
  let result = "";
  let at = 0;
  for (const { from, to, mask } of sorted) {
    if (to <= at) continue;
    result += text.slice(at, Math.max(at, from));
    if (from >= at) {
      result += PUT_INSTEAD[mask];
      masks[mask] += 1;
    }
    at = to;
  }
  return { text: result + text.slice(at), masks };
}
