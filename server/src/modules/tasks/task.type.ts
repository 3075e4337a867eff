import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";

const TASK_KINDS = [
  "FINISH_DRAFT",
  "AMEND_RETURNED_CAF",
  "REVIEW_CAF",
  "ANSWER_LEAD_PROFESSIONAL_REQUEST",
  "DO_ACTION",
  "HOLD_TAF",
  "LOOK_AT_DISPUTED_RECORD",
  "READ_CORRECTION",
  "ANSWER_CORRECTION_REQUEST",
  "ATTACH_FAMILY",
  "PUBLISH_MONTH",
  "ANSWER_SUBJECT_REQUEST",
  "LOOK_INTO_EMERGENCY_ACCESS",
  "REVIEW_SHARING_AGREEMENT",
  "RENEW_MACHINE_CLIENT",
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

const TaskKindEnum = graphqlEnum("TaskKind", TASK_KINDS, "What there is to do.");

@ObjectType({ simpleResolvers: true, description: "Something that waits for the viewer or their team." })
export class Task {
  @Field(() => TaskKindEnum)
  kind!: TaskKind;

  @Field(() => String)
  title!: string;

  @Field(() => LocalDateScalar, { nullable: true })
  dueOn!: LocalDate | null;

  @Field(() => Boolean)
  overdue!: boolean;

  @Field(() => ID, { nullable: true })
  familyId!: string | null;

  @Field(() => String, { nullable: true })
  familyName!: string | null;

  @Field(() => String, { nullable: true })
  cafReference!: string | null;

  @Field(() => [String], { description: "The members of the family who may not be shown what the title says." })
  notSharedWith!: string[];
}

@ObjectType({ simpleResolvers: true, description: "The most urgent tasks, and how many there are in all." })
export class TaskList {
  @Field(() => [Task])
  tasks!: Task[];

  @Field(() => Int)
  total!: number;
}
