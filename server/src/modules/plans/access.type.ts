import { Field, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Team } from "../agencies/agency.type.ts";

@ObjectType({ simpleResolvers: true, description: "A team that can see the family today, and on what ground." })
export class Access {
  @Field(() => Team)
  team!: Team;

  @Field(() => String, { description: "In words." })
  ground!: string;

  @Field(() => LocalDateScalar)
  from!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day; null while the ground goes on." })
  to!: LocalDate | null;
}
