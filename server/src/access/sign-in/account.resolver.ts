import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import type { Permission } from "../permissions.ts";
import { ChangePasswordInput, StepUpInput } from "./account.inputs.ts";
import type { AccountService } from "./account.service.ts";
import { Account, ChangePasswordPayload, StepUpPayload } from "./account.type.ts";
import type { SignInServices } from "./sign-in-services.ts";
import type { StepUpService } from "./step-up.service.ts";

/** What people do with their own way in while they are signed in. */
@Resolver()
export class AccountResolver {
  readonly #services: SignInServices;
  readonly #accounts: AccountService;
  readonly #stepUps: StepUpService;

  constructor(services: SignInServices, accounts: AccountService, stepUps: StepUpService) {
    this.#services = services;
    this.#accounts = accounts;
    this.#stepUps = stepUps;
  }

  @Authorized<Permission>("account.read")
  @Query(() => Account, { description: "The account of whoever asks." })
  account(@Ctx() context: Context): Promise<Account> {
    return this.#accounts.of(signedIn(context));
  }

  @Authorized<Permission>("account.change")
  @Mutation(() => ChangePasswordPayload, { description: "A new password; every other session of the person's ends." })
  changePassword(
    @Arg("input", () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<ChangePasswordPayload> {
    return answer(input, async () => {
      const viewer = signedIn(context);
      await this.#services.passwords.change(viewer, tokenOf(context), input.password);
      return { account: await this.#accounts.of(viewer) };
    });
  }

  @Authorized<Permission>("session.prove")
  @Mutation(() => StepUpPayload, { description: "Shows again, by password or code, that it is the same person; good for ten minutes." })
  stepUp(@Arg("input", () => StepUpInput) input: StepUpInput, @Ctx() context: Context): Promise<StepUpPayload> {
    return answer(input, async () => {
      const viewer = signedIn(context);
      await this.#stepUps.prove(viewer, tokenOf(context), input);
      const proved = await this.#services.sessions.viewerOf(tokenOf(context), context.correlationId);
      return { viewer: proved && (await this.#services.viewers.describe(proved)) };
    });
  }
}

function tokenOf({ session }: Context): string {
  if (!session.token) throw new Error("a signed-in request has no token");
  return session.token;
}
