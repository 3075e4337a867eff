import type { SessionService } from "../session.service.ts";
import type { ViewerService } from "../viewer.service.ts";
import type { FirstAdministratorService } from "./first-administrator.service.ts";
import type { LinkService } from "./link.service.ts";
import type { PasswordService } from "./password.service.ts";
import type { SignInService } from "./sign-in.service.ts";

/** What the resolvers of signing in share. */
export interface SignInServices {
  readonly sessions: SessionService;
  readonly viewers: ViewerService;
  readonly signIns: SignInService;
  readonly passwords: PasswordService;
  readonly links: LinkService;
  readonly firstAdministrators: FirstAdministratorService;
}
