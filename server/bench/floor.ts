import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import type { ContenderSettings } from "./contenders.ts";
import { FLOOR_SQL } from "./operations.ts";

/**
 * The floor: for each operation one statement written by hand, whose JSON goes out as Postgres wrote it. The
 * transaction and the viewer are the same as everybody's, sent down one pipe without waiting.
 */
const settings = JSON.parse(process.argv[2] ?? "") as ContenderSettings;
const pool = new pg.Pool({ connectionString: settings.url, max: settings.poolSize, pipeline: true } as pg.PoolConfig);
const viewer = JSON.stringify(Object.entries(settings.settings));

async function answer(operation: string, variables: Record<string, unknown>): Promise<string> {
  const floor = FLOOR_SQL[operation];
  if (!floor) throw new Error(`no statement for ${operation}`);
  const client = await pool.connect();
  try {
    const [, , result] = await Promise.all([
      client.query("BEGIN"),
      client.query({
        name: "viewer",
        text: "SELECT set_config(e->>0, e->>1, true) FROM json_array_elements($1::json) e",
        values: [viewer],
      }),
      client.query<{ data: string }>({ name: operation, text: floor.sql, values: floor.parameters(variables) }),
      client.query("COMMIT"),
    ]);
    return `{"data":${result.rows[0]?.data ?? "null"}}`;
  } finally {
    client.release();
  }
}

async function bodyOf(request: IncomingMessage): Promise<{ operationName: string; variables: Record<string, unknown> }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const server = createServer(async (request, response) => {
  try {
    const { operationName, variables } = await bodyOf(request);
    const text = await answer(operationName, variables);
    response.writeHead(200, { "content-type": "application/json" }).end(text);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
process.on("SIGTERM", () => process.exit(0));
