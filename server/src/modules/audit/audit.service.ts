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
  /** For looking at one family, sent along with the look: recorded only if row-level security let the viewer see it. */
  readonly ifSeen?: boolean;
}

const INSERT = `INSERT INTO audit_event (business_at, user_id, role, action, family_ids, subject_id, reason, correlation_id)
  SELECT $1::timestamptz, $2::uuid, $3, $4, $5::uuid[], $6::uuid, $7, $8`;
const INSERT_IF_SEEN = `${INSERT} WHERE EXISTS (SELECT 1 FROM family f WHERE f.id = ANY ($5::uuid[]))`;

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
    tx.send(deed.ifSeen ? INSERT_IF_SEEN : INSERT, [
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
