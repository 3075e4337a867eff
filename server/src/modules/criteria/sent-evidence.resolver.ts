import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import type { EvidenceSender } from "./evidence-sender.ts";
import { SendEvidenceInput } from "./sent-evidence.inputs.ts";
import { SendEvidencePayload } from "./sent-evidence.type.ts";

@Resolver()
export class SentEvidenceResolver {
  readonly #sender: EvidenceSender;

  constructor(sender: EvidenceSender) {
    this.#sender = sender;
  }

  @Authorized<Permission>("machine-evidence.send")
  @Mutation(() => SendEvidencePayload, {
    description: "For a machine client: adds a fact that its agency knows, under a sharing agreement that covers it.",
  })
  sendEvidence(@Arg("input", () => SendEvidenceInput) input: SendEvidenceInput, @Ctx() context: Context): Promise<SendEvidencePayload> {
    return answer(input, () => this.#sender.send(signedIn(context), input));
  }
}
