import { IsOptional, IsUUID, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { CriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { ActionOwner } from "../assessments/caf-content.rules.ts";
import { ActionOwnerEnum } from "../assessments/caf-words.type.ts";
import type { Criterion } from "../criteria/facts.rules.ts";
import { HAS_WORDS, NO_KEY, NOT_AN_ID } from "./plan.inputs.ts";

@InputType()
export class AddPlanActionInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => CriterionEnum)
  criterion!: Criterion;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID(undefined, NOT_AN_ID("person"))
  personId?: string | null;

  @Field(() => String)
  @Matches(HAS_WORDS, { message: "Enter what will be done" })
  @MaxLength(500, { message: "What will be done must be 500 characters or fewer" })
  title!: string;

  @Field(() => String)
  @Matches(HAS_WORDS, { message: "Enter what should be different afterwards" })
  @MaxLength(500, { message: "What should be different must be 500 characters or fewer" })
  outcome!: string;

  @Field(() => ActionOwnerEnum)
  owner!: ActionOwner;

  @Field(() => ID, { nullable: true, description: "The team that will do it; none where the family does." })
  @IsOptional()
  @IsUUID(undefined, NOT_AN_ID("team"))
  teamId?: string | null;

  @Field(() => LocalDateScalar)
  dueOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class CompletePlanActionInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("action"))
  actionId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  @Matches(HAS_WORDS, { message: "Enter what was done" })
  @MaxLength(4000, { message: "What was done must be 4,000 characters or fewer" })
  note!: string;

  @Field(() => LocalDateScalar)
  doneOn!: LocalDate;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
