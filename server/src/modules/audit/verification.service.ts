import type { Database, Transaction } from "../../database/database.ts";
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
import { SEALER } from "./sealing.service.ts";

/** What a look at the whole log found; without faults it is as it was written. */
export interface Verdict {
  readonly events: number;
  readonly days: number;
  /** Rows of days that were disposed of, as their certificates say. */
  readonly disposed: number;
  /** Rows of the last minute, which no seal holds yet. */
  readonly waiting: number;
  /** Where the chain stands: to be kept elsewhere. */
  readonly mark: string | null;
  readonly faults: readonly string[];
}

type Link = Omit<EventText, "id"> & { id: string | null; position: number; eventId: string; hash: Buffer };
type SealRow = Seal & { hash: Buffer; linkHash: Buffer | null };

const AT_ONCE = 5_000;
/** One fault makes others after it; nobody reads them all. */
const MOST_FAULTS = 50;

/** Where the kept chain starts, after days that were disposed of: what the last of them was closed with. */
interface Start {
  readonly number: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly events: number;
  readonly lastPosition: number;
  readonly lastSeal: number;
  readonly sealHash: Buffer;
  readonly linkHash: Buffer;
}
const NO_DISPOSAL: Start = {
  number: 0,
  firstDay: "",
  lastDay: "",
  events: 0,
  lastPosition: 0,
  lastSeal: 0,
  sealHash: NOTHING_BEFORE,
  linkHash: NOTHING_BEFORE,
};
const DISPOSALS = `SELECT x.number, x.first_day AS "firstDay", x.last_day AS "lastDay", x.events, x.last_position AS "lastPosition",
  x.last_seal AS "lastSeal", x.seal_hash AS "sealHash", x.link_hash AS "linkHash" FROM audit_disposal x ORDER BY x.number`;
const LEFT_OVER = `SELECT l.event_id::text AS id FROM audit_link l WHERE l.position <= $1 ORDER BY 1 LIMIT ${MOST_FAULTS}`;

/** One snapshot, so that the job may seal meanwhile. */
const HEAD = `SELECT (SELECT max(position) FROM audit_link) AS position, (SELECT max(number) FROM audit_seal) AS seal`;
const LINKS = `SELECT l.position, l.event_id::text AS "eventId", l.hash, ${EVENT_TEXT}
  FROM audit_link l LEFT JOIN audit_event e ON e.id = l.event_id
  WHERE l.position > $1 AND l.position <= $2 ORDER BY l.position LIMIT ${AT_ONCE}`;
const SEALS = `SELECT ${SEAL_TEXT}, l.hash AS "linkHash" FROM audit_seal s LEFT JOIN audit_link l ON l.position = s.last_position
  WHERE s.number > $1 AND s.number <= $2 ORDER BY s.number LIMIT ${AT_ONCE}`;
const DAYS = `SELECT ${DAY_TEXT} FROM audit_day d WHERE d.last_seal <= $1 ORDER BY d.day`;
const LINK_AT = "SELECT hash FROM audit_link WHERE position = $1";

/** Rows that no seal holds, though the seals say that everything so old is held. */
const TOO_LATE = `SELECT e.id::text AS id FROM audit_event e
  WHERE e.recorded_xact < (SELECT s.horizon FROM audit_seal s CROSS JOIN pg_control_system() c
      WHERE s.number = $1 AND s.cluster = c.system_identifier::text)
    AND NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id) ORDER BY e.id LIMIT ${MOST_FAULTS}`;
const WAITING = "SELECT count(*) AS n FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id)";
const UNFOUND = `SELECT DISTINCT e.id::text AS id FROM audit_link l JOIN audit_event e ON e.id = l.event_id CROSS JOIN unnest(e.family_ids) AS f (id)
  WHERE l.position <= $1 AND NOT EXISTS (SELECT FROM audit_family a WHERE a.family_id = f.id AND a.event_id = e.id
    AND a.business_at = e.business_at AND a.user_id IS NOT DISTINCT FROM e.user_id AND a.action = e.action)
  ORDER BY 1 LIMIT ${MOST_FAULTS}`;
const INVENTED = `SELECT DISTINCT a.event_id::text AS id FROM audit_family a
  WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.id = a.event_id AND a.family_id = ANY (e.family_ids))
  ORDER BY 1 LIMIT ${MOST_FAULTS}`;

/** Works the whole chain out anew from the rows as they stand, and says where the two part. */
export class VerificationService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** `kept` are marks from elsewhere, each a position and its hash. Reads in steps, so that the log may go on growing. */
  async verify(kept: Iterable<readonly [number, string]> = []): Promise<Verdict> {
    const faults: string[] = [];
    const [head] = await this.#read((tx) => tx.query<{ position: number | null; seal: number | null }>(HEAD));
    const lastSeal = head?.seal ?? 0;
    const lastPosition = head?.position ?? 0;
    const disposals = await this.#read((tx) => tx.query<Start>(DISPOSALS));
    const start = disposals.at(-1) ?? NO_DISPOSAL;
    const mark = await this.#links(start, lastPosition, faults);
    const ends = await this.#seals(start, lastSeal, lastPosition, faults);
    const days = await this.#days(disposals, lastSeal, ends, faults);
    await this.#besides(lastSeal, lastPosition, faults);
    await this.#leftOver(start, faults);
    await this.#marks(kept, start, faults);
    const [waiting] = await this.#read((tx) => tx.query<{ n: number }>(WAITING));
    const said = faults.length > MOST_FAULTS ? [...faults.slice(0, MOST_FAULTS), `and ${faults.length - MOST_FAULTS} more`] : faults;
    return { events: lastPosition - start.lastPosition, days, disposed: start.lastPosition, waiting: waiting?.n ?? 0, mark, faults: said };
  }

  /** Each row against its link, each link against the one before. */
  async #links(start: Start, until: number, faults: string[]): Promise<string | null> {
    let before = start.linkHash;
    let position = start.lastPosition;
    for (let more = until > position; more; ) {
      const page = await this.#read((tx) => tx.query<Link>(LINKS, [position, until]));
      for (const link of page) {
        if (link.position > position + 1) faults.push(`Rows ${position + 1} to ${link.position - 1} of the chain are missing`);
        const { id } = link;
        if (id === null) faults.push(`Event ${link.eventId}, row ${link.position} of the chain, is gone`);
        else if (!linkHash(before, { ...link, id }).equals(link.hash))
          faults.push(`Event ${id}, row ${link.position} of the chain, is not as it was sealed, or not in its place`);
        before = link.hash;
        position = link.position;
      }
      more = page.length === AT_ONCE;
    }
    return until > 0 ? markOf(position, before) : null;
  }

  /** Each seal against the link that it ends with and the seal before. Returns where each day ended. */
  async #seals(start: Start, until: number, lastPosition: number, faults: string[]): Promise<Map<string, SealRow>> {
    const ends = new Map<string, SealRow>();
    let before = start.sealHash;
    let number = start.lastSeal;
    let position = start.lastPosition;
    for (let more = until > number; more; ) {
      const page = await this.#read((tx) => tx.query<SealRow>(SEALS, [number, until]));
      for (const seal of page) {
        if (seal.number > number + 1) faults.push(`Seals ${number + 1} to ${seal.number - 1}, up to ${seal.day}, are missing`);
        if (seal.linkHash === null || !sealHash(before, seal, seal.linkHash).equals(seal.hash))
          faults.push(`Seal ${seal.number} of ${seal.day}, over rows ${position + 1} to ${seal.lastPosition}, does not fit what it seals`);
        before = seal.hash;
        number = seal.number;
        position = seal.lastPosition;
        ends.set(seal.day, seal);
      }
      more = page.length === AT_ONCE;
    }
    if (position !== lastPosition) faults.push(`The last seal ends at row ${position}, and the chain at row ${lastPosition}`);
    return ends;
  }

  /** Each closed day against its last seal and the day before; each day that is over must be closed. */
  async #days(disposals: readonly Start[], until: number, ends: ReadonlyMap<string, SealRow>, faults: string[]): Promise<number> {
    const days = await this.#read((tx) => tx.query<DayEnd & { hash: Buffer }>(DAYS, [until]));
    const start = disposals.at(-1) ?? NO_DISPOSAL;
    let before = NOTHING_BEFORE;
    for (const day of days) {
      // Its rows are gone; that it was closed so, and what it was closed with, stays in the chain of days.
      if (day.lastPosition <= start.lastPosition) {
        if (!dayHash(before, day).equals(day.hash)) faults.push(`The day ${day.day} is not as it was closed`);
        before = day.hash;
        continue;
      }
      const end = ends.get(day.day);
      const fits = end?.number === day.lastSeal && end.lastPosition === day.lastPosition && end.hash.equals(day.sealHash);
      if (!fits || !end.linkHash?.equals(day.linkHash) || !dayHash(before, day).equals(day.hash))
        faults.push(`The day ${day.day} is not as it was closed`);
      before = day.hash;
    }
    let from = 0;
    for (const { number, firstDay, lastDay, events, lastPosition, lastSeal, sealHash, linkHash } of disposals) {
      const end = days.find(({ day }) => day === lastDay);
      const fits = end?.lastPosition === lastPosition && end.lastSeal === lastSeal && end.sealHash.equals(sealHash);
      if (!fits || !end.linkHash.equals(linkHash) || events !== lastPosition - from)
        faults.push(`The disposal ${number}, of ${firstDay} to ${lastDay}, does not fit the days that were closed`);
      from = lastPosition;
    }
    const closed = new Set(days.map(({ day }) => day));
    const last = [...ends.keys()].at(-1);
    for (const day of ends.keys()) if (day !== last && !closed.has(day)) faults.push(`The day ${day} is over and not closed`);
    return days.length;
  }

  /** What stands beside the chain: rows slipped in behind it, and what was worked out from it for looking up. */
  async #besides(lastSeal: number, lastPosition: number, faults: string[]): Promise<void> {
    const ids = (sql: string, parameters: readonly unknown[] = []) => this.#read((tx) => tx.query<{ id: string }>(sql, parameters));
    for (const { id } of await ids(TOO_LATE, [lastSeal])) faults.push(`Event ${id} was added after its time: no seal holds it`);
    for (const { id } of await ids(UNFOUND, [lastPosition])) faults.push(`Event ${id} is not found by its families`);
    for (const { id } of await ids(INVENTED)) faults.push(`Event ${id} is found by a family that it is not about`);
  }

  /** What was disposed of is gone whole. */
  async #leftOver(start: Start, faults: string[]): Promise<void> {
    const left = await this.#read((tx) => tx.query<{ id: string }>(LEFT_OVER, [start.lastPosition]));
    for (const { id } of left) faults.push(`Event ${id} stands in a day that was disposed of`);
  }

  async #marks(kept: Iterable<readonly [number, string]>, start: Start, faults: string[]): Promise<void> {
    for (const [position, hash] of kept) {
      // A mark of a day that is gone tells of the end of its last day alone.
      if (position < start.lastPosition) continue;
      if (position === start.lastPosition && start.linkHash.toString("hex") === hash) continue;
      const [link] = await this.#read((tx) => tx.query<{ hash: Buffer }>(LINK_AT, [position]));
      if (link?.hash.toString("hex") !== hash) faults.push(`Row ${position} of the chain is not the one whose mark was kept`);
    }
  }

  /** A log of years is read in longer than a request may take. */
  #read<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#database.as(SEALER, (tx) => {
      tx.send("SET LOCAL statement_timeout = 0");
      return work(tx);
    });
  }
}
