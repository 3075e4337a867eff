import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./server/test/longest-first.ts";
import { SummaryReporter } from "./server/test/summary-reporter.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Two copies of graphql (its ESM and CommonJS builds) do not recognise each other's types: everything gets this one. */
const alias = [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql/index.js") }];

/** Starts the one Postgres that all workers share; each test file clones a database of its own in it. */
const globalSetup = [at("server/test/cluster-setup.ts")];

/** Properties try the same made-up values in every run, unless PROPERTY_SEED says otherwise. */
const setupFiles = [at("server/test/property-seed.ts")];

/**
 * Threads that keep their modules between files take half the time of forks; no test here replaces a module. What is
 * waited for has long come on any machine by the time given here: it only ends the wait for what never comes.
 */
const shared = {
  pool: "threads",
  isolate: false,
  environment: "node",
  maxWorkers: "100%",
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } },
} as const;

/** It counts what the county did meanwhile, so it has a service to itself; the other browser tests share one. */
const JOURNEY = "portal/e2e/journey.test.ts";

export default defineConfig({
  test: {
    reporters: ["default", new SummaryReporter()],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "checks",
          include: ["server/test/checks/**/*.test.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "unit",
          setupFiles,
          include: ["server/src/**/*.test.ts", "seeds/**/*.test.ts", "portal/src/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/dist/**"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "api",
          setupFiles,
          include: ["server/test/api/**/*.test.ts", "server/src/**/*.db.test.ts", "seeds/**/*.db.test.ts"],
          globalSetup,
          sequence: { groupOrder: 1 },
        },
      },
      ...["e2e", "journey"].map((name) => ({
        resolve: { alias },
        test: {
          ...shared,
          name,
          include: name === "journey" ? [JOURNEY] : ["portal/e2e/**/*.test.ts"],
          exclude: name === "journey" ? [] : [JOURNEY],
          globalSetup: [...globalSetup, at("portal/e2e/server.ts")],
          sequence: { groupOrder: 2 },
        },
      })),
    ],
  },
});
