import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import { Written } from "../../graphql/written-json.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Agency, Team, Worker } from "../agencies/agency.type.ts";
import { AGREEMENT_CAPACITIES, type AgreementCapacity, PURPOSES, type Purpose } from "./agreement.rules.ts";
import { Family, Person } from "./family.type.ts";
import { GROUNDS, type Ground } from "./involvement.rules.ts";

export const AgreementCapacityEnum = graphqlEnum(
  "AgreementCapacity",
  AGREEMENT_CAPACITIES,
  "In what capacity somebody agrees for the family.",
);
export const PurposeEnum = graphqlEnum("AgreementPurpose", PURPOSES, "What a family agrees to.");
const GroundEnum = graphqlEnum("InvolvementGround", GROUNDS, "What gives a team sight of a family.");

@Written()
@ObjectType({ simpleResolvers: true, description: "What a team does with a family that would stop." })
export class GroundStop {
  @Field(() => Team)
  team!: Team;

  @Field(() => GroundEnum)
  ground!: Ground;

  @Field(() => Int, { description: "How many of them: a team may have several actions." })
  count!: number;
}

@Written()
@ObjectType({
  simpleResolvers: true,
  description: "A family's own yes: to which agencies, for which purposes, given by whom, withdrawn when.",
})
export class Agreement {
  @Field(() => ID)
  id!: string;

  @Field(() => Boolean, { description: "False where the family was asked and said no." })
  agreed!: boolean;

  @Field(() => Person, { nullable: true, description: "Who agreed; null where it is not known." })
  person!: Person | null;

  @Field(() => AgreementCapacityEnum)
  capacity!: AgreementCapacity;

  @Field(() => [Agency], { description: "The agencies that may work with the family." })
  agencies!: Agency[];

  @Field(() => [PurposeEnum])
  purposes!: Purpose[];

  @Field(() => LocalDateScalar)
  agreedOn!: LocalDate;

  @Field(() => Worker, { nullable: true })
  recordedBy!: Worker | null;

  @Field(() => Boolean)
  inForce!: boolean;

  @Field(() => LocalDateScalar, { nullable: true })
  withdrawnOn!: LocalDate | null;

  @Field(() => Person, { nullable: true, description: "Who took it back; null where a later agreement took its place." })
  withdrawnBy!: Person | null;

  @Field(() => AgreementCapacityEnum, { nullable: true })
  withdrawnCapacity!: AgreementCapacity | null;

  @Field(() => Worker, { nullable: true })
  withdrawalRecordedBy!: Worker | null;

  @Field(() => [GroundStop], { description: "What would stop at once, if this were withdrawn now; for the family to hear beforehand." })
  stopsIfWithdrawn!: GroundStop[];

  /** For the policy, as the next is; neither is part of the API. */
  involved!: boolean;
  readOnly!: boolean;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "Why an agency may work with a family without its agreement: to keep a child safe." })
export class LawfulBasis {
  @Field(() => ID)
  id!: string;

  @Field(() => Agency)
  agency!: Agency;

  @Field(() => String, { nullable: true, description: "For coordinators, the agency itself and the lead professional; null for others." })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: "Who decided it." })
  manager!: string | null;

  @Field(() => LocalDateScalar)
  decidedOn!: LocalDate;

  @Field(() => Worker)
  recordedBy!: Worker;

  @Field(() => Boolean)
  inForce!: boolean;

  @Field(() => LocalDateScalar, { nullable: true })
  endedOn!: LocalDate | null;

  /** For the policy; not part of the API. */
  readOnly!: boolean;
}

@ObjectType({ simpleResolvers: true })
export class AgreementPayload {
  @Field(() => Agreement, { nullable: true, description: "Null, without errors, where the viewer sees the family no longer." })
  agreement?: Agreement | null;

  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true })
export class LawfulBasisPayload {
  @Field(() => LawfulBasis, { nullable: true })
  lawfulBasis?: LawfulBasis | null;

  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
