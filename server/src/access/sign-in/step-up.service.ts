import { refuse } from "../../shared/refusal.ts";
import { isPassword } from "../password-hash.ts";
import { digest } from "../tokens.ts";
import { systemViewer, type UserViewer } from "../viewer.ts";
import { refuseCode } from "./second-factor.service.ts";
import type { SignInService, SignInTools } from "./sign-in.service.ts";

/** One of the two. */
export interface Proof {
  readonly password?: string | null | undefined;
  readonly code?: string | null | undefined;
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");

/** Showing again, within a session, that it is still the same person, before what matters most. */
export class StepUpService {
  readonly #tools: SignInTools;
  readonly #signIns: SignInService;

  constructor(tools: SignInTools, signIns: SignInService) {
    this.#tools = tools;
    this.#signIns = signIns;
  }

  async prove(viewer: UserViewer, sessionToken: string, { password, code }: Proof): Promise<void> {
    await this.#tools.limiter.take("step-up", viewer.userId);
    if (code) await this.#byCode(viewer.userId, sessionToken, code);
    else if (password) await this.#byPassword(viewer.userId, sessionToken, password);
    else refuse("MISSING", this.#tools.secondFactors.asked ? "code" : "password", "Enter your password or a code");
    await this.#tools.limiter.reset("step-up", viewer.userId);
  }

  async #byCode(userId: string, sessionToken: string, code: string): Promise<void> {
    const { database, secondFactors, sessions } = this.#tools;
    const right = await database.as(SIGN_IN, async (tx) => {
      const used = await secondFactors.use(tx, userId, code);
      if (used) await sessions.prove(tx, userId, digest(sessionToken));
      return used;
    });
    if (right) return;
    await this.#signIns.recordRefusal("WRONG_CODE", userId);
    refuseCode();
  }

  async #byPassword(userId: string, sessionToken: string, password: string): Promise<void> {
    const { database, sessions } = this.#tools;
    const [row] = await database.as(SIGN_IN, (tx) =>
      tx.query<{ password_hash: string | null }>("SELECT password_hash FROM credential WHERE user_id = $1", [userId]),
    );
    if (!(await isPassword(row?.password_hash, password))) {
      await this.#signIns.recordRefusal("WRONG_CREDENTIALS", userId);
      refuse("WRONG_CREDENTIALS", "password", "Check your password");
    }
    await database.as(SIGN_IN, (tx) => sessions.prove(tx, userId, digest(sessionToken)));
  }
}
