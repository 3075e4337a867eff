import { Field, ID, Int, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";
import { Team } from "../agencies/agency.type.ts";
import type { CafStatus } from "./caf-content.rules.ts";
import { CafStatusEnum } from "./caf-words.type.ts";

@ObjectType({
  simpleResolvers: true,
  description: "That a CAF was submitted: its reference and what its team wrote. It never tells whether a family was on record before.",
})
export class CafReceipt {
  @Field(() => ID, { description: "The CAF's." })
  id!: string;

  @Field(() => String)
  reference!: string;

  @Field(() => CafStatusEnum)
  status!: CafStatus;

  @Field(() => Int, { description: "For the optimistic lock." })
  version!: number;

  @Field(() => LocalDateScalar, { nullable: true })
  openedOn!: LocalDate | null;

  @Field(() => Team)
  team!: Team;

  @Field(() => Int, { description: "1 for the first submission, more for an amended CAF." })
  versionNumber!: number;

  @Field(() => Date)
  submittedAt!: Date;

  @Field(() => String, { nullable: true, description: "As it was written, like the address and the postcode." })
  familyName!: string | null;

  @Field(() => String, { nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true })
  postcode!: string | null;

  @Field(() => Int, { description: "How many members were written down." })
  people!: number;

  @Field(() => Int, { description: "How many actions the plan has." })
  actions!: number;
}

@ObjectType({ simpleResolvers: true })
export class SubmitCafPayload {
  @Field(() => CafReceipt, { nullable: true })
  caf?: CafReceipt | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
