import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { run } from "../../src/run.ts";

/** The whole life of the process round a very small application: one page, one slow page, one table of demonstration data. */
await run(async () => ({
  async createApp({ urls, publicUrl }) {
    return {
      handler: async (request, response) => {
        process.stdout.write(`asked for ${request.url}\n`);
        if (request.url === "/slow") await pause(1_000);
        if (request.url === "/stuck") return;
        response.end(`visits: ${await countVisits(urls.app)}\n`);
      },
      demonstrationAccounts: async () => [{ email: "someone@example.org", agency: "Some School", doing: "Looking round" }],
      firstAdministratorLink: async () => `${publicUrl}first-administrator#token`,
      close: async () => undefined,
    };
  },

  async loadDemonstration({ urls, log }) {
    const client = new Client({ connectionString: urls.owner });
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_tables WHERE tablename = 'visit'");
    if (!rowCount) {
      log("Loading the demonstration");
      await client.query("CREATE TABLE visit (id int); INSERT INTO visit VALUES (1); GRANT SELECT ON visit TO wtwf_app");
    }
    await client.end();
  },
}));

async function countVisits(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ visits: number }>("SELECT count(*)::int AS visits FROM visit");
  await client.end();
  return rows[0]?.visits ?? 0;
}
