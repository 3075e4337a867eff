import { from, to } from "pg-copy-streams";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { asApp, attempt, open } from "../hostile.ts";
import { ASKING, FORBIDDEN } from "../hostile-statements.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { asSuperuser } from "../raw-requests.ts";
import { familiesSeen, sightFacts } from "../sight-model.ts";
import { type Account, town, USERS } from "../town.ts";

/** Statements that are no question of a table: what Postgres can do besides, to somebody who sends as the application. */
const TODAY = "2017-01-03";
let api: Api;
let hidden: Household;
let secrets: readonly string[] = [];
let statements = 0;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  await household(api, { seats: ["police"] });
  await household(api, { district: "pendle" });
  hidden = await household(api, { seats: ["police"], restricted: true, lead: "earlyHelp", planned: ["HEALTH"] });
  await rows(api, "UPDATE family SET name = 'Hiddenname', address = 'Hiddenstreet' WHERE id = $1", [hidden.id]);
  await rows(api, "UPDATE person SET family_name = 'Hiddenkin' WHERE id = ANY ($1)", [hidden.people]);
  // That its own involvement is of some family a team may read, since what it sees is looked up there: the ids are no secret to it.
  secrets = [...hidden.people, "Hiddenname", "Hiddenstreet", "Hiddenkin"];
});
afterAll(async () => {
  await api.stop();
  console.info(`hostile statements: ${FORBIDDEN.length} forbidden, ${statements} that tell nothing`);
});

const tells = (words: string) => secrets.filter((secret) => words.includes(secret));

describe("as the application", () => {
  test.each(FORBIDDEN)("nobody may %s", async (sql) => {
    const { failed, rows: got } = await asApp(api, viewerOf("school"), (client) => attempt(client, sql));
    expect([failed, got]).toEqual(["42501", []]);
  });

  test("the planner's statistics tell nothing of what is in a table with row-level security", async () => {
    await asSuperuser(api, "ANALYZE");
    const told = await asApp(api, viewerOf("school"), async (client) => {
      const names = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity";
      const stats = await attempt(client, `SELECT * FROM pg_stats WHERE tablename IN (${names})`);
      const more = await attempt(client, `SELECT * FROM pg_stats_ext WHERE tablename IN (${names})`);
      return [...stats.rows, ...more.rows];
    });
    expect(told).toEqual([]);
  });

  test("other connections' statements hold no value", async () => {
    const said = await asApp(api, viewerOf("police"), async (client) => {
      await api.app.database.as(viewerOf("coordinator"), (tx) => tx.query("SELECT name FROM family WHERE name = $1", ["Testing1"]));
      return attempt(client, "SELECT query FROM pg_stat_activity WHERE usename = 'wtwf_app' AND pid <> pg_backend_pid()");
    });
    expect(said.rows.length).toBeGreaterThan(0);
    expect(said.words).not.toMatch(/Testing1/);
  });

  test("switching row-level security off makes a statement fail, not answer", async () => {
    const { failed } = await asApp(api, viewerOf("school"), async (client) => {
      await client.query("SET LOCAL row_security = off");
      return attempt(client, "SELECT count(*) FROM family");
    });
    expect(failed).toBe("42501");
  });

  test("a statement that was prepared for somebody who sees more shows somebody else what they see", async () => {
    const counts = await asApp(api, viewerOf("coordinator"), async (client) => {
      await client.query("PREPARE families AS SELECT count(*)::int AS n FROM family");
      const found: number[] = [];
      // Postgres settles on a plan after five.
      for (const account of [
        "coordinator",
        "coordinator",
        "coordinator",
        "coordinator",
        "coordinator",
        "coordinator",
        "board",
        "police",
      ] as const) {
        await open(client, viewerOf(account));
        found.push((await client.query<{ n: number }>("EXECUTE families")).rows[0]?.n ?? -1);
      }
      return found;
    });
    const facts = await sightFacts(api);
    const numberFor = (account: Account) => familiesSeen(facts, viewerOf(account), TODAY).length;
    expect(counts.slice(-3)).toEqual([numberFor("coordinator"), 0, numberFor("police")]);
    expect(numberFor("coordinator")).toBeGreaterThan(numberFor("police"));
  });

  test("who is looking is forgotten with the transaction, however it ends", async () => {
    for (const end of ["COMMIT", "ROLLBACK"]) {
      const left = await asApp(api, viewerOf("coordinator"), async (client) => {
        await client.query(end);
        return [
          (await client.query("SELECT 1 FROM family")).rows,
          (await client.query("SELECT viewer_role() AS role, viewer_user() AS person")).rows,
        ];
      });
      expect(left).toEqual([[], [{ role: null, person: null }]]);
    }
  });

  test.each([
    ["a role and nothing else", "SELECT set_config('wtwf.role', 'COORDINATOR', true)"],
    ["a role that there is not", "SELECT set_config('wtwf.role', 'SYSTEM', true)"],
    ["teams that are no list", "SELECT set_config('wtwf.role', 'PRACTITIONER', true), set_config('wtwf.teams', 'all', true)"],
    ["families that are no list", "SELECT set_config('wtwf.role', 'AUDITOR', true), set_config('wtwf.families', '*', true)"],
    ["districts that are a pattern", "SELECT set_config('wtwf.role', 'COORDINATOR', true), set_config('wtwf.districts', '{%}', true)"],
  ])("settings with %s open nothing", async (_what, sql) => {
    const { rows: got, failed } = await asApp(api, null, async (client) => {
      await client.query(sql);
      return attempt(client, "SELECT 1 FROM family UNION ALL SELECT 1 FROM person UNION ALL SELECT 1 FROM evidence");
    });
    expect(got).toEqual([]);
    expect([null, "22P02"]).toContain(failed);
  });

  test("COPY gives out what the viewer sees and no more, and takes nothing in", async () => {
    const copied = await asApp(api, viewerOf("school"), async (client) => {
      let text = "";
      for (const what of ["family", "person", "(SELECT * FROM evidence, family)", "caf_version"])
        for await (const piece of client.query(to(`COPY ${what} TO STDOUT`))) text += String(piece);
      return text;
    });
    expect(copied).toContain("Testing");
    expect(tells(copied)).toEqual([]);
    const taken = asApp(api, viewerOf("coordinator"), async (client) => {
      const stream = client.query(from("COPY family (id, reference, district_code, source, restricted, recorded_at) FROM STDIN"));
      stream.end(`${hidden.id}\tF-1\tburnley\tCAF\tf\t2017-01-03\n`);
      await new Promise((resolve, reject) => stream.on("finish", resolve).on("error", reject));
    });
    await expect(taken).rejects.toMatchObject({ code: expect.stringMatching(/42501|0A000/u) });
  });

  test("no statement tells a word of a family that the viewer does not see, be it by its error", { timeout: 120_000 }, async () => {
    await asSuperuser(api, "ANALYZE");
    const told: string[] = [];
    for (const account of ["school", "otherPolice", "schoolLead", "board", "admin"] as const) {
      await asApp(api, viewerOf(account), async (client) => {
        const said: string[] = [];
        client.on("notice", ({ message = "" }) => said.push(message));
        client.on("notification", ({ payload = "" }) => said.push(payload));
        for (const sql of ASKING) {
          const { words } = await attempt(client, sql);
          statements += 1;
          // What it asked by itself is no news to it.
          const news = `${words} ${said.join(" ")}`.replaceAll(/'Hidden\w+'(::text)?/gu, "");
          if (tells(news).length > 0) told.push(`${account}: ${sql}: ${tells(news).join()}`);
        }
      });
    }
    expect(told).toEqual([]);
  });

  test("nothing is sent over channels that a listener could hear", async () => {
    expect(
      await asSuperuser(api, "SELECT proname FROM pg_proc WHERE prosrc ~* '\\mnotify\\M' AND pronamespace = 'public'::regnamespace"),
    ).toEqual([]);
  });

  test("a search path of one's own changes nothing of who sees what", async () => {
    const found = await asApp(api, null, async (client) => {
      await client.query("SET LOCAL search_path = pg_catalog");
      const { failed } = await attempt(
        client,
        `SELECT public.open_view('PRACTITIONER', '${USERS.board.id}', '', '{}', '', '${TODAY}', true)`,
      );
      const { rows: got } = await attempt(client, "SELECT 1 FROM public.family");
      return [got, failed === null || failed === "42P01" || failed === "42883"];
    });
    expect(found).toEqual([[], true]);
  });
});
