import { Field, ID, ObjectType } from "type-graphql";
import { AgencyKindEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Person } from "../families/family.type.ts";
import type { AgencyKind, EvidenceKind } from "./facts.rules.ts";

@ObjectType({ simpleResolvers: true, description: "A dated fact from a named source about a person or a family." })
export class Evidence {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  kind!: EvidenceKind;

  @Field(() => String, { description: "What it says, in a few plain words." })
  label!: string;

  @Field(() => Person, { nullable: true, description: "Null where it is about the family." })
  person!: Person | null;

  @Field(() => AgencyKindEnum)
  source!: AgencyKind;

  @Field(() => LocalDateScalar, { description: "The day it holds from or happened on." })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day; null while it goes on." })
  to!: LocalDate | null;

  @Field(() => LocalDateScalar, { description: "The day on which it became known here." })
  recordedOn!: LocalDate;

  @Field(() => String, { nullable: true })
  statement!: string | null;
}
