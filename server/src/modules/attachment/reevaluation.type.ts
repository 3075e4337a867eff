import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Worker } from "../agencies/agency.type.ts";
import { REEVALUATION_CAUSES, REEVALUATION_STATES, type ReevaluationCause, type ReevaluationState } from "./reevaluation.rules.ts";

const ReevaluationStateEnum = graphqlEnum(
  "ReevaluationState",
  REEVALUATION_STATES,
  "FAILED: batches are left that failed each time; resuming tries them again. REPLACED: a later one took over what was left.",
);

const ReevaluationCauseEnum = graphqlEnum(
  "ReevaluationCause",
  REEVALUATION_CAUSES,
  "Whether another plan was put in force, or the families were to be worked out anew under the same.",
);

@ObjectType({ simpleResolvers: true, description: "Working every family out anew, in batches, under the plan in force." })
export class Reevaluation {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: "The plan that was in force when it began." })
  planId!: string;

  @Field(() => String)
  planName!: string;

  @Field(() => ReevaluationCauseEnum)
  cause!: ReevaluationCause;

  @Field(() => LocalDateScalar, { description: "The first day whose answers may be others." })
  since!: LocalDate;

  @Field(() => ReevaluationStateEnum)
  state!: ReevaluationState;

  @Field(() => Int)
  families!: number;

  @Field(() => Int)
  familiesDone!: number;

  @Field(() => Int, { description: "Of those done, families that reports count otherwise than before." })
  familiesChanged!: number;

  @Field(() => Int, { description: "Batches that failed each time they were tried." })
  failedBatches!: number;

  @Field(() => Date)
  startedAt!: Date;

  @Field(() => Worker)
  startedBy!: Worker;

  @Field(() => Date, { nullable: true })
  endedAt!: Date | null;

  @Field(() => Int)
  version!: number;
}

@ObjectType({ simpleResolvers: true })
export class ReevaluationPayload {
  @Field(() => Reevaluation, { nullable: true })
  reevaluation?: Reevaluation | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
