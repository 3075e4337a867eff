import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { createListener } from "../../src/http/listener.ts";
import { type Answer, type Api, startApi, startTwin } from "../api-client.ts";
import { addressOf } from "../cluster.ts";
import { household } from "../household.ts";
import { cookieOf, post } from "../raw-requests.ts";

/** Opens a connection and says a part of a request. */
async function beginning(port: number, text: string): Promise<{ socket: Socket; heard: Promise<string> }> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  let said = "";
  socket.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const heard = new Promise<string>((resolve) => {
    socket.once("close", () => resolve(said));
    socket.once("error", () => undefined);
  });
  socket.write(text);
  return { socket, heard };
}

describe("who takes their time", () => {
  const HEADERS = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";

  test.each([
    ["with the headers", HEADERS, "x-more: to come\r\n"],
    ["with the body", `${HEADERS}content-length: 100\r\n\r\n{`, " "],
  ])("%s is cut off with 408, however little by little they go on", async (_what, text, more) => {
    const api = await startApi();
    const server = createListener(api.app.handler, { request: 600, headers: 500, look: 100 }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { socket, heard } = await beginning((server.address() as AddressInfo).port, text);
    const drip = setInterval(() => socket.write(more), 100);
    expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(drip);
    server.close();
    server.closeAllConnections();
    await api.stop();
  });

  test("with an answer is answered for: 503, and the service goes on", async () => {
    const api = await startApi();
    const home = await household(api);
    const cookie = await cookieOf(api, "school");
    // Only what is asked here is to be in a hurry: a slow machine may take its time over the signing in.
    const hurried = await startTwin(api, { answerSeconds: 1 });
    const members = async () => {
      const body = JSON.stringify({ query: "query F($id: ID!) { family(id: $id) { members { id } } }", variables: { id: home.id } });
      const response = await post(hurried.url, body, { cookie });
      return { ...((await response.json()) as Answer), status: response.status };
    };
    const lock = await holdTable(api, "family_member");
    const slow = await members();
    expect([slow.status, slow.errors?.[0]?.extensions?.code]).toEqual([503, "TIMED_OUT"]);
    await lock.release();
    await expect
      .poll(async () => (await members()).data?.["family"], { timeout: 20_000 })
      .toEqual({ members: Array(5).fill({ id: expect.any(String) }) });
    await hurried.stop();
    await api.stop();
  });

  test("a statement has an end of its own, and so has a transaction that nobody goes on with", async () => {
    const api = await startApi();
    const settings = await api.app.database.as({ kind: "SYSTEM", role: "SYSTEM_SIGN_IN" }, (tx) =>
      tx.query("SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle"),
    );
    expect(settings).toEqual([{ statement: "30s", idle: "1min" }]);
    await api.stop();
  });
});

async function holdTable(api: Api, table: string): Promise<{ release(): Promise<void> }> {
  const client = new Client({ connectionString: addressOf(new URL(api.urls.owner).pathname.slice(1)) });
  await client.connect();
  await client.query("BEGIN");
  await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return {
    release: async () => {
      await client.query("ROLLBACK");
      await client.end();
    },
  };
}
