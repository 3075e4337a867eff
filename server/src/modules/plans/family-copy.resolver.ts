import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import { Family } from "../families/family.type.ts";
import { MakeFamilyCopyInput } from "./family-copy.inputs.ts";
import { type CopyFacts, mayMakeCopy } from "./family-copy.policy.ts";
import type { FamilyCopyService } from "./family-copy.service.ts";
import { FamilyCopyPayload } from "./family-copy.type.ts";

@Resolver(() => Family)
export class FamilyCopyResolver {
  readonly #copies: FamilyCopyService;

  constructor(copies: FamilyCopyService) {
    this.#copies = copies;
  }

  @FieldResolver(() => Boolean)
  viewerCanMakeCopy(@Root() family: { readonly viewerCanMakeCopy: CopyFacts }, @Ctx() context: Context): boolean {
    return mayMakeCopy(signedIn(context), family.viewerCanMakeCopy).allowed;
  }

  @Authorized<Permission>("copies.make")
  @Mutation(() => FamilyCopyPayload, {
    description:
      "The assessment and the plan for named members, without what is closed to them. A mutation, because who made it for whom is recorded.",
  })
  makeFamilyCopy(@Arg("input", () => MakeFamilyCopyInput) input: MakeFamilyCopyInput, @Ctx() context: Context): Promise<FamilyCopyPayload> {
    return answer(input, async () => ({ copy: await this.#copies.make(signedIn(context), input) }));
  }
}
