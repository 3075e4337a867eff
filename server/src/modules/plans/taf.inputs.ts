import { ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Matches, MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { HAS_WORDS, NO_KEY, NOT_AN_ID } from "./plan.inputs.ts";

@InputType({ description: "Either a team or a guest by name." })
export class TafAttendanceInput {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID(undefined, NOT_AN_ID("team"))
  teamId?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(HAS_WORDS, { message: "Enter the guest's name" })
  @MaxLength(200, { message: "The guest's name must be 200 characters or fewer" })
  guestName?: string | null;

  @Field(() => Boolean)
  attended!: boolean;
}

@InputType()
export class RecordTafMeetingInput {
  @Field(() => ID)
  @IsUUID(undefined, NOT_AN_ID("family"))
  familyId!: string;

  @Field(() => LocalDateScalar)
  heldOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true })
  nextOn?: LocalDate | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(4000, { message: "Notes must be 4,000 characters or fewer" })
  notes?: string | null;

  @Field(() => [TafAttendanceInput])
  @ArrayMinSize(1, { message: "Say who was invited" })
  @ArrayMaxSize(50, { message: "Name at most 50 teams and guests" })
  @ValidateNested()
  attendance!: TafAttendanceInput[];

  @Field(() => ID)
  @IsUUID(undefined, NO_KEY)
  idempotencyKey!: string;
}
