import { createHash } from "node:crypto";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { refuse } from "../../shared/refusal.ts";

export interface Submission {
  /** The mutation's name: a key used for one is not good for another. */
  readonly operation: string;
  /** Made by the client, once per thing that the person means to do. */
  readonly key: string;
  /** All that was asked for, the key itself left out. Only its digest is stored. */
  readonly payload: unknown;
}

export interface Submitted {
  readonly subjectId: string;
  /** The first submission did the work; this one only asks again what came of it. */
  readonly repeated: boolean;
}

interface KeyRow {
  operation: string;
  payload_hash: Buffer;
  subject_id: string;
}

/** Lets a submission be sent again, after a lost answer or an impatient click, without being carried out twice. */
export class SubmissionService {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Does the work unless this person's key has been used: then the same payload answers with what the first one made,
   * and another payload is a conflict. `work` returns the id of what it made or changed. A refusal uses up no key,
   * since it rolls the transaction back. Sent twice at once, the second waits for the first.
   */
  async once(tx: Transaction, viewer: UserViewer, submission: Submission, work: () => Promise<string>): Promise<Submitted> {
    const { operation, key, payload } = submission;
    const hash = createHash("sha256").update(canonical(payload)).digest();
    // The lock is a statement of its own: the next one's snapshot must begin after the lock is ours.
    const [, [earlier]] = await Promise.all([
      tx.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${viewer.userId}:${key.toLowerCase()}`]),
      tx.query<KeyRow>("SELECT operation, payload_hash, subject_id FROM submission_key WHERE user_id = $1 AND key = $2", [
        viewer.userId,
        key,
      ]),
    ]);
    if (earlier) {
      if (earlier.operation !== operation || !hash.equals(earlier.payload_hash)) {
        refuse("IDEMPOTENCY_CONFLICT", "idempotencyKey", "This was already sent with other contents. Reload the page, then try again");
      }
      // What the first made may have opened a family while this one waited for the lock.
      tx.renewView();
      return { subjectId: earlier.subject_id, repeated: true };
    }
    const subjectId = await work();
    await tx.execute(
      "INSERT INTO submission_key (user_id, key, operation, payload_hash, subject_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
      [viewer.userId, key, operation, hash, subjectId, this.#clock.now()],
    );
    return { subjectId, repeated: false };
  }
}

/** JSON in which equal payloads are equal text: keys in order, what is undefined left out. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_name, inner: unknown) =>
      inner !== null && typeof inner === "object" && !Array.isArray(inner) && !(inner instanceof Date)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? "null"
  );
}
