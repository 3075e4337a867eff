import { Arg, Authorized, Ctx, Extensions, Mutation, Query, Resolver } from "type-graphql";
import { type Context, signedIn } from "../graphql/context.ts";
import { answer } from "../graphql/user-error.ts";
import type { Permission } from "./permissions.ts";
import { SignInInput } from "./session.inputs.ts";
import type { SessionService } from "./session.service.ts";
import { Service, SignInPayload, SignOutPayload, Viewer } from "./session.type.ts";
import { settle } from "./sign-in/settle.ts";
import type { SignInService } from "./sign-in/sign-in.service.ts";
import type { ViewerService } from "./viewer.service.ts";

@Resolver()
export class SessionResolver {
  readonly #sessions: SessionService;
  readonly #viewers: ViewerService;
  readonly #signIns: SignInService;

  constructor(sessions: SessionService, viewers: ViewerService, signIns: SignInService) {
    this.#sessions = sessions;
    this.#viewers = viewers;
    this.#signIns = signIns;
  }

  @Extensions({ open: true })
  @Query(() => Service, { description: "Whose service this is, and whom to call when a child is in danger." })
  service(): Promise<Service> {
    return this.#viewers.service();
  }

  @Extensions({ open: true })
  @Query(() => Viewer, { nullable: true, description: "Null while nobody is signed in." })
  async viewer(@Ctx() context: Context): Promise<Viewer | null> {
    return context.viewer ? this.#viewers.describe(context.viewer) : null;
  }

  @Extensions({ open: true })
  @Mutation(() => SignInPayload, {
    description: "Starts a session, whose token stands in a cookie that scripts cannot read, or says what is asked next.",
  })
  signIn(@Arg("input", () => SignInInput) input: SignInInput, @Ctx() context: Context): Promise<SignInPayload> {
    return answer(input, async () => {
      const outcome = await this.#signIns.signIn(input.email, input.password, context.address);
      return settle(context, outcome, { sessions: this.#sessions, viewers: this.#viewers });
    });
  }

  @Authorized<Permission>("session.end")
  @Mutation(() => SignOutPayload, { description: "Ends this session at once, for every tab of the browser." })
  async signOut(@Ctx() context: Context): Promise<SignOutPayload> {
    if (context.session.token) await this.#sessions.signOut(signedIn(context), context.session.token);
    context.session.end();
    return { signedOut: true };
  }

  @Authorized<Permission>("session.end")
  @Mutation(() => SignOutPayload, { description: "Ends every session of the person's, on every device, this one too." })
  async signOutEverywhere(@Ctx() context: Context): Promise<SignOutPayload> {
    await this.#sessions.signOutEverywhere(signedIn(context));
    context.session.end();
    return { signedOut: true };
  }
}
