import { Field, Int, ObjectType } from "type-graphql";
import { UserError } from "../../graphql/user-error.ts";
import type { Fault } from "../../shared/refusal.ts";
import { Viewer } from "../session.type.ts";

@ObjectType({ simpleResolvers: true, description: "How the person who is signed in gets in." })
export class Account {
  @Field(() => String)
  email!: string;

  @Field(() => Boolean)
  hasPassword!: boolean;

  @Field(() => Boolean, { description: "The accounts of a demonstration keep their one password." })
  demonstration!: boolean;

  @Field(() => Boolean, { description: "Whether this installation asks for a code at all." })
  asksForCode!: boolean;

  @Field(() => Date, { nullable: true, description: "When the authenticator app was set up." })
  codeSetUpAt!: Date | null;

  @Field(() => Int)
  recoveryCodesLeft!: number;

  @Field(() => [String], { description: "Names of the agency's own providers through which the person has signed in." })
  providers!: string[];
}

@ObjectType({ simpleResolvers: true })
export class ChangePasswordPayload {
  @Field(() => Account, { nullable: true })
  account?: Account | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class RecoveryCodesPayload {
  @Field(() => [String], { nullable: true })
  recoveryCodes?: string[] | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class StepUpPayload {
  @Field(() => Viewer, { nullable: true })
  viewer?: Viewer | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
