import { Field, ID, Int, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { RetainedRecord, RetentionMeasure } from "./retention.rules.ts";
import { RecordKeeper, RetainedRecordEnum, RetentionMeasureEnum } from "./retention.type.ts";

@ObjectType({ simpleResolvers: true, description: "A decision about the retention schedule: what it says from a day on." })
export class RetentionChange {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  amount!: number;

  @Field(() => LocalDateScalar)
  validFrom!: LocalDate;

  @Field(() => String)
  reason!: string;

  @Field(() => Date)
  changedAt!: Date;

  @Field(() => RecordKeeper)
  changedBy!: RecordKeeper;
}

@ObjectType({ simpleResolvers: true, description: "A line of the retention schedule: how long one kind of record is kept." })
export class RetentionRule {
  @Field(() => RetainedRecordEnum)
  record!: RetainedRecord;

  @Field(() => RetentionMeasureEnum)
  measure!: RetentionMeasure;

  @Field(() => Int, { description: "What counts today." })
  amount!: number;

  @Field(() => Int, { nullable: true, description: "The shortest that the law leaves open." })
  least!: number | null;

  @Field(() => String, { nullable: true })
  leastWhy!: string | null;

  @Field(() => Int, { description: "For the optimistic lock: it counts the decisions." })
  version!: number;

  @Field(() => [RetentionChange], { description: "Every decision about it, the last one first, those of days to come among them." })
  changes!: RetentionChange[];
}

@ObjectType({ simpleResolvers: true, description: "What a change of the schedule would do, counted before it is made." })
export class RetentionPreview {
  @Field(() => Int, { description: "Records that would fall due sooner." })
  sooner!: number;

  @Field(() => Int, { description: "Records that would fall due later." })
  later!: number;

  @Field(() => Int, { description: "How many have fallen due by the day on which it begins, as the schedule stands." })
  dueBefore!: number;

  @Field(() => Int, { description: "How many would have." })
  dueAfter!: number;
}

@ObjectType({ simpleResolvers: true })
export class RetentionRulePayload {
  @Field(() => RetentionRule, { nullable: true })
  rule?: RetentionRule | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
