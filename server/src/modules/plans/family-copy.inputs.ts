import { ArrayMaxSize, ArrayNotEmpty, IsUUID } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { LONGEST } from "../assessments/caf-content.rules.ts";
import { NOT_AN_ID } from "./plan.inputs.ts";

@InputType()
export class MakeFamilyCopyInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => [ID], { description: "For whom: what is closed to any of them is left out." })
  @ArrayNotEmpty({ message: "Choose for whom the copy is" })
  @ArrayMaxSize(LONGEST.members, { message: `Choose ${LONGEST.members} people or fewer` })
  @IsUUID(undefined, { each: true, message: "Choose somebody who is in the family now" })
  personIds!: string[];
}
