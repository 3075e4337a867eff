import { IsOptional, IsUUID, Matches } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { CriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { EvidenceParts, PartName } from "./evidence-facts.rules.ts";
import {
  BenefitEnum,
  EarlyHelpImpactEnum,
  EvidenceKindEnum,
  FinanceMeasureEnum,
  HealthConcernEnum,
  HousingStatusEnum,
  PlacementActivityEnum,
  ProgrammeEnum,
  SafeguardingEndEnum,
  SafeguardingStatusEnum,
  SchoolSettingEnum,
} from "./evidence-words.type.ts";
import type { Criterion, EvidenceKind } from "./facts.rules.ts";

/** What the rules take for a part. */
type Part<P extends PartName> = NonNullable<EvidenceParts[P]>;

const NOT_A_SCHOOL = { message: "Choose a school from the list" };
/** A payroll or reference number: no name fits. */
const CONTRACT = /^[A-Za-z0-9-]{1,40}$/u;

@InputType({ description: "A school's return for one child and term; a session is half a day." })
export class AttendanceInput implements Part<"attendance"> {
  @Field(() => LocalDateScalar, { description: "The term, by its first day." })
  term!: LocalDate;

  @Field(() => ID, { nullable: true, description: "The school, as an agency; a school's own people leave it out." })
  @IsOptional()
  @IsUUID(undefined, NOT_A_SCHOOL)
  schoolId?: string | null;

  @Field(() => Int)
  possible!: number;

  @Field(() => Int)
  authorised!: number;

  @Field(() => Int)
  unauthorised!: number;
}

@InputType({ description: "An exclusion; one for a fixed term may have a last day." })
export class ExclusionInput implements Part<"exclusion"> {
  @Field(() => Boolean)
  permanent!: boolean;
}

@InputType()
export class OffenceInput implements Part<"offence"> {
  @Field(() => Boolean, { description: "Proven, or likely to lead to a conviction or an out-of-court disposal." })
  proven!: boolean;

  @Field(() => Boolean, { description: "As police and the youth offending service determine." })
  serious!: boolean;
}

@InputType()
export class AsbIncidentInput implements Part<"asbIncident"> {
  @Field(() => Int, { description: "From 0, no sanction, to 5, an order of a court." })
  sanctionLevel!: number;
}

@InputType()
export class DomesticCallOutInput implements Part<"domesticCallOut"> {
  @Field(() => Boolean)
  inSupportOfInjunction!: boolean;
}

@InputType()
export class RiskScoreInput implements Part<"riskScore"> {
  @Field(() => Int, { description: "From 0 to 24." })
  score!: number;

  @Field(() => Boolean, { description: "Taken at closure, or at step-down from the original level of support." })
  atClosure!: boolean;
}

@InputType()
export class InterventionInput implements Part<"intervention"> {
  @Field(() => CriterionEnum, { description: "The need that it answers." })
  criterion!: Criterion;

  @Field(() => Boolean)
  completed!: boolean;
}

@InputType()
export class SafeguardingInput implements Part<"safeguarding"> {
  @Field(() => SafeguardingStatusEnum)
  status!: Part<"safeguarding">["status"];

  @Field(() => SafeguardingEndEnum, { nullable: true, description: "How it ended, where it has." })
  end?: NonNullable<Part<"safeguarding">["end"]> | null;
}

@InputType()
export class EarlyHelpInput implements Part<"earlyHelp"> {
  @Field(() => EarlyHelpImpactEnum)
  impact!: Part<"earlyHelp">["impact"];
}

@InputType()
export class BenefitInput implements Part<"benefit"> {
  @Field(() => BenefitEnum)
  benefit!: Part<"benefit">["benefit"];
}

@InputType()
export class EmploymentInput implements Part<"employment"> {
  @Field(() => String, {
    nullable: true,
    description: "A reference of the job: spells under one are one job, and a day between them is no break. Letters, digits and hyphens.",
  })
  @IsOptional()
  @Matches(CONTRACT, { message: "The reference must be up to 40 letters, digits and hyphens" })
  contract?: string | null;
}

@InputType()
export class UcEarningsInput implements Part<"ucEarnings"> {
  @Field(() => Boolean)
  thresholdMet!: boolean;
}

@InputType()
export class HealthConcernInput implements Part<"healthConcern"> {
  @Field(() => HealthConcernEnum)
  concern!: Part<"healthConcern">["concern"];
}

@InputType()
export class JudgementInput implements Part<"judgement"> {
  @Field(() => CriterionEnum)
  criterion!: Criterion;

  @Field(() => Boolean)
  progressed!: boolean;

  @Field(() => Boolean, { description: "Made at closure, or at step-down to less intensive support." })
  atClosure!: boolean;
}

@InputType()
export class SchoolRollInput implements Part<"schoolRoll"> {
  @Field(() => SchoolSettingEnum)
  setting!: Part<"schoolRoll">["setting"];

  @Field(() => ID, { nullable: true, description: "The school, as an agency; a school's own people leave it out." })
  @IsOptional()
  @IsUUID(undefined, NOT_A_SCHOOL)
  schoolId?: string | null;
}

@InputType({ description: "What police and the youth offending service determine." })
export class SeriousnessInput implements Part<"seriousness"> {
  @Field(() => Boolean)
  reduced!: boolean;
}

@InputType()
export class ProgrammeInput implements Part<"programme"> {
  @Field(() => ProgrammeEnum)
  programme!: Part<"programme">["programme"];
}

@InputType()
export class PlacementInput implements Part<"placement"> {
  @Field(() => PlacementActivityEnum)
  activity!: Part<"placement">["activity"];

  @Field(() => Boolean)
  accredited!: boolean;

  @Field(() => Boolean)
  completed!: boolean;

  @Field(() => Boolean, { description: "Plans are in place for going on with employment and skills." })
  continues!: boolean;
}

@InputType()
export class DwpStageInput implements Part<"dwpStage"> {
  @Field(() => Int, { description: "From 1 to 5; a higher one is nearer to work." })
  stage!: number;
}

@InputType()
export class FinanceInput implements Part<"finance"> {
  @Field(() => FinanceMeasureEnum)
  measure!: Part<"finance">["measure"];

  @Field(() => Int)
  pounds!: number;
}

@InputType()
export class HousingInput implements Part<"housing"> {
  @Field(() => HousingStatusEnum)
  status!: Part<"housing">["status"];
}

@InputType({ description: "Records were looked through for this kind, and it would have been found." })
export class CoverageInput implements Part<"coverage"> {
  @Field(() => EvidenceKindEnum)
  of!: EvidenceKind;
}
