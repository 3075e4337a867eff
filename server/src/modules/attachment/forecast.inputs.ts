import { Field, ID, InputType, Int } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { SUPPOSITION_KINDS, type Supposition } from "../criteria/suppositions.rules.ts";

const SuppositionKindEnum = graphqlEnum<Supposition["kind"]>(
  "SuppositionKind",
  SUPPOSITION_KINDS,
  "What might be supposed of a family's future.",
);

@InputType({ description: "Which fields it takes depends on its kind; what is wrong with one is among the forecast's errors." })
export class SuppositionInput {
  @Field(() => SuppositionKindEnum)
  kind!: Supposition["kind"];

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "For STARTS_WORK and STEPS_DOWN. For LEAD_WORKER_CONFIRMS too, or none: as soon as a claim waits for nothing else.",
  })
  on?: LocalDate | null;

  @Field(() => Int, { nullable: true, description: "For ATTENDANCE_AT: the share of sessions absent." })
  percent?: number | null;

  @Field(() => ID, { nullable: true, description: "For STARTS_WORK and STEPS_DOWN: one person, or everybody whom it could be about." })
  personId?: string | null;
}
