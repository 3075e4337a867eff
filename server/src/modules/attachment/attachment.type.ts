import { Field, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Family } from "../families/family.type.ts";

@ObjectType({ simpleResolvers: true })
export class AttachFamilyPayload {
  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "Something that happened with a family on a day." })
export class TimelineEvent {
  @Field(() => LocalDateScalar)
  on!: LocalDate;

  @Field(() => String, { description: "A closed code, such as CAF_SUBMITTED." })
  kind!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String, { nullable: true })
  detail!: string | null;

  @Field(() => String, { nullable: true, description: "The action or the entry of evidence that it tells of, as what is closed names it." })
  place!: string | null;
}
