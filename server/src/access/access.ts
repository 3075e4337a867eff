import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import type { AuditService } from "../modules/audit/audit.service.ts";
import type { SubmissionService } from "../modules/audit/submission.service.ts";
import type { Clock } from "../shared/clock.ts";
import type { Limiter } from "./limiter.ts";
import { MachineClientService } from "./machines/machine-client.service.ts";
import { MachineSignInService } from "./machines/machine-sign-in.service.ts";
import { Mailer } from "./mail/mailer.ts";
import { IdentityProviderService } from "./providers/identity-provider.service.ts";
import { OpenIdConnect } from "./providers/openid.ts";
import { ProviderSignInService } from "./providers/provider-sign-in.service.ts";
import { SecretBox } from "./secret-box.ts";
import { SessionService } from "./session.service.ts";
import { AccountService } from "./sign-in/account.service.ts";
import { FirstAdministratorService } from "./sign-in/first-administrator.service.ts";
import { LinkService } from "./sign-in/link.service.ts";
import { PasswordService } from "./sign-in/password.service.ts";
import { PasswordJudge } from "./sign-in/password-judge.ts";
import { SecondFactorService } from "./sign-in/second-factor.service.ts";
import { SignInService } from "./sign-in/sign-in.service.ts";
import { StepUpService } from "./sign-in/step-up.service.ts";
import { InvitationService } from "./users/invitation.service.ts";
import { UserService } from "./users/user.service.ts";
import { ViewerService } from "./viewer.service.ts";

export interface AccessParts {
  readonly config: Config;
  readonly database: Database;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  /** Where people reach the service, with a slash at its end. */
  readonly publicUrl: string;
  /** Told of failures that no person at a page can mend: what, and the error, whose message is not to be logged. */
  readonly trouble: (what: string, error: unknown) => void;
}

/** Whose service this is: one authority for each installation. */
export const AUTHORITY = "Lancashire";

/** To which a provider sends people back; it must be registered there. */
export const CALLBACK_PATH = "/sign-in/callback";

/** Everything by which people get in and are looked after, wired by hand. */
export function createAccess({ config, database, limiter, clock, audit, submissions, publicUrl, trouble }: AccessParts) {
  const sessions = new SessionService(database, audit, { idleMinutes: config.sessionIdleMinutes, hours: config.sessionHours });
  const mailer = new Mailer(config.mail ?? null, trouble);
  const secondFactors = new SecondFactorService(database, audit, secretBox(config));
  const tools = { database, audit, limiter, sessions, secondFactors, demonstration: config.demo };
  const signIns = new SignInService(tools);
  const links = new LinkService(database, publicUrl);
  const passwordTools = { ...tools, signIns, links, judge: new PasswordJudge(), mailer };
  const openId = new OpenIdConnect(new URL(CALLBACK_PATH, publicUrl).href, !config.production);
  const providerTools = { ...tools, signIns, openId, secrets: config.providerSecrets, trouble };
  const identityProviders = new IdentityProviderService(providerTools);
  const userTools = { database, audit, sessions, links, secondFactors };
  const facts = {
    authority: AUTHORITY,
    demonstration: config.demo,
    mashPhone: config.mashPhone,
    earlyHelpPhone: config.earlyHelpPhone,
    idleMinutes: config.sessionIdleMinutes,
    sessionHours: config.sessionHours,
    sendsMail: mailer.canSend,
  };
  return {
    sessions,
    mailer,
    secondFactors,
    signIns,
    links,
    passwords: new PasswordService(passwordTools),
    firstAdministrators: new FirstAdministratorService(passwordTools),
    stepUps: new StepUpService(tools, signIns),
    accounts: new AccountService(database, config.secondFactor),
    identityProviders,
    providerSignIns: new ProviderSignInService(providerTools),
    machineClients: new MachineClientService({ database, audit, submissions }),
    machineSignIns: new MachineSignInService(database),
    users: new UserService(userTools),
    invitations: new InvitationService({ ...userTools, submissions, mailer }),
    viewers: new ViewerService(database, clock, facts, () => identityProviders.choices()),
  };
}

function secretBox({ secondFactor, secretKey }: Config): SecretBox | null {
  if (!secondFactor) return null;
  if (!secretKey) throw new Error("one-time codes need a key to seal their secrets with");
  return new SecretBox(secretKey);
}
