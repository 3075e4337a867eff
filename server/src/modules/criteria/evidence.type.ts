import { Field, ID, ObjectType } from "type-graphql";
import { AgencyKindEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Agency, Worker } from "../agencies/agency.type.ts";
import { Family, Person } from "../families/family.type.ts";
import type { EvidenceFlag } from "./evidence-words.rules.ts";
import { EvidenceFlagEnum, EvidenceKindEnum } from "./evidence-words.type.ts";
import type { AgencyKind, EvidenceKind } from "./facts.rules.ts";

@ObjectType({ simpleResolvers: true, description: "One typed field of a fact, named as in the input's part: for a form that corrects it." })
export class EvidenceField {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: "A number, a day, an id, or a closed word." })
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: "A dated fact from a named source about a person or a family." })
export class Evidence {
  @Field(() => ID)
  id!: string;

  @Field(() => EvidenceKindEnum)
  kind!: EvidenceKind;

  @Field(() => String, { description: "What it says, in a few plain words." })
  label!: string;

  @Field(() => [EvidenceField])
  fields!: EvidenceField[];

  @Field(() => Person, { nullable: true, description: "Null where it is about the family." })
  person!: Person | null;

  @Field(() => AgencyKindEnum)
  source!: AgencyKind;

  @Field(() => Agency, { nullable: true, description: "Null where a feed brought it for no one agency." })
  agency!: Agency | null;

  @Field(() => LocalDateScalar, { description: "The day it holds from or happened on." })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day; null while it goes on, and for what is of one day." })
  to!: LocalDate | null;

  @Field(() => LocalDateScalar, { description: "The day on which it became known here." })
  recordedOn!: LocalDate;

  @Field(() => Worker, { nullable: true, description: "Null where a feed brought it." })
  recordedBy!: Worker | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "The day on which it was corrected or withdrawn; null while it stands." })
  supersededOn!: LocalDate | null;

  @Field(() => Worker, { nullable: true })
  supersededBy!: Worker | null;

  @Field(() => Boolean, { description: "It was withdrawn: whoever recorded it says that it never was." })
  neverWas!: boolean;

  @Field(() => [EvidenceFlagEnum])
  flags!: EvidenceFlag[];

  @Field(() => String, { nullable: true })
  statement!: string | null;

  /** For the policy; not part of the API. */
  agencyId!: string | null;
  viewerLeads!: boolean;
}

@ObjectType({ simpleResolvers: true })
export class AddEvidencePayload {
  @Field(() => Evidence, { nullable: true })
  evidence?: Evidence | null;

  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true })
export class CorrectEvidencePayload {
  @Field(() => Evidence, { nullable: true, description: "What stands in its place; where it was withdrawn, the fact that never was." })
  evidence?: Evidence | null;

  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
