import { IsInt, Min } from "class-validator";
import { Field, InputType, Int } from "type-graphql";

const NONE = { message: "There is nothing to dispose of" };

@InputType()
export class DisposeDraftsInput {
  @Field(() => Int, { description: "How many were shown as due, so that none is overlooked." })
  @IsInt(NONE)
  @Min(1, NONE)
  total!: number;
}
