import { ArrayMaxSize, IsIn, IsOptional, IsUUID, Length, Matches, MaxLength, Min, ValidateIf, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { CafContentInput } from "./caf-content.inputs.ts";
import { type CloseReason, LONGEST, RETURN_REASONS, type ReturnReason } from "./caf-content.rules.ts";
import { CloseReasonEnum, ReturnReasonEnum } from "./caf-words.type.ts";

const KEY = { message: "The idempotency key must be a UUID" };
const CAF = { message: "There is no such CAF, or you cannot see it" };
const VERSION = { message: "The version must be 1 or more" };

@InputType()
export class CheckForCafInput {
  @Field(() => String)
  @Matches(/\p{L}/u, { message: "Enter the last name" })
  @MaxLength(LONGEST.name, { message: `Last name must be ${LONGEST.name} characters or fewer` })
  familyName!: string;

  @Field(() => LocalDateScalar)
  dateOfBirth!: LocalDate;

  @Field(() => String)
  @Length(1, LONGEST.postcode, { message: "Enter a postcode, like PR1 8XJ" })
  postcode!: string;
}

@InputType()
export class StartCafInput {
  @Field(() => ID)
  @IsUUID(undefined, KEY)
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: "For a family that the viewer sees already." })
  @IsOptional()
  @IsUUID(undefined, { message: "There is no such family, or you cannot see it" })
  familyId?: string | null;
}

@InputType()
export class SaveCafDraftInput {
  @Field(() => ID)
  @IsUUID(undefined, CAF)
  cafId!: string;

  @Field(() => Int)
  @Min(1, VERSION)
  version!: number;

  @Field(() => CafContentInput)
  @ValidateNested()
  content!: CafContentInput;
}

@InputType()
export class DiscardCafDraftInput {
  @Field(() => ID)
  @IsUUID(undefined, CAF)
  cafId!: string;

  @Field(() => Int)
  @Min(1, VERSION)
  version!: number;
}

@InputType()
export class SubmitCafInput extends SaveCafDraftInput {
  @Field(() => ID)
  @IsUUID(undefined, KEY)
  idempotencyKey!: string;
}

@InputType()
export class RecordDangerReferralInput {
  @Field(() => ID)
  @IsUUID(undefined, CAF)
  cafId!: string;

  @Field(() => String, { description: "Which question was flagged, such as answers.m3.HEALTH; never prose." })
  @Matches(/^[A-Za-z0-9._-]{1,100}$/u, { message: "The question must be the name of a question" })
  question!: string;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter the reference that you were given" })
  @MaxLength(100, { message: "The reference must be 100 characters or fewer" })
  reference!: string;

  @Field(() => Date)
  referredAt!: Date;

  @Field(() => ID)
  @IsUUID(undefined, KEY)
  idempotencyKey!: string;
}

@InputType()
export class ReviewCafInput {
  @Field(() => ID)
  @IsUUID(undefined, CAF)
  cafId!: string;

  @Field(() => Int)
  @Min(1, VERSION)
  version!: number;

  @Field(() => Int, { description: "The submitted version that was read." })
  @Min(1, VERSION)
  versionNumber!: number;

  @Field(() => Boolean)
  compliant!: boolean;

  @Field(() => [ReturnReasonEnum])
  @ArrayMaxSize(RETURN_REASONS.length, { message: "Choose each reason once" })
  @IsIn(RETURN_REASONS, { each: true, message: "Choose reasons from the list" })
  reasons!: ReturnReason[];

  @Field(() => String, { nullable: true })
  @ValidateIf((input: ReviewCafInput) => input.note !== null && input.note !== undefined)
  @MaxLength(LONGEST.prose, { message: "The note must be 4,000 characters or fewer" })
  note?: string | null;

  @Field(() => ID)
  @IsUUID(undefined, KEY)
  idempotencyKey!: string;
}

@InputType()
export class CloseCafInput {
  @Field(() => ID)
  @IsUUID(undefined, CAF)
  cafId!: string;

  @Field(() => Int)
  @Min(1, VERSION)
  version!: number;

  @Field(() => CloseReasonEnum)
  reason!: CloseReason;

  @Field(() => String)
  @Matches(/\S/u, { message: "Say what became of the family's needs" })
  @MaxLength(LONGEST.prose, { message: "The outcome must be 4,000 characters or fewer" })
  outcome!: string;

  @Field(() => LocalDateScalar)
  closedOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, KEY)
  idempotencyKey!: string;
}
