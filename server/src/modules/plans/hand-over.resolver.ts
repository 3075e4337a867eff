import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, Info, Mutation, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { HandOverCaseInput } from "./hand-over.inputs.ts";
import type { HandOverService } from "./hand-over.service.ts";
import { HandOverCasePayload } from "./hand-over.type.ts";

@Resolver()
export class HandOverResolver {
  readonly #handOvers: HandOverService;

  constructor(handOvers: HandOverService) {
    this.#handOvers = handOvers;
  }

  @Authorized<Permission>("cases.hand-over")
  @Mutation(() => HandOverCasePayload, {
    description: "Moves a team's part in a family's case to another team of the lead's branch; the first loses sight of it at once.",
  })
  handOverCase(
    @Arg("input", () => HandOverCaseInput) input: HandOverCaseInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<HandOverCasePayload> {
    return answer(input, () => this.#handOvers.handOver(signedIn(context), input, selectedFields(info, "family")));
  }
}
