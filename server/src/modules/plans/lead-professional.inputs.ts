import { IsOptional, IsUUID, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { NO_KEY, NOT_AN_ID } from "./plan.inputs.ts";

@InputType()
export class AskLeadProfessionalInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("worker"))
  workerId!: string;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class AnswerLeadProfessionalInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("request"))
  requestId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Boolean)
  accept!: boolean;

  @Field(() => String, { nullable: true, description: "Why not; needed to decline." })
  @IsOptional()
  @MaxLength(1000, { message: "Your reason must be 1,000 characters or fewer" })
  reason?: string | null;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
