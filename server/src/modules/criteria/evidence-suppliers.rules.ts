import { AGENCY_KINDS, type AgencyKind, EVIDENCE_KINDS, type EvidenceKind } from "./facts.rules.ts";

/** A kind of agency, or the lead professional of a family whatever their agency. */
export type Supplier = AgencyKind | "LEAD_PROFESSIONAL";
export const SUPPLIERS: readonly Supplier[] = [...AGENCY_KINDS, "LEAD_PROFESSIONAL"];

const EDUCATION = {
  SCHOOL: "S3 table 2: records of schools and providers",
  WPEHS: "ours: the county's own education records (S3 table 2), for a school without an account",
} as const;
const RUNS_PROGRAMMES = "ours: agencies that run programmes, and so know who completed them";
const ASSESSES_RISK = "ours: agencies that use the local risk assessment (S3 table 5 names the tool and no agency)";
const ANY_FEED = "ours: whoever supplies a kind can say that they looked for it";

/**
 * Who supplies which kind of evidence, each with its ground: the column of evidence sources in S3's six tables, or ours.
 * Row-level security has the same table (evidence_supplier).
 */
const GROUNDS: Readonly<Record<EvidenceKind, Readonly<Partial<Record<Supplier, string>>>>> = {
  ATTENDANCE: EDUCATION,
  EXCLUSION: EDUCATION,
  SCHOOL_ROLL: {
    SCHOOL: "S3 table 2: school rolls and alternative provision records",
    WPEHS: "S3 table 2: the county's data on children missing education",
  },
  OFFENCE: {
    POLICE: "S3 table 1",
    YOS: "S3 table 1",
    PROBATION: "ours: it supervises adults for proven offences",
  },
  SERIOUSNESS: { POLICE: "S3 note 2", YOS: "S3 note 2" },
  ASB_INCIDENT: {
    POLICE: "S3 table 1",
    HOUSING: "S3 table 1",
    DISTRICT_COUNCIL: "ours: its community safety team records incidents and sanctions too",
  },
  DOMESTIC_CALL_OUT: { POLICE: "S3 table 5" },
  RISK_SCORE: {
    LEAD_PROFESSIONAL: "S3 table 5",
    POLICE: ASSESSES_RISK,
    HEALTH: ASSESSES_RISK,
    CSC: ASSESSES_RISK,
    WPEHS: ASSESSES_RISK,
    PROBATION: ASSESSES_RISK,
    VOLUNTARY: ASSESSES_RISK,
  },
  INTERVENTION: {
    LEAD_PROFESSIONAL: "S3 table 5: assessment and case notes of the lead worker",
    HEALTH: RUNS_PROGRAMMES,
    CSC: RUNS_PROGRAMMES,
    WPEHS: RUNS_PROGRAMMES,
    PROBATION: RUNS_PROGRAMMES,
    YOS: RUNS_PROGRAMMES,
    VOLUNTARY: RUNS_PROGRAMMES,
  },
  SAFEGUARDING: { CSC: "S3 table 3: the case system of social care" },
  EARLY_HELP: { WPEHS: "S3 table 3: early help assessments" },
  BENEFIT: { DWP: "S3 table 4" },
  EMPLOYMENT: { DWP: "S3 table 4", LEAD_PROFESSIONAL: "S3 table 4: the key worker" },
  UC_EARNINGS: { DWP: "S3 table 4" },
  PROGRAMME: {
    DWP: "ours: it refers people to these programmes",
    VOLUNTARY: "ours: it provides them",
  },
  PLACEMENT: {
    DWP: "S3 table 4",
    LEAD_PROFESSIONAL: "S3 table 4: case notes",
    VOLUNTARY: "ours: it provides placements and training",
  },
  DWP_STAGE: { DWP: "S3 table 4" },
  FINANCE: {
    LEAD_PROFESSIONAL: "S3 table 4: records of the lead worker",
    HOUSING: "ours: it knows of arrears of rent (S3 table 4 asks for evidence of arrears)",
    DISTRICT_COUNCIL: "ours: it knows of arrears of council tax",
  },
  HOUSING: {
    LEAD_PROFESSIONAL: "S3 table 4: records of the lead worker",
    HOUSING: "ours: the landlord",
    DISTRICT_COUNCIL: "ours: the housing authority",
  },
  HEALTH_CONCERN: {
    HEALTH: "S3 table 6: medical diagnosis",
    LEAD_PROFESSIONAL: "S3 table 6: assessment by the lead worker",
  },
  JUDGEMENT: { LEAD_PROFESSIONAL: "S3, evidencing outcomes: the lead worker judges" },
  INTERVENTION_START: { LEAD_PROFESSIONAL: "ours: whoever holds the plan together knows when it began" },
  COVERAGE: Object.fromEntries(AGENCY_KINDS.map((agency) => [agency, ANY_FEED])),
};

/** On what ground a supplier supplies a kind: a paragraph of S3, or ours; null where it does not. */
export function groundFor(supplier: Supplier, kind: EvidenceKind): string | null {
  return GROUNDS[kind][supplier] ?? null;
}

/** The kinds that a supplier supplies. */
export function kindsSuppliedBy(supplier: Supplier): readonly EvidenceKind[] {
  return EVIDENCE_KINDS.filter((kind) => groundFor(supplier, kind) !== null);
}
