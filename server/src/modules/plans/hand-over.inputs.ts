import { IsOptional, IsUUID } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { NO_KEY, NOT_AN_ID } from "./plan.inputs.ts";

@InputType()
export class HandOverCaseInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("team"))
  fromTeamId!: string;

  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("team"))
  toTeamId!: string;

  @Field(() => ID, { nullable: true, description: "Who is asked to lead the family next; needed where the first team leads it." })
  @IsOptional()
  @IsUUID(undefined, NOT_AN_ID("worker"))
  workerId?: string | null;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
