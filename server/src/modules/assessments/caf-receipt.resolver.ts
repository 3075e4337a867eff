import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import type { Fault } from "../../shared/refusal.ts";
import { SubmitCafInput } from "./caf.inputs.ts";
import type { ReceiptRow } from "./caf-receipt.reads.ts";
import type { CafReceiptService } from "./caf-receipt.service.ts";
import { CafReceipt, SubmitCafPayload } from "./caf-receipt.type.ts";

@Resolver(() => CafReceipt)
export class CafReceiptResolver {
  readonly #receipts: CafReceiptService;

  constructor(receipts: CafReceiptService) {
    this.#receipts = receipts;
  }

  @Authorized<Permission>("cafs.write")
  @Mutation(() => SubmitCafPayload, {
    description: "Submits a CAF, or again after it was returned. Where it is refused, the draft stays.",
  })
  submitCaf(
    @Arg("input", () => SubmitCafInput) input: SubmitCafInput,
    @Ctx() context: Context,
  ): Promise<{ caf?: ReceiptRow | null; errors: Fault[] }> {
    return answer(input, async () => ({ caf: await this.#receipts.submit(signedIn(context), input) }));
  }

  @Authorized<Permission>("cafs.write")
  @Query(() => CafReceipt, { nullable: true, description: "Of the version submitted last; null where it is not of the viewer's team." })
  cafReceipt(@Arg("reference", () => String) reference: string, @Ctx() context: Context): Promise<ReceiptRow | null> {
    return this.#receipts.find(signedIn(context), reference);
  }

  @FieldResolver()
  submittedAt(@Root() receipt: ReceiptRow): Date {
    return new Date(receipt.submittedAt);
  }
}
