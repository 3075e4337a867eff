import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Evidence } from "../src/modules/criteria/evidence-on-record.rules.ts";
import { CAF_CRITERIA, CRITERIA, EVIDENCE_KINDS, type EvidenceKind, SAFEGUARDING_STATUSES } from "../src/modules/criteria/facts.rules.ts";
import type { FamilyFacts } from "../src/modules/criteria/family-facts.rules.ts";
import { type OutcomesPlan, parseOutcomesPlan } from "../src/modules/criteria/outcomes-plan.rules.ts";
import { addDays, type LocalDate, localDate } from "../src/shared/local-date.ts";
import { repositoryRoot } from "../src/shared/paths.ts";
import { oneStory } from "./arbitrary-stories.ts";
import { terms } from "./facts.ts";

/** Families of any history whatever, for what must hold of each of them under every plan there is. */

const PLANS = join(repositoryRoot, "seeds/outcomes-plans");
const byFile: ReadonlyMap<string, OutcomesPlan> = new Map(
  readdirSync(PLANS)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, parseOutcomesPlan(JSON.parse(readFileSync(join(PLANS, name), "utf8")))]),
);
/** A plan goes by its file's name: a counterexample with the whole of it could not be read. */
export const anyPlan = fc.constantFrom(...byFile.keys());

export function planOf(file: string): OutcomesPlan {
  const plan = byFile.get(file);
  if (!plan) throw new Error(`there is no plan ${file}`);
  return plan;
}

export const epoch = localDate("2014-09-01");
/** A day by which everything in these families has been recorded. */
export const lateKnown = localDate("2019-01-01");
const anyDay = fc.integer({ min: 0, max: 1100 }).map((days) => addDays(epoch, days));
/** A day to ask about: mostly one by which something has happened. */
export const someDay = fc.oneof(anyDay, { arbitrary: fc.integer({ min: 500, max: 1200 }).map((days) => addDays(epoch, days)), weight: 2 });
const anyCriterion = fc.constantFrom(...CRITERIA);
const count = (max: number) => fc.integer({ min: 0, max });

type Body<K extends EvidenceKind> = Omit<
  Extract<Evidence, { kind: K }>,
  "id" | "source" | "from" | "to" | "recordedOn" | "supersedes" | "personId"
>;

/** The fields of each kind; a kind without its line here does not compile. */
const BODIES: { readonly [K in EvidenceKind]: fc.Arbitrary<Body<K>> } = {
  ATTENDANCE: fc.record({
    kind: fc.constant("ATTENDANCE"),
    term: fc.constantFrom(...terms.slice(0, 9).map((term) => term.from)),
    school: fc.constantFrom("A", "B"),
    possible: fc.constant(100),
    authorised: count(10),
    unauthorised: count(30),
  }),
  EXCLUSION: fc.record({ kind: fc.constant("EXCLUSION"), permanent: fc.boolean() }),
  OFFENCE: fc.record({ kind: fc.constant("OFFENCE"), proven: fc.boolean(), serious: fc.boolean() }),
  ASB_INCIDENT: fc.record({ kind: fc.constant("ASB_INCIDENT"), sanctionLevel: count(3) }),
  DOMESTIC_CALL_OUT: fc.record({ kind: fc.constant("DOMESTIC_CALL_OUT"), inSupportOfInjunction: fc.boolean() }),
  RISK_SCORE: fc.record({ kind: fc.constant("RISK_SCORE"), score: count(24), atClosure: fc.boolean() }),
  INTERVENTION: fc.record({ kind: fc.constant("INTERVENTION"), criterion: anyCriterion, completed: fc.boolean() }),
  SAFEGUARDING: fc.record(
    {
      kind: fc.constant("SAFEGUARDING"),
      status: fc.constantFrom(...SAFEGUARDING_STATUSES),
      end: fc.constantFrom("DE_ESCALATED", "LOOKED_AFTER", "MOVED_AWAY", "TURNED_18"),
    },
    { requiredKeys: ["kind", "status"] },
  ),
  EARLY_HELP: fc.record({ kind: fc.constant("EARLY_HELP"), impact: fc.constantFrom("SIGNIFICANT", "MODERATE", "MINOR") }),
  BENEFIT: fc.record({
    kind: fc.constant("BENEFIT"),
    benefit: fc.constantFrom("JSA", "ESA", "INCOME_SUPPORT", "OTHER_OUT_OF_WORK", "UNIVERSAL_CREDIT"),
  }),
  EMPLOYMENT: fc.record({ kind: fc.constant("EMPLOYMENT"), contract: fc.constantFrom("one", "other") }, { requiredKeys: ["kind"] }),
  UC_EARNINGS: fc.record({ kind: fc.constant("UC_EARNINGS"), thresholdMet: fc.boolean() }),
  HEALTH_CONCERN: fc.record({
    kind: fc.constant("HEALTH_CONCERN"),
    concern: fc.constantFrom("MENTAL_HEALTH", "ALCOHOL", "DRUGS", "LONG_TERM_CONDITION"),
  }),
  JUDGEMENT: fc.record(
    {
      kind: fc.constant("JUDGEMENT"),
      criterion: anyCriterion,
      progressed: fc.boolean(),
      atClosure: fc.boolean(),
      about: fc.constantFrom("MENTAL_HEALTH", "ALCOHOL", "DRUGS", "LONG_TERM_CONDITION", "FINANCE"),
    },
    { requiredKeys: ["kind", "criterion", "progressed", "atClosure"] },
  ),
  INTERVENTION_START: fc.record({ kind: fc.constant("INTERVENTION_START") }),
  SCHOOL_ROLL: fc.record({ kind: fc.constant("SCHOOL_ROLL"), setting: fc.constantFrom("SCHOOL", "PRU", "ALTERNATIVE", "NONE") }),
  SERIOUSNESS: fc.record({ kind: fc.constant("SERIOUSNESS"), reduced: fc.boolean() }),
  PROGRAMME: fc.record({ kind: fc.constant("PROGRAMME"), programme: fc.constantFrom("ESF", "WORK_PROGRAMME", "OTHER") }),
  PLACEMENT: fc.record({
    kind: fc.constant("PLACEMENT"),
    activity: fc.constantFrom("PLACEMENT", "VOLUNTEERING", "TRAINING", "QUALIFICATION"),
    accredited: fc.boolean(),
    completed: fc.boolean(),
    continues: fc.boolean(),
  }),
  DWP_STAGE: fc.record({ kind: fc.constant("DWP_STAGE"), stage: fc.constantFrom(1, 2, 3, 4, 5) }),
  FINANCE: fc.record({ kind: fc.constant("FINANCE"), measure: fc.constantFrom("DEBT", "ARREARS", "INCOME"), pounds: count(5000) }),
  HOUSING: fc.record({ kind: fc.constant("HOUSING"), status: fc.constantFrom("SECURE", "AT_RISK", "TEMPORARY", "HOMELESS") }),
  COVERAGE: fc.record({ kind: fc.constant("COVERAGE"), of: fc.constantFrom(...EVIDENCE_KINDS) }),
};

/** Whom a kind can be about, and how long it lasts, is left to chance; a return is of a child's and of its term. */
const someTime = fc.record({
  from: anyDay,
  length: fc.option(count(400)),
  delay: count(60),
  personId: fc.option(fc.constantFrom("adult", "child", "sister"), { freq: 5, nil: undefined }),
});

type Fact = Omit<Evidence, "id">;

/** Kinds that are always about a person; who records one says whom. */
const ABOUT_A_PERSON: ReadonlySet<EvidenceKind> = new Set([
  "EXCLUSION",
  "OFFENCE",
  "SAFEGUARDING",
  "BENEFIT",
  "EMPLOYMENT",
  "UC_EARNINGS",
  "HEALTH_CONCERN",
  "SCHOOL_ROLL",
  "PROGRAMME",
  "PLACEMENT",
  "DWP_STAGE",
]);

const placed = (
  body: Body<EvidenceKind>,
  { from, length, delay, personId }: { from: LocalDate; length: number | null; delay: number; personId: string | undefined },
): Fact => {
  const term = "term" in body ? terms.find((each) => each.from === body.term) : undefined;
  const first = term?.from ?? from;
  const last = term?.to ?? (length === null ? undefined : addDays(from, length));
  const who = term && personId !== "sister" ? "child" : ABOUT_A_PERSON.has(body.kind) ? (personId ?? "adult") : personId;
  return {
    ...body,
    source: "WPEHS",
    from: first,
    recordedOn: addDays(term?.to ?? from, delay),
    ...(last === undefined ? {} : { to: last }),
    ...(who === undefined ? {} : { personId: who }),
  } as Fact;
};

/** One fact of a kind. */
export const factOf = (kind: EvidenceKind): fc.Arbitrary<Fact> =>
  fc.tuple(BODIES[kind] as fc.Arbitrary<Body<EvidenceKind>>, someTime).map(([body, time]) => placed(body, time));

/** One fact of any kind; ids are given by place, so that order can be shuffled apart from them. */
export const oneFact: fc.Arbitrary<Fact> = fc.oneof(...EVIDENCE_KINDS.map(factOf));

const named = (items: readonly Fact[]): Evidence[] =>
  items.map((item, index) => ({ ...item, id: `e${String(index).padStart(2, "0")}` }) as Evidence);

/** Some facts by chance and some that hang together, of which later ones correct earlier ones now and then. */
const someFacts = fc
  .tuple(
    fc.array(oneFact, { maxLength: 6 }),
    fc.array(oneStory, { maxLength: 4 }),
    fc.array(fc.tuple(count(20), count(20), count(40)), { maxLength: 2 }),
  )
  .map(([items, stories, corrections]) => {
    const evidence = named([...items, ...stories.flat()]);
    const superseded = new Map<string, LocalDate>();
    for (const [from, to, delay] of corrections) {
      const [old, better] = [evidence[from], evidence[to]];
      if (!old || !better || from >= to || superseded.has(old.id)) continue;
      const on = addDays(old.recordedOn > better.recordedOn ? old.recordedOn : better.recordedOn, delay);
      evidence[to] = { ...better, recordedOn: on, supersedes: old.id };
      superseded.set(old.id, on);
    }
    return { evidence, superseded };
  });

const somebodysAnswers = fc.array(
  fc.record({
    personId: fc.constantFrom("adult", "child", "sister"),
    criterion: fc.constantFrom(...CAF_CRITERIA),
    answer: fc.constantFrom("NEED", "NO_NEED", "NOT_ASKED", "NOT_APPLICABLE"),
    evidenced: fc.boolean(),
  }),
  { maxLength: 12 },
);

const someAssessments = fc.array(
  fc
    .tuple(fc.constantFrom("CAF", "SOCIAL_CARE"), anyDay, count(60), fc.option(count(500)), count(30), somebodysAnswers)
    .map(([kind, openedOn, passed, open, delay, answers]): Omit<FamilyFacts["assessments"][number], "id"> => {
      const compliantOn = addDays(openedOn, kind === "CAF" ? passed : 0);
      const closedOn = open === null ? undefined : addDays(compliantOn, open);
      return {
        kind,
        openedOn,
        recordedOn: addDays(openedOn, delay),
        compliantOn,
        compliantRecordedOn: addDays(compliantOn, delay),
        considered: ["adult", "child"],
        answers: kind === "CAF" ? answers : [],
        ...(closedOn === undefined ? {} : { closedOn, closedRecordedOn: addDays(closedOn, delay) }),
      };
    }),
  { maxLength: 2 },
);

const someLeads = fc.array(
  fc
    .tuple(anyDay, count(20), fc.option(count(600)), count(20))
    .map(([askedOn, wait, until, delay]): Omit<FamilyFacts["leadProfessionals"][number], "id"> => {
      const acceptedOn = addDays(askedOn, wait);
      const endedOn = until === null ? undefined : addDays(acceptedOn, until);
      return {
        agencyKind: "SCHOOL",
        askedOn,
        acceptedOn,
        acceptedRecordedOn: addDays(acceptedOn, delay),
        ...(endedOn === undefined ? {} : { endedOn, endedRecordedOn: addDays(endedOn, delay) }),
      };
    }),
  { maxLength: 2 },
);

const someAttachment = fc.option(
  fc
    .tuple(
      fc.integer({ min: 100, max: 600 }).map((days) => addDays(epoch, days)),
      count(10),
      fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, count(600)),
    )
    .map(([on, delay, voided]): FamilyFacts["attachment"] => ({
      attachedOn: on,
      recordedOn: addDays(on, delay),
      district: "preston",
      leadAgencyKind: "WPEHS",
      ...(voided === null ? {} : { voidedOn: addDays(on, voided), voidedRecordedOn: addDays(on, voided + delay) }),
    })),
  { freq: 8 },
);

const someClaims = fc
  .option(fc.tuple(anyDay, count(10), fc.constantFrom("SSP", "CE")), { freq: 1, nil: null })
  .map((claim): FamilyFacts["claims"] =>
    claim === null ? [] : [{ route: claim[2], submittedOn: claim[0], recordedOn: addDays(claim[0], claim[1]) }],
  );

/** An adult, children who pass each limit of age, and a sister who stays for a time; that she left is told late. */
export const someFamily: fc.Arbitrary<FamilyFacts> = fc
  .record({
    facts: someFacts,
    assessments: someAssessments,
    leads: someLeads,
    attachment: someAttachment,
    claims: someClaims,
    sisterFrom: count(700),
    action: fc.tuple(anyDay, count(300)),
  })
  .map(({ facts, assessments, leads, attachment, claims, sisterFrom, action: [from, length] }) => ({
    familyId: "family",
    district: "preston",
    recordedOn: epoch,
    members: [
      { personId: "adult", dateOfBirth: localDate("1985-02-28"), from: epoch, recordedOn: epoch },
      { personId: "child", dateOfBirth: localDate("2000-02-29"), from: epoch, recordedOn: epoch },
      {
        personId: "sister",
        dateOfBirth: localDate("1998-06-30"),
        from: addDays(epoch, sisterFrom),
        to: addDays(epoch, sisterFrom + 500),
        recordedOn: addDays(epoch, sisterFrom + 3),
        endedRecordedOn: addDays(epoch, sisterFrom + 510),
      },
      { personId: "toddler", dateOfBirth: localDate("2011-01-31"), from: epoch, recordedOn: epoch },
      { personId: "baby", dateOfBirth: addDays(epoch, 450), from: addDays(epoch, 450), recordedOn: addDays(epoch, 440) },
    ],
    ...facts,
    assessments: assessments.map((item, index) => ({ ...item, id: `assessment-${index}` })),
    actions: [{ id: "action", criterion: "HEALTH", hasOutcome: true, from, to: addDays(from, length), recordedOn: from }],
    leadProfessionals: leads.map((item, index) => ({ ...item, id: `lead-${index}` })),
    attachment,
    claims,
  }));
