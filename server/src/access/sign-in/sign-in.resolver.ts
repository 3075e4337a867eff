import { Arg, Ctx, Extensions, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import { SignInNextEnum, SignInPayload } from "../session.type.ts";
import { settle } from "./settle.ts";
import { AskPasswordResetInput, EnterCodeInput, FirstAdministratorInput, SetPasswordInput } from "./sign-in.inputs.ts";
import type { SignInNext, SignInOutcome } from "./sign-in.service.ts";
import { AskPasswordResetPayload, CancelSignInPayload, SignInLink } from "./sign-in.type.ts";
import type { SignInServices } from "./sign-in-services.ts";

/** The steps of a sign-in after the first, and the other ways to begin one. All are open to anyone. */
@Resolver()
export class SignInResolver {
  readonly #services: SignInServices;

  constructor(services: SignInServices) {
    this.#services = services;
  }

  @Extensions({ open: true })
  @Query(() => SignInNextEnum, { nullable: true, description: "What is asked next in a sign-in that this browser has begun." })
  async signInNext(@Ctx() context: Context): Promise<SignInNext | null> {
    return context.signInStep.token ? this.#services.signIns.nextOf(context.signInStep.token) : null;
  }

  @Extensions({ open: true })
  @Mutation(() => SignInPayload, { description: "The second factor of a sign-in that this browser has begun." })
  enterCode(@Arg("input", () => EnterCodeInput) input: EnterCodeInput, @Ctx() context: Context): Promise<SignInPayload> {
    return this.#signIn(input, context, () => this.#services.signIns.enterCode(context.signInStep.token, input.code));
  }

  @Extensions({ open: true })
  @Mutation(() => CancelSignInPayload, { description: "Forgets a sign-in that this browser has begun." })
  async cancelSignIn(@Ctx() context: Context): Promise<CancelSignInPayload> {
    if (context.signInStep.token) await this.#services.signIns.cancel(context.signInStep.token);
    context.signInStep.end();
    return { cancelled: true };
  }

  @Extensions({ open: true })
  @Mutation(() => AskPasswordResetPayload, { description: "Sends a link, where the address is somebody's; the answer is the same." })
  askPasswordReset(
    @Arg("input", () => AskPasswordResetInput) input: AskPasswordResetInput,
    @Ctx() context: Context,
  ): Promise<AskPasswordResetPayload> {
    return answer(input, async () => {
      await this.#services.passwords.askReset(input.email, context.address);
      return { asked: true };
    });
  }

  @Extensions({ open: true })
  @Query(() => SignInLink, { nullable: true, description: "What a link is for; null where it has been used or is too old." })
  async signInLink(@Arg("token", () => String) token: string): Promise<SignInLink | null> {
    return token.length > 100 ? null : this.#services.links.find(token);
  }

  @Extensions({ open: true })
  @Mutation(() => SignInPayload, { description: "Chooses a password by a link, which goes with it and is the first factor." })
  setPassword(@Arg("input", () => SetPasswordInput) input: SetPasswordInput, @Ctx() context: Context): Promise<SignInPayload> {
    return this.#signIn(input, context, () => this.#services.passwords.setByLink(input.token, input.password, context.address));
  }

  @Extensions({ open: true })
  @Mutation(() => SignInPayload, { description: "Makes the first administrator of a service that has no users." })
  becomeFirstAdministrator(
    @Arg("input", () => FirstAdministratorInput) input: FirstAdministratorInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return this.#signIn(input, context, () => this.#services.firstAdministrators.make(input, context.address));
  }

  #signIn(input: object, context: Context, work: () => Promise<SignInOutcome>): Promise<SignInPayload> {
    return answer(input, async () => settle(context, await work(), this.#services));
  }
}
