import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { type BenchViewer, type ContenderSettings, countStatements, VIEWER_HEADER, viewerOf } from "./contenders.ts";
import { FLOOR } from "./operations.ts";

/**
 * The floor: for each operation the statements that somebody would write by hand for it alone. The last one's JSON
 * goes out as Postgres wrote it. All of them, with the transaction and the viewer, which are the same as everybody's,
 * go down one pipe without waiting.
 */
const settings = JSON.parse(process.argv[2] ?? "") as ContenderSettings;
const pool = new pg.Pool({ connectionString: settings.url, max: settings.poolSize, pipeline: true } as pg.PoolConfig);
const statements = countStatements(pg.Client);

async function answer(operation: string, variables: Record<string, unknown>, viewer: BenchViewer): Promise<string> {
  const work = FLOOR[operation];
  if (!work) throw new Error(`no statements for ${operation}`);
  const client = await pool.connect();
  try {
    const sent = [
      client.query("BEGIN"),
      client.query({
        name: "viewer",
        text: "SELECT set_config(e->>0, e->>1, true) FROM json_array_elements($1::json) e",
        values: [JSON.stringify(Object.entries(viewer.settings))],
      }),
      ...work.map(({ sql, parameters }, index) =>
        client.query<{ data: string }>({ name: `${operation}${index}`, text: sql, values: parameters(variables) }),
      ),
      client.query("COMMIT"),
    ];
    const results = await Promise.all(sent);
    return `{"data":${results.at(-2)?.rows[0]?.data ?? "null"}}`;
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
    if (request.url === "/statements") {
      response.end(String(statements()));
      return;
    }
    const { operationName, variables } = await bodyOf(request);
    const text = await answer(operationName, variables, viewerOf(settings, request.headers[VIEWER_HEADER]));
    response.writeHead(200, { "content-type": "application/json" }).end(text);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
process.on("SIGTERM", () => process.exit(0));
