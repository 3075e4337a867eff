import { IsIn, IsOptional, IsUUID, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { AgencyKindEnum } from "../../graphql/enums.ts";
import { AGENCY_KINDS, type AgencyKind } from "../criteria/facts.rules.ts";

const LONG_NAME = { message: "Name must be 200 characters or fewer" };
const PHONE = /^\+?\d[\d ]{2,19}$/;
const NOT_A_PHONE = { message: "Enter a telephone number of digits and spaces, like 01632 960001" };

@InputType()
export class AddDistrictInput {
  @Field(() => String)
  @Matches(/[A-Za-z]/, { message: "Enter the name of the district" })
  @MaxLength(200, LONG_NAME)
  name!: string;

  @Field(() => String, { description: "The part of the authority that it belongs to, such as East." })
  @Matches(/\S/, { message: "Enter the part of the authority that it belongs to" })
  @MaxLength(200, { message: "Area must be 200 characters or fewer" })
  area!: string;
}

@InputType()
export class AddAgencyInput {
  @Field(() => String)
  @Matches(/\S/, { message: "Enter the name of the agency" })
  @MaxLength(200, LONG_NAME)
  name!: string;

  @Field(() => AgencyKindEnum)
  @IsIn(AGENCY_KINDS)
  kind!: AgencyKind;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(PHONE, NOT_A_PHONE)
  phone?: string | null;
}

@InputType()
export class AddTeamInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "Choose the agency" })
  agencyId!: string;

  @Field(() => ID, { nullable: true, description: "The team above it, where the agency is a tree of teams." })
  @IsOptional()
  @IsUUID(undefined, { message: "Choose the team above it" })
  parentId?: string | null;

  @Field(() => String)
  @Matches(/\S/, { message: "Enter the name of the team" })
  @MaxLength(200, LONG_NAME)
  name!: string;

  @Field(() => String, { nullable: true, description: "None for a team that works in all of the authority." })
  @IsOptional()
  @MaxLength(100, { message: "Choose a district of the list" })
  districtCode?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(PHONE, NOT_A_PHONE)
  phone?: string | null;
}
