import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Role } from "../src/access/roles.ts";

/** Somebody who asks, as this server and as Postgres know them. */
export interface BenchViewer {
  readonly role: Role;
  readonly userId: string;
  readonly agencyId: string;
  readonly teamId: string | null;
  readonly districts: readonly string[];
  /** The same viewer as Postgres settings. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface ContenderSettings {
  readonly url: string;
  readonly poolSize: number;
  /** Business time, ISO. */
  readonly now: string;
  readonly viewers: readonly BenchViewer[];
}

/** The header in which a request says which of the viewers asks. */
export const VIEWER_HEADER = "x-bench-viewer";

/** The viewer of a request, where every contender would otherwise look up a session. */
export function viewerOf({ viewers }: ContenderSettings, header: string | string[] | undefined): BenchViewer {
  const viewer = viewers[Number(header)];
  if (!viewer) throw new Error(`no viewer ${String(header)}`);
  return viewer;
}

/** Counts the statements that a process sends; GET /statements tells the count. */
export function countStatements(client: { prototype: { query: (...parameters: never[]) => unknown } }): () => number {
  const { query } = client.prototype;
  let sent = 0;
  client.prototype.query = function (this: unknown, ...parameters: never[]) {
    sent += 1;
    return query.apply(this, parameters);
  };
  return () => sent;
}

export interface Contender {
  readonly name: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a contender in a process of its own; it prints its port when it answers. */
export async function startContender(name: string, node: string, file: string, settings: ContenderSettings): Promise<Contender> {
  const child: ChildProcess = spawn(node, [file, JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production", GRAPHILE_ENV: "production" },
  });
  const port = await new Promise<number>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const line = text.split("\n").find((each) => each.startsWith('{"port"'));
      if (line) resolve((JSON.parse(line) as { port: number }).port);
    });
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code} before it answered`)));
  });
  return {
    name,
    port,
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}
