import { Field, ID, Int, ObjectType } from "type-graphql";
import { CriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { Criterion } from "../criteria/facts.rules.ts";

@ObjectType({ simpleResolvers: true, description: "Families under the plan in force and under another. What is both is counted in each." })
export class ComparedFigures {
  @Field(() => Int)
  inForce!: number;

  @Field(() => Int)
  other!: number;

  @Field(() => Int, { description: "Under the other plan alone." })
  gained!: number;

  @Field(() => Int, { description: "Under the plan in force alone." })
  lost!: number;
}

@ObjectType({ simpleResolvers: true })
export class DistrictComparison {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  district!: string;

  @Field(() => Int)
  families!: number;

  @Field(() => ComparedFigures)
  eligible!: ComparedFigures;
}

@ObjectType({ simpleResolvers: true })
export class CriterionComparison {
  @Field(() => CriterionEnum)
  criterion!: Criterion;

  @Field(() => String)
  label!: string;

  @Field(() => Boolean, { description: "Whether the plan in force asks about it at all." })
  usedInForce!: boolean;

  @Field(() => Boolean)
  usedByOther!: boolean;

  @Field(() => ComparedFigures, { description: "Families with a need under it." })
  needs!: ComparedFigures;
}

@ObjectType({
  simpleResolvers: true,
  description: "The viewer's families as they would stand today under another plan. Nothing of it is stored.",
})
export class PlanComparison {
  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => ID)
  planInForceId!: string;

  @Field(() => String)
  planInForceName!: string;

  @Field(() => ID)
  otherId!: string;

  @Field(() => String)
  otherName!: string;

  @Field(() => Int)
  families!: number;

  @Field(() => ComparedFigures)
  eligible!: ComparedFigures;

  @Field(() => [DistrictComparison], { description: "The districts of the families counted, in the order of the authority's papers." })
  districts!: DistrictComparison[];

  @Field(() => [CriterionComparison], { description: "Every criterion of either plan." })
  criteria!: CriterionComparison[];
}
