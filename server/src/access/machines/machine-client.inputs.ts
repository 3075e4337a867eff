import { ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { MachineScopeEnum } from "./machine-client.type.ts";

const LONGEST_DAYS = 365;

@InputType()
export class AddMachineClientInput {
  @Field(() => String)
  @Matches(/\S/, { message: "Enter a name that says which system it is" })
  @MaxLength(200, { message: "Name must be 200 characters or fewer" })
  name!: string;

  @Field(() => ID)
  @IsUUID(undefined, { message: "Choose the agency" })
  agencyId!: string;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID(undefined, { message: "Choose the team" })
  teamId?: string | null;

  @Field(() => [MachineScopeEnum])
  @ArrayMinSize(1, { message: "Choose what it may do" })
  @ArrayMaxSize(10, { message: "Choose each once" })
  scopes!: (keyof typeof MachineScopeEnum)[];

  @Field(() => Int, { description: "Days after which it expires: at most a year." })
  @Min(1, { message: "It must be good for a day at least" })
  @Max(LONGEST_DAYS, { message: `It may be good for ${LONGEST_DAYS} days at most` })
  days!: number;

  @Field(() => ID)
  @IsUUID(undefined, { message: "Reload the page, then try again" })
  idempotencyKey!: string;
}

@InputType()
export class RevokeMachineClientInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "There is no such machine client, or you cannot see it" })
  clientId!: string;
}
