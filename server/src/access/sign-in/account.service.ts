import type { Database } from "../../database/database.ts";
import { systemViewer, type UserViewer } from "../viewer.ts";
import type { Account } from "./account.type.ts";

const SIGN_IN = systemViewer("SYSTEM_SIGN_IN");

const ACCOUNT = `SELECT c.email, c.password_hash IS NOT NULL AS "hasPassword", c.demonstration, f.set_up_at AS "codeSetUpAt",
    (SELECT count(*) FROM recovery_code r WHERE r.user_id = c.user_id) AS "recoveryCodesLeft",
    ARRAY(SELECT p.name FROM provider_identity i JOIN identity_provider p ON p.id = i.provider_id
      WHERE i.user_id = c.user_id AND p.enabled ORDER BY p.name) AS providers
  FROM credential c LEFT JOIN second_factor f ON f.user_id = c.user_id WHERE c.user_id = $1`;

/** What a person is told of their own way in. */
export class AccountService {
  readonly #database: Database;
  readonly #asksForCode: boolean;

  constructor(database: Database, asksForCode: boolean) {
    this.#database = database;
    this.#asksForCode = asksForCode;
  }

  /** The viewer's own account; nobody is told of another's. */
  async of(viewer: UserViewer): Promise<Account> {
    const [row] = await this.#database.as(SIGN_IN, (tx) => tx.query<Omit<Account, "asksForCode">>(ACCOUNT, [viewer.userId]));
    if (!row) throw new Error("a session's user has no credential");
    return { ...row, asksForCode: this.#asksForCode };
  }
}
