import { Field, ID, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Worker } from "../agencies/agency.type.ts";
import { Family } from "../families/family.type.ts";

@ObjectType({ simpleResolvers: true, description: "One thing on record that is not to be shown to one member of the family." })
export class ClosedAnswer {
  @Field(() => String, {
    description:
      "What is closed: reason, familyView, voices.PERSON, domains.PERSON.DOMAIN, answers.PERSON.CRITERION, actions.ID, evidence.ID.",
  })
  place!: string;

  @Field(() => ID, { description: "To whom it is closed." })
  personId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: "For those who may open it again, and auditors." })
  reason!: string | null;

  @Field(() => LocalDateScalar)
  closedOn!: LocalDate;

  @Field(() => Worker)
  closedBy!: Worker;

  @Field(() => Boolean, { description: "It is closed because it rests on an answer that is, or corrects an entry that is." })
  inherited!: boolean;

  @Field(() => Boolean)
  viewerCanOpen!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Something that the viewer may close to members of the family." })
export class ClosablePlace {
  @Field(() => String)
  place!: string;

  @Field(() => ID, { nullable: true, description: "The CAF in which it stands; null for an action and for evidence." })
  cafId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One thing in a CAF that is not to be shown to one member of the family." })
export class CafClosed {
  @Field(() => String, { description: "As a draft names it, such as answers.m2.HEALTH or plan.p1." })
  place!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({ simpleResolvers: true })
export class ClosedAnswerPayload {
  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
