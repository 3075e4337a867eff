import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../graphql/user-error.ts";
import { Family } from "../families/family.type.ts";

@ObjectType({ simpleResolvers: true })
export class HandOverCasePayload {
  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
