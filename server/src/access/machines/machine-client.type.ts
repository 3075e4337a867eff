import { Field, ID, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import { Agency, Team, Worker } from "../../modules/agencies/agency.type.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";

export const MachineScopeEnum = graphqlEnum(
  "MachineScope",
  ["SEND_EVIDENCE", "READ_CONTRIBUTION"] as const,
  "What a machine client may do: send evidence of its agency's kinds about its team's families, or read its agency's figures.",
);

const MachineClientStateEnum = graphqlEnum(
  "MachineClientState",
  ["ACTIVE", "EXPIRED", "REVOKED"] as const,
  "Whether a machine client's token opens anything.",
);

@ObjectType({ simpleResolvers: true, description: "An agency's own system, which signs in by a token." })
export class MachineClient {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Agency)
  agency!: Agency;

  @Field(() => Team, { nullable: true, description: "Whose families it sees; none where it speaks for the whole agency." })
  team!: Team | null;

  @Field(() => [MachineScopeEnum])
  scopes!: (keyof typeof MachineScopeEnum)[];

  @Field(() => MachineClientStateEnum)
  state!: keyof typeof MachineClientStateEnum;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Worker)
  createdBy!: Worker;

  @Field(() => Date)
  expiresAt!: Date;

  @Field(() => Date, { nullable: true })
  revokedAt!: Date | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "By the system's calendar." })
  lastUsedOn!: LocalDate | null;
}

@ObjectType({ simpleResolvers: true })
export class MachineClientPayload {
  @Field(() => MachineClient, { nullable: true })
  client?: MachineClient | null;

  @Field(() => String, {
    nullable: true,
    description: "The token, this once: it is stored nowhere. Null where the same was sent again, whose token was shown before.",
  })
  token?: string | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
