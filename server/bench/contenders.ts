import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface ContenderSettings {
  readonly url: string;
  readonly poolSize: number;
  /** Business time, ISO. */
  readonly now: string;
  readonly viewer: { readonly userId: string; readonly agencyId: string; readonly districts: readonly string[] };
  /** The same viewer as Postgres settings. */
  readonly settings: Readonly<Record<string, string>>;
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
