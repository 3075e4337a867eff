import { ArrayMaxSize, ArrayNotEmpty, IsOptional, IsUUID, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { LONGEST } from "./caf-content.rules.ts";
import { PLACE_FORM } from "./closed-answer.rules.ts";

const FAMILY = { message: "There is no such family, or you cannot see it" };
const PERSON = { message: "Choose somebody who is, or was, in the family" };
const PLACE = { message: "Choose from the list what is not to be shown" };
const NO_KEY = { message: "Reload the page, then try again" };
const MOST = { message: "Your reason must be 1,000 characters or fewer" };

@InputType()
export class CloseAnswerInput {
  @Field(() => ID)
  @IsUUID(undefined, FAMILY)
  familyId!: string;

  @Field(() => ID, { nullable: true, description: "The CAF in which it stands; none for an action or for evidence." })
  @IsOptional()
  @IsUUID(undefined, PLACE)
  cafId?: string | null;

  @Field(() => String)
  @Matches(PLACE_FORM, PLACE)
  place!: string;

  @Field(() => [ID])
  @ArrayNotEmpty({ message: "Choose who is not to be shown this" })
  @ArrayMaxSize(LONGEST.members, { message: `Choose ${LONGEST.members} people or fewer` })
  @IsUUID(undefined, { each: true, ...PERSON })
  personIds!: string[];

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter why this is not to be shown to them" })
  @MaxLength(1000, MOST)
  reason!: string;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class OpenAnswerInput {
  @Field(() => ID)
  @IsUUID(undefined, FAMILY)
  familyId!: string;

  @Field(() => String)
  @Matches(PLACE_FORM, PLACE)
  place!: string;

  @Field(() => ID)
  @IsUUID(undefined, PERSON)
  personId!: string;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter why it can be shown to them now" })
  @MaxLength(1000, MOST)
  reason!: string;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
