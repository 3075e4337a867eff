import { IsOptional, Length, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";

@InputType()
export class ChangePasswordInput {
  @Field(() => String)
  @Length(1, 1_000, { message: "Enter a new password" })
  password!: string;
}

@InputType({ description: "One of the two." })
export class StepUpInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(128, { message: "Check your password" })
  password?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(40, { message: "Check the code" })
  code?: string | null;
}
