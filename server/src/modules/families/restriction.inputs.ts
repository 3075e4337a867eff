import { ArrayMaxSize, IsUUID, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";

const FAMILY = { message: "There is no such family, or you cannot see it" };
const WORKER = { message: "There is no such worker, or you cannot see it" };
const NO_KEY = { message: "Reload the page, then try again" };

@InputType()
export class RestrictFamilyInput {
  @Field(() => ID)
  @IsUUID(undefined, FAMILY)
  familyId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter why this family is to be restricted" })
  @MaxLength(1000, { message: "Your reason must be 1,000 characters or fewer" })
  reason!: string;

  @Field(() => [ID], { description: "Who may see it besides whoever restricts it." })
  @ArrayMaxSize(100, { message: "Name 100 people or fewer" })
  @IsUUID(undefined, { each: true, ...WORKER })
  workerIds!: string[];

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class LiftRestrictionInput {
  @Field(() => ID)
  @IsUUID(undefined, FAMILY)
  familyId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  @Matches(/\S/u, { message: "Enter why the restriction is to be lifted" })
  @MaxLength(1000, { message: "Your reason must be 1,000 characters or fewer" })
  reason!: string;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}

@InputType()
export class NameViewerInput {
  @Field(() => ID)
  @IsUUID(undefined, FAMILY)
  familyId!: string;

  @Field(() => ID)
  @IsUUID(undefined, WORKER)
  workerId!: string;

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
