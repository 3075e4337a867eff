/** The papers behind the rules, as people in the county know them. */
const PAPERS: Readonly<Record<string, string>> = {
  S1: "Lancashire cabinet committee, January 2013,",
  S2: "Lancashire partnership papers,",
  S3: "Worcestershire outcomes plan,",
};

/** "assumed: F" -> "Assumed: reading F of the rules"; a paper by its name, and its paragraph as it stands. */
export function sourceInWords(source: string): string {
  const words = source
    .replace(/\bassumed-from-Worcestershire\b/g, "assumed from the Worcestershire outcomes plan")
    .replace(/\bassumed: ([A-Z])\b/g, "assumed: reading $1 of the rules")
    .replace(/\(([A-Z])([;)])/g, "(reading $1$2")
    .replace(/\bS[1-3] /g, (paper) => `${PAPERS[paper.trim()]} `)
    .replace(/\bours\b/g, "our own reading");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

const ONE: Readonly<Record<string, string>> = {
  days: "day",
  months: "month",
  terms: "term",
  sessions: "session",
  incidents: "incident",
  points: "point",
};

/** "absence: 12.5%"; "terms so far: 1 term". A level and a count of what the name says already need no unit. */
export function numberInWords({ name, unit, value }: { name: string; unit: string; value: number }): string {
  const figure = NUMBER.format(value);
  const what = name.charAt(0).toUpperCase() + name.slice(1);
  if (unit === "percent") return `${what}: ${figure}%`;
  if (unit === "pounds") return `${what}: £${figure}`;
  const singular = ONE[unit];
  if (singular === undefined || unit === "incidents" || name.includes(unit)) return `${what}: ${figure}`;
  return `${what}: ${figure} ${value === 1 ? singular : unit}`;
}
