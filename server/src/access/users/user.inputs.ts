import { ArrayMaxSize, IsEmail, IsIn, IsOptional, IsUUID, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { RoleEnum } from "../../graphql/enums.ts";
import { UserStatusEnum } from "./user.type.ts";

const NO_KEY = { message: "Reload the page, then try again" };
/** An agency's system is no user: it is made as a machine client. */
const ROLES = (Object.keys(RoleEnum) as (keyof typeof RoleEnum)[]).filter((role) => role !== "MACHINE");

@InputType()
export class UserFilter {
  @Field(() => String, { nullable: true, description: "Part of a name, an address or an agency; sent in the body, never in a URL." })
  search?: string | null;

  @Field(() => RoleEnum, { nullable: true })
  role?: keyof typeof RoleEnum | null;

  @Field(() => UserStatusEnum, { nullable: true })
  status?: keyof typeof UserStatusEnum | null;
}

@InputType()
class PlaceInput {
  @Field(() => String)
  @Matches(/\S/, { message: "Enter a name" })
  @MaxLength(200, { message: "Name must be 200 characters or fewer" })
  name!: string;

  @Field(() => RoleEnum)
  @IsIn(ROLES)
  role!: keyof typeof RoleEnum;

  @Field(() => ID)
  @IsUUID(undefined, { message: "Choose the agency" })
  agencyId!: string;

  @Field(() => ID, { nullable: true, description: "A practitioner's team, or an agency lead's branch; nobody else has one." })
  @IsOptional()
  @IsUUID(undefined, { message: "Choose the team" })
  teamId?: string | null;

  @Field(() => [String], { description: "What a coordinator covers; nobody else covers any." })
  @ArrayMaxSize(100, { message: "Choose 100 districts or fewer" })
  @MaxLength(100, { each: true, message: "Choose districts of the list" })
  districtCodes!: string[];
}

@InputType()
export class InviteUserInput extends PlaceInput {
  @Field(() => String)
  @IsEmail({}, { message: "Enter an email address in the correct format, like name@example.com" })
  @MaxLength(254, { message: "Email address must be 254 characters or fewer" })
  email!: string;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class ChangeUserInput extends PlaceInput {
  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  userId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class UserDeedInput {
  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  userId!: string;

  @Field(() => Int)
  version!: number;
}
