import { Field, ID, ObjectType } from "type-graphql";
import { UserError } from "../../graphql/user-error.ts";
import type { Fault } from "../../shared/refusal.ts";

@ObjectType({ simpleResolvers: true })
export class SendEvidencePayload {
  @Field(() => ID, { nullable: true, description: "What it is known by in the ledger, should somebody have to correct it." })
  evidenceId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "The same key had been sent before: nothing was added this time." })
  repeated?: boolean | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
