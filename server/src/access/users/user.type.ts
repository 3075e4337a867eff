import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../graphql/connection.ts";
import { graphqlEnum, RoleEnum } from "../../graphql/enums.ts";
import { UserError } from "../../graphql/user-error.ts";
import { Agency, District, Team } from "../../modules/agencies/agency.type.ts";
import type { Fault } from "../../shared/refusal.ts";
import type { Role } from "../roles.ts";

export const UserStatusEnum = graphqlEnum(
  "UserStatus",
  ["ACTIVE", "INVITED", "NO_ACCOUNT", "DISABLED"] as const,
  "Whether somebody can sign in.",
);

@ObjectType({ simpleResolvers: true, description: "Somebody who works here, as administrators see them." })
export class User {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: "What they sign in with; null where they have no account." })
  email!: string | null;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => UserStatusEnum)
  status!: keyof typeof UserStatusEnum;

  @Field(() => Agency)
  agency!: Agency;

  @Field(() => Team, { nullable: true })
  team!: Team | null;

  @Field(() => [District])
  districts!: District[];

  @Field(() => Boolean, { description: "Whether they have set up an authenticator app." })
  codeSetUp!: boolean;

  @Field(() => Date, { nullable: true, description: "Until when their invitation can be used; null where there is none that can." })
  invitationEndsAt!: Date | null;
}

export const UserConnection = connectionType(User);

@ObjectType({ simpleResolvers: true })
export class UserPayload {
  @Field(() => User, { nullable: true })
  user?: User | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class InvitationPayload {
  @Field(() => User, { nullable: true })
  user?: User | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the mail server took the message. Where not, send it again." })
  sent?: boolean | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
