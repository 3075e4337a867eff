import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../graphql/connection.ts";
import { CafCriterionEnum, graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Worker } from "../agencies/agency.type.ts";
import type { CafCriterion } from "../criteria/facts.rules.ts";
import { Family, Person } from "../families/family.type.ts";
import {
  CORRECTION_CAPACITIES,
  CORRECTION_DECISIONS,
  CORRECTION_SUBJECTS,
  type CorrectionCapacity,
  type CorrectionDecision,
  type CorrectionSubject,
} from "./correction.rules.ts";

export const CorrectionSubjectEnum = graphqlEnum("CorrectionSubject", CORRECTION_SUBJECTS, "What somebody says is wrong.");
export const CorrectionCapacityEnum = graphqlEnum("CorrectionCapacity", CORRECTION_CAPACITIES, "Who says so, of the person concerned.");
export const CorrectionDecisionEnum = graphqlEnum(
  "CorrectionDecision",
  CORRECTION_DECISIONS,
  "What became of it. STATEMENT_ADDED: it was not put right, and what they say of it stands beside it for good.",
);

@ObjectType({
  simpleResolvers: true,
  description: "That somebody says that something recorded is wrong, and what was decided of it. The record itself stays as it was.",
})
export class CorrectionRequest {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  familyId!: string;

  @Field(() => String)
  familyReference!: string;

  @Field(() => Person, { nullable: true, description: "Whom the record is about." })
  person!: Person | null;

  @Field(() => CorrectionCapacityEnum)
  capacity!: CorrectionCapacity;

  @Field(() => CorrectionSubjectEnum)
  about!: CorrectionSubject;

  @Field(() => String, { description: "The record in a few words." })
  label!: string;

  @Field(() => ID, { nullable: true, description: "Of the evidence, the action, the meeting or the CAF; null for a detail of the person." })
  recordId!: string | null;

  @Field(() => String, { nullable: true })
  cafReference!: string | null;

  @Field(() => Int, { nullable: true })
  versionNumber!: number | null;

  @Field(() => CafCriterionEnum, { nullable: true })
  criterion!: CafCriterion | null;

  @Field(() => String, { nullable: true, description: "What the record said of a name or a date of birth on that day." })
  said!: string | null;

  @Field(() => String, { nullable: true, description: "What they say is wrong; null once disposed of." })
  wrong!: string | null;

  @Field(() => String, { nullable: true, description: "In their own words, where they gave a statement." })
  statement!: string | null;

  @Field(() => LocalDateScalar)
  receivedOn!: LocalDate;

  @Field(() => LocalDateScalar, {
    description: "A month from the day it was received, and two more where it was extended (UK GDPR, article 12).",
  })
  dueOn!: LocalDate;

  @Field(() => Boolean)
  overdue!: boolean;

  @Field(() => LocalDateScalar, { nullable: true, description: "When two further months were taken." })
  extendedOn!: LocalDate | null;

  @Field(() => String, { nullable: true })
  extendReason!: string | null;

  @Field(() => Worker)
  recordedBy!: Worker;

  @Field(() => Boolean, { description: "Whoever made the record has put another in its place since." })
  corrected!: boolean;

  @Field(() => CorrectionDecisionEnum, { nullable: true })
  decision!: CorrectionDecision | null;

  @Field(() => LocalDateScalar, { nullable: true })
  decidedOn!: LocalDate | null;

  @Field(() => Worker, { nullable: true })
  decidedBy!: Worker | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: "What is right, where it was put right." })
  putRight!: string | null;

  @Field(() => Int)
  version!: number;
}

export const CorrectionRequestConnection = connectionType(CorrectionRequest);

@ObjectType({ simpleResolvers: true, description: "Something recorded that somebody may say is wrong." })
export class CorrectableRecord {
  @Field(() => CorrectionSubjectEnum)
  about!: CorrectionSubject;

  @Field(() => ID)
  recordId!: string;

  @Field(() => Int, { nullable: true })
  versionNumber!: number | null;

  @Field(() => String)
  label!: string;

  @Field(() => LocalDateScalar)
  on!: LocalDate;
}

@ObjectType({
  simpleResolvers: true,
  description: "Whom and what of a family somebody may say something is wrong with, as far as the viewer may see it.",
})
export class CorrectionSubjects {
  @Field(() => ID)
  familyId!: string;

  @Field(() => String)
  reference!: string;

  @Field(() => [Person])
  people!: Person[];

  @Field(() => [CorrectableRecord])
  records!: CorrectableRecord[];
}

@ObjectType({ simpleResolvers: true })
export class CorrectionRequestPayload {
  @Field(() => CorrectionRequest, { nullable: true })
  correctionRequest?: CorrectionRequest | null;

  @Field(() => Family, { nullable: true, description: "Null where the viewer does not see the family." })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true })
export class DecideCorrectionRequestPayload {
  @Field(() => CorrectionRequest, { nullable: true })
  correctionRequest?: CorrectionRequest | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
