import { IsUUID } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";

const KEY = { message: "Reload the page, then try again" };
const PLAN = { message: "There is no such outcomes plan, or you cannot see it" };
const REEVALUATION = { message: "There is no such re-evaluation, or you cannot see it" };

@InputType()
export class ChangePlanInput {
  @Field(() => ID)
  @IsUUID(undefined, PLAN)
  planId!: string;

  @Field(() => ID, {
    description: "The plan that was in force when the person decided: another by now means that somebody else was quicker.",
  })
  @IsUUID(undefined, PLAN)
  insteadOf!: string;

  @Field(() => ID)
  @IsUUID(undefined, KEY)
  idempotencyKey!: string;
}

@InputType()
export class StartReevaluationInput {
  @Field(() => ID)
  @IsUUID(undefined, KEY)
  idempotencyKey!: string;
}

@InputType()
export class PauseReevaluationInput {
  @Field(() => ID)
  @IsUUID(undefined, REEVALUATION)
  reevaluationId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ID)
  @IsUUID(undefined, KEY)
  idempotencyKey!: string;
}

@InputType()
export class ResumeReevaluationInput extends PauseReevaluationInput {}
