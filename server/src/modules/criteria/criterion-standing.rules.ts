import type { LocalDate } from "../../shared/local-date.ts";
import { isApplicable } from "./applicability.rules.ts";
import type { Asked } from "./asked.rules.ts";
import { assessedNeeds } from "./assessed-needs.rules.ts";
import { peopleUnder } from "./criterion-people.rules.ts";
import { assessedRule, entryRule, needReasons, progressReasons } from "./criterion-reasons.rules.ts";
import { entryNeeds, holdsOn, type Need } from "./entry-measures.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { OpenTo } from "./facts.rules.ts";
import { type IssueProgress, issueProgress } from "./issue-progress.rules.ts";
import { isMember, type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import { beginning, needOn } from "./need-times.rules.ts";
import type { CriterionPlan, Issue } from "./outcomes-plan.rules.ts";
import { allOf, type Owed } from "./progress.rules.ts";
import { rowsTogether } from "./rows-together.rules.ts";
import type { CriterionStanding, Reason } from "./standings.rules.ts";

/** An issue that was identified at attachment or since, and how far it has come. */
export interface IdentifiedIssue extends IssueProgress {
  readonly issue: Pick<Issue, "id" | "progress"> & Partial<Pick<Issue, "entry">>;
  /** When it was a need. */
  readonly needs: readonly Need[];
}

/** What a criterion's standing is made of, kept for the questions that span criteria. */
export interface CriterionResult {
  readonly standing: CriterionStanding;
  readonly identifiedAtAttachment: boolean;
  /** What has to be better before a claim for the whole family (reading M). */
  readonly issues: readonly IdentifiedIssue[];
  /** What the data still lacks for all of it to be sustained. */
  readonly owed: readonly Owed[];
}

/**
 * Where one family stands under one criterion of a plan. A need is what the data says by the plan's entry test, or a
 * compliant assessment in writing (S2, November 2016: Attached families, 1 and 2); progress is asked of each issue
 * that was a need at attachment or since (reading M), and every row of a criterion must be met (reading F).
 */
export function criterionStanding(plan: CriterionPlan, place: number, known: KnownFacts, asked: Asked): CriterionResult {
  const { asOf } = known;
  const { criterion } = plan;
  const reasons: Reason[] = [];
  const issues: IdentifiedIssue[] = [];
  const all: Need[] = [];
  const at: AtAttachment = { identified: false, twelveMonths: false };
  for (const issue of plan.issues) {
    const needs = entryNeeds(issue.entry, criterion, known, issue.scope);
    if (needs.length === 0) continue;
    noteNeeds(known, needs, all);
    needReasons(entryRule(issue), known, needs, reasons);
    const since = sinceAttachment(known, needs);
    if (since.length === 0) continue;
    noteAttachment(at, known, since, issue);
    const progress = issueProgress(issue, criterion, known, since);
    issues.push({ issue, needs: since, ...progress });
    progressReasons(issue.id, issue.progressSource, progress.parts, reasons);
  }
  const assessed = plan.assessed ? assessedNeeds(criterion, known) : [];
  const data = assessed.length > 0 ? [...all] : all;
  let identified = issues.length > 0;
  if (plan.assessed && assessed.length > 0) {
    noteNeeds(known, assessed, all);
    needReasons(assessedRule(plan.assessed), known, assessed, reasons);
    const since = sinceAttachment(known, assessed);
    if (since.length > 0) {
      identified = true;
      noteAttachment(at, known, since, null);
    }
    const judgedAlone = since.filter((need) => !isMeasured(need, known.attachedOn, data, issues));
    if (judgedAlone.length > 0) {
      const progress = issueProgress({ scope: "FAMILY", progress: plan.assessed.progress }, criterion, known, judgedAlone);
      issues.push({ issue: plan.assessed, needs: judgedAlone, ...progress });
      progressReasons(plan.assessed.id, plan.assessed.progressSource, progress.parts, reasons);
    }
  }
  for (const { parts } of issues) for (const part of parts) touch(known, part.progress.expectedOn);
  const people = peopleUnder({ plan, place, needs: all, issues }, known, asked);
  const now = needOn(all, asOf, null);
  const rows = rowsTogether(
    plan,
    known,
    issues.map(({ issue, progress, needs }) => ({ id: issue.id, progress, needs })),
  );
  const progress = rows.length > 0 ? allOf(rows) : null;
  return {
    identifiedAtAttachment: at.identified,
    issues,
    owed: rows.filter((row) => row.sustainedOn === null).flatMap((row) => row.owed),
    standing: {
      criterion,
      need: now !== null,
      notAsked: people.some((person) => person.answer === "NOT_ASKED"),
      needSince: now ? beginning(all, now, null) : null,
      identified,
      significantOn: progress?.significantOn ?? null,
      sustainedOn: progress?.sustainedOn ?? null,
      sustainedExpectedOn: progress?.expectedOn ?? null,
      relapsedOn: progress?.relapsedOn ?? null,
      needsTwelveMonths: at.twelveMonths,
      openTo: criterion === "CHILDREN_WHO_NEED_HELP" ? openTo(known) : null,
      people,
      reasons,
    },
  };
}

/**
 * Whether data measures the problem that an assessment named: data about the same person, or the family, by which it
 * was there already, at attachment too. What comes to light later is a problem of its own, or one more incident would
 * do away with the need for the lead worker's judgement.
 */
function isMeasured(named: Need, attachedOn: LocalDate | null, data: readonly Need[], issues: readonly IdentifiedIssue[]): boolean {
  const by = attachedOn !== null && attachedOn < named.from ? attachedOn : named.from;
  return issues.some(({ needs }) =>
    needs.some((need) => (need.personId === undefined || need.personId === named.personId) && beginning(data, need, need.personId) <= by),
  );
}

function noteNeeds(known: KnownFacts, needs: readonly Need[], all: Need[]): void {
  for (const need of needs) {
    touch(known, need.from);
    touch(known, need.until);
    all.push(need);
  }
}

/** What was a need at attachment, or has become one since (reading M). */
function sinceAttachment({ attachedOn, asOf }: KnownFacts, needs: readonly Need[]): readonly Need[] {
  return attachedOn === null ? [] : needs.filter((need) => need.from <= asOf && (need.until === null || need.until > attachedOn));
}

/** What was already so on the day of attachment. */
interface AtAttachment {
  identified: boolean;
  twelveMonths: boolean;
}

function noteAttachment(at: AtAttachment, known: KnownFacts, since: readonly Need[], issue: Issue | null): void {
  const { attachedOn } = known;
  if (attachedOn === null || !since.some((need) => holdsOn(need, attachedOn))) return;
  at.identified = true;
  if (issue && takesTwelveMonths(issue, known, attachedOn)) at.twelveMonths = true;
}

function takesTwelveMonths(issue: Issue, known: KnownFacts, attachedOn: LocalDate): boolean {
  const rule = issue.twelveMonths;
  if (typeof rule === "boolean") return rule;
  return ofKind(known, "SAFEGUARDING").some(
    (item) =>
      rule.statuses.includes(item.status) &&
      item.from <= attachedOn &&
      (item.to === undefined || item.to >= attachedOn) &&
      (item.personId === undefined || known.members.some((member) => member.personId === item.personId && isMember(member, attachedOn))),
  );
}

/** CSC while a child is looked after, on a protection plan or in need; else the county's early help service. */
function openTo(known: KnownFacts): OpenTo | null {
  let found: OpenTo | null = null;
  for (const item of ofKind(known, "SAFEGUARDING")) {
    if (item.status === "UNIVERSAL" || !isOpenTo(known, item)) continue;
    if (item.status !== "EARLY_HELP") return "CSC";
    found = "WPEHS";
  }
  return found ?? (ofKind(known, "EARLY_HELP").some((item) => isOpenTo(known, item)) ? "WPEHS" : null);
}

/** A spell of the day, about the family or about a child of it. */
function isOpenTo(known: KnownFacts, { from, to, personId }: Evidence): boolean {
  const { asOf, members } = known;
  if (from > asOf || (to !== undefined && to < asOf)) return false;
  return (
    personId === undefined ||
    members.some(
      (member) =>
        member.personId === personId && isMember(member, asOf) && isApplicable("CHILDREN_WHO_NEED_HELP", member.dateOfBirth, asOf),
    )
  );
}
