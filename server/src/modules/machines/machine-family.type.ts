import { Field, ID, ObjectType } from "type-graphql";
import { connectionType } from "../../graphql/connection.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Agency } from "../agencies/agency.type.ts";
import { ContributionFigures, ContributionMonth } from "../reports/contribution.type.ts";

@ObjectType({ simpleResolvers: true, description: "Somebody of a family, by what an agency's own records know them by." })
export class MachinePerson {
  @Field(() => ID)
  personId!: string;

  @Field(() => String)
  initials!: string;

  @Field(() => LocalDateScalar, { nullable: true })
  dateOfBirth!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true, description: "A family in which a machine client's team is involved, and who is in it now." })
export class MachineFamily {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  reference!: string;

  @Field(() => [MachinePerson])
  members!: MachinePerson[];
}

export const MachineFamilyConnection = connectionType(MachineFamily);

@ObjectType({ simpleResolvers: true, description: "What the machine client's own agency has put in, in whole numbers." })
export class MachineContribution {
  @Field(() => Agency)
  agency!: Agency;

  @Field(() => LocalDateScalar)
  asOf!: LocalDate;

  @Field(() => ContributionFigures, { description: "Since the agency's first record." })
  figures!: ContributionFigures;

  @Field(() => [ContributionMonth], { description: "The last six months, each by itself, oldest first." })
  months!: ContributionMonth[];
}
