import { ArrayMaxSize, IsIn, IsOptional, IsUUID, Matches, MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { AnswerEnum, CafCriterionEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { type Answer, CAF_CRITERIA, type CafCriterion } from "../criteria/facts.rules.ts";
import { type AgreementCapacity, PURPOSES } from "../families/agreement.rules.ts";
import { AgreementCapacityEnum } from "../families/agreement.type.ts";
import type { Relationship } from "../families/family.rules.ts";
import { RelationshipEnum } from "../families/family.type.ts";
import { type ActionOwner, CAF_DOMAINS, KEY_FORM, LONGEST } from "./caf-content.rules.ts";
import { ActionOwnerEnum } from "./caf-words.type.ts";
import { DRAFT_PLACE_FORM } from "./closed-answer.rules.ts";

const KEY = { message: "A key is a lower-case letter, then letters, digits or hyphens" };
const most = (what: string, characters: number) => ({
  message: `${what} must be ${characters.toLocaleString("en-GB")} characters or fewer`,
});
const few = (what: string, count: number) => ({ message: `There can be at most ${count} ${what}` });

@InputType()
export class CafMemberInput {
  @Field(() => String)
  @Matches(KEY_FORM, KEY)
  key!: string;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID(undefined, { message: "This person is not known" })
  personId?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.name, most("First name", LONGEST.name))
  givenName?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.name, most("Last name", LONGEST.name))
  familyName?: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  dateOfBirth?: LocalDate | null;

  @Field(() => RelationshipEnum, { nullable: true })
  relationship?: Relationship | null;
}

@InputType()
export class CafAgreementInput {
  @Field(() => Boolean, { nullable: true })
  agreed?: boolean | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(KEY_FORM, KEY)
  memberKey?: string | null;

  @Field(() => AgreementCapacityEnum, { nullable: true })
  capacity?: AgreementCapacity | null;

  @Field(() => LocalDateScalar, { nullable: true })
  agreedOn?: LocalDate | null;

  @Field(() => [ID])
  @ArrayMaxSize(LONGEST.agencies, few("agencies", LONGEST.agencies))
  @IsUUID(undefined, { each: true, message: "Choose agencies from the list" })
  agencyIds!: string[];

  @Field(() => [String])
  @ArrayMaxSize(PURPOSES.length, few("purposes", PURPOSES.length))
  @IsIn(PURPOSES, { each: true, message: "Choose purposes from the list" })
  purposes!: string[];
}

@InputType()
export class CafVoiceInput {
  @Field(() => String)
  @Matches(KEY_FORM, KEY)
  memberKey!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.prose, most("What the person says", LONGEST.prose))
  words?: string | null;
}

@InputType()
export class CafDomainInput {
  @Field(() => String)
  @Matches(KEY_FORM, KEY)
  memberKey!: string;

  @Field(() => String)
  @IsIn(CAF_DOMAINS, { message: "Choose a part of the child's life from the list" })
  domain!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.prose, most("Strengths", LONGEST.prose))
  strengths?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.prose, most("Needs", LONGEST.prose))
  needs?: string | null;
}

@InputType()
export class CafAnswerInput {
  @Field(() => String)
  @Matches(KEY_FORM, KEY)
  memberKey!: string;

  @Field(() => CafCriterionEnum)
  criterion!: CafCriterion;

  @Field(() => AnswerEnum)
  answer!: Answer;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.prose, most("The evidence", LONGEST.prose))
  evidence?: string | null;
}

@InputType()
export class CafPlanItemInput {
  @Field(() => String)
  @Matches(KEY_FORM, KEY)
  key!: string;

  @Field(() => CafCriterionEnum, { nullable: true })
  criterion?: CafCriterion | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(KEY_FORM, KEY)
  memberKey?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.plan, most("What will be done", LONGEST.plan))
  title?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.plan, most("The wanted outcome", LONGEST.plan))
  outcome?: string | null;

  @Field(() => ActionOwnerEnum, { nullable: true })
  owner?: ActionOwner | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID(undefined, { message: "Choose a team from the list" })
  teamId?: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  dueOn?: LocalDate | null;
}

@InputType()
export class CafClosingInput {
  @Field(() => String, { description: "The name of a question, such as answers.m2.HEALTH, voices.m1, reason or plan.p1." })
  @Matches(DRAFT_PLACE_FORM, { message: "The question must be the name of a question" })
  place!: string;

  @Field(() => [String])
  @ArrayMaxSize(LONGEST.members, few("members", LONGEST.members))
  @Matches(KEY_FORM, { each: true, ...KEY })
  memberKeys!: string[];

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.closing, most("Your reason", LONGEST.closing))
  reason?: string | null;
}

@InputType({ description: "Unfinished content is welcome in a draft; submission asks for all of it." })
export class CafContentInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.familyName, most("Family name", LONGEST.familyName))
  familyName?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.postcode, most("Postcode", LONGEST.postcode))
  postcode?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.address, most("Address", LONGEST.address))
  address?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/^[a-z-]{0,60}$/u, { message: "Choose a district from the list" })
  district?: string | null;

  @Field(() => [CafMemberInput])
  @ArrayMaxSize(LONGEST.members, few("members", LONGEST.members))
  @ValidateNested({ each: true })
  members!: CafMemberInput[];

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.line, most("Language", LONGEST.line))
  language?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.line, most("Interpreter", LONGEST.line))
  interpreter?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.safeContact, most("Safe ways to make contact", LONGEST.safeContact))
  safeContact?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.prose, most("The reason", LONGEST.prose))
  reason?: string | null;

  @Field(() => [String])
  @ArrayMaxSize(LONGEST.agencies, few("agencies", LONGEST.agencies))
  @MaxLength(LONGEST.line, { each: true, ...most("The name of an agency", LONGEST.line) })
  agenciesInvolved!: string[];

  @Field(() => CafAgreementInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  agreement?: CafAgreementInput | null;

  @Field(() => [CafVoiceInput])
  @ArrayMaxSize(LONGEST.members, few("voices", LONGEST.members))
  @ValidateNested({ each: true })
  voices!: CafVoiceInput[];

  @Field(() => [CafDomainInput])
  @ArrayMaxSize(LONGEST.members * CAF_DOMAINS.length, few("parts of children's lives", LONGEST.members * CAF_DOMAINS.length))
  @ValidateNested({ each: true })
  domains!: CafDomainInput[];

  @Field(() => [CafAnswerInput])
  @ArrayMaxSize(LONGEST.members * CAF_CRITERIA.length, few("answers", LONGEST.members * CAF_CRITERIA.length))
  @ValidateNested({ each: true })
  answers!: CafAnswerInput[];

  @Field(() => [CafPlanItemInput])
  @ArrayMaxSize(LONGEST.planItems, few("actions in a plan", LONGEST.planItems))
  @ValidateNested({ each: true })
  plan!: CafPlanItemInput[];

  @Field(() => Boolean, { nullable: true })
  familyAgrees?: boolean | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(LONGEST.prose, most("The family's view", LONGEST.prose))
  familyView?: string | null;

  @Field(() => [CafClosingInput], { nullable: true, description: "What is not to be shown to some of the members." })
  @IsOptional()
  @ArrayMaxSize(LONGEST.closings, few("closed answers", LONGEST.closings))
  @ValidateNested({ each: true })
  closed?: CafClosingInput[] | null;
}
