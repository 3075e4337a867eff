import { Field, ID, Int, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Agency, Team, Worker } from "../agencies/agency.type.ts";

@ObjectType({ simpleResolvers: true, description: "What one agency has put in by a day, in whole numbers." })
export class ContributionFigures {
  @Field(() => Int, { description: "CAFs submitted at least once; submitting one again counts no second time." })
  cafsSubmitted!: number;

  @Field(() => Int, { description: "Of its CAFs, those sent back at least once." })
  cafsReturned!: number;

  @Field(() => Int)
  cafsCompliant!: number;

  @Field(() => Int, { description: "At the end of the period." })
  cafsOpen!: number;

  @Field(() => Int, { description: "At the end of the period." })
  familiesLed!: number;

  @Field(() => Int)
  tafMeetingsHeld!: number;

  @Field(() => Int)
  tafSeatsAttended!: number;

  @Field(() => Int)
  actionsDone!: number;

  @Field(() => Int, { description: "At the end of the period." })
  actionsOverdue!: number;

  @Field(() => Int)
  closuresNotified!: number;

  @Field(() => Int)
  evidenceSupplied!: number;
}

@ObjectType({ simpleResolvers: true })
export class ContributionMonth {
  @Field(() => LocalDateScalar, { description: "The month's first day." })
  month!: LocalDate;

  @Field(() => ContributionFigures)
  figures!: ContributionFigures;
}

@ObjectType({ simpleResolvers: true })
export class OverdueAction {
  @Field(() => ID)
  familyId!: string;

  @Field(() => String)
  familyReference!: string;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => LocalDateScalar)
  dueOn!: LocalDate;

  @Field(() => [String], { description: "The members of the family who may not be shown what the title says." })
  notSharedWith!: string[];

  @Field(() => Team)
  team!: Team;
}

@ObjectType({ simpleResolvers: true })
export class WorkerContribution {
  @Field(() => Worker)
  worker!: Worker;

  @Field(() => Int)
  cafsSubmitted!: number;

  @Field(() => Int)
  actionsDone!: number;
}

@ObjectType({ simpleResolvers: true, description: "What one agency has put in, against its own past." })
export class Contribution {
  @Field(() => Agency)
  agency!: Agency;

  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => ContributionFigures, { description: "Since the agency's first record." })
  figures!: ContributionFigures;

  @Field(() => [ContributionMonth], { description: "The last six months, each by itself, oldest first; the last one up to the day." })
  months!: ContributionMonth[];

  @Field(() => [OverdueAction], { description: "For families that the viewer may see, the longest overdue first; at most 200." })
  overdueActions!: OverdueAction[];

  @Field(() => [WorkerContribution], { description: "Since the agency's first record." })
  byWorker!: WorkerContribution[];
}
