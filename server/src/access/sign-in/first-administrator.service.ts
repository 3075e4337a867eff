import { v7 } from "uuid";
import type { AgencyKind } from "../../modules/criteria/facts.rules.ts";
import { refuse } from "../../shared/refusal.ts";
import { demand } from "../decision.ts";
import { hashPassword } from "../password-hash.ts";
import { systemViewer } from "../viewer.ts";
import { refuseLink } from "./link.service.ts";
import type { PasswordTools } from "./password.service.ts";
import type { SignInOutcome } from "./sign-in.service.ts";

export interface FirstAdministrator {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Whom they work for: the authority, as a rule. */
  readonly agencyName: string;
  readonly agencyKind: AgencyKind;
}

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");

/** Two who follow two links at once take turns. */
const LOCK = 7_746_004;

/** One statement: row-level security lets the system make a user only while its snapshot holds none. */
const MAKE = `WITH made_agency AS (INSERT INTO agency (id, name, kind) VALUES ($1, $2, $3)),
    made_user AS (INSERT INTO app_user (id, name, role, agency_id) VALUES ($4, $5, 'ADMINISTRATOR', $1))
  INSERT INTO credential (user_id, email, password_hash) VALUES ($4, $6, $7)`;

/** The way into an empty database: whoever can read what the start printed becomes its first administrator. */
export class FirstAdministratorService {
  readonly #tools: PasswordTools;

  constructor(tools: PasswordTools) {
    this.#tools = tools;
  }

  /** A link to print, or null where there is somebody already. */
  async link(): Promise<string | null> {
    const { database, links } = this.#tools;
    return database.as(SIGN_IN, async (tx) => {
      const [row] = await tx.query<{ unused: boolean }>("SELECT is_unused() AS unused");
      return row?.unused ? links.make(tx, "FIRST_ADMINISTRATOR", null) : null;
    });
  }

  async make(wanted: FirstAdministrator, address: string): Promise<SignInOutcome> {
    const { database, limiter, links, judge, signIns, audit } = this.#tools;
    await limiter.take("link-address", address);
    const link = await links.find(wanted.token);
    if (link?.purpose !== "FIRST_ADMINISTRATOR") refuseLink();
    const email = wanted.email.trim().toLowerCase();
    demand(await judge.judge(wanted.password, [...wanted.name.split(/\s+/), ...email.split(/[@.]/), wanted.agencyName]), "password");
    const hash = await hashPassword(wanted.password);
    const userId = v7();
    return database.as(SIGN_IN, async (tx) => {
      await tx.execute("SELECT pg_advisory_xact_lock($1)", [LOCK]);
      await links.use(tx, wanted.token);
      const [row] = await tx.query<{ unused: boolean }>("SELECT is_unused() AS unused");
      if (!row?.unused) refuse("NOT_FIRST", null, "This service has users already. Ask its administrator for an invitation");
      const agencyId = v7();
      await tx.execute(MAKE, [agencyId, wanted.agencyName.trim(), wanted.agencyKind, userId, wanted.name.trim(), email, hash]);
      audit.record(tx, { action: "user.make-first", userId, subjectId: userId });
      return signIns.proceed(tx, userId);
    });
  }
}
