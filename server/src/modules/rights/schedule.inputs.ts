import { IsInt, Matches, Max, MaxLength, Min } from "class-validator";
import { Field, InputType, Int } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { RetainedRecord } from "./retention.rules.ts";
import { RetainedRecordEnum } from "./retention.type.ts";

const AMOUNT = { message: "Enter a whole number from 1 to 100" };

@InputType()
export class ChangeRetentionRuleInput {
  @Field(() => RetainedRecordEnum)
  record!: RetainedRecord;

  @Field(() => Int)
  @IsInt(AMOUNT)
  @Min(1, AMOUNT)
  @Max(100, AMOUNT)
  amount!: number;

  @Field(() => LocalDateScalar, { description: "The first day on which it counts: today or later." })
  validFrom!: LocalDate;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter why the schedule is changed" })
  @MaxLength(1000, { message: "Your reason must be 1,000 characters or fewer" })
  reason!: string;

  @Field(() => Int)
  version!: number;
}
