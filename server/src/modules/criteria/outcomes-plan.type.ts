import { Field, ID, Int, ObjectType } from "type-graphql";
import { CriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Worker } from "../agencies/agency.type.ts";
import type { Criterion } from "./facts.rules.ts";

@ObjectType({ simpleResolvers: true, description: "A test of a plan in words, a line for each measure." })
export class RuleWords {
  @Field(() => Boolean, { description: "Whether any one of the lines is enough; otherwise every one must hold." })
  anyOne!: boolean;

  @Field(() => [String])
  lines!: readonly string[];
}

@ObjectType({ simpleResolvers: true, description: "One row of a plan: what makes the issue a need, and what counts as progress on it." })
export class PlanIssue {
  @Field(() => ID, { description: "The rule that reasons name." })
  id!: string;

  @Field(() => String)
  label!: string;

  @Field(() => String, { description: "Whom it is about." })
  who!: string;

  @Field(() => RuleWords, { description: "What makes it a need." })
  entry!: RuleWords;

  @Field(() => RuleWords, { description: "What counts as progress, and when it has lasted." })
  progress!: RuleWords;

  @Field(() => String, { description: "The paragraph that the entry test comes from, or that it is assumed." })
  entrySource!: string;

  @Field(() => String)
  progressSource!: string;
}

@ObjectType({ simpleResolvers: true, description: "Rows of a criterion of which one is enough, among those that were a need." })
export class PlanAlternatives {
  @Field(() => [ID])
  rows!: string[];

  @Field(() => String)
  source!: string;
}

@ObjectType({ simpleResolvers: true, description: "A criterion that a plan uses, with its rows." })
export class PlanCriterion {
  @Field(() => CriterionEnum)
  criterion!: Criterion;

  @Field(() => String)
  label!: string;

  @Field(() => [PlanIssue], { description: "In the plan's order; a need that only an assessment names comes last." })
  issues!: PlanIssue[];

  @Field(() => [PlanAlternatives], { description: "Of all other rows that were a need, every one must be met." })
  alternatives!: PlanAlternatives[];
}

@ObjectType({ simpleResolvers: true, description: "An authority's rules, dated, as data: what counts as a need and as progress." })
export class OutcomesPlan {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  authority!: string;

  @Field(() => String)
  name!: string;

  @Field(() => LocalDateScalar)
  from!: LocalDate;

  @Field(() => LocalDateScalar)
  to!: LocalDate;

  @Field(() => Boolean)
  inForce!: boolean;

  @Field(() => Date, { nullable: true, description: "Since when it is in force, where it is." })
  inForceSince!: Date | null;

  @Field(() => Date)
  addedAt!: Date;

  @Field(() => Worker, { nullable: true, description: "Null for a plan that came with the service." })
  addedBy!: Worker | null;

  @Field(() => Int, { description: "Needs under so many criteria make a family eligible." })
  needsForEligibility!: number;

  @Field(() => String)
  eligibilitySource!: string;

  @Field(() => [PlanCriterion])
  criteria!: PlanCriterion[];

  @Field(() => [String], { description: "What the paper behind the plan says and the plan does not, and why." })
  leftOut!: string[];
}
