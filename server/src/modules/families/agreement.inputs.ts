import { ArrayMaxSize, ArrayNotEmpty, IsUUID, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { type AgreementCapacity, PURPOSES, type Purpose } from "./agreement.rules.ts";
import { AgreementCapacityEnum, PurposeEnum } from "./agreement.type.ts";

/** What is no id at all gets the words of an unknown one: the answer tells nothing of what exists. */
const NOT_AN_ID = (what: string) => ({ message: `There is no such ${what}, or you cannot see it` });
const NO_KEY = { message: "Reload the page, then try again" };
const HAS_WORDS = /\S/u;
const MOST_AGENCIES = 30;

@InputType()
export class RecordAgreementInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => ID, { description: "Who of the family agrees." })
  @IsUUID(undefined, { message: "Choose who agrees for the family" })
  personId!: string;

  @Field(() => AgreementCapacityEnum)
  capacity!: AgreementCapacity;

  @Field(() => [ID])
  @ArrayNotEmpty({ message: "Choose the agencies that the family agrees to" })
  @ArrayMaxSize(MOST_AGENCIES, { message: "Choose 30 agencies or fewer" })
  @IsUUID(undefined, { each: true, message: "Choose agencies from the list" })
  agencyIds!: string[];

  @Field(() => [PurposeEnum])
  @ArrayNotEmpty({ message: "Choose what the family agrees to" })
  @ArrayMaxSize(PURPOSES.length, { message: "Choose purposes from the list" })
  purposes!: Purpose[];

  @Field(() => LocalDateScalar)
  agreedOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class RecordDeclinedAgreementInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => ID, { description: "Who of the family was asked and said no." })
  @IsUUID(undefined, { message: "Choose who was asked" })
  personId!: string;

  @Field(() => AgreementCapacityEnum)
  capacity!: AgreementCapacity;

  @Field(() => LocalDateScalar)
  askedOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class WithdrawAgreementInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("agreement"))
  agreementId!: string;

  @Field(() => ID, { description: "Who of the family takes it back." })
  @IsUUID(undefined, { message: "Choose who takes the agreement back" })
  personId!: string;

  @Field(() => AgreementCapacityEnum)
  capacity!: AgreementCapacity;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class RecordLawfulBasisInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => ID)
  @IsUUID(undefined, { message: "Choose an agency from the list" })
  agencyId!: string;

  @Field(() => String, { description: "Why a child cannot be kept safe otherwise." })
  @Matches(HAS_WORDS, { message: "Enter why this must go on without the family's agreement" })
  @MaxLength(4000, { message: "Your reason must be 4,000 characters or fewer" })
  reason!: string;

  @Field(() => String)
  @Matches(HAS_WORDS, { message: "Enter the name of the manager who decided this" })
  @MaxLength(200, { message: "The manager's name must be 200 characters or fewer" })
  manager!: string;

  @Field(() => LocalDateScalar)
  decidedOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class EndLawfulBasisInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("lawful basis"))
  lawfulBasisId!: string;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
