import { Field, ID, ObjectType } from "type-graphql";
import type { Role } from "../../access/roles.ts";
import { AgencyKindEnum, RoleEnum } from "../../graphql/enums.ts";
import { Written } from "../../graphql/written-json.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";

@Written()
@ObjectType({ simpleResolvers: true, description: "A district of the authority." })
export class District {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  area!: string;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "A partner: a school, a police force, a housing provider and so on." })
export class Agency {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => AgencyKindEnum)
  kind!: AgencyKind;

  @Field(() => String, { nullable: true })
  phone!: string | null;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "A part of an agency: a school, a neighbourhood team, a housing area." })
export class Team {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field(() => District, { nullable: true })
  district!: District | null;

  @Field(() => Agency)
  agency!: Agency;
}

@Written()
@ObjectType({ simpleResolvers: true, description: "A colleague: name, role and where they work; never a way in." })
export class Worker {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => Agency)
  agency!: Agency;

  @Field(() => Team, { nullable: true })
  team!: Team | null;
}
