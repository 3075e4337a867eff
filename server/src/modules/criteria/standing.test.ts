import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type LocalDate, localDate } from "../../shared/local-date.ts";
import { evaluate } from "./evaluate.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import { CAF_CRITERIA } from "./facts.rules.ts";
import type { AssessmentFact, FamilyFacts, MemberFact } from "./family-facts.rules.ts";
import { parseOutcomesPlan } from "./outcomes-plan.rules.ts";
import { standingHistory } from "./standing-history.rules.ts";
import type { Standing } from "./standings.rules.ts";
import { parseSchoolTerms } from "./terms.rules.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../../seeds/${path}`, import.meta.url), "utf8"));
const plan = parseOutcomesPlan(read("outcomes-plans/lancashire-2016-17.json"));
const terms = parseSchoolTerms(read("lancashire/school-terms.json"));
const d = localDate;
const start = d("2016-01-01");
const person = (personId: string, born: string, more: Partial<MemberFact> = {}): MemberFact => ({
  personId,
  dateOfBirth: d(born),
  from: start,
  recordedOn: start,
  ...more,
});
const mother = person("mother", "1985-03-03");
const son = person("son", "2005-03-03");
const baby = person("baby", "2015-12-01");
const benefit = (to?: string, who = "mother", more: Partial<Evidence> = {}): Evidence =>
  ({
    id: `benefit-${who}-${to ?? "open"}`,
    kind: "BENEFIT",
    benefit: "ESA",
    source: "DWP",
    personId: who,
    from: start,
    ...(to ? { to: d(to) } : {}),
    recordedOn: start,
    ...more,
  }) as Evidence;
const earlyHelp: Evidence = { id: "help", kind: "EARLY_HELP", impact: "MODERATE", source: "WPEHS", from: start, recordedOn: start };

const everyAnswer = (members: readonly MemberFact[]): AssessmentFact["answers"] =>
  members.flatMap((member) =>
    CAF_CRITERIA.map((criterion) => ({ personId: member.personId, criterion, answer: "NO_NEED" as const, evidenced: false })),
  );
const caf = (more: Partial<AssessmentFact> = {}): AssessmentFact => ({
  id: "caf",
  kind: "CAF",
  heldBy: "SCHOOL",
  openedOn: d("2016-02-01"),
  recordedOn: d("2016-02-01"),
  compliantOn: d("2016-02-10"),
  compliantRecordedOn: d("2016-02-10"),
  considered: ["mother", "son"],
  answers: everyAnswer([mother, son]),
  ...more,
});
const action = (criterion: (typeof CAF_CRITERIA)[number], hasOutcome = true): FamilyFacts["actions"][number] => ({
  id: `action-${criterion}`,
  criterion,
  hasOutcome,
  from: d("2016-02-11"),
  recordedOn: d("2016-02-11"),
});

const family = (more: Partial<FamilyFacts> = {}): FamilyFacts => ({
  familyId: "f",
  district: "Preston",
  recordedOn: start,
  members: [mother, son],
  evidence: [benefit(), earlyHelp],
  superseded: new Map(),
  assessments: [caf()],
  actions: [action("WORKLESSNESS"), action("CHILDREN_WHO_NEED_HELP")],
  leadProfessionals: [{ id: "lead", agencyKind: "HOUSING", askedOn: d("2016-02-12"), acceptedOn: d("2016-02-14") }],
  attachment: null,
  claims: [],
  ...more,
});
const at = (facts: FamilyFacts, asOf = "2016-03-01", options: { knownAt?: LocalDate } = {}): Standing =>
  evaluate(plan, terms, facts, d(asOf), options);
const blocked = (facts: FamilyFacts): unknown[] =>
  at(facts).blockers.map(({ code, mendedBy, personIds, criteria }) => ({ code, mendedBy, personIds, criteria }));

describe("the four principles of attachment (S2, November 2016, Attached families)", () => {
  it("hold together for a family that is ready", () => {
    expect(at(family())).toMatchObject({
      eligible: true,
      blockers: [],
      leadAgencyKind: "HOUSING",
      progress: "NOT_ATTACHED",
      nextChangeOn: "2021-03-03",
    });
  });
  it("need evidence under two criteria", () => {
    expect(at(family({ evidence: [benefit()] })).eligible).toBe(false);
    expect(blocked(family({ evidence: [benefit()] }))).toEqual([
      { code: "TOO_FEW_NEEDS", mendedBy: "WPEHS", personIds: [], criteria: ["WORKLESSNESS"] },
    ]);
  });
  it("ask for a full assessment: early help begins one where none is open", () => {
    const none = [{ code: "NO_FULL_ASSESSMENT", mendedBy: "WPEHS", personIds: ["mother", "son"], criteria: [] }];
    expect(blocked(family({ assessments: [] }))).toEqual(none);
    expect(blocked(family({ assessments: [caf({ closedOn: d("2016-02-20") })] }))).toEqual(none);
  });
  it("send an open assessment that leaves somebody out to its holder, and a whole one to the quality check", () => {
    const { compliantOn: _on, compliantRecordedOn: _recorded, ...open } = caf();
    expect(blocked(family({ assessments: [open] }))).toEqual([
      { code: "AWAITING_QUALITY_CHECK", mendedBy: "WPEHS", personIds: [], criteria: [] },
    ]);
    expect(blocked(family({ assessments: [{ ...open, answers: everyAnswer([mother]) }] }))).toMatchObject([
      { code: "ASSESSMENT_INCOMPLETE", mendedBy: "SCHOOL", personIds: ["son"] },
    ]);
  });
  it("name each person whom the assessment did not consider", () => {
    expect(blocked(family({ members: [mother, son, baby] }))).toEqual([
      {
        code: "MEMBERS_NOT_CONSIDERED",
        mendedBy: "SCHOOL",
        personIds: ["baby"],
        criteria: ["CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE", "HEALTH"],
      },
    ]);
  });
  it("accept a social care assessment that considered every member, and no other", () => {
    const social = caf({ kind: "SOCIAL_CARE", heldBy: "CSC", answers: [] });
    expect(blocked(family({ assessments: [social] }))).toEqual([]);
    expect(blocked(family({ assessments: [{ ...social, considered: ["son"] }] }))).toEqual([
      { code: "MEMBERS_NOT_CONSIDERED", mendedBy: "CSC", personIds: ["mother"], criteria: [] },
    ]);
  });
  it("ask for an action with a wanted outcome for each need", () => {
    const without = family({ actions: [action("WORKLESSNESS"), action("CHILDREN_WHO_NEED_HELP", false)] });
    expect(blocked(without)).toEqual([
      { code: "NEEDS_WITHOUT_ACTION", mendedBy: "HOUSING", personIds: [], criteria: ["CHILDREN_WHO_NEED_HELP"] },
    ]);
    expect(blocked(family({ actions: [] }))).toEqual([
      { code: "NO_PLAN", mendedBy: "HOUSING", personIds: [], criteria: ["CHILDREN_WHO_NEED_HELP", "WORKLESSNESS"] },
    ]);
  });
  it("tell a lead professional not asked from one who has not accepted", () => {
    expect(blocked(family({ leadProfessionals: [] }))).toMatchObject([{ code: "NO_LEAD_PROFESSIONAL", mendedBy: "WPEHS" }]);
    const asked = { id: "lead", agencyKind: "HOUSING" as const, askedOn: d("2016-02-12") };
    expect(blocked(family({ leadProfessionals: [asked] }))).toMatchObject([
      { code: "LEAD_PROFESSIONAL_NOT_ACCEPTED", mendedBy: "HOUSING" },
    ]);
    expect(blocked(family({ leadProfessionals: [{ ...asked, endedOn: d("2016-02-13") }] }))).toMatchObject([
      { code: "NO_LEAD_PROFESSIONAL", mendedBy: "WPEHS" },
    ]);
  });
});

describe("needs named by an assessment", () => {
  const named = (evidenced: boolean): FamilyFacts =>
    family({
      assessments: [
        caf({
          answers: [
            ...everyAnswer([mother, son]).filter((entry) => entry.personId !== "mother" || entry.criterion !== "HEALTH"),
            { personId: "mother", criterion: "HEALTH", answer: "NEED", evidenced },
          ],
        }),
      ],
    });
  it("count with a written statement of evidence; a bare tick does not", () => {
    const health = (facts: FamilyFacts) => at(facts).criteria.find((entry) => entry.criterion === "HEALTH");
    expect(health(named(true))).toMatchObject({
      need: true,
      needSince: "2016-02-10",
      reasons: [{ rule: "health.assessed", evidenceIds: ["caf"] }],
    });
    expect(health(named(false))?.need).toBe(false);
  });
  it("do not follow from having a CAF", () => {
    expect(at(family({ evidence: [] })).criteria.some((entry) => entry.need)).toBe(false);
  });
});

describe("what was known when", () => {
  const corrected = family({
    evidence: [benefit(), earlyHelp, benefit("2016-02-15", "mother", { recordedOn: d("2016-03-20") })],
    superseded: new Map([["benefit-mother-open", d("2016-03-20")]]),
  });
  it("answers as it was recorded then, and by what is known now when asked", () => {
    expect(at(corrected, "2016-03-01").eligible).toBe(true);
    expect(at(corrected, "2016-03-01", { knownAt: d("2016-03-20") }).eligible).toBe(false);
    expect(at(corrected, "2016-03-20").eligible).toBe(false);
  });
  it("shows the correction in the history on the day it was recorded", () => {
    const changes = standingHistory(plan, terms, corrected, d("2016-03-01"), d("2016-03-31")).map((part) => [
      part.from,
      part.standing.eligible,
    ]);
    expect(changes).toEqual([
      ["2016-03-01", true],
      ["2016-03-20", false],
    ]);
  });
  it("knows nothing of a family before it came on record", () => {
    expect(at(family(), "2015-12-31")).toMatchObject({ eligible: false, cafOnRecord: false, attachedOn: null });
  });
});

describe("attachment", () => {
  const attachment = { attachedOn: d("2016-02-20"), recordedOn: d("2016-02-20"), district: "Preston", leadAgencyKind: "WPEHS" as const };
  it("ends only by a recorded voiding", () => {
    const voided = family({ attachment: { ...attachment, voidedOn: d("2016-04-01"), voidedRecordedOn: d("2016-04-05") } });
    expect([at(voided, "2016-04-04").attachedOn, at(voided, "2016-04-05").attachedOn]).toEqual(["2016-02-20", null]);
  });
  it("keeps the lead agency of the day of attachment once nobody leads", () => {
    const left = family({
      attachment,
      leadProfessionals: [
        { id: "lead", agencyKind: "HOUSING", askedOn: d("2016-02-12"), acceptedOn: d("2016-02-14"), endedOn: d("2016-05-01") },
      ],
    });
    expect([at(left, "2016-04-30").leadAgencyKind, at(left, "2016-05-01").leadAgencyKind]).toEqual(["HOUSING", "WPEHS"]);
  });
  it("identifies a need that came up since (reading M)", () => {
    const later = family({
      attachment,
      evidence: [
        benefit(),
        earlyHelp,
        {
          id: "call",
          kind: "DOMESTIC_CALL_OUT",
          inSupportOfInjunction: false,
          source: "POLICE",
          from: d("2016-06-01"),
          recordedOn: d("2016-06-01"),
        },
      ],
    });
    expect(at(later, "2016-06-02").outstanding).toEqual(["CHILDREN_WHO_NEED_HELP", "WORKLESSNESS", "DOMESTIC_ABUSE"]);
  });
  it("asks for the lead worker's judgement when the child in question has left (reading H)", () => {
    const plan2016: Evidence = {
      id: "cin",
      kind: "SAFEGUARDING",
      status: "CHILD_IN_NEED",
      source: "CSC",
      personId: "son",
      from: start,
      to: d("2016-04-30"),
      end: "DE_ESCALATED",
      recordedOn: start,
    };
    const left = family({ attachment, members: [mother, { ...son, to: d("2016-05-31") }, baby], evidence: [benefit(), plan2016] });
    const help = (asOf: string, facts = left) => at(facts, asOf).criteria.find((entry) => entry.criterion === "CHILDREN_WHO_NEED_HELP");
    expect(help("2016-05-31")?.significantOn).toBe("2016-05-01");
    expect(help("2016-06-01")).toMatchObject({ identified: true, significantOn: null });
    const judgement: Evidence = {
      id: "judged",
      kind: "JUDGEMENT",
      criterion: "CHILDREN_WHO_NEED_HELP",
      progressed: true,
      atClosure: true,
      source: "WPEHS",
      from: d("2016-06-10"),
      recordedOn: d("2016-06-10"),
    };
    expect(help("2016-06-10", { ...left, evidence: [...left.evidence, judgement] })?.sustainedOn).toBe("2016-06-10");
  });
  it("tracks for continuous employment an adult who left a benefit since, unless Universal Credit is known", () => {
    const tracked = (...evidence: Evidence[]): boolean =>
      at(family({ attachment, members: [mother, person("father", "1980-01-01"), son], evidence: [earlyHelp, ...evidence] }), "2016-06-01")
        .trackedForContinuousEmployment;
    expect(tracked(benefit("2016-04-30"))).toBe(true);
    expect(tracked(benefit())).toBe(false);
    expect(tracked(benefit(), benefit("2016-02-10", "father"))).toBe(false);
    expect(
      tracked(benefit("2016-04-30"), {
        id: "uc",
        kind: "BENEFIT",
        benefit: "UNIVERSAL_CREDIT",
        source: "DWP",
        personId: "mother",
        from: d("2016-05-01"),
        recordedOn: d("2016-05-02"),
      }),
    ).toBe(false);
  });
});
