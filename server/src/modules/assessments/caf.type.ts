import { Field, ID, Int, ObjectType } from "type-graphql";
import { PrincipleEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";
import { Agency, Team, Worker } from "../agencies/agency.type.ts";
import type { Principle } from "../criteria/facts.rules.ts";
import { Family } from "../families/family.type.ts";
import type { CafCheckAnswer } from "./caf-check.rules.ts";
import type { CafStatus, CloseReason, ReturnReason } from "./caf-content.rules.ts";
import { CafContent } from "./caf-content.type.ts";
import { CafCheckAnswerEnum, CafStatusEnum, CloseReasonEnum, ReturnReasonEnum } from "./caf-words.type.ts";
import { CafClosed } from "./closed-answer.type.ts";

@ObjectType({ simpleResolvers: true, description: "A flag on a question, recorded as a referral made at once; it waits for nobody." })
export class DangerReferral {
  @Field(() => String)
  question!: string;

  @Field(() => String)
  reference!: string;

  @Field(() => Date)
  referredAt!: Date;
}

@ObjectType({ simpleResolvers: true })
export class CafDraft {
  @Field(() => Date)
  savedAt!: Date;

  @Field(() => CafContent)
  content!: CafContent;

  @Field(() => [DangerReferral])
  dangerReferrals!: DangerReferral[];
}

@ObjectType({ simpleResolvers: true, description: "What quality assurance found in one version." })
export class CafReview {
  @Field(() => String, { description: "COMPLIANT or RETURNED." })
  result!: string;

  @Field(() => [ReturnReasonEnum])
  reasons!: ReturnReason[];

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Date)
  reviewedAt!: Date;

  @Field(() => Worker)
  reviewer!: Worker;
}

@ObjectType({ simpleResolvers: true, description: "A submitted version; it never changes." })
export class CafVersion {
  @Field(() => Int)
  number!: number;

  @Field(() => Date)
  submittedAt!: Date;

  @Field(() => Worker)
  submittedBy!: Worker;

  @Field(() => CafContent)
  content!: CafContent;

  @Field(() => CafReview, { nullable: true })
  review!: CafReview | null;

  @Field(() => [CafClosed], { description: "What in it is not to be shown to which member, as of now." })
  closed!: CafClosed[];
}

@ObjectType({ simpleResolvers: true, description: "Whether a principle of attachment holds by what a CAF says, and what is missing." })
export class PrincipleCheck {
  @Field(() => PrincipleEnum)
  principle!: Principle;

  @Field(() => Boolean)
  holds!: boolean;

  @Field(() => [String], { description: "One sentence for each thing that is missing." })
  missing!: string[];
}

@ObjectType({ simpleResolvers: true, description: "A whole-family assessment (Common Assessment Framework) as its readers see it." })
export class Caf {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  reference!: string;

  @Field(() => CafStatusEnum)
  status!: CafStatus;

  @Field(() => Agency)
  agency!: Agency;

  @Field(() => Team)
  team!: Team;

  @Field(() => Worker)
  author!: Worker;

  @Field(() => Family, { nullable: true, description: "Null for a draft about a new family." })
  family!: Family | null;

  @Field(() => LocalDateScalar, { nullable: true })
  openedOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true })
  closedOn!: LocalDate | null;

  @Field(() => CloseReasonEnum, { nullable: true })
  closeReason!: CloseReason | null;

  @Field(() => Int, { description: "For the optimistic lock." })
  version!: number;

  @Field(() => CafDraft, {
    nullable: true,
    description: "Present to the team that writes it, while it is being written (draft or returned).",
  })
  draft!: CafDraft | null;

  @Field(() => [CafVersion], { description: "Submitted versions, newest first." })
  versions!: CafVersion[];
}

@ObjectType({ simpleResolvers: true })
export class CafPayload {
  @Field(() => Caf, { nullable: true })
  caf?: Caf | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class DiscardCafDraftPayload {
  @Field(() => ID, { nullable: true, description: "The draft that is gone." })
  cafId?: string | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class CheckForCafPayload {
  @Field(() => CafCheckAnswerEnum, { nullable: true })
  answer?: CafCheckAnswer | null;

  @Field(() => String, { nullable: true, description: "Whom to contact, where there is somebody." })
  contact?: string | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
