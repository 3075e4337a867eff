import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import type { Permission } from "../permissions.ts";
import { AddIdentityProviderInput, ChangeIdentityProviderInput } from "./identity-provider.inputs.ts";
import type { IdentityProviderService } from "./identity-provider.service.ts";
import { IdentityProvider, IdentityProviderPayload } from "./identity-provider.type.ts";

@Resolver()
export class IdentityProviderResolver {
  readonly #providers: IdentityProviderService;

  constructor(providers: IdentityProviderService) {
    this.#providers = providers;
  }

  @Authorized<Permission>("identity-providers.manage")
  @Query(() => [IdentityProvider], { description: "The identity providers of agencies." })
  identityProviders(@Ctx() context: Context): Promise<IdentityProvider[]> {
    return this.#providers.list(signedIn(context));
  }

  @Authorized<Permission>("identity-providers.manage")
  @Mutation(() => IdentityProviderPayload, { description: "Lets an agency's people sign in through the agency's own provider." })
  addIdentityProvider(
    @Arg("input", () => AddIdentityProviderInput) input: AddIdentityProviderInput,
    @Ctx() context: Context,
  ): Promise<IdentityProviderPayload> {
    return answer(input, async () => ({ provider: await this.#providers.add(signedIn(context), input) }));
  }

  @Authorized<Permission>("identity-providers.manage")
  @Mutation(() => IdentityProviderPayload, { description: "Changes a provider's record, or turns it off; accounts stay linked." })
  changeIdentityProvider(
    @Arg("input", () => ChangeIdentityProviderInput) input: ChangeIdentityProviderInput,
    @Ctx() context: Context,
  ): Promise<IdentityProviderPayload> {
    return answer(input, async () => ({ provider: await this.#providers.change(signedIn(context), input) }));
  }
}
