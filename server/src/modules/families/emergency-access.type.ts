import { Field, ID, ObjectType } from "type-graphql";
import { connectionType } from "../../graphql/connection.ts";
import { UserError } from "../../graphql/user-error.ts";
import { Worker } from "../agencies/agency.type.ts";
import { Family } from "./family.type.ts";

@ObjectType({ simpleResolvers: true, description: "That somebody opened a family in an emergency: read only, for an hour." })
export class EmergencyAccess {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  familyReference!: string;

  @Field(() => Worker)
  worker!: Worker;

  @Field(() => String, { nullable: true, description: "In their words, for them, the information officer and coordinators." })
  reason!: string | null;

  @Field(() => Date, { description: "By the system's clock." })
  openedAt!: Date;

  @Field(() => Date)
  endsAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the information officer looked into it." })
  lookedIntoAt!: Date | null;

  @Field(() => Worker, { nullable: true })
  lookedIntoBy!: Worker | null;

  @Field(() => String, { nullable: true, description: "What they found, for the information officer alone." })
  finding!: string | null;
}

export const EmergencyAccessConnection = connectionType(EmergencyAccess);

@ObjectType({ simpleResolvers: true, description: "A family that the viewer has open in an emergency." })
export class OpenedFamily {
  @Field(() => Family)
  family!: object;

  @Field(() => Date)
  endsAt!: Date;
}

@ObjectType({ simpleResolvers: true })
export class OpenFamilyInEmergencyPayload {
  @Field(() => Family, { nullable: true })
  family?: object | null;

  @Field(() => Date, { nullable: true, description: "When it shuts again." })
  endsAt?: Date | null;

  @Field(() => [UserError])
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true })
export class LookIntoEmergencyAccessPayload {
  @Field(() => EmergencyAccess, { nullable: true })
  emergencyAccess?: EmergencyAccess | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
