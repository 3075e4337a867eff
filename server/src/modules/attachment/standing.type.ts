import { Field, ID, ObjectType } from "type-graphql";
import { AgencyKindEnum, CriterionEnum, graphqlEnum, OpenToEnum, PrincipleEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { Written } from "../../graphql/written-json.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind, Criterion, Standing as EvaluatedStanding, OpenTo, Principle } from "../criteria/facts.rules.ts";
import { Person } from "../families/family.type.ts";

const PROGRESS = ["NOT_ATTACHED", "OUTSTANDING", "ONE_OUTSTANDING", "TRACKED_TO_SUSTAINED", "SIGNIFICANT_AND_SUSTAINED"] as const;

const ProgressEnum = graphqlEnum<EvaluatedStanding["progress"]>(
  "Progress",
  PROGRESS,
  "How far an attached family has come towards a claim; one of these at a time.",
);

@ObjectType({ simpleResolvers: true, description: "Why a criterion stands as it does, by a rule of the outcomes plan." })
export class Reason {
  @Field(() => String)
  rule!: string;

  @Field(() => String, { description: "Where the rule comes from, or that it is assumed." })
  source!: string;

  @Field(() => String)
  sentence!: string;

  @Field(() => [ID])
  evidenceIds!: string[];
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
}
