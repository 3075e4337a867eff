import { systemViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addDays, type LocalDate } from "../../shared/local-date.ts";
import {
  DAY_TEXT,
  type DayEnd,
  dayHash,
  EVENT_TEXT,
  type EventText,
  linkHash,
  markOf,
  NOTHING_BEFORE,
  SEAL_TEXT,
  type Seal,
  sealHash,
} from "./audit-chain.ts";

export const SEALER = systemViewer("SYSTEM_AUDIT");

/** What one run of the job has done. */
export interface Sealed {
  readonly events: number;
  /** Where the chain stands; null while there is none. */
  readonly mark: string | null;
  readonly closed: readonly { readonly day: LocalDate; readonly mark: string }[];
}

interface Batch extends Sealed {
  readonly full: boolean;
}

interface LastSeal extends Seal {
  readonly day: LocalDate;
  readonly hash: Buffer;
  readonly linkHash: Buffer;
}

export interface SealingOptions {
  /** Rows in one transaction. */
  readonly most?: number;
  /** Whose transactions these are: the cluster's own number, unless a test plays a copy. */
  readonly cluster?: string;
}

/** Any constant will do that nothing else takes. */
const LOCK = 7_746_002;
const MOST_AT_ONCE = 5_000;

const LAST_SEAL = `SELECT ${SEAL_TEXT}, l.hash AS "linkHash" FROM audit_seal s JOIN audit_link l ON l.position = s.last_position
  ORDER BY s.number DESC LIMIT 1`;
const LAST_DAY = `SELECT ${DAY_TEXT} FROM audit_day d ORDER BY d.day DESC LIMIT 1`;
const CLUSTER = "SELECT system_identifier::text AS cluster FROM pg_control_system()";

/**
 * What is complete and not sealed yet. A transaction that is still open may yet add rows before those of a later one,
 * so only rows below the oldest open transaction are taken, by the very snapshot that the rows are read with. A row
 * from beyond the newest transaction came with a copy from another cluster, and is complete too.
 */
const UNSEALED = `WITH bounds AS MATERIALIZED (
    SELECT pg_snapshot_xmin(s) AS oldest, pg_snapshot_xmax(s) AS next FROM pg_current_snapshot() s)
  SELECT ${EVENT_TEXT}, LEAST(b.oldest, CASE WHEN e.recorded_xact < b.oldest THEN e.recorded_xact END)::text AS reached, b.oldest::text AS oldest
  FROM audit_event e CROSS JOIN bounds b
  WHERE e.recorded_xact >= $1::xid8 AND (e.recorded_xact < b.oldest OR e.recorded_xact >= b.next)
    AND NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id)
  ORDER BY e.recorded_xact, e.id LIMIT $2`;

const ADD_LINKS = `INSERT INTO audit_link (position, event_id, hash)
  SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[])`;
const ADD_SEAL = `INSERT INTO audit_seal (number, day, sealed_at, last_position, horizon, cluster, hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
const ADD_FAMILIES = `INSERT INTO audit_family (family_id, event_id, business_at, user_id, action)
  SELECT DISTINCT f.id, e.id, e.business_at, e.user_id, e.action FROM audit_event e CROSS JOIN unnest(e.family_ids) AS f (id)
  WHERE e.id = ANY ($1::bigint[])`;
const ADD_DAY = `INSERT INTO audit_day (day, last_seal, last_position, seal_hash, link_hash, hash) VALUES ($1, $2, $3, $4, $5, $6)`;

/** The last seal of each day that is over and not closed. */
const DAYS_OVER = `SELECT DISTINCT ON (s.day) s.day, s.number AS "lastSeal", s.last_position AS "lastPosition", s.hash AS "sealHash", l.hash AS "linkHash"
  FROM audit_seal s JOIN audit_link l ON l.position = s.last_position
  WHERE s.number > $1 AND s.day < $2 ORDER BY s.day, s.number DESC`;

/** Seals the log after the fact: the deed only inserts. Goes by the system's clock, as the log itself does. */
export class SealingService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #most: number;
  readonly #cluster: string | undefined;

  constructor(database: Database, clock: Clock, { most = MOST_AT_ONCE, cluster }: SealingOptions = {}) {
    this.#database = database;
    this.#clock = clock;
    this.#most = most;
    this.#cluster = cluster;
  }

  /** Seals all that is complete, and closes the days that are over. Run by several processes at once, one does it. */
  async seal(): Promise<Sealed> {
    let events = 0;
    let mark: string | null = null;
    const closed: Sealed["closed"][number][] = [];
    for (let more = true; more; ) {
      const batch = await this.#database.as(SEALER, (tx) => this.#batch(tx));
      events += batch.events;
      mark = batch.mark;
      closed.push(...batch.closed);
      more = batch.full;
    }
    return { events, mark, closed };
  }

  async #batch(tx: Transaction): Promise<Batch> {
    const [lock] = await tx.query<{ mine: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS mine", [LOCK]);
    if (!lock?.mine) return { events: 0, mark: null, closed: [], full: false };
    // Statements of their own, after the lock: their snapshots hold all that whoever had it before has sealed.
    const [last] = await tx.query<LastSeal>(LAST_SEAL);
    const [lastDay] = await tx.query<DayEnd & { day: LocalDate; hash: Buffer }>(LAST_DAY);
    const events = await this.#sealEvents(tx, last, lastDay?.day);
    const closed = await this.#closeDays(tx, lastDay);
    const [now] = events > 0 ? await tx.query<LastSeal>(LAST_SEAL) : [last];
    return { events, mark: now ? markOf(now.lastPosition, now.linkHash) : null, closed, full: events === this.#most };
  }

  async #sealEvents(tx: Transaction, last: LastSeal | undefined, closed: LocalDate | undefined): Promise<number> {
    const [here] = await tx.query<{ cluster: string }>(CLUSTER);
    const cluster = this.#cluster ?? here?.cluster ?? "unknown";
    // Transactions are numbered by the cluster: in another one, such as a restored copy, everything is looked through.
    const floor = last?.cluster === cluster ? last.horizon : "0";
    const rows = await tx.query<EventText & { reached: string; oldest: string }>(UNSEALED, [floor, this.#most]);
    const final = rows.at(-1);
    if (!final) return 0;
    const full = rows.length === this.#most;
    const before = last?.lastPosition ?? 0;
    let hash = last?.linkHash ?? NOTHING_BEFORE;
    const hashes = rows.map((row) => {
      hash = linkHash(hash, row);
      return hash;
    });
    const ids = rows.map(({ id }) => id);
    const seal = {
      number: (last?.number ?? 0) + 1,
      ...this.#when(last, closed),
      lastPosition: before + rows.length,
      horizon: full ? final.reached : final.oldest,
      // A copy counts as settled here once all that it brought along is sealed.
      cluster: full && last && last.cluster !== cluster ? last.cluster : cluster,
    };
    tx.send(ADD_LINKS, [ids.map((_, index) => before + index + 1), ids, hashes]);
    tx.send(ADD_FAMILIES, [ids]);
    const { number, day, sealedAt, lastPosition, horizon } = seal;
    const sealed = sealHash(last?.hash ?? NOTHING_BEFORE, seal, hash);
    await tx.execute(ADD_SEAL, [number, day, sealedAt, lastPosition, horizon, seal.cluster, sealed]);
    return rows.length;
  }

  /** Time never goes back in the chain, even where the clocks of two processes differ. */
  #when(last: LastSeal | undefined, closed: LocalDate | undefined): { day: LocalDate; sealedAt: string } {
    const now = this.#clock.now().toISOString().replace("Z", "000Z");
    const days = [this.#clock.today(), ...(last ? [last.day] : []), ...(closed ? [addDays(closed, 1)] : [])];
    return { day: days.reduce((a, b) => (a > b ? a : b)), sealedAt: last && last.sealedAt > now ? last.sealedAt : now };
  }

  async #closeDays(tx: Transaction, last: { lastSeal: number; hash: Buffer } | undefined): Promise<Sealed["closed"]> {
    const days = await tx.query<DayEnd & { day: LocalDate }>(DAYS_OVER, [last?.lastSeal ?? 0, this.#clock.today()]);
    let before = last?.hash ?? NOTHING_BEFORE;
    for (const day of days) {
      before = dayHash(before, day);
      tx.send(ADD_DAY, [day.day, day.lastSeal, day.lastPosition, day.sealHash, day.linkHash, before]);
    }
    return days.map(({ day, lastPosition, linkHash }) => ({ day, mark: markOf(lastPosition, linkHash) }));
  }
}
