import { Field, ID, Int, ObjectType } from "type-graphql";
import { RoleEnum } from "../graphql/enums.ts";
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
}

@ObjectType({ simpleResolvers: true })
export class SignInPayload {
  @Field(() => Viewer, { nullable: true })
  viewer?: Viewer | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class SignOutPayload {
  @Field(() => Boolean)
  signedOut!: boolean;
}
