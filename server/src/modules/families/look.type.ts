import { Field, Int, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { Written } from "../../graphql/written-json.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Worker } from "../agencies/agency.type.ts";

@Written()
@ObjectType({ simpleResolvers: true, description: "A colleague who has looked at a family or changed something of it, by the audit log." })
export class Look {
  @Field(() => Worker)
  worker!: Worker;

  @Field(() => Int, { description: "Pages on which they saw the family, lists included, and checks that found it." })
  looks!: number;

  @Field(() => Int)
  changes!: number;

  @Field(() => LocalDateScalar)
  firstOn!: LocalDate;

  @Field(() => LocalDateScalar)
  lastOn!: LocalDate;
}
