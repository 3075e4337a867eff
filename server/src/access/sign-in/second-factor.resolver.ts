import { Arg, Authorized, Ctx, Extensions, Mutation, Resolver } from "type-graphql";
import { type Context, signedIn, stepUpRequired } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import type { Permission } from "../permissions.ts";
import { RecoveryCodesPayload } from "./account.type.ts";
import type { SecondFactorService } from "./second-factor.service.ts";
import { settle } from "./settle.ts";
import { EnterCodeInput } from "./sign-in.inputs.ts";
import { ConfirmSecondFactorPayload, StartSecondFactorPayload } from "./sign-in.type.ts";
import type { SignInServices } from "./sign-in-services.ts";

/** Setting up an authenticator app: in the midst of a sign-in, or later, in place of the one before. */
@Resolver()
export class SecondFactorResolver {
  readonly #services: SignInServices;
  readonly #secondFactors: SecondFactorService;

  constructor(services: SignInServices, secondFactors: SecondFactorService) {
    this.#services = services;
    this.#secondFactors = secondFactors;
  }

  @Extensions({ open: true })
  @Mutation(() => StartSecondFactorPayload, {
    description: "A secret for an authenticator app: for somebody in the midst of their first sign-in, or signed in and proved anew.",
  })
  startSecondFactor(@Ctx() context: Context): Promise<StartSecondFactorPayload> {
    return answer({}, async () => {
      const userId = provedUser(context) ?? (await this.#services.signIns.setsUp(context.signInStep.token));
      return { offer: await this.#secondFactors.offer(userId) };
    });
  }

  @Extensions({ open: true })
  @Mutation(() => ConfirmSecondFactorPayload, {
    description: "The app's first code, which puts its secret in force, ends a sign-in that waited for it, and brings recovery codes.",
  })
  confirmSecondFactor(
    @Arg("input", () => EnterCodeInput) input: EnterCodeInput,
    @Ctx() context: Context,
  ): Promise<ConfirmSecondFactorPayload> {
    return answer(input, async () => {
      const userId = provedUser(context);
      if (userId) return { recoveryCodes: await this.#secondFactors.replace(userId, input.code), viewer: null, next: null };
      const { recoveryCodes, ...outcome } = await this.#services.signIns.confirmSetUp(context.signInStep.token, input.code);
      return { recoveryCodes, ...(await settle(context, outcome, this.#services)) };
    });
  }

  @Authorized<Permission>("account.change")
  @Mutation(() => RecoveryCodesPayload, { description: "New recovery codes in place of all earlier ones; told this once." })
  renewRecoveryCodes(@Ctx() context: Context): Promise<RecoveryCodesPayload> {
    return answer({}, async () => ({ recoveryCodes: await this.#secondFactors.renewRecoveryCodes(signedIn(context).userId) }));
  }
}

/** Somebody signed in who has shown just now that it is they; null where nobody is signed in. */
function provedUser({ viewer }: Context): string | null {
  if (viewer && !viewer.session?.steppedUp) throw stepUpRequired();
  return viewer?.userId ?? null;
}
