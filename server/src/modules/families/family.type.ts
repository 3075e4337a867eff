import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../graphql/connection.ts";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { Written } from "../../graphql/written-json.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { District } from "../agencies/agency.type.ts";
import { FAMILY_STAGES, RELATIONSHIPS, type Relationship } from "./family.rules.ts";

export const RelationshipEnum = graphqlEnum("Relationship", RELATIONSHIPS, "What a member is to the family.");
export const FamilyStageEnum = graphqlEnum("FamilyStage", FAMILY_STAGES, "Where a family stands on the way to attachment.");

@Written()
@ObjectType({ simpleResolvers: true, description: "Somebody in a family. Values are null once lawfully disposed of." })
export class Person {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  givenName!: string | null;

  @Field(() => String, { nullable: true })
  familyName!: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  dateOfBirth!: LocalDate | null;

  @Field(() => Int, { nullable: true, description: "Full years today." })
  age!: number | null;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "A person's time in a family; a person may be in two." })
export class Member {
  @Field(() => ID)
  id!: string;

  @Field(() => Person)
  person!: Person;

  @Field(() => RelationshipEnum)
  relationship!: Relationship;

  @Field(() => LocalDateScalar)
  from!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day; null while it goes on." })
  to!: LocalDate | null;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "A family under one reference. Later modules add fields to it." })
export class Family {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  reference!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  postcode!: string | null;

  @Field(() => String, { nullable: true })
  address!: string | null;

  @Field(() => District)
  district!: District;

  @Field(() => Boolean, { description: "Seen only by named people." })
  restricted!: boolean;

  @Field(() => Int, { description: "For the optimistic lock." })
  version!: number;

  @Field(() => [Member])
  members!: Member[];
}

export const FamilyConnection = connectionType(Family);
