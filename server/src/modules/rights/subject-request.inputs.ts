import { ArrayMaxSize, ArrayMinSize, IsIn, IsInt, IsOptional, IsUUID, Length, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { SubjectFileFormat } from "./subject-file.rules.ts";
import { ItemDecisionEnum, WithholdingGroundEnum } from "./subject-holding.type.ts";
import type { ItemDecision, WithholdingGround } from "./subject-items.rules.ts";
import type { HandingOver, RefusalGround, SubjectAsker } from "./subject-request.rules.ts";
import { HandingOverEnum, RefusalGroundEnum, SubjectAskerEnum, SubjectFileFormatEnum } from "./subject-request.type.ts";

const NO_KEY = { message: "Reload the page, then try again" };
const NO_REQUEST = { message: "There is no such request, or you cannot see it" };
const REASON = { message: "Enter a reason of up to 1,000 characters" };

@InputType({ description: "Whom it is about is found by their name and date of birth and one of reference and postcode." })
export class RecordSubjectRequestInput {
  @Field(() => SubjectAskerEnum)
  askedBy!: SubjectAsker;

  @Field(() => String, { nullable: true, description: "Needed where somebody asks for another." })
  @IsOptional()
  @MaxLength(200, { message: "Their name must be 200 characters or fewer" })
  requesterName?: string | null;

  @Field(() => String, { nullable: true, description: "Needed where somebody asks for another." })
  @IsOptional()
  @MaxLength(1000, { message: "What shows their authority must be 1,000 characters or fewer" })
  authority?: string | null;

  @Field(() => String)
  @Matches(/\p{L}/u, { message: "Enter their first name" })
  @MaxLength(100, { message: "First name must be 100 characters or fewer" })
  givenName!: string;

  @Field(() => String)
  @Matches(/\p{L}/u, { message: "Enter their last name" })
  @MaxLength(100, { message: "Last name must be 100 characters or fewer" })
  familyName!: string;

  @Field(() => LocalDateScalar)
  dateOfBirth!: LocalDate;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(20, { message: "Enter a reference, like F-100084" })
  familyReference?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(10, { message: "Enter a postcode, like PR1 8XJ" })
  postcode?: string | null;

  @Field(() => LocalDateScalar)
  receivedOn!: LocalDate;

  @Field(() => String, { nullable: true, description: "What was asked for; left out for everything." })
  @IsOptional()
  @MaxLength(2000, { message: "What was asked for must be 2,000 characters or fewer" })
  scope?: string | null;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
abstract class OfRequest {
  @Field(() => ID)
  @IsUUID(undefined, NO_REQUEST)
  requestId!: string;

  @Field(() => Int, { description: "The version on which this rests, so that no other change is overlooked." })
  @IsInt()
  version!: number;
}

@InputType()
export class ProveSubjectIdentityInput extends OfRequest {
  @Field(() => LocalDateScalar)
  provedOn!: LocalDate;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter how it was proved" })
  @MaxLength(500, { message: "How it was proved must be 500 characters or fewer" })
  proof!: string;
}

@InputType()
export class ExtendSubjectRequestInput extends OfRequest {
  @Field(() => Int, { description: "1 or 2." })
  @IsIn([1, 2], { message: "Choose one month or two" })
  months!: number;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter why it takes longer, as the person was told" })
  @MaxLength(1000, REASON)
  reason!: string;
}

@InputType()
export class DecideSubjectItemsInput {
  @Field(() => ID)
  @IsUUID(undefined, NO_REQUEST)
  requestId!: string;

  @Field(() => [String])
  @ArrayMinSize(1, { message: "Choose at least one item" })
  @ArrayMaxSize(2000, { message: "Choose 2,000 items or fewer" })
  @Length(1, 300, { each: true, message: "Reload the page, then try again" })
  itemKeys!: string[];

  @Field(() => ItemDecisionEnum)
  decision!: ItemDecision;

  @Field(() => WithholdingGroundEnum, { nullable: true, description: "Needed to withhold the item or a passage." })
  ground?: WithholdingGround | null;

  @Field(() => [String], { nullable: true, description: "Passages that are taken out, as they are written in the record." })
  @IsOptional()
  @ArrayMaxSize(20, { message: "Mark 20 passages or fewer" })
  @Length(1, 4000, { each: true, message: "Each passage must have between 1 and 4,000 characters" })
  passages?: string[] | null;

  @Field(() => String, { nullable: true, description: "Needed to withhold anything, and to give in full what names others." })
  @IsOptional()
  @MaxLength(1000, REASON)
  reason?: string | null;
}

@InputType()
export class PrepareSubjectRequestInput extends OfRequest {}

@InputType()
export class MakeSubjectFileInput {
  @Field(() => ID)
  @IsUUID(undefined, NO_REQUEST)
  requestId!: string;

  @Field(() => SubjectFileFormatEnum)
  format!: SubjectFileFormat;
}

@InputType()
export class DiscloseSubjectRequestInput extends OfRequest {
  @Field(() => LocalDateScalar)
  handedOverOn!: LocalDate;

  @Field(() => HandingOverEnum)
  handedOverBy!: HandingOver;
}

@InputType()
export class RefuseSubjectRequestInput extends OfRequest {
  @Field(() => RefusalGroundEnum)
  ground!: RefusalGround;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter the reason, as the person is told" })
  @MaxLength(1000, REASON)
  reason!: string;
}

@InputType()
export class WithdrawSubjectRequestInput extends OfRequest {
  @Field(() => String)
  @Matches(/\S/u, { message: "Enter how it was withdrawn" })
  @MaxLength(1000, REASON)
  reason!: string;
}
