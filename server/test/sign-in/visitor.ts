import { Secret, TOTP } from "otpauth";
import type { Answer, Api } from "../api-client.ts";
import { onKept } from "../kept-connections.ts";

/** Somebody at a browser: keeps cookies, and asks the API as the portal does. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  send(document: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The data of an operation that must not fail. */
  query<T = Record<string, never>>(document: string, variables?: Record<string, unknown>): Promise<T>;
  /** Goes to an address of ours or another's, without following where it sends one on. */
  go(address: string, headers?: Record<string, string>): Promise<Response>;
}

export function visitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === "" || /Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const send: Visitor["send"] = async (document, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: cookie() },
      body: JSON.stringify({ query: document, variables }),
    });
    keep(response);
    return { ...((await response.json()) as Answer), status: response.status, headers: response.headers };
  };
  return {
    cookies,
    send,
    query: async <T>(document: string, variables?: Record<string, unknown>) => {
      const answer = await send(document, variables);
      if (answer.errors) throw new Error(`the operation failed: ${JSON.stringify(answer.errors)}`);
      return answer.data as T;
    },
    go: async (address, headers = {}) => {
      const ours = address.startsWith("/") || address.startsWith(url);
      const response = await fetch(address.startsWith("/") ? `${url}${address}` : address, {
        redirect: "manual",
        headers: { ...headers, ...(ours ? { cookie: cookie() } : {}) },
      });
      if (ours) keep(response);
      return response;
    },
  };
}

const PERIOD_MS = 30_000;

/** The code that an app shows, now or some half minutes away. */
export function codeOf(secret: string, periods = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + periods * PERIOD_MS });
}

/** A code that is none of those which would be accepted now. */
export function wrongCode(secret: string): string {
  const right = new Set([-2, -1, 0, 1, 2].map((away) => codeOf(secret, away)));
  for (let code = 100_000; ; code += 1) if (!right.has(String(code))) return String(code);
}

const ERRORS = "errors { code field message }";

export const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { viewer { id name role } next ${ERRORS} } }`;
export const ENTER_CODE = `mutation EnterCode($input: EnterCodeInput!) { enterCode(input: $input) { viewer { id name } next ${ERRORS} } }`;
export const START_FACTOR = `mutation StartSecondFactor { startSecondFactor { offer { secret uri } ${ERRORS} } }`;
export const CONFIRM_FACTOR = `mutation ConfirmSecondFactor($input: EnterCodeInput!) {
  confirmSecondFactor(input: $input) { recoveryCodes viewer { id name } next ${ERRORS} }
}`;
export const SET_PASSWORD = `mutation SetPassword($input: SetPasswordInput!) { setPassword(input: $input) { viewer { id name } next ${ERRORS} } }`;
export const ASK_RESET = `mutation AskPasswordReset($input: AskPasswordResetInput!) { askPasswordReset(input: $input) { asked ${ERRORS} } }`;
export const STEP_UP = `mutation StepUp($input: StepUpInput!) { stepUp(input: $input) { viewer { steppedUp } ${ERRORS} } }`;
export const VIEWER = "query Viewer { viewer { id name role steppedUp sessionEndsAt } }";

export interface Enrolled {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** The rest of a first sign-in that asked for an authenticator app. */
export async function enrol(at: Visitor): Promise<Enrolled> {
  const { startSecondFactor } = await at.query<{ startSecondFactor: { offer: { secret: string } } }>(START_FACTOR);
  const { secret } = startSecondFactor.offer;
  const { confirmSecondFactor } = await at.query<{ confirmSecondFactor: { recoveryCodes: string[] } }>(CONFIRM_FACTOR, {
    input: { code: codeOf(secret) },
  });
  return { secret, recoveryCodes: confirmSecondFactor.recoveryCodes };
}

/** As if nobody had tried anything before. */
export function forgetTries(api: Api): Promise<void> {
  return onKept(api.urls.app, async (client) => void (await client.query("DELETE FROM rate_limit")));
}
