/** What is no id at all gets the words of an unknown one: the answer tells nothing of what exists. */
export const NOT_AN_ID = (what: string) => ({ message: `There is no such ${what}, or you cannot see it` });
export const NO_KEY = { message: "Reload the page, then try again" };
/** Something that is not white space. */
export const HAS_WORDS = /\S/u;
