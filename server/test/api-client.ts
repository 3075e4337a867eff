import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { DestinationStream } from "pino";
import { type App, createApp } from "../src/app.ts";
import { type Config, readConfig } from "../src/config.ts";
import { createListener } from "../src/http/listener.ts";
import { cloneDatabase, type Template, type TestUrls } from "./cluster.ts";
import { type Account, PASSWORD, town, USERS } from "./town.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The shape is the query's: each test names what it reads.
  readonly data: Record<string, never>;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly string[];
    readonly extensions?: { readonly code?: string };
  }[];
}

/** A signed-in account's way to the API. */
export interface Client {
  /** The whole answer. */
  send(document: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The data of an operation that must not fail. */
  query<T = Record<string, never>>(document: string, variables?: Record<string, unknown>): Promise<T>;
  /** Statements that one operation took, its session's look-up left out. */
  statements(document: string, variables?: Record<string, unknown>): Promise<number>;
}

export interface Api {
  readonly url: string;
  readonly urls: TestUrls;
  readonly app: App;
  /** Signs in once per account and keeps the cookie. */
  as(account: Account): Promise<Client>;
  readonly anonymous: Client;
  stop(): Promise<void>;
}

/** Statements of the session's look-up: begin, viewer, select, touch, commit. */
const SESSION_STATEMENTS = 5;

export interface ApiOptions extends Partial<Config> {
  /** Nothing is taken from the queue, so that what a test wrote is all that happens. */
  readonly withoutJobs?: boolean;
  /** Where the log goes. */
  readonly logTo?: DestinationStream;
}

/** The real server over a database of its own, on a port of its own. */
export async function startApi(template: Template = town, options: ApiOptions = {}): Promise<Api> {
  const database = await cloneDatabase(template);
  return serve(database.urls, options, database.drop);
}

/** Another server on the same database, as an installation has several; stop it before the first. */
export function startTwin({ urls }: Api, options: ApiOptions = {}): Promise<Api> {
  return serve(urls, options, async () => undefined);
}

/** A test sends more in a minute than a person in a day. */
const UNLIMITED = { session: 1_000_000, address: 1_000_000 } as const;

async function serve(urls: TestUrls, { withoutJobs = false, logTo, ...overrides }: ApiOptions, drop: () => Promise<void>): Promise<Api> {
  const config: Config = {
    ...readConfig({ DEMO: "true", LOG_LEVEL: "silent", STANDING_THREADS: "0" }, []),
    requestQuotas: UNLIMITED,
    ...overrides,
  };
  const jobs = withoutJobs ? { signal: AbortSignal.abort() } : {};
  const app = await createApp({ config, urls, ...jobs, seals: false, ...(logTo && { logTo }) });
  const server = createListener(app.handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = new Map<Account, Promise<Client>>();
  return {
    url,
    urls,
    app,
    as: (account) => {
      const known = clients.get(account) ?? signIn(url, app, account);
      clients.set(account, known);
      return known;
    },
    anonymous: client(url, app, null),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await app.close();
      await drop();
    },
  };
}

async function signIn(url: string, app: App, account: Account): Promise<Client> {
  const answer = await client(url, app, null).send(
    "mutation SignIn($input: SignInInput!) { signIn(input: $input) { viewer { id } errors { code } } }",
    { input: { email: USERS[account].email, password: PASSWORD } },
  );
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`could not sign ${account} in: ${JSON.stringify(answer.errors ?? answer.data)}`);
  return client(url, app, cookie);
}

function client(url: string, app: App, cookie: string | null): Client {
  const send: Client["send"] = async (document, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(cookie ? { cookie } : {}) },
      body: JSON.stringify({ query: document, variables }),
    });
    return { ...((await response.json()) as Answer), status: response.status, headers: response.headers };
  };
  return {
    send,
    query: async <T>(document: string, variables?: Record<string, unknown>) => {
      const answer = await send(document, variables);
      if (answer.errors) throw new Error(`the operation failed: ${JSON.stringify(answer.errors)}`);
      return answer.data as T;
    },
    statements: async (document, variables) => {
      const before = app.database.statements();
      await send(document, variables);
      return app.database.statements() - before - (cookie ? SESSION_STATEMENTS : 0);
    },
  };
}
