import { IsInt, IsOptional, IsUUID, Length, Matches, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { CafCriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { CafCriterion } from "../criteria/facts.rules.ts";
import type { CorrectionCapacity, CorrectionDecision, CorrectionSubject } from "./correction.rules.ts";
import { CorrectionCapacityEnum, CorrectionDecisionEnum, CorrectionSubjectEnum } from "./correction.type.ts";

const NO_KEY = { message: "Reload the page, then try again" };

@InputType()
export class RecordCorrectionRequestInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "There is no such family, or you cannot see it" })
  familyId!: string;

  @Field(() => ID)
  @IsUUID(undefined, { message: "Choose whom it is about" })
  personId!: string;

  @Field(() => CorrectionCapacityEnum)
  capacity!: CorrectionCapacity;

  @Field(() => CorrectionSubjectEnum)
  about!: CorrectionSubject;

  @Field(() => ID, { nullable: true, description: "Of the evidence, the action, the meeting or the CAF." })
  @IsOptional()
  @IsUUID(undefined, { message: "Choose the record that they say is wrong" })
  recordId?: string | null;

  @Field(() => Int, { nullable: true, description: "Of the CAF." })
  @IsOptional()
  @IsInt()
  @Min(1, { message: "There is no such version" })
  @Max(10_000, { message: "There is no such version" })
  versionNumber?: number | null;

  @Field(() => CafCriterionEnum, { nullable: true, description: "Where it is one answer of a CAF." })
  criterion?: CafCriterion | null;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter what they say is wrong" })
  @MaxLength(1000, { message: "What is wrong must be 1,000 characters or fewer" })
  wrong!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(4000, { message: "Their statement must be 4,000 characters or fewer" })
  statement?: string | null;

  @Field(() => LocalDateScalar)
  receivedOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class ExtendCorrectionRequestInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "There is no such request, or you cannot see it" })
  correctionRequestId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter why it takes longer: the person is told so" })
  @MaxLength(1000, { message: "Your reason must be 1,000 characters or fewer" })
  reason!: string;
}

@InputType()
export class DecideCorrectionRequestInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "There is no such request, or you cannot see it" })
  correctionRequestId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => CorrectionDecisionEnum)
  decision!: CorrectionDecision;

  @Field(() => String, { nullable: true, description: "Needed unless it was put right." })
  @IsOptional()
  @MaxLength(1000, { message: "Your reason must be 1,000 characters or fewer" })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: "What is right, of an action or a meeting." })
  @IsOptional()
  @MaxLength(1000, { message: "What is right must be 1,000 characters or fewer" })
  putRight?: string | null;

  @Field(() => String, { nullable: true, description: "Both names, where a name is put right." })
  @IsOptional()
  @Length(1, 100, { message: "Enter a first name of up to 100 characters" })
  givenName?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 100, { message: "Enter a last name of up to 100 characters" })
  familyName?: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  dateOfBirth?: LocalDate | null;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
