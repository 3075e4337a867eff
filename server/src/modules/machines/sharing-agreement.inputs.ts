import { ArrayMaxSize, ArrayMinSize, IsUUID, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { EvidenceKindEnum } from "../criteria/evidence-words.type.ts";
import type { EvidenceKind } from "../criteria/facts.rules.ts";

const NO_KEY = { message: "Reload the page, then try again" };
const NO_AGREEMENT = { message: "There is no such agreement, or you cannot see it" };

@InputType()
export class AddSharingAgreementInput {
  @Field(() => String)
  @Matches(/\S/, { message: "Enter a title" })
  @MaxLength(200, { message: "Title must be 200 characters or fewer" })
  title!: string;

  @Field(() => [ID])
  @ArrayMinSize(1, { message: "Choose the agencies that have signed it" })
  @ArrayMaxSize(100, { message: "Choose 100 agencies or fewer" })
  @IsUUID(undefined, { each: true, message: "Choose agencies of the list" })
  agencyIds!: string[];

  @Field(() => [String])
  @ArrayMinSize(1, { message: "Enter what the evidence is shared for" })
  @ArrayMaxSize(20, { message: "Enter 20 purposes or fewer" })
  @Matches(/\S/, { each: true, message: "Enter what the evidence is shared for" })
  @MaxLength(200, { each: true, message: "Each purpose must be 200 characters or fewer" })
  purposes!: string[];

  @Field(() => [EvidenceKindEnum])
  @ArrayMinSize(1, { message: "Choose the kinds of evidence that it covers" })
  @ArrayMaxSize(40, { message: "Choose each kind once" })
  kinds!: EvidenceKind[];

  @Field(() => String)
  @Matches(/\S/, { message: "Enter where the signed document is kept" })
  @MaxLength(200, { message: "The document’s reference must be 200 characters or fewer" })
  documentReference!: string;

  @Field(() => LocalDateScalar)
  signedOn!: LocalDate;

  @Field(() => LocalDateScalar)
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar)
  validTo!: LocalDate;

  @Field(() => LocalDateScalar)
  reviewDueOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class EndSharingAgreementInput {
  @Field(() => ID)
  @IsUUID(undefined, NO_AGREEMENT)
  sharingAgreementId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class AddImpactAssessmentInput {
  @Field(() => ID)
  @IsUUID(undefined, NO_AGREEMENT)
  sharingAgreementId!: string;

  @Field(() => String)
  @Matches(/\S/, { message: "Enter a title" })
  @MaxLength(200, { message: "Title must be 200 characters or fewer" })
  title!: string;

  @Field(() => String)
  @Matches(/\S/, { message: "Enter where the approved document is kept" })
  @MaxLength(200, { message: "The document’s reference must be 200 characters or fewer" })
  documentReference!: string;

  @Field(() => String)
  @Matches(/\S/, { message: "Enter who approved it" })
  @MaxLength(200, { message: "Who approved it must be 200 characters or fewer" })
  approvedBy!: string;

  @Field(() => LocalDateScalar)
  approvedOn!: LocalDate;

  @Field(() => LocalDateScalar)
  reviewDueOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class EndImpactAssessmentInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "There is no such assessment, or you cannot see it" })
  assessmentId!: string;

  @Field(() => Int)
  version!: number;
}
