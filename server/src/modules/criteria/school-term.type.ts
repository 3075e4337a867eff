import { Field, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";

@ObjectType({ simpleResolvers: true, description: "A school term of the authority; returns name it by its first day." })
export class SchoolTerm {
  @Field(() => String)
  name!: string;

  @Field(() => LocalDateScalar)
  from!: LocalDate;

  @Field(() => LocalDateScalar)
  to!: LocalDate;
}
