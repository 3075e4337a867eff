import { IsOptional, IsUUID, Length, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";

const NO_KEY = { message: "Reload the page, then try again" };

@InputType({
  description: "The family's reference, or what a CAF check takes: the last name, date of birth and postcode of somebody in it.",
})
export class OpenFamilyInEmergencyInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 20, { message: "Enter a family reference, like F-100234" })
  reference?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/\p{L}/u, { message: "Enter the last name" })
  @MaxLength(100, { message: "Last name must be 100 characters or fewer" })
  familyName?: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  dateOfBirth?: LocalDate | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 10, { message: "Enter a postcode, like PR1 8XJ" })
  postcode?: string | null;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter why you need to see this family now" })
  @MaxLength(1000, { message: "Your reason must be 1,000 characters or fewer" })
  reason!: string;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class LookIntoEmergencyAccessInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "There is no such emergency access" })
  emergencyAccessId!: string;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter what you found" })
  @MaxLength(1000, { message: "What you found must be 1,000 characters or fewer" })
  finding!: string;
}
