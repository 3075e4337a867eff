import { graphqlEnum } from "../../graphql/enums.ts";
import {
  BENEFITS,
  EARLY_HELP_IMPACTS,
  EVIDENCE_FLAGS,
  FINANCE_MEASURES,
  HEALTH_CONCERNS,
  HOUSING_STATUSES,
  PLACEMENT_ACTIVITIES,
  PROGRAMMES,
  SAFEGUARDING_ENDS,
  SCHOOL_SETTINGS,
} from "./evidence-words.rules.ts";
import { EVIDENCE_KINDS, SAFEGUARDING_STATUSES } from "./facts.rules.ts";

export const EvidenceKindEnum = graphqlEnum("EvidenceKind", EVIDENCE_KINDS, "What a piece of evidence is.");
export const EvidenceFlagEnum = graphqlEnum("EvidenceFlag", EVIDENCE_FLAGS, "What was unusual about a fact when it was recorded.");
export const SafeguardingStatusEnum = graphqlEnum(
  "SafeguardingStatus",
  SAFEGUARDING_STATUSES,
  "How a child is safeguarded, most serious first.",
);
export const SafeguardingEndEnum = graphqlEnum("SafeguardingEnd", SAFEGUARDING_ENDS, "How a safeguarding status came to its end.");
export const EarlyHelpImpactEnum = graphqlEnum(
  "EarlyHelpImpact",
  EARLY_HELP_IMPACTS,
  "How much the concerns of an early help assessment weigh.",
);
export const BenefitEnum = graphqlEnum("Benefit", BENEFITS, "A benefit for people out of work or on a low income.");
export const HealthConcernEnum = graphqlEnum("HealthConcern", HEALTH_CONCERNS, "What somebody's health suffers from.");
export const SchoolSettingEnum = graphqlEnum(
  "SchoolSetting",
  SCHOOL_SETTINGS,
  "Where a child is on the roll; PRU is a pupil referral unit.",
);
export const ProgrammeEnum = graphqlEnum("Programme", PROGRAMMES, "A programme towards work that is paid for elsewhere.");
export const PlacementActivityEnum = graphqlEnum("PlacementActivity", PLACEMENT_ACTIVITIES, "A step towards work.");
export const FinanceMeasureEnum = graphqlEnum("FinanceMeasure", FINANCE_MEASURES, "What of somebody's money was measured.");
export const HousingStatusEnum = graphqlEnum("HousingStatus", HOUSING_STATUSES, "How safe somebody's home is.");
