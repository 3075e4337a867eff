import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import { Written } from "../../graphql/written-json.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Worker } from "../agencies/agency.type.ts";
import { Family } from "../families/family.type.ts";
import { LEAD_PROFESSIONAL_STATUSES, type LeadProfessionalStatus } from "./plan.rules.ts";

const LeadProfessionalStatusEnum = graphqlEnum(
  "LeadProfessionalStatus",
  LEAD_PROFESSIONAL_STATUSES,
  "How far a request to lead a family has come.",
);

@Written()
@ObjectType({ simpleResolvers: true, description: "A worker who leads a family, or was asked to." })
export class LeadProfessional {
  @Field(() => ID)
  id!: string;

  @Field(() => Worker)
  worker!: Worker;

  @Field(() => LeadProfessionalStatusEnum)
  status!: LeadProfessionalStatus;

  @Field(() => LocalDateScalar)
  askedOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true })
  acceptedOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "The day on which it was declined or came to an end." })
  endedOn!: LocalDate | null;

  @Field(() => String, { nullable: true })
  declineReason!: string | null;

  @Field(() => Int, { description: "For the optimistic lock." })
  version!: number;

  /** For the policy; not part of the API. */
  userId!: string;
}

@ObjectType({ simpleResolvers: true })
export class LeadProfessionalPayload {
  @Field(() => LeadProfessional, { nullable: true })
  leadProfessional?: LeadProfessional | null;

  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
