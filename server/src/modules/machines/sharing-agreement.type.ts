import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";
import { Agency } from "../agencies/agency.type.ts";
import { EvidenceKindEnum } from "../criteria/evidence-words.type.ts";
import type { EvidenceKind } from "../criteria/facts.rules.ts";
import { SHARING_STATES, type SharingState } from "./sharing-agreement.rules.ts";

const SharingStateEnum = graphqlEnum(
  "SharingState",
  SHARING_STATES,
  "Whether a sharing agreement, or the assessment of one, counts today: by its days, or because it was ended.",
);

@ObjectType({ simpleResolvers: true, description: "The approved assessment of what a sharing agreement may do to people (DPIA)." })
export class ImpactAssessment {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  title!: string;

  @Field(() => String)
  documentReference!: string;

  @Field(() => String)
  approvedBy!: string;

  @Field(() => LocalDateScalar)
  approvedOn!: LocalDate;

  @Field(() => LocalDateScalar, { description: "After this day it counts no more." })
  reviewDueOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true })
  endedOn!: LocalDate | null;

  @Field(() => SharingStateEnum)
  state!: SharingState;
}

@ObjectType({ simpleResolvers: true, description: "Which agencies may send which kinds of evidence, for what, and when." })
export class SharingAgreement {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  title!: string;

  @Field(() => [Agency])
  agencies!: Agency[];

  @Field(() => [String])
  purposes!: string[];

  @Field(() => [EvidenceKindEnum])
  kinds!: EvidenceKind[];

  @Field(() => String)
  documentReference!: string;

  @Field(() => LocalDateScalar)
  signedOn!: LocalDate;

  @Field(() => LocalDateScalar)
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, { description: "Last day." })
  validTo!: LocalDate;

  @Field(() => LocalDateScalar)
  reviewDueOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: "When it was ended before its time." })
  endedOn!: LocalDate | null;

  @Field(() => SharingStateEnum)
  state!: SharingState;

  @Field(() => Boolean, { description: "It goes on, and somebody should look at it." })
  reviewOverdue!: boolean;

  @Field(() => [ImpactAssessment], { description: "Without one in force nothing is sent under the agreement. Newest first." })
  impactAssessments!: ImpactAssessment[];
}

@ObjectType({ simpleResolvers: true })
export class SharingAgreementPayload {
  @Field(() => SharingAgreement, { nullable: true })
  agreement?: SharingAgreement | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
