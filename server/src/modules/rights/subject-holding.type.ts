import { Field, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { RecordKeeper } from "./retention.type.ts";
import {
  ITEM_DECISIONS,
  type ItemDecision,
  SUBJECT_PARTS,
  type SubjectPart,
  WITHHOLDING_GROUNDS,
  type WithholdingGround,
} from "./subject-items.rules.ts";

const SubjectPartEnum = graphqlEnum("SubjectPart", SUBJECT_PARTS, "The parts of a disclosure, in the order in which they are read.");
export const ItemDecisionEnum = graphqlEnum(
  "ItemDecision",
  ITEM_DECISIONS,
  "AS_MASKED: given, without the names of others and the passages marked. IN_FULL: given as it was written. WITHHELD: not given.",
);
export const WithholdingGroundEnum = graphqlEnum(
  "WithholdingGround",
  WITHHOLDING_GROUNDS,
  "Exemptions of the Data Protection Act 2018, schedules 2 and 3.",
);

@ObjectType({ simpleResolvers: true })
export class SubjectFact {
  @Field(() => String)
  label!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: "Something written in somebody's own words." })
export class SubjectText {
  @Field(() => String)
  label!: string;

  @Field(() => String, { description: "As it stands in the record." })
  written!: string;

  @Field(() => String, { description: "As it would be handed over now." })
  given!: string;

  @Field(() => Int, { description: "How many names, dates of birth, addresses and numbers of others are hidden in it." })
  masked!: number;
}

@ObjectType({ simpleResolvers: true, description: "The decision that counts: the last one on the item as it is now." })
export class SubjectItemDecision {
  @Field(() => ItemDecisionEnum)
  decision!: ItemDecision;

  @Field(() => WithholdingGroundEnum, { nullable: true })
  ground!: WithholdingGround | null;

  @Field(() => [String])
  passages!: string[];

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => Date)
  decidedAt!: Date;

  @Field(() => RecordKeeper)
  decidedBy!: RecordKeeper;
}

@ObjectType({ simpleResolvers: true, description: "One record, or one answer of one, that is held about the person or their family." })
export class SubjectItem {
  @Field(() => String)
  key!: string;

  @Field(() => SubjectPartEnum)
  part!: SubjectPart;

  @Field(() => String)
  partName!: string;

  @Field(() => String)
  title!: string;

  @Field(() => LocalDateScalar, { nullable: true })
  on!: LocalDate | null;

  @Field(() => [SubjectFact])
  facts!: SubjectFact[];

  @Field(() => [SubjectText])
  texts!: SubjectText[];

  @Field(() => Boolean, { description: "It may do harm in the wrong hands." })
  sensitive!: boolean;

  @Field(() => Boolean, { description: "Colleagues decided that this person is not to be shown it." })
  closed!: boolean;

  @Field(() => Boolean, { description: "The officer must decide on it before anything is handed over." })
  needsDecision!: boolean;

  @Field(() => SubjectItemDecision, { nullable: true })
  decision!: SubjectItemDecision | null;
}

@ObjectType({ simpleResolvers: true })
export class SubjectWithheld {
  @Field(() => String)
  reason!: string;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ simpleResolvers: true, description: "Everything held about the person of a request; what is about others is counted alone." })
export class SubjectHolding {
  @Field(() => Int, { description: "Items that still have to be decided on." })
  undecided!: number;

  @Field(() => [SubjectItem])
  items!: SubjectItem[];

  @Field(() => [SubjectWithheld], { description: "What would be withheld now, by reason." })
  withheld!: SubjectWithheld[];
}

@ObjectType({ simpleResolvers: true })
export class SubjectHoldingPayload {
  @Field(() => SubjectHolding, { nullable: true })
  holding?: SubjectHolding | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
