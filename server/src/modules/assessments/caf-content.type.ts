import { Field, ID, ObjectType } from "type-graphql";
import { AnswerEnum, CafCriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { Answer, CafCriterion } from "../criteria/facts.rules.ts";
import type { AgreementCapacity } from "../families/agreement.rules.ts";
import { AgreementCapacityEnum } from "../families/agreement.type.ts";
import type { Relationship } from "../families/family.rules.ts";
import { RelationshipEnum } from "../families/family.type.ts";
import type { ActionOwner } from "./caf-content.rules.ts";
import { ActionOwnerEnum } from "./caf-words.type.ts";

@ObjectType({ simpleResolvers: true, description: "A member as a CAF names them." })
export class CafMember {
  @Field(() => String)
  key!: string;

  @Field(() => ID, { nullable: true })
  personId!: string | null;

  @Field(() => String, { nullable: true })
  givenName!: string | null;

  @Field(() => String, { nullable: true })
  familyName!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "The expected date for a child not yet born." })
  dateOfBirth!: LocalDate | null;

  @Field(() => RelationshipEnum, { nullable: true })
  relationship!: Relationship | null;

  @Field(() => Boolean, {
    description: "Whether the viewer may mend the name and date of birth on record by what they submit; in a draft.",
  })
  viewerCanCorrect!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Who agreed, in what capacity, to which agencies and purposes." })
export class CafAgreement {
  @Field(() => Boolean, { nullable: true })
  agreed!: boolean | null;

  @Field(() => String, { nullable: true })
  memberKey!: string | null;

  @Field(() => AgreementCapacityEnum, { nullable: true })
  capacity!: AgreementCapacity | null;

  @Field(() => LocalDateScalar, { nullable: true })
  agreedOn!: LocalDate | null;

  @Field(() => [ID])
  agencyIds!: string[];

  @Field(() => [String], { description: "EARLY_HELP, SHARING_WITH_AGENCIES, PROGRAMME." })
  purposes!: string[];
}

@ObjectType({ simpleResolvers: true, description: "What a member says in their own words." })
export class CafVoice {
  @Field(() => String)
  memberKey!: string;

  @Field(() => String, { nullable: true })
  words!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One side of a child's life: strengths and needs both." })
export class CafDomain {
  @Field(() => String)
  memberKey!: string;

  @Field(() => String, { description: "DEVELOPMENT, PARENTS_AND_CARERS, FAMILY_AND_ENVIRONMENT." })
  domain!: string;

  @Field(() => String, { nullable: true })
  strengths!: string | null;

  @Field(() => String, { nullable: true })
  needs!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One person and one criterion." })
export class CafAnswer {
  @Field(() => String)
  memberKey!: string;

  @Field(() => CafCriterionEnum)
  criterion!: CafCriterion;

  @Field(() => AnswerEnum)
  answer!: Answer;

  @Field(() => String, { nullable: true, description: "The written evidence without which a need is only a tick." })
  evidence!: string | null;

  @Field(() => Boolean, { description: "There is written evidence, which is not for the viewer to read." })
  evidenceWithheld!: boolean;

  @Field(() => Boolean, { description: "Whether the criterion is to be asked at the person's age." })
  applicable!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Part 3: what is to be done, by whom, by when, to what end." })
export class CafPlanItem {
  @Field(() => String)
  key!: string;

  @Field(() => CafCriterionEnum, { nullable: true })
  criterion!: CafCriterion | null;

  @Field(() => String, { nullable: true })
  memberKey!: string | null;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true })
  outcome!: string | null;

  @Field(() => ActionOwnerEnum, { nullable: true })
  owner!: ActionOwner | null;

  @Field(() => ID, { nullable: true })
  teamId!: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  dueOn!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true, description: "Not to be shown to these members, in a draft; once it is submitted this is on record." })
export class CafClosing {
  @Field(() => String)
  place!: string;

  @Field(() => [String])
  memberKeys!: string[];

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What a draft holds and what a version froze. A key names a member within this CAF." })
export class CafContent {
  @Field(() => String, { nullable: true })
  familyName!: string | null;

  @Field(() => String, { nullable: true })
  postcode!: string | null;

  @Field(() => String, { nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true })
  district!: string | null;

  @Field(() => [CafMember])
  members!: CafMember[];

  @Field(() => String, { nullable: true })
  language!: string | null;

  @Field(() => String, { nullable: true, description: "Never a child or a relative." })
  interpreter!: string | null;

  @Field(() => String, { nullable: true, description: "Safe ways to make contact." })
  safeContact!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => [String])
  agenciesInvolved!: string[];

  @Field(() => CafAgreement, { nullable: true })
  agreement!: CafAgreement | null;

  @Field(() => [CafVoice])
  voices!: CafVoice[];

  @Field(() => [CafDomain])
  domains!: CafDomain[];

  @Field(() => [CafAnswer])
  answers!: CafAnswer[];

  @Field(() => [CafPlanItem])
  plan!: CafPlanItem[];

  @Field(() => Boolean, { nullable: true, description: "Whether the family agrees with what is written." })
  familyAgrees!: boolean | null;

  @Field(() => String, { nullable: true })
  familyView!: string | null;

  @Field(() => [CafClosing], { description: "In a draft; empty in a version, beside which stands what is closed in it." })
  closed!: CafClosing[];
}
