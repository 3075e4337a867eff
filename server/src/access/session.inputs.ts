import { IsEmail, Length, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";

@InputType()
export class SignInInput {
  @Field(() => String)
  @IsEmail({}, { message: "Enter an email address in the correct format, like name@example.com" })
  @MaxLength(254, { message: "Email address must be 254 characters or fewer" })
  email!: string;

  @Field(() => String)
  @Length(1, 128, { message: "Enter your password" })
  password!: string;
}
