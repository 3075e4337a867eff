import { randomInt } from "node:crypto";
import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { join } from "node:path";
import { type Config, readConfig } from "./config.ts";
import { startEmbedded } from "./database/embedded/embedded.ts";
import { keptSecret } from "./database/embedded/folder.ts";
import { migrate } from "./database/migrate.ts";
import { prepareEmbedded, prepareGiven } from "./database/prepare.ts";
import type { DatabaseUrls } from "./database/roles.ts";
import { createListener } from "./http/listener.ts";
import { codeOf, framesOf, reasonOf, StartupError } from "./shared/startup-error.ts";
import { drain, Shutdown } from "./shutdown.ts";

const DRAIN_MS = 10_000;

export interface App {
  readonly handler: RequestListener;
  /** Whom one may sign in as, where the demonstration is loaded. */
  demonstrationAccounts(): Promise<readonly DemonstrationAccount[]>;
  close(): Promise<void>;
}

export interface DemonstrationAccount {
  readonly email: string;
  readonly agency: string;
  /** What to try in this part. */
  readonly doing: string;
}

export interface DemonstrationOptions {
  readonly urls: DatabaseUrls & { readonly loader: string };
  readonly password: string;
  readonly log: (line: string) => void;
}

/** What the process serves. Handed in, so that the way up and the way down can be tried with any application. */
export interface Parts {
  createApp(options: { config: Config; urls: DatabaseUrls; signal: AbortSignal }): Promise<App>;
  /** Loads the demonstration data unless it is there. */
  loadDemonstration(options: DemonstrationOptions): Promise<void>;
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * The life of the process: settings, port, database, roles, migrations, demonstration data (which brings the clock that
 * the application goes by), application, and, at a signal, all of it down again. The parts load while Postgres starts. A failure that an operator can mend is one line
 * on stderr and exit code 1, with nothing left running.
 */
export async function run(loadParts: () => Promise<Parts>): Promise<void> {
  const shutdown = new Shutdown(say);
  shutdown.listen();
  const fail = async (error: unknown): Promise<void> => {
    if (shutdown.begun) return;
    process.stderr.write(`${describeFailure(error, shutdown.isReady)}\n`);
    await shutdown.stop(1);
  };
  process.on("uncaughtException", (error) => void fail(error));
  process.on("unhandledRejection", (error) => void fail(error));
  await shutdown.during(() => start(loadParts, shutdown, fail)).catch(fail);
}

async function start(loadParts: () => Promise<Parts>, shutdown: Shutdown, fail: (error: unknown) => Promise<void>): Promise<void> {
  const began = performance.now();
  const config = readConfig();
  const { server, serve } = await takePort(config, shutdown);
  const loading = loadParts();
  loading.catch(() => undefined);
  const urls = await openDatabase(config, shutdown, fail);
  const demonstration = config.demo ? demonstrationUrls(urls) : undefined;
  await migrate(urls.owner, { log: say });
  const parts = await loading;
  if (shutdown.begun) return;
  const password = demonstration && (await loadDemonstration(config, demonstration, parts));
  if (shutdown.begun) return;
  const app = await parts.createApp({ config, urls, signal: shutdown.signal });
  shutdown.onStop(() => app.close());
  if (shutdown.begun) return;
  const accounts = password ? await describeDemonstration(config, app, password) : [];
  serve(app.handler);
  shutdown.onStop(() => drain(server, DRAIN_MS));
  const phones = config.placeholderPhones.join(" and ");
  const reminder = phones ? [`Set ${phones} before real use: the telephone numbers shown are made up`] : [];
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say([`Ready in ${seconds} s: ${addressOf(server)}`, ...accounts, ...reminder].join("\n"));
}

/**
 * Takes the port before anything else is touched, and keeps it: a second process that was started by mistake ends
 * here, and nobody else can take it while the database starts. Until the application is there, callers are told to wait.
 */
async function takePort(config: Config, shutdown: Shutdown): Promise<{ server: Server; serve: (handler: RequestListener) => void }> {
  let handler: RequestListener = (_request, response) => {
    response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "2", "cache-control": "no-store" });
    response.end("The service is starting. Try again in a moment.\n");
  };
  const server = createListener((request, response) => handler(request, response));
  server.listen(config.port, config.host);
  await once(server, "listening").catch((error: unknown) => {
    throw explainListening(config, error);
  });
  shutdown.onStop(() => drain(server, 0));
  return {
    server,
    serve: (real) => {
      handler = real;
    },
  };
}

function explainListening({ host, port }: Config, error: unknown): StartupError {
  const code = codeOf(error);
  if (code === "EADDRINUSE") return new StartupError(`Port ${port} on ${host} is taken: stop what is using it, or set PORT`);
  if (code === "EACCES") return new StartupError(`This account may not use port ${port}: set PORT to 1024 or more`);
  return new StartupError(`Cannot listen on HOST ${host}, port ${port}: ${reasonOf(error)}`, { cause: error });
}

async function openDatabase(config: Config, shutdown: Shutdown, fail: (error: unknown) => Promise<void>): Promise<DatabaseUrls> {
  if (config.databaseUrl) {
    const { hostname, pathname } = new URL(config.databaseUrl);
    say(`Using the Postgres at ${hostname}, database ${decodeURIComponent(pathname.slice(1))}`);
    return prepareGiven(config.databaseUrl, config.databaseAppUrl);
  }
  say(`Starting Postgres on ${config.dataDir}`);
  const postgres = await startEmbedded({
    dataDir: config.dataDir,
    fresh: config.fresh,
    log: say,
    signal: shutdown.signal,
    onUnexpectedEnd: (reason) => void fail(new StartupError(`Postgres ended unexpectedly: ${reason}`)),
  });
  shutdown.onStop(() => postgres.stop());
  return prepareEmbedded(postgres);
}

/** Asked before anything is migrated: where the demonstration cannot be loaded, the database stays as it is. */
function demonstrationUrls({ loader, ...urls }: DatabaseUrls): DemonstrationOptions["urls"] {
  if (loader) return { ...urls, loader };
  throw new StartupError(
    "DEMO=true needs a database role that bypasses row-level security, which DATABASE_URL may not make: set DEMO=false, or give a superuser's address",
  );
}

/** Loads the demonstration on the first start. Returns the password of its accounts. */
async function loadDemonstration(config: Config, urls: DemonstrationOptions["urls"], parts: Parts): Promise<string> {
  const password = await demonstrationPassword(config);
  await parts.loadDemonstration({ urls, password, log: say });
  return password;
}

/** The lines that tell how to sign in. A password that the operator set is not repeated. */
async function describeDemonstration(config: Config, app: App, password: string): Promise<string[]> {
  const accounts = await app.demonstrationAccounts();
  const widest = Math.max(0, ...accounts.map(({ email }) => email.length));
  return [
    `Demonstration accounts, ${config.databaseUrl ? "with the password in DEMO_PASSWORD" : `password ${password}`}`,
    ...accounts.map(({ email, agency, doing }) => `  ${email.padEnd(widest)}  ${agency}: ${doing}`),
  ];
}

/** The accounts keep the password of the first start, so it is kept too, beside the database and as well guarded. */
async function demonstrationPassword(config: Config): Promise<string> {
  if (config.databaseUrl) return config.demoPassword ?? "";
  const kept = await keptSecret(join(config.dataDir, "demonstration-password"), () => config.demoPassword ?? makeUpPassword());
  if (config.demoPassword && config.demoPassword !== kept) {
    say("DEMO_PASSWORD is not used: the demonstration accounts have the password of the first start (--fresh begins anew)");
  }
  return kept;
}

/** Easy to read out and to type: no letter or digit that looks like another. */
function makeUpPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group()].join("-");
}

function addressOf(server: Server): string {
  const address = server.address();
  if (typeof address !== "object" || !address) return "";
  const unspecified = address.address === "0.0.0.0" || address.address === "::";
  const host = unspecified ? "localhost" : address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}/`;
}

/** One line for what an operator can mend, a stack for a bug; once requests are served, no message, which may quote one. */
function describeFailure(error: unknown, serving: boolean): string {
  if (error instanceof StartupError) return error.message;
  if (!(error instanceof Error)) return "Stopped by a fault in this program";
  const frames = framesOf(error).map((frame) => `    ${frame}`);
  const title = serving ? `${error.name} ${codeOf(error) ?? ""}`.trim() : `${error.name}: ${reasonOf(error)}`;
  return `Stopped by a fault in this program: ${[title, ...frames].join("\n")}`;
}
