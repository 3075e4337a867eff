import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { DataSource } from "typeorm";
import { refuse } from "../shared/refusal.ts";

/** What is limited: how many in how many seconds, counted by what. */
const LIMITS = {
  "sign-in-account": { points: 10, duration: 15 * 60 },
  "sign-in-address": { points: 100, duration: 15 * 60 },
  "caf-check": { points: 60, duration: 60 * 60 },
  "emergency-access": { points: 20, duration: 60 * 60 },
  // A code has a million values, of which three are right at a time: so many tries find one in some centuries.
  "sign-in-code": { points: 10, duration: 15 * 60 },
  "sign-in-code-day": { points: 40, duration: 24 * 60 * 60 },
  "step-up": { points: 10, duration: 15 * 60 },
  "password-reset-account": { points: 3, duration: 60 * 60 },
  "password-reset-address": { points: 20, duration: 15 * 60 },
  "link-address": { points: 60, duration: 15 * 60 },
  "provider-address": { points: 60, duration: 15 * 60 },
} as const;
export type Limit = keyof typeof LIMITS;

/** Counts tries in Postgres, so that all API processes count together. Keys are stored as hashes. */
export class Limiter {
  readonly #limiters: Readonly<Record<Limit, RateLimiterPostgres>>;

  constructor(source: DataSource) {
    const make = (name: Limit) =>
      new RateLimiterPostgres({
        storeClient: source,
        storeType: "typeorm",
        tableName: "rate_limit",
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: name,
        ...LIMITS[name],
      });
    const names = Object.keys(LIMITS) as Limit[];
    this.#limiters = Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Limit, RateLimiterPostgres>;
  }

  /** Uses up one try; refuses with the wait where none is left. */
  async take(limit: Limit, key: string): Promise<void> {
    const wait = await this.#spend(limit, key);
    if (wait === 0) return;
    const minutes = Math.ceil(wait / 60_000);
    refuse("RATE_LIMITED", null, `Too many tries. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}, then try again`);
  }

  /** Uses up one try and says whether there was one, for an answer that must be the same either way. */
  async allows(limit: Limit, key: string): Promise<boolean> {
    return (await this.#spend(limit, key)) === 0;
  }

  /** Milliseconds to wait; 0 where a try was left. */
  async #spend(limit: Limit, key: string): Promise<number> {
    try {
      await this.#limiters[limit].consume(hashed(key));
      return 0;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return Math.max(1, error.msBeforeNext);
    }
  }

  async reset(limit: Limit, key: string): Promise<void> {
    await this.#limiters[limit].delete(hashed(key));
  }
}

function hashed(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
