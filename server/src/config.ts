import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "./shared/paths.ts";
import { StartupError } from "./shared/startup-error.ts";

const PLACEHOLDER_MASH_PHONE = "01632 960123";
const PLACEHOLDER_EARLY_HELP_PHONE = "01632 960456";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "silent"] as const;

export interface Config {
  readonly host: string;
  /** 0 asks the system for any free port. */
  readonly port: number;
  /** Holds the embedded Postgres and the secrets made for it; not used when `databaseUrl` is set. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databaseAppUrl: string | undefined;
  readonly demo: boolean;
  readonly demoPassword: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** The county's own numbers, shown beside every CAF. The defaults are Ofcom's numbers for drama: they reach nobody. */
  readonly mashPhone: string;
  readonly earlyHelpPhone: string;
  /** The names of settings that still hold a made-up telephone number. */
  readonly placeholderPhones: readonly string[];
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  readonly cookieSecure: boolean;
  /** How many proxies in front of this process may be believed about the caller's address. */
  readonly trustProxy: number;
  readonly poolSize: number;
  /** Requests in five minutes of one session, and of one address as long as nobody there has signed in. */
  readonly requestQuotas: { readonly session: number; readonly address: number };
  /** After so long a request is answered for, whatever became of it. */
  readonly answerSeconds: number;
  /** Counts below this are suppressed in what the trust board sees. */
  readonly smallNumberThreshold: number;
  /** Threads for work that takes many families; 0: it is done on the thread that serves requests. */
  readonly standingThreads: number;
  /** Delete the embedded database and begin anew. */
  readonly fresh: boolean;
  /** NODE_ENV=production, which npm start sets: the server trusts its own code and leaves out checks of it. */
  readonly production: boolean;
}

const whole = (low: number, high: number) => {
  const says = `must be a whole number from ${low} to ${high}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, says)
    .transform(Number)
    .refine((n) => n >= low && n <= high, says);
};

const flag = z.enum(["true", "false"], { error: "must be true or false" }).transform((text) => text === "true");

const host = z
  .string()
  .refine((text) => isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text), "must be an address or a host name");

const phone = z.string().regex(/^\+?\d[\d ]{2,19}$/, "must be a telephone number: digits and spaces");

const proxies = z
  .string()
  .regex(/^(true|false|\d)$/, "must be true, false or a number of proxies up to 9")
  .transform((text) => (text === "true" ? 1 : text === "false" ? 0 : Number(text)));

const postgresUrl = z.string().superRefine((text, context) => {
  const fault = faultOfPostgresUrl(text);
  if (fault) context.addIssue({ code: "custom", message: fault });
});

function faultOfPostgresUrl(text: string): string | undefined {
  const form = "must look like postgres://user:password@host:5432/database";
  if (!URL.canParse(text)) return form;
  const url = new URL(text);
  if (!/^postgres(ql)?:$/.test(url.protocol) || !url.hostname || !url.username || url.pathname.length < 2) return form;
  return url.password ? undefined : "must carry a password, from which the other roles' passwords are derived";
}

const settings = z.object({
  PORT: whole(0, 65_535).default(4000),
  HOST: host.default("127.0.0.1"),
  DATA_DIR: z
    .string()
    .transform((path) => resolve(path))
    .default(join(repositoryRoot, ".data")),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DEMO: flag.optional(),
  DEMO_PASSWORD: z.string().min(8, "must have at least 8 characters").max(128, "must have at most 128 characters").optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  MASH_PHONE: phone.default(PLACEHOLDER_MASH_PHONE),
  EARLY_HELP_PHONE: phone.default(PLACEHOLDER_EARLY_HELP_PHONE),
  SESSION_IDLE_MINUTES: whole(1, 480).default(15),
  SESSION_HOURS: whole(1, 24).default(8),
  COOKIE_SECURE: flag.optional(),
  TRUST_PROXY: proxies.default(0),
  POOL_SIZE: whole(1, 200).default(8),
  SESSION_REQUESTS: whole(100, 1_000_000).default(1_500),
  ADDRESS_REQUESTS: whole(100, 1_000_000).default(3_000),
  // A little longer than one statement may take.
  ANSWER_SECONDS: whole(1, 600).default(40),
  // Below 3 only a 1 would be hidden, which is no secret then.
  SMALL_NUMBER_THRESHOLD: whole(3, 100).default(5),
  // Two keep Postgres busy; each batch in hand holds its families.
  STANDING_THREADS: whole(0, 16).default(Math.min(2, availableParallelism())),
});

type Settings = z.infer<typeof settings>;

/**
 * Reads every setting once, at boot. Throws a StartupError with one line for each fault, so that an operator mends
 * them all in one go; the faulty values themselves are not repeated, since some of them are secrets.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, argv: readonly string[] = process.argv.slice(2)): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in settings.shape && value?.trim()));
  const parsed = settings.safeParse(given);
  const faults = parsed.success ? faultsBetween(parsed.data, argv) : parsed.error.issues.map(describeIssue);
  for (const word of argv) if (word !== "--fresh") faults.push(`unknown option ${word.slice(0, 40)}: the only one is --fresh`);
  if (!parsed.success || faults.length > 0) throw new StartupError(faults.join("\n"));
  return toConfig(parsed.data, argv.includes("--fresh"), env["NODE_ENV"] === "production");
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${issue.path.join(".")} ${issue.message}`;
}

function faultsBetween(read: Settings, argv: readonly string[]): string[] {
  const faults: string[] = [];
  if (read.DATABASE_APP_URL && !read.DATABASE_URL) faults.push("DATABASE_APP_URL needs DATABASE_URL beside it");
  if (read.DATABASE_URL && read.DEMO && !read.DEMO_PASSWORD) {
    faults.push("DEMO_PASSWORD must be set when DEMO=true is used with DATABASE_URL, so that every process agrees on it");
  }
  if (read.DATABASE_URL && argv.includes("--fresh")) {
    faults.push("--fresh deletes the embedded database only; it is not allowed with DATABASE_URL");
  }
  if (read.SESSION_IDLE_MINUTES > read.SESSION_HOURS * 60) faults.push("SESSION_IDLE_MINUTES must not be longer than SESSION_HOURS");
  return faults;
}

function toConfig(read: Settings, fresh: boolean, production: boolean): Config {
  const demo = read.DEMO ?? read.DATABASE_URL === undefined;
  const placeholderPhones: string[] = [];
  if (read.MASH_PHONE === PLACEHOLDER_MASH_PHONE) placeholderPhones.push("MASH_PHONE");
  if (read.EARLY_HELP_PHONE === PLACEHOLDER_EARLY_HELP_PHONE) placeholderPhones.push("EARLY_HELP_PHONE");
  return Object.freeze({
    host: read.HOST,
    port: read.PORT,
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL,
    databaseAppUrl: read.DATABASE_APP_URL,
    demo,
    demoPassword: read.DEMO_PASSWORD,
    logLevel: read.LOG_LEVEL,
    mashPhone: read.MASH_PHONE,
    earlyHelpPhone: read.EARLY_HELP_PHONE,
    placeholderPhones: Object.freeze(placeholderPhones),
    sessionIdleMinutes: read.SESSION_IDLE_MINUTES,
    sessionHours: read.SESSION_HOURS,
    cookieSecure: read.COOKIE_SECURE ?? !demo,
    trustProxy: read.TRUST_PROXY,
    poolSize: read.POOL_SIZE,
    standingThreads: read.STANDING_THREADS,
    requestQuotas: Object.freeze({ session: read.SESSION_REQUESTS, address: read.ADDRESS_REQUESTS }),
    answerSeconds: read.ANSWER_SECONDS,
    smallNumberThreshold: read.SMALL_NUMBER_THRESHOLD,
    fresh,
    production,
  });
}
