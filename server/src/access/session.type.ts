import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum, RoleEnum } from "../graphql/enums.ts";
import { LocalDateScalar } from "../graphql/scalars.ts";
import { UserError } from "../graphql/user-error.ts";
import { Agency, District, Team } from "../modules/agencies/agency.type.ts";
import type { LocalDate } from "../shared/local-date.ts";
import type { Fault } from "../shared/refusal.ts";
import type { Role } from "./roles.ts";

@ObjectType({ simpleResolvers: true, description: "The person who is signed in." })
export class Viewer {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => Agency)
  agency!: Agency;

  @Field(() => Team, { nullable: true })
  team!: Team | null;

  @Field(() => [District], { description: "The districts that a coordinator covers." })
  districts!: District[];

  @Field(() => LocalDateScalar, { description: "Business date, which in demonstration mode runs from 3 January 2017." })
  today!: LocalDate;

  @Field(() => [String], { description: "What the role may try; pages ask this and never work it out." })
  permissions!: string[];

  @Field(() => Date, { nullable: true, description: "When the session ends however much it is used, by the system's clock." })
  sessionEndsAt!: Date | null;

  @Field(() => Boolean, { description: "Whether the password or a code was given within the last ten minutes." })
  steppedUp!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "An account to try the demonstration with." })
export class DemonstrationAccount {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => String)
  agency!: string;

  @Field(() => String, { description: "What one can do with it." })
  doing!: string;
}

@ObjectType({ simpleResolvers: true, description: "An agency's own way of signing its people in." })
export class IdentityProviderChoice {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "What anyone may know before signing in." })
export class Service {
  @Field(() => String)
  authority!: string;

  @Field(() => Boolean)
  demonstration!: boolean;

  @Field(() => [DemonstrationAccount])
  demonstrationAccounts!: DemonstrationAccount[];

  @Field(() => String)
  mashPhone!: string;

  @Field(() => String)
  earlyHelpPhone!: string;

  @Field(() => Int, { description: "Minutes without a request after which a session ends." })
  idleMinutes!: number;

  @Field(() => Int, { description: "Hours after which a session ends however much it is used." })
  sessionHours!: number;

  @Field(() => Boolean, { description: "Whether it can send mail, and so a link to somebody who forgot their password." })
  sendsMail!: boolean;

  @Field(() => [IdentityProviderChoice])
  identityProviders!: IdentityProviderChoice[];
}

export const SignInNextEnum = graphqlEnum(
  "SignInNext",
  ["ENTER_CODE", "SET_UP_CODE"] as const,
  "What is asked next of somebody who has shown one factor: a code, or to set up the app that makes codes.",
);

@ObjectType({ simpleResolvers: true })
export class SignInPayload {
  @Field(() => Viewer, { nullable: true, description: "Null while something is still asked, or the attempt was refused." })
  viewer?: Viewer | null;

  @Field(() => SignInNextEnum, { nullable: true })
  next?: keyof typeof SignInNextEnum | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class SignOutPayload {
  @Field(() => Boolean)
  signedOut!: boolean;
}
