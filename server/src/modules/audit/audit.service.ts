import type { Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";

/** A deed worth recording. Identifiers and closed codes only, so that a person can be erased and the log stay whole. */
export interface Deed {
  /** `noun.verb`, both in the words of the glossary. */
  readonly action: string;
  readonly familyIds?: readonly string[];
  readonly subjectId?: string;
  /** A closed code, never prose. */
  readonly reason?: string;
}

const INSERT = `INSERT INTO audit_event (business_at, user_id, role, action, family_ids, subject_id, reason, correlation_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** Writes the audit log, always in the transaction of the deed. */
export class AuditService {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** One plain insert, which travels with the commit; a page that shows many families is one deed. */
  record(tx: Transaction, deed: Deed): void {
    const { viewer } = tx;
    const user = viewer.kind === "USER" ? viewer : null;
    tx.send(INSERT, [
      this.#clock.now(),
      user?.userId ?? null,
      viewer.role,
      deed.action,
      deed.familyIds ?? [],
      deed.subjectId ?? null,
      deed.reason ?? null,
      user?.correlationId ?? "system",
    ]);
  }
}
