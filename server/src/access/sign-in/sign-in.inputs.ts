import { IsEmail, IsIn, Length, Matches, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";
import { AgencyKindEnum } from "../../graphql/enums.ts";
import { AGENCY_KINDS, type AgencyKind } from "../../modules/criteria/facts.rules.ts";

const NOT_AN_ADDRESS = "Enter an email address in the correct format, like name@example.com";
const LONG_ADDRESS = "Email address must be 254 characters or fewer";
/** What a token looks like; anything else is refused in the words for a link that has been used. */
const TOKEN = /^[\w-]{1,100}$/;
const LINK_OVER = "This link has been used already, or is too old. Ask for a new one";

@InputType()
export class EnterCodeInput {
  @Field(() => String, { description: "Six digits of the authenticator app, or a recovery code." })
  @Length(1, 40, { message: "Enter a code" })
  code!: string;
}

@InputType()
export class AskPasswordResetInput {
  @Field(() => String)
  @IsEmail({}, { message: NOT_AN_ADDRESS })
  @MaxLength(254, { message: LONG_ADDRESS })
  email!: string;
}

@InputType()
export class SetPasswordInput {
  @Field(() => String, { description: "What stood after the # of the link." })
  @Matches(TOKEN, { message: LINK_OVER })
  token!: string;

  @Field(() => String)
  @Length(1, 1_000, { message: "Enter a password" })
  password!: string;
}

@InputType()
export class FirstAdministratorInput {
  @Field(() => String, { description: "What stood after the # of the link." })
  @Matches(TOKEN, { message: LINK_OVER })
  token!: string;

  @Field(() => String)
  @Matches(/\S/, { message: "Enter your name" })
  @MaxLength(200, { message: "Name must be 200 characters or fewer" })
  name!: string;

  @Field(() => String)
  @IsEmail({}, { message: NOT_AN_ADDRESS })
  @MaxLength(254, { message: LONG_ADDRESS })
  email!: string;

  @Field(() => String)
  @Length(1, 1_000, { message: "Enter a password" })
  password!: string;

  @Field(() => String, { description: "Whom they work for: the authority, as a rule." })
  @Matches(/\S/, { message: "Enter the name of the agency that you work for" })
  @MaxLength(200, { message: "Name of the agency must be 200 characters or fewer" })
  agencyName!: string;

  @Field(() => AgencyKindEnum)
  @IsIn(AGENCY_KINDS)
  agencyKind!: AgencyKind;
}
