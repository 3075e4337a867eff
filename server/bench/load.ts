import { Agent, request } from "node:http";
import { VIEWER_HEADER } from "./contenders.ts";

export interface Target {
  readonly name: string;
  readonly port: number;
  /** The n-th request of an operation. */
  request(operation: string, n: number): Question;
}

export interface Question {
  readonly body: string;
  /** The place of whoever asks among the contenders' viewers. */
  readonly viewer: number;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** One request over a kept connection; answers with the body. */
export function post(agent: Agent, port: number, { body, viewer }: Question): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), [VIEWER_HEADER]: viewer };
    const sent = request({ agent, host: "127.0.0.1", port, path: "/graphql", method: "POST", headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode === 200 && !text.includes('"errors":[{')) resolve(text);
        else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** How many statements a contender has sent so far. */
export async function statementsOf(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/statements`);
  return Number(await response.text());
}

/** `connections` loops of requests for `milliseconds`, numbered by `number`; latencies in milliseconds. */
export async function measure(
  target: Target,
  operation: string,
  connections: number,
  milliseconds: number,
  number: () => number,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const start = performance.now();
  const loop = async () => {
    while (performance.now() - start < milliseconds) {
      const question = target.request(operation, number());
      const begun = performance.now();
      await post(agent, target.port, question);
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99) };
}
