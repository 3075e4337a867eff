import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { DataSource } from "typeorm";

/** Requests that one session, or one address without a session, may send in WINDOW_SECONDS. */
export interface RequestQuotas {
  readonly session: number;
  readonly address: number;
}

const WINDOW_SECONDS = 300;

/** Taken from the quota at once: of so many requests all but one ask nobody. */
const LUMP = 25;

/** How many callers a process keeps count of; whoever falls out takes another lump. */
const MOST_CALLERS = 20_000;

interface Lump {
  left: number;
  /** In milliseconds of the system's clock. */
  readonly until: number;
  readonly refused: boolean;
}

/**
 * Keeps one caller from using up the service for all. Counted in Postgres, so that all API processes count together;
 * each takes requests in lumps and then counts for itself, since a write for each request would cost more than most
 * requests do. So a caller has at most the quota, and at least the quota less one lump for each process.
 */
export class RequestLimits {
  readonly #limiters: Readonly<Record<keyof RequestQuotas, RateLimiterPostgres>>;
  readonly #lumps = new LRUCache<string, Promise<Lump>>({ max: MOST_CALLERS });

  constructor(source: DataSource, quotas: RequestQuotas) {
    const make = (name: keyof RequestQuotas) =>
      new RateLimiterPostgres({
        storeClient: source,
        storeType: "typeorm",
        tableName: "rate_limit",
        tableCreated: true,
        // One of them sweeps the table for all limits, of what expired an hour ago.
        clearExpiredByTimeout: name === "session",
        keyPrefix: `requests-${name}`,
        points: quotas[name],
        duration: WINDOW_SECONDS,
      });
    this.#limiters = { session: make("session"), address: make("address") };
  }

  /** Uses up one request of a session's, or of an address without one. Returns how many seconds to wait; 0 is none. */
  async take(of: keyof RequestQuotas, caller: string): Promise<number> {
    const key = `${of}:${createHash("sha256").update(caller).digest("base64url")}`;
    for (;;) {
      const taken = this.#lumps.get(key) ?? this.#take(of, key);
      const lump = await taken;
      const wait = lump.until - Date.now();
      if (wait > 0 && lump.refused) return Math.ceil(wait / 1_000);
      if (wait > 0 && lump.left > 0) {
        lump.left -= 1;
        return 0;
      }
      // Used up, or of a time that is over: whoever finds it so first makes room for the next.
      if (this.#lumps.get(key) === taken) this.#lumps.delete(key);
    }
  }

  /** Several requests that come at once wait for one lump. */
  #take(of: keyof RequestQuotas, key: string): Promise<Lump> {
    const limiter = this.#limiters[of];
    const size = Math.min(LUMP, limiter.points);
    const lump = limiter.consume(key, size).then(
      ({ msBeforeNext }) => ({ left: size, until: Date.now() + msBeforeNext, refused: false }),
      (error: unknown) => {
        if (error instanceof RateLimiterRes) return { left: 0, until: Date.now() + error.msBeforeNext, refused: true };
        this.#lumps.delete(key);
        throw error;
      },
    );
    this.#lumps.set(key, lump);
    return lump;
  }
}
