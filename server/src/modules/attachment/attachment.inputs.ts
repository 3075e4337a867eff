import { IsUUID } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
export class AttachFamilyInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "There is no such family, or you cannot see it" })
  familyId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ID)
  @IsUUID(undefined, { message: "Reload the page, then try again" })
  idempotencyKey!: string;
}
