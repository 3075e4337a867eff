import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { DataSource } from "typeorm";
import { refuse } from "../shared/refusal.ts";

/** What is limited: how many in how many seconds, counted by what. */
const LIMITS = {
  "sign-in-account": { points: 10, duration: 15 * 60 },
  "sign-in-address": { points: 100, duration: 15 * 60 },
  "caf-check": { points: 60, duration: 60 * 60 },
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
    this.#limiters = {
      "sign-in-account": make("sign-in-account"),
      "sign-in-address": make("sign-in-address"),
      "caf-check": make("caf-check"),
    };
  }

  /** Uses up one try; refuses with the wait where none is left. */
  async take(limit: Limit, key: string): Promise<void> {
    try {
      await this.#limiters[limit].consume(hashed(key));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const minutes = Math.ceil(error.msBeforeNext / 60_000);
      refuse("RATE_LIMITED", null, `Too many tries. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}, then try again`);
    }
  }

  async reset(limit: Limit, key: string): Promise<void> {
    await this.#limiters[limit].delete(hashed(key));
  }
}

function hashed(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
