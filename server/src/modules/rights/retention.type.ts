import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../graphql/connection.ts";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { RETAINED_RECORDS, RETENTION_MEASURES, RETENTION_STATES, type RetainedRecord, type RetentionState } from "./retention.rules.ts";

export const RetainedRecordEnum = graphqlEnum("RetainedRecord", RETAINED_RECORDS, "What a line of the retention schedule is about.");
export const RetentionMeasureEnum = graphqlEnum("RetentionMeasure", RETENTION_MEASURES, "By what a line of the retention schedule counts.");
export const RetentionStateEnum = graphqlEnum(
  "RetentionState",
  RETENTION_STATES,
  "Where a record stands on its way. KEPT: reviewed, and kept until a day that has not come. TO_DISPOSE: reviewed, and waiting for somebody else to dispose of it.",
);
export const RETENTION_DECISIONS = ["KEEP", "DISPOSE"] as const;
export type RetentionDecision = (typeof RETENTION_DECISIONS)[number];
export const RetentionDecisionEnum = graphqlEnum("RetentionDecision", RETENTION_DECISIONS, "What was decided of a record that fell due.");

@ObjectType({ simpleResolvers: true, description: "A colleague who decided something about the keeping of records." })
export class RecordKeeper {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "While it stands, nothing of the family is disposed of." })
export class LegalHold {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => Date)
  placedAt!: Date;

  @Field(() => RecordKeeper)
  placedBy!: RecordKeeper;
}

@ObjectType({ simpleResolvers: true, description: "What an information officer decided of a record that fell due." })
export class RetentionReview {
  @Field(() => ID)
  id!: string;

  @Field(() => RetentionDecisionEnum)
  decision!: RetentionDecision;

  @Field(() => LocalDateScalar, { nullable: true })
  keepUntil!: LocalDate | null;

  @Field(() => String, { nullable: true, description: "Null once the record was disposed of." })
  reason!: string | null;

  @Field(() => Date)
  reviewedAt!: Date;

  @Field(() => RecordKeeper)
  reviewedBy!: RecordKeeper;
}

@ObjectType({ simpleResolvers: true })
export class BlankedRows {
  @Field(() => String)
  table!: string;

  @Field(() => Int)
  rows!: number;
}

@ObjectType({ simpleResolvers: true, description: "The certificate of a disposal: no personal value stands in it." })
export class Disposal {
  @Field(() => ID)
  id!: string;

  @Field(() => RetainedRecordEnum)
  record!: RetainedRecord;

  @Field(() => LocalDateScalar)
  dueOn!: LocalDate;

  @Field(() => Date)
  disposedAt!: Date;

  @Field(() => RecordKeeper)
  reviewedBy!: RecordKeeper;

  @Field(() => RecordKeeper)
  disposedBy!: RecordKeeper;

  @Field(() => [BlankedRows])
  blanked!: BlankedRows[];

  @Field(() => String, { description: "SHA-256 over everything that the certificate says." })
  hash!: string;
}

@ObjectType({ simpleResolvers: true, description: "A family's record and its keeping: a reference and days, never who the family is." })
export class RetentionRecord {
  @Field(() => ID)
  familyId!: string;

  @Field(() => String)
  reference!: string;

  @Field(() => String)
  district!: string;

  @Field(() => Int)
  people!: number;

  @Field(() => RetentionStateEnum)
  state!: RetentionState;

  @Field(() => RetainedRecordEnum, { nullable: true })
  record!: RetainedRecord | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Null while the case is open." })
  dueOn!: LocalDate | null;

  @Field(() => String, { description: "By what it falls due, in words." })
  why!: string;

  @Field(() => LegalHold, { nullable: true })
  hold!: LegalHold | null;

  @Field(() => RetentionReview, { nullable: true })
  review!: RetentionReview | null;

  @Field(() => Disposal, { nullable: true })
  disposal!: Disposal | null;
}

export const RetentionRecordConnection = connectionType(RetentionRecord);

@ObjectType({ simpleResolvers: true })
export class RetentionPayload {
  @Field(() => RetentionRecord, { nullable: true })
  record?: RetentionRecord | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
