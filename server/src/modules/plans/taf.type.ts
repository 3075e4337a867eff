import { Field, ID, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import { Written } from "../../graphql/written-json.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Team } from "../agencies/agency.type.ts";
import { Family } from "../families/family.type.ts";

@Written()
@ObjectType({ simpleResolvers: true, description: "A team's seat in the team around the family." })
export class TafSeat {
  @Field(() => ID)
  id!: string;

  @Field(() => Team)
  team!: Team;

  @Field(() => LocalDateScalar)
  from!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day; null while it goes on." })
  to!: LocalDate | null;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "A team or a guest by name, invited to a meeting." })
export class TafAttendance {
  @Field(() => Team, { nullable: true })
  team!: Team | null;

  @Field(() => String, { nullable: true })
  guestName!: string | null;

  @Field(() => Boolean)
  attended!: boolean;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "A meeting of the team around the family." })
export class TafMeeting {
  @Field(() => ID)
  id!: string;

  @Field(() => LocalDateScalar)
  heldOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true })
  nextOn!: LocalDate | null;

  @Field(() => Team, { description: "Whose worker wrote it up." })
  team!: Team;

  @Field(() => String, { nullable: true })
  notes!: string | null;

  @Field(() => [TafAttendance])
  attendance!: TafAttendance[];
}

@ObjectType({ simpleResolvers: true })
export class TafMeetingPayload {
  @Field(() => TafMeeting, { nullable: true })
  meeting?: TafMeeting | null;

  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
