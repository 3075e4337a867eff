import { Field, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Worker } from "../agencies/agency.type.ts";
import { Family } from "./family.type.ts";

@ObjectType({ simpleResolvers: true, description: "Somebody who may see a restricted family." })
export class NamedViewer {
  @Field(() => Worker)
  worker!: Worker;

  @Field(() => LocalDateScalar, { nullable: true })
  namedOn!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true, description: "That a family is restricted, since when and by whom." })
export class FamilyRestriction {
  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => LocalDateScalar)
  restrictedOn!: LocalDate;

  @Field(() => Worker)
  restrictedBy!: Worker;
}

@ObjectType({ simpleResolvers: true })
export class RestrictionPayload {
  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
