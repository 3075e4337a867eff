import { Arg, Authorized, Ctx, Extensions, Mutation, Query, Resolver } from "type-graphql";
import { type Context, signedIn } from "../graphql/context.ts";
import { answer } from "../graphql/user-error.ts";
import type { Permission } from "./permissions.ts";
import { SignInInput } from "./session.inputs.ts";
import type { SessionService } from "./session.service.ts";
import { Service, SignInPayload, SignOutPayload, Viewer } from "./session.type.ts";
import type { ViewerService } from "./viewer.service.ts";

@Resolver()
export class SessionResolver {
  readonly #sessions: SessionService;
  readonly #viewers: ViewerService;

  constructor(sessions: SessionService, viewers: ViewerService) {
    this.#sessions = sessions;
    this.#viewers = viewers;
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
  @Mutation(() => SignInPayload, { description: "Starts a session, whose token stands in a cookie that scripts cannot read." })
  signIn(@Arg("input", () => SignInInput) input: SignInInput, @Ctx() context: Context): Promise<SignInPayload> {
    return answer(input, async () => {
      const { token } = await this.#sessions.signIn(input.email, input.password, context.address);
      const viewer = await this.#sessions.viewerOf(token, context.correlationId);
      if (!viewer) throw new Error("a new session has no viewer");
      context.session.start(token);
      return { viewer: await this.#viewers.describe(viewer) };
    });
  }

  @Authorized<Permission>("session.end")
  @Mutation(() => SignOutPayload, { description: "Ends this session at once, for every tab of the browser." })
  async signOut(@Ctx() context: Context): Promise<SignOutPayload> {
    if (context.session.token) await this.#sessions.signOut(signedIn(context), context.session.token);
    context.session.end();
    return { signedOut: true };
  }
}
