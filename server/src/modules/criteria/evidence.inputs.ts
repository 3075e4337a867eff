import { IsOptional, IsUUID, MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { EvidenceFact } from "./evidence-facts.rules.ts";
import {
  AsbIncidentInput,
  AttendanceInput,
  BenefitInput,
  CoverageInput,
  DomesticCallOutInput,
  DwpStageInput,
  EarlyHelpInput,
  EmploymentInput,
  ExclusionInput,
  FinanceInput,
  HealthConcernInput,
  HousingInput,
  InterventionInput,
  JudgementInput,
  OffenceInput,
  PlacementInput,
  ProgrammeInput,
  RiskScoreInput,
  SafeguardingInput,
  SchoolRollInput,
  SeriousnessInput,
  UcEarningsInput,
} from "./evidence-parts.inputs.ts";
import { EvidenceKindEnum } from "./evidence-words.type.ts";
import type { EvidenceKind } from "./facts.rules.ts";

const NOT_AN_ID = (what: string) => ({ message: `There is no such ${what}, or you cannot see it` });
const NO_KEY = { message: "Reload the page, then try again" };
const TOO_LONG = { message: "The statement must be 4,000 characters or fewer" };
const IN_WORDS = "In words: what a bare entry cannot say. Needed from a lead professional, and to withdraw a fact.";

@InputType({ description: "A fact: its kind, whom it is about, when, and the one part that fits the kind." })
export class EvidenceFactInput implements EvidenceFact {
  @Field(() => EvidenceKindEnum)
  kind!: EvidenceKind;

  @Field(() => ID, { nullable: true, description: "None where it is about the family." })
  @IsOptional()
  @IsUUID(undefined, { message: "Choose somebody of this family" })
  personId?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The day it holds from or happened on; none for a return, whose term says.",
  })
  from?: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day; none while it goes on." })
  to?: LocalDate | null;

  @Field(() => Boolean, { nullable: true, description: "The same is recorded already for that day, and happened again on it." })
  anotherThatDay?: boolean | null;

  @Field(() => AttendanceInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  attendance?: AttendanceInput | null;

  @Field(() => ExclusionInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  exclusion?: ExclusionInput | null;

  @Field(() => OffenceInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  offence?: OffenceInput | null;

  @Field(() => AsbIncidentInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  asbIncident?: AsbIncidentInput | null;

  @Field(() => DomesticCallOutInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  domesticCallOut?: DomesticCallOutInput | null;

  @Field(() => RiskScoreInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  riskScore?: RiskScoreInput | null;

  @Field(() => InterventionInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  intervention?: InterventionInput | null;

  @Field(() => SafeguardingInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  safeguarding?: SafeguardingInput | null;

  @Field(() => EarlyHelpInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  earlyHelp?: EarlyHelpInput | null;

  @Field(() => BenefitInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  benefit?: BenefitInput | null;

  @Field(() => EmploymentInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  employment?: EmploymentInput | null;

  @Field(() => UcEarningsInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  ucEarnings?: UcEarningsInput | null;

  @Field(() => HealthConcernInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  healthConcern?: HealthConcernInput | null;

  @Field(() => JudgementInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  judgement?: JudgementInput | null;

  @Field(() => SchoolRollInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  schoolRoll?: SchoolRollInput | null;

  @Field(() => SeriousnessInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  seriousness?: SeriousnessInput | null;

  @Field(() => ProgrammeInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  programme?: ProgrammeInput | null;

  @Field(() => PlacementInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  placement?: PlacementInput | null;

  @Field(() => DwpStageInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  dwpStage?: DwpStageInput | null;

  @Field(() => FinanceInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  finance?: FinanceInput | null;

  @Field(() => HousingInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  housing?: HousingInput | null;

  @Field(() => CoverageInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  coverage?: CoverageInput | null;
}

@InputType()
export class AddEvidenceInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => EvidenceFactInput)
  @ValidateNested()
  fact!: EvidenceFactInput;

  @Field(() => String, { nullable: true, description: IN_WORDS })
  @IsOptional()
  @MaxLength(4000, TOO_LONG)
  statement?: string | null;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class CorrectEvidenceInput {
  @Field(() => ID, { description: "What is wrong, as last known: of two who correct it the second is told." })
  @IsUUID(undefined, NOT_AN_ID("evidence"))
  evidenceId!: string;

  @Field(() => Boolean, { description: "It never was: no fact takes its place." })
  withdraw!: boolean;

  @Field(() => EvidenceFactInput, { nullable: true, description: "What is right, whole; none to withdraw." })
  @IsOptional()
  @ValidateNested()
  fact?: EvidenceFactInput | null;

  @Field(() => String, { nullable: true, description: IN_WORDS })
  @IsOptional()
  @MaxLength(4000, TOO_LONG)
  statement?: string | null;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
