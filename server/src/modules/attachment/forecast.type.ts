import { Field, ObjectType } from "type-graphql";
import { CriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { Criterion } from "../criteria/facts.rules.ts";
import { ClaimForecast } from "./standing.type.ts";

@ObjectType({ simpleResolvers: true, description: "Something that would change on a day." })
export class ForecastStep {
  @Field(() => LocalDateScalar)
  on!: LocalDate;

  @Field(() => CriterionEnum, { nullable: true, description: "Null where it is about the claim." })
  criterion!: Criterion | null;

  @Field(() => String)
  sentence!: string;

  @Field(() => String, { nullable: true, description: "What the rules say of it; null where the reasons are withheld." })
  why!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "When a claim would be ready if something were so. Nothing else is taken to happen." })
export class Forecast {
  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => LocalDateScalar, { description: "The last day looked at." })
  until!: LocalDate;

  @Field(() => ClaimForecast)
  claim!: ClaimForecast;

  @Field(() => String, { nullable: true, description: "The school term in which a claim would be ready, or the month outside term." })
  period!: string | null;

  @Field(() => String)
  sentence!: string;

  @Field(() => [ForecastStep], { description: "In order of day." })
  steps!: ForecastStep[];

  @Field(() => [UserError], { description: "What is wrong with what was supposed: nothing was then taken to be so." })
  errors!: UserError[];
}
