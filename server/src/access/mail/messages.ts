import type { Message } from "./mailer.ts";

const SERVICE = "Working Together With Families";

/** Who one is and what one does here is not said: a mailbox may be shared, and an address mistyped. */
export function invitation(to: string, link: string, days: number): Message {
  return {
    to,
    subject: `Set up your account: ${SERVICE}`,
    text: `You have been invited to use ${SERVICE}.

To set up your account, open this link within ${days} days. It works once.

${link}

If you did not expect this, do nothing. Do not pass the link on: whoever opens it can set up the account.
`,
  };
}

export function passwordReset(to: string, link: string, minutes: number): Message {
  return {
    to,
    subject: `Choose a new password: ${SERVICE}`,
    text: `Somebody asked for a new password for this address at ${SERVICE}.

If it was you, open this link within ${minutes} minutes. It works once.

${link}

If it was not you, do nothing: your password stays as it is.
`,
  };
}

/** Told after the fact, so that whoever did not do it can call for help. */
export function passwordChanged(to: string): Message {
  return {
    to,
    subject: `Your password was changed: ${SERVICE}`,
    text: `Your password for ${SERVICE} was changed just now, and you were signed out everywhere else.

If it was not you, tell your administrator at once.
`,
  };
}
