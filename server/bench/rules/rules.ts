import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { LANCASHIRE_FAMILIES } from "../../../seeds/scale.ts";
import { startEmbedded } from "../../src/database/embedded/embedded.ts";
import { type County, type CountyWanted, makeCounty } from "../counties.ts";
import { familiesPerSecond } from "./evaluating.ts";
import { reevaluateUnderAnotherPlan } from "./reevaluating.ts";
import type { Outcome } from "./reevaluating-process.ts";
import { type ReportTimes, reportTimes } from "./reporting.ts";

/**
 * The rule book over counties of growing size: families evaluated in memory, a county re-evaluated and stored, and the
 * board's reports as of a past day.
 *
 * `npm run bench:rules` builds the server, starts a Postgres of its own, and takes some five minutes, most of them to
 * make and load the largest county. It prints a table; with `--json` one line per figure. `--up-to N` leaves out
 * counties of more than N families, and the figures that need them. Everything else goes to standard error.
 */
const json = process.argv.includes("--json");
const upTo = process.argv.includes("--up-to") ? Number(process.argv[process.argv.indexOf("--up-to") + 1]) : Number.POSITIVE_INFINITY;
const say = (line: string) => void process.stderr.write(`${line}\n`);

const GENERATED = [1_000, 10_000, 100_000];

/** The cohort of the papers, and generated ones with years of evidence. */
const COUNTIES: readonly CountyWanted[] = [
  { name: "lancashire", families: LANCASHIRE_FAMILIES, yearsOfEvidence: false },
  ...GENERATED.map((families) => ({ name: `generated_${families}`, families, yearsOfEvidence: true })),
];

interface Line {
  readonly county: County;
  readonly perSecond: number;
  /** Of generated counties. */
  readonly stored?: Outcome;
  readonly reports?: readonly ReportTimes[];
}

const dataDir = await mkdtemp(join(tmpdir(), "wtwf-bench-rules-"));
const postgres = await startEmbedded({ dataDir, temporary: true, log: () => undefined });
try {
  const lines: Line[] = [];
  for (const wanted of COUNTIES) if (wanted.families <= upTo) lines.push(await measure(await makeCounty(postgres, wanted, say)));
  print(lines);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Reports before the re-evaluation: it moves today's rows, and the days that they are asked for stay as they were made. */
async function measure(county: County): Promise<Line> {
  // What else the machine does takes from every figure.
  say(`Evaluating ${county.name} in memory (load average ${loadavg()[0]?.toFixed(1)})`);
  const perSecond = await familiesPerSecond(county);
  if (county.name === "lancashire") return { county, perSecond };
  say(`Asking for reports over ${county.name}`);
  const reports = await reportTimes(county);
  for (const { report, p50, p95 } of reports) say(`  ${report}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  say(`Re-evaluating ${county.name}`);
  return { county, perSecond, reports, stored: await reevaluateUnderAnotherPlan(county) };
}

function print(lines: readonly Line[]): void {
  if (json) {
    for (const figure of figuresOf(lines)) process.stdout.write(`${JSON.stringify(figure)}\n`);
    return;
  }
  const widths = [18, 9, 10, 10, 12, 10, 12, 9, 24, 9, 9];
  const row = (...cells: string[]): void => {
    const padded = cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)));
    process.stdout.write(`${padded.join("")}\n`);
  };
  row("county", "families", "facts", "loaded s", "in memory/s", "stored s", "families/s", "peak MB", "slowest report", "p50 ms", "p95 ms");
  for (const { county, perSecond, stored, reports } of lines) {
    const slowest = slowestOf(reports);
    row(
      county.name,
      whole(county.families),
      whole(county.facts),
      county.loadedSeconds.toFixed(1),
      whole(perSecond),
      stored?.seconds.toFixed(1) ?? "",
      stored ? whole(county.families / stored.seconds) : "",
      stored ? whole(stored.peakMegabytes) : "",
      slowest?.report ?? "",
      slowest?.p50.toFixed(0) ?? "",
      slowest?.p95.toFixed(0) ?? "",
    );
  }
  for (const line of growthOf(lines)) process.stdout.write(`${line}\n`);
  for (const { name, value, unit } of figuresOf(lines)) process.stdout.write(`${name} ${value} ${unit}\n`);
}

/** By how much each figure grows from one generated county to the next, which is ten times as large. */
function growthOf(lines: readonly Line[]): readonly string[] {
  const generated = lines.filter(({ stored }) => stored);
  const factors = (name: string, of: (line: Line) => number): string => {
    const values = generated.map(of);
    return `growth of ${name}: ${values
      .slice(1)
      .map((value, index) => `x ${(value / (values[index] ?? Number.NaN)).toFixed(1)}`)
      .join(", ")}`;
  };
  if (generated.length < 2) return [];
  return [
    factors("families evaluated per second", ({ perSecond }) => perSecond),
    factors("seconds of a stored re-evaluation", ({ stored }) => stored?.seconds ?? Number.NaN),
    factors("its peak memory", ({ stored }) => stored?.peakMegabytes ?? Number.NaN),
    factors("the slowest report", ({ reports }) => slowestOf(reports)?.p95 ?? Number.NaN),
  ];
}

function figuresOf(lines: readonly Line[]): readonly { readonly name: string; readonly value: number; readonly unit: string }[] {
  const largest = lines.find(({ county }) => county.name === "generated_100000");
  if (!largest?.stored || !largest.reports) return [];
  const cohort = lines.find(({ county }) => county.name === "lancashire");
  return [
    { name: "rules.families-per-second", value: Math.round(Math.min(largest.perSecond, cohort?.perSecond ?? 0)), unit: "families/s" },
    { name: "rules.stored-100000.seconds", value: rounded(largest.stored.seconds), unit: "s" },
    { name: "rules.stored-100000.peak-megabytes", value: Math.round(largest.stored.peakMegabytes), unit: "MB" },
    { name: "rules.as-of-report-100000.p95-ms", value: rounded(slowestOf(largest.reports)?.p95 ?? Number.NaN), unit: "ms" },
  ];
}

function slowestOf(reports: readonly ReportTimes[] = []): ReportTimes | undefined {
  return [...reports].sort((a, b) => b.p95 - a.p95)[0];
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
