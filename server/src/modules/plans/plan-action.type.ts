import { Field, ID, Int, ObjectType } from "type-graphql";
import { CriterionEnum, graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import { Written } from "../../graphql/written-json.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Team } from "../agencies/agency.type.ts";
import type { ActionOwner } from "../assessments/caf-content.rules.ts";
import { ActionOwnerEnum } from "../assessments/caf-words.type.ts";
import type { Criterion } from "../criteria/facts.rules.ts";
import { Family, Person } from "../families/family.type.ts";
import { ACTION_STATUSES, type ActionStatus } from "./plan.rules.ts";

const ActionStatusEnum = graphqlEnum("ActionStatus", ACTION_STATUSES, "How far an action has come.");

@Written()
@ObjectType({ simpleResolvers: true, description: "Something that a team or the family will do about a need, and what it should change." })
export class PlanAction {
  @Field(() => ID)
  id!: string;

  @Field(() => CriterionEnum, { description: "The need that it answers." })
  criterion!: Criterion;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true, description: "What should be different afterwards." })
  outcome!: string | null;

  @Field(() => ActionOwnerEnum)
  owner!: ActionOwner;

  @Field(() => Team, { nullable: true, description: "Null where the family does it." })
  team!: Team | null;

  @Field(() => Person, { nullable: true, description: "Whom it is about; null where it is about the family." })
  person!: Person | null;

  @Field(() => LocalDateScalar)
  dueOn!: LocalDate;

  @Field(() => ActionStatusEnum)
  status!: ActionStatus;

  @Field(() => LocalDateScalar, { nullable: true })
  endedOn!: LocalDate | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Boolean)
  overdue!: boolean;

  @Field(() => Int, { description: "For the optimistic lock." })
  version!: number;

  /** For the policy; not part of the API. */
  teamId!: string | null;
  viewerLeads!: boolean;
}

@ObjectType({ simpleResolvers: true })
export class PlanActionPayload {
  @Field(() => PlanAction, { nullable: true })
  action?: PlanAction | null;

  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
