import { Field, Float, ID, ObjectType } from "type-graphql";
import { AgencyKindEnum, AnswerEnum, CriterionEnum, graphqlEnum, OpenToEnum, PrincipleEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { Written } from "../../graphql/written-json.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind, Answer, ClaimRoute, Criterion, EvidenceKind, OpenTo, Principle } from "../criteria/facts.rules.ts";
import type {
  VerdictNumber as EvaluatedNumber,
  Reason as EvaluatedReason,
  Standing as EvaluatedStanding,
} from "../criteria/standings.rules.ts";
import { Person } from "../families/family.type.ts";

const PROGRESS = ["NOT_ATTACHED", "OUTSTANDING", "ONE_OUTSTANDING", "TRACKED_TO_SUSTAINED", "SIGNIFICANT_AND_SUSTAINED"] as const;

const ProgressEnum = graphqlEnum<EvaluatedStanding["progress"]>(
  "Progress",
  PROGRESS,
  "How far an attached family has come towards a claim; one of these at a time.",
);

const ReasonAboutEnum = graphqlEnum<EvaluatedReason["about"]>("ReasonAbout", ["NEED", "PROGRESS"], "What a reason explains.");

const ClaimRouteEnum = graphqlEnum<ClaimRoute>(
  "ClaimRoute",
  ["SSP", "CE"],
  "Significant and sustained progress on every problem, or continuous employment alone.",
);

@ObjectType({ simpleResolvers: true, description: "One of the figures that a verdict was worked out from." })
export class VerdictNumber {
  @Field(() => String)
  name!: string;

  @Field(() => Float)
  value!: number;

  @Field(() => String, { description: "A closed word: days, months, terms, percent, incidents, sessions, points, pounds or level." })
  unit!: EvaluatedNumber["unit"];
}

@ObjectType({ simpleResolvers: true, description: "Why a criterion stands as it does, by a rule of the outcomes plan." })
export class Reason {
  @Field(() => String)
  rule!: string;

  @Field(() => String, { description: "Where the rule comes from, or that it is assumed." })
  source!: string;

  @Field(() => ReasonAboutEnum)
  about!: EvaluatedReason["about"];

  @Field(() => Person, { nullable: true, description: "Whom it is about; null for the family as one." })
  person!: Person | null;

  @Field(() => String)
  sentence!: string;

  @Field(() => [VerdictNumber], { description: "What it was worked out from." })
  numbers!: VerdictNumber[];

  @Field(() => [ID])
  evidenceIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: "Where one person stands under one criterion, with their clocks." })
export class PersonStanding {
  @Field(() => Person)
  person!: Person;

  @Field(() => AnswerEnum, { description: "By data and assessment together, on the day." })
  answer!: Answer;

  @Field(() => LocalDateScalar, { nullable: true })
  needSince!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true })
  significantOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true })
  sustainedOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "If nothing further happens." })
  sustainedExpectedOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true })
  relapsedOn!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true, description: "Where a family stands under one criterion, with its clocks." })
export class CriterionStanding {
  @Field(() => CriterionEnum)
  criterion!: Criterion;

  @Field(() => Boolean)
  need!: boolean;

  @Field(() => Boolean, { description: "Somebody to whom it applies has not been asked about it." })
  notAsked!: boolean;

  @Field(() => Boolean, { description: "A need at attachment or since." })
  identified!: boolean;

  @Field(() => LocalDateScalar, { nullable: true })
  needSince!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true })
  significantOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true })
  sustainedOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "If nothing further happens." })
  sustainedExpectedOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true })
  relapsedOn!: LocalDate | null;

  @Field(() => OpenToEnum, { nullable: true })
  openTo!: OpenTo | null;

  @Field(() => [PersonStanding], {
    description: "Everybody in the family, and who has left with a problem still theirs. Empty where the reasons are withheld.",
  })
  people!: PersonStanding[];

  @Field(() => [Reason], {
    description: "Empty where the evidence is sensitive and the viewer is neither its source, a coordinator nor the lead professional.",
  })
  reasons!: Reason[];
}

@ObjectType({ simpleResolvers: true, description: "A principle of attachment that does not hold, and who can mend that." })
export class Blocker {
  @Field(() => PrincipleEnum)
  principle!: Principle;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => AgencyKindEnum)
  mendedBy!: AgencyKind;

  @Field(() => [Person], { description: "Whom it is about." })
  people!: Person[];

  @Field(() => [CriterionEnum])
  criteria!: Criterion[];
}

@ObjectType({ simpleResolvers: true, description: "Evidence that a claim still waits for, and who holds it." })
export class OwedEvidence {
  @Field(() => CriterionEnum)
  criterion!: Criterion;

  @Field(() => Person, { nullable: true, description: "Whom it is about; null for the family as one." })
  person!: Person | null;

  @Field(() => String, { description: "The kind of evidence." })
  kind!: EvidenceKind;

  @Field(() => String)
  sentence!: string;

  @Field(() => AgencyKindEnum)
  owedBy!: AgencyKind;

  @Field(() => LocalDateScalar, { nullable: true, description: "Null where it is not due yet." })
  since!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true, description: "By which route a claim could be made, and from when, if nothing further happens." })
export class ClaimForecast {
  @Field(() => ClaimRouteEnum, { nullable: true, description: "Null where no claim can be foreseen." })
  route!: ClaimRoute | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Up to the day asked about: ready since then." })
  readyOn!: LocalDate | null;

  @Field(() => [OwedEvidence], { description: "Without what would tell why a criterion is met whose reasons are withheld." })
  owed!: OwedEvidence[];
}

@Written()
@ObjectType({ simpleResolvers: true, description: "Where a family stands under the outcomes plan in force." })
export class Standing {
  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => [CriterionEnum], { description: "Criteria under which there is a need today." })
  needs!: Criterion[];

  @Field(() => Boolean)
  eligible!: boolean;

  @Field(() => [CriterionStanding])
  criteria!: CriterionStanding[];

  @Field(() => [Blocker])
  blockers!: Blocker[];

  @Field(() => [CriterionEnum], { description: "Identified needs without significant progress." })
  outstanding!: Criterion[];

  @Field(() => ProgressEnum)
  progress!: EvaluatedStanding["progress"];

  @Field(() => LocalDateScalar, { nullable: true })
  attachedOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true })
  claimSubmittedOn!: LocalDate | null;

  @Field(() => ClaimForecast)
  claim!: ClaimForecast;
}
