import { Field, InputType } from "type-graphql";
import { AgencyKindEnum, CriterionEnum, PrincipleEnum } from "../../graphql/enums.ts";
import type { AgencyKind, Criterion, Principle } from "../criteria/facts.rules.ts";
import type { FamilyStage } from "./family.rules.ts";
import { FamilyStageEnum } from "./family.type.ts";

@InputType()
export class FamilyFilter {
  @Field(() => String, { nullable: true, description: "Part of a name, a reference or a postcode; sent in the body, never in a URL." })
  search?: string | null;

  @Field(() => String, { nullable: true })
  district?: string | null;

  @Field(() => FamilyStageEnum, { nullable: true })
  stage?: FamilyStage | null;

  @Field(() => CriterionEnum, { nullable: true })
  criterion?: Criterion | null;

  @Field(() => AgencyKindEnum, { nullable: true })
  leadAgency?: AgencyKind | null;

  @Field(() => PrincipleEnum, { nullable: true })
  blockedBy?: Principle | null;
}
