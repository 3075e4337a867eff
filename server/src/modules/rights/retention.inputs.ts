import { IsUUID, Length, Matches } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { type RetentionDecision, RetentionDecisionEnum } from "./retention.type.ts";

const FAMILY = { message: "There is no such family, or you cannot see it" };
const REASON = { message: "Enter a reason of up to 1,000 characters" };

@InputType()
export class PlaceLegalHoldInput {
  @Field(() => String, { description: "A family's, such as F-100084: any record may be put on hold." })
  @Matches(/^\s*F-\d{6,12}\s*$/iu, { message: "Enter a reference, like F-100084" })
  reference!: string;

  @Field(() => String)
  @Length(1, 1000, REASON)
  reason!: string;
}

@InputType()
export class LiftLegalHoldInput {
  @Field(() => ID)
  @IsUUID(undefined, FAMILY)
  familyId!: string;
}

@InputType()
export class ReviewRecordInput {
  @Field(() => ID)
  @IsUUID(undefined, FAMILY)
  familyId!: string;

  @Field(() => RetentionDecisionEnum)
  decision!: RetentionDecision;

  @Field(() => LocalDateScalar, { nullable: true, description: "Needed to keep it." })
  keepUntil?: LocalDate | null;

  @Field(() => String)
  @Length(1, 1000, REASON)
  reason!: string;
}

@InputType()
export class DisposeRecordInput {
  @Field(() => ID)
  @IsUUID(undefined, FAMILY)
  familyId!: string;

  @Field(() => ID, { description: "The review that decided it, so that a later one is not overlooked." })
  @IsUUID(undefined, { message: "There is no such review, or you cannot see it" })
  reviewId!: string;
}
