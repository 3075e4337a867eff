import type { Role } from "../../access/roles.ts";
import type { Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Why } from "./audit-words.rules.ts";

/** A deed worth recording. Identifiers and closed codes only, so that a person can be erased and the log stay whole. */
export interface Deed {
  /** `noun.verb`, both in the words of the glossary. */
  readonly action: string;
  readonly familyIds?: readonly string[];
  readonly subjectId?: string;
  /** What came of it: a closed code, never prose. */
  readonly reason?: string;
  /** On what ground, where it is not the one by which the viewer's role sees families. */
  readonly why?: Why;
  /** Whose deed it is, where the system does it for somebody who has no session yet. */
  readonly userId?: string;
  /** For looking at one family, sent along with the look: recorded only if row-level security let the viewer see it. */
  readonly ifSeen?: boolean;
}

/** The ground on which each role sees a family at all; the others see none. */
const GROUNDS: Readonly<Partial<Record<Role, Why>>> = {
  PRACTITIONER: "INVOLVED",
  AGENCY_LEAD: "INVOLVED",
  COORDINATOR: "DISTRICT",
  AUDITOR: "CLAIM",
  MACHINE: "INVOLVED",
};

const INSERT = `INSERT INTO audit_event (business_at, user_id, role, action, family_ids, subject_id, reason, why, correlation_id)
  SELECT $1::timestamptz, $2::uuid, $3, $4, $5::uuid[], $6::uuid, $7,
    CASE WHEN $5::uuid[] && (SELECT viewer_emergency_families()) THEN 'EMERGENCY' ELSE $8 END, $9`;
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
    const familyIds = deed.familyIds ?? [];
    const ground = user && familyIds.length > 0 ? GROUNDS[user.role] : undefined;
    tx.send(deed.ifSeen ? INSERT_IF_SEEN : INSERT, [
      this.#clock.now(),
      user?.userId ?? deed.userId ?? null,
      viewer.role,
      deed.action,
      familyIds,
      deed.subjectId ?? null,
      deed.reason ?? null,
      deed.why ?? ground ?? null,
      user?.correlationId ?? "system",
    ]);
  }
}
