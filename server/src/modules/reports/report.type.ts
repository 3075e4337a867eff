import { Field, Float, Int, ObjectType } from "type-graphql";
import { AgencyKindEnum, CriterionEnum, OpenToEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind, Criterion, OpenTo } from "../criteria/facts.rules.ts";

@ObjectType({
  simpleResolvers: true,
  description: "A number, or null where a small one, or one that would give a small one away, is hidden.",
})
export class Figure {
  @Field(() => Int, { nullable: true })
  value!: number | null;

  @Field(() => Boolean)
  suppressed!: boolean;
}

@ObjectType({ simpleResolvers: true })
export class AgencyFigure {
  @Field(() => AgencyKindEnum)
  agency!: AgencyKind;

  @Field(() => Figure)
  families!: Figure;
}

@ObjectType({ simpleResolvers: true })
export class AttachedRow {
  @Field(() => String)
  district!: string;

  @Field(() => [AgencyFigure], { description: "By kind of lead agency: every kind that leads any attached family of the county." })
  byLeadAgency!: AgencyFigure[];

  @Field(() => Figure)
  total!: Figure;
}

@ObjectType({ simpleResolvers: true })
export class AttachedTotal {
  @Field(() => [AgencyFigure])
  byLeadAgency!: AgencyFigure[];

  @Field(() => Figure)
  total!: Figure;
}

@ObjectType({ simpleResolvers: true })
export class AttachedTarget {
  @Field(() => Int, { description: "How many families the authority has undertaken to attach by the end of its outcomes plan." })
  cumulative!: number;

  @Field(() => Int, { nullable: true, description: "Null where the total is hidden." })
  attached!: number | null;

  @Field(() => Float, { nullable: true, description: "Attached of the target, one decimal, half up, computed once from the counts." })
  percent!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "Attached families by district and kind of lead agency." })
export class AttachedByDistrict {
  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => [AttachedRow])
  rows!: AttachedRow[];

  @Field(() => AttachedTotal)
  total!: AttachedTotal;

  @Field(() => AttachedTarget, { nullable: true, description: "Null where the outcomes plan sets none." })
  target!: AttachedTarget | null;
}

@ObjectType({ simpleResolvers: true })
export class EligibleRow {
  @Field(() => String)
  district!: string;

  @Field(() => Figure)
  identified!: Figure;

  @Field(() => Figure, { description: "Of those, families with any CAF on record." })
  withCaf!: Figure;

  @Field(() => Int, { nullable: true, description: "Whole, half up; null of no families, or where a part is hidden." })
  percentWithCaf!: number | null;

  @Field(() => Figure, { description: "Of those, families whose open CAF was opened on or after openedSince." })
  withOpenCafOpenedSince!: Figure;
}

@ObjectType({ simpleResolvers: true })
export class EligibleTotal {
  @Field(() => Figure)
  identified!: Figure;

  @Field(() => Figure)
  withCaf!: Figure;

  @Field(() => Int, { nullable: true })
  percentWithCaf!: number | null;

  @Field(() => Figure)
  withOpenCafOpenedSince!: Figure;

  @Field(() => Figure)
  neverHadCaf!: Figure;
}

@ObjectType({ simpleResolvers: true, description: "Families with needs under both criteria; one with three needs is in three pairs." })
export class CriteriaPair {
  @Field(() => CriterionEnum)
  first!: Criterion;

  @Field(() => CriterionEnum)
  second!: Criterion;

  @Field(() => Figure)
  families!: Figure;
}

@ObjectType({ simpleResolvers: true, description: "Families eligible and not attached." })
export class EligibleNotAttached {
  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => [EligibleRow])
  rows!: EligibleRow[];

  @Field(() => EligibleTotal)
  total!: EligibleTotal;

  @Field(() => [CriteriaPair])
  criteriaPairs!: CriteriaPair[];
}

@ObjectType({ simpleResolvers: true })
export class OutstandingFigure {
  @Field(() => CriterionEnum)
  criterion!: Criterion;

  @Field(() => OpenToEnum, { nullable: true })
  openTo!: OpenTo | null;

  @Field(() => Figure)
  families!: Figure;
}

@ObjectType({ simpleResolvers: true, description: "Attached families with a need whose progress takes twelve months to be sustained." })
export class TwelveMonths {
  @Field(() => Figure)
  families!: Figure;

  @Field(() => Figure)
  attached!: Figure;

  @Field(() => Int, { nullable: true })
  percent!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "How far the attached families are from a claim." })
export class ProgressToClaims {
  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => [OutstandingFigure])
  oneOutstanding!: OutstandingFigure[];

  @Field(() => Figure)
  significantAndSustained!: Figure;

  @Field(() => Figure)
  trackedToSustained!: Figure;

  @Field(() => Figure)
  trackedContinuousEmployment!: Figure;

  @Field(() => Figure)
  claimsSubmitted!: Figure;

  @Field(() => Int, { nullable: true, description: "Null where the outcomes plan sets none." })
  claimTarget!: number | null;

  @Field(() => TwelveMonths)
  needingTwelveMonths!: TwelveMonths;
}

@ObjectType({ simpleResolvers: true })
export class AgencyKindFigures {
  @Field(() => Figure)
  cafsSubmitted!: Figure;

  @Field(() => Figure)
  cafsCompliant!: Figure;

  @Field(() => Figure)
  familiesLed!: Figure;

  @Field(() => Figure)
  actionsDone!: Figure;

  @Field(() => Figure)
  actionsOverdue!: Figure;
}

@ObjectType({ simpleResolvers: true, description: "What all agencies of one kind have put in." })
export class AgencyKindContribution {
  @Field(() => AgencyKindEnum)
  kind!: AgencyKind;

  @Field(() => Int)
  agencies!: number;

  @Field(() => AgencyKindFigures)
  figures!: AgencyKindFigures;

  @Field(() => LocalDateScalar, { nullable: true, description: "The last day on which any of them put something in; null is silence." })
  lastHeardOn!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true, description: "A month-end whose figures were published: they stay as they were." })
export class Publication {
  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => Date)
  publishedAt!: Date;
}

@ObjectType({ simpleResolvers: true })
export class PublishMonthPayload {
  @Field(() => Publication, { nullable: true })
  publication?: Publication;

  @Field(() => [UserError])
  errors!: UserError[];
}
