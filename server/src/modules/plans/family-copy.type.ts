import { Field, ObjectType } from "type-graphql";
import { CafCriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { CafCriterion } from "../criteria/facts.rules.ts";
import type { AgreementCapacity } from "../families/agreement.rules.ts";
import { AgreementCapacityEnum } from "../families/agreement.type.ts";
import type { Relationship } from "../families/family.rules.ts";
import { RelationshipEnum } from "../families/family.type.ts";

@ObjectType({ simpleResolvers: true, description: "A member as a copy for the family names them." })
export class CopiedMember {
  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => RelationshipEnum, { nullable: true })
  relationship!: Relationship | null;
}

@ObjectType({ simpleResolvers: true })
export class CopiedAgreement {
  @Field(() => Boolean)
  agreed!: boolean;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => AgreementCapacityEnum, { nullable: true })
  capacity!: AgreementCapacity | null;

  @Field(() => LocalDateScalar, { nullable: true })
  agreedOn!: LocalDate | null;

  @Field(() => [String])
  purposes!: readonly string[];

  @Field(() => [String], { description: "With whom it is shared, by name." })
  agencies!: string[];
}

@ObjectType({ simpleResolvers: true })
export class CopiedVoice {
  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String)
  words!: string;
}

@ObjectType({ simpleResolvers: true, description: "One side of a child's life." })
export class CopiedLife {
  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { description: "DEVELOPMENT, PARENTS_AND_CARERS, FAMILY_AND_ENVIRONMENT." })
  domain!: string;

  @Field(() => String, { nullable: true })
  strengths!: string | null;

  @Field(() => String, { nullable: true })
  needs!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CopiedNeed {
  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => CafCriterionEnum)
  criterion!: CafCriterion;

  @Field(() => String, { nullable: true })
  words!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "An action, without the need that it answers." })
export class CopiedAction {
  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: "Null where the family does it." })
  team!: string | null;

  @Field(() => String, { nullable: true })
  agency!: string | null;

  @Field(() => LocalDateScalar)
  dueOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true })
  doneOn!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true, description: "Who leads, and where they work; never a private number." })
export class CopiedLead {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  agency!: string;

  @Field(() => String, { nullable: true })
  phone!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "The assessment and the plan as named members of the family may read them." })
export class FamilyCopy {
  @Field(() => LocalDateScalar)
  madeOn!: LocalDate;

  @Field(() => [String], { description: "For whom it was made." })
  readers!: string[];

  @Field(() => String, { nullable: true })
  familyName!: string | null;

  @Field(() => String)
  reference!: string;

  @Field(() => Boolean, { description: "Whether there is an assessment to copy." })
  assessed!: boolean;

  @Field(() => [CopiedMember])
  members!: readonly CopiedMember[];

  @Field(() => String, { nullable: true })
  language!: string | null;

  @Field(() => String, { nullable: true })
  interpreter!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => [String])
  agenciesInvolved!: readonly string[];

  @Field(() => CopiedAgreement, { nullable: true })
  agreement!: CopiedAgreement | null;

  @Field(() => [CopiedVoice])
  voices!: readonly CopiedVoice[];

  @Field(() => [CopiedLife])
  lives!: readonly CopiedLife[];

  @Field(() => [CopiedNeed])
  needs!: readonly CopiedNeed[];

  @Field(() => Boolean, { nullable: true })
  familyAgrees!: boolean | null;

  @Field(() => String, { nullable: true })
  familyView!: string | null;

  @Field(() => [CopiedAction])
  actions!: readonly CopiedAction[];

  @Field(() => CopiedLead, { nullable: true })
  lead!: CopiedLead | null;

  @Field(() => LocalDateScalar, { nullable: true })
  nextMeetingOn!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true })
export class FamilyCopyPayload {
  @Field(() => FamilyCopy, { nullable: true })
  copy?: FamilyCopy | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
