import type { EntryMeasure, ProgressMeasure, SpellKind } from "./plan-measures.rules.ts";
import type { Scope } from "./who.rules.ts";

export type Path = readonly (string | number)[];
export type Fault = (path: Path, message: string) => void;

/** How deep measures may stand inside one another; what goes deeper, or refers to itself, is a mistake. */
const DEEPEST = 4;

/** Looks for measures nested too deep in a file not yet read, which may hold anything at all. */
export function tooDeep(file: unknown): Path | null {
  for (const [i, criterion] of list(file, "criteria")) {
    const measures: [unknown, Path][] = [[field(field(criterion, "assessed"), "progress"), ["criteria", i, "assessed", "progress"]]];
    for (const [j, issue] of list(criterion, "issues")) {
      for (const key of ["entry", "progress"]) measures.push([field(issue, key), ["criteria", i, "issues", j, key]]);
    }
    for (const [measure, path] of measures) {
      const found = deepest(measure, path, 1);
      if (found) return found;
    }
  }
  return null;
}

function deepest(measure: unknown, path: Path, depth: number): Path | null {
  if (depth > DEEPEST) return path;
  for (const [index, part] of list(measure, "of")) {
    const found = deepest(part, [...path, "of", index], depth + 1);
    if (found) return found;
  }
  return null;
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function list(value: unknown, key: string): readonly [number, unknown][] {
  const found = field(value, key);
  return Array.isArray(found) ? [...found.entries()] : [];
}

const CHILD: readonly Scope[] = ["EACH_CHILD"];
const ADULT: readonly Scope[] = ["ANY_ADULT"];
const COUNTED: readonly Scope[] = ["EACH_CHILD", "CHILDREN_TOGETHER", "ADULTS_TOGETHER", "FAMILY"];
const EVERY: readonly Scope[] = ["EACH_CHILD", "CHILDREN_TOGETHER", "ANY_ADULT", "ADULTS_TOGETHER", "FAMILY"];

const SPELL_SCOPES: Record<SpellKind, readonly Scope[]> = {
  SAFEGUARDING: CHILD,
  EARLY_HELP: ["EACH_CHILD", "FAMILY"],
  HEALTH_CONCERN: EVERY,
  BENEFIT: ADULT,
  SCHOOL_ROLL: CHILD,
  HOUSING: ["FAMILY"],
  FINANCE: ["ANY_ADULT", "FAMILY"],
  DWP_STAGE: ADULT,
  RISK_SCORE: EVERY,
  INTERVENTION: EVERY,
};

function entryScopes(measure: EntryMeasure): readonly Scope[] {
  switch (measure.measure) {
    case "absence-rate":
    case "exclusions":
      return CHILD;
    case "events":
      return COUNTED;
    case "open-spell":
      return SPELL_SCOPES[measure.kind];
    case "any-of":
    case "all-of":
      return EVERY;
  }
}

function progressScopes(measure: ProgressMeasure): readonly Scope[] {
  switch (measure.measure) {
    case "absence-rate":
    case "exclusions":
    case "on-roll":
      return CHILD;
    case "step-down":
      return measure.ladder === "SAFEGUARDING" ? CHILD : ["EACH_CHILD", "FAMILY"];
    case "employment":
    case "enrolled":
    case "placement":
    case "dwp-stage-improved":
      return ADULT;
    case "no-events":
    case "fewer-events":
    case "seriousness-reduced":
      return COUNTED;
    default:
      return EVERY;
  }
}

interface Row {
  readonly scope: Scope;
  readonly entry: EntryMeasure;
  readonly progress: ProgressMeasure;
}

/** Measures that say nothing about those whom their row is about, and rows that nothing could ever sustain. */
export function checkIssue(issue: Row, path: Path, fault: Fault): void {
  fit(issue.entry, entryScopes, issue.scope, [...path, "entry"], fault);
  checkProgress(issue.progress, issue.scope, [...path, "progress"], fault);
}

export function checkProgress(measure: ProgressMeasure, scope: Scope, path: Path, fault: Fault): void {
  fit(measure, progressScopes, scope, path, fault);
  if (!canSustain(measure)) fault([...path, "measure"], "could never be sustained");
}

type Nested<M> = { measure: string; of?: readonly M[] };

function fit<M extends Nested<M>>(measure: M, scopes: (measure: M) => readonly Scope[], scope: Scope, path: Path, fault: Fault): void {
  if (!scopes(measure).includes(scope)) fault([...path, "measure"], `"${measure.measure}" does not apply to the scope ${scope}`);
  for (const [index, part] of measure.of?.entries() ?? []) fit(part, scopes, scope, [...path, "of", index], fault);
}

function canSustain(measure: ProgressMeasure): boolean {
  switch (measure.measure) {
    case "dwp-stage-improved":
      return false;
    case "any-of":
      return measure.of.some(canSustain);
    case "all-of":
      return measure.of.every(canSustain);
    default:
      return true;
  }
}

/** Rows of which one is enough: each a row of the criterion, in one such group at most. */
export function checkAlternatives(
  plan: { issues: readonly { id: string }[]; alternatives?: readonly { rows: readonly string[] }[] | undefined },
  path: Path,
  fault: Fault,
): void {
  const rows = new Set(plan.issues.map((issue) => issue.id));
  const seen = new Set<string>();
  plan.alternatives?.forEach((group, i) => {
    group.rows.forEach((row, j) => {
      const at = [...path, "alternatives", i, "rows", j];
      if (!rows.has(row)) fault(at, `"${row}" is no row of this criterion`);
      if (seen.has(row)) fault(at, `"${row}" is named twice`);
      seen.add(row);
    });
  });
}
