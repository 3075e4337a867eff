import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "../server/src/access/viewer.ts";
import { withConnection } from "../server/src/database/connect.ts";
import { type Database, openDatabase } from "../server/src/database/database.ts";
import { migrate } from "../server/src/database/migrate.ts";
import { StandingService } from "../server/src/modules/attachment/standing.service.ts";
import { historyOf, type StandingRow } from "../server/src/modules/attachment/standing-rows.rules.ts";
import { readFacts, streamFacts } from "../server/src/modules/criteria/facts.reads.ts";
import { RulesInForce } from "../server/src/modules/criteria/rules-in-force.ts";
import { offsetClock } from "../server/src/shared/clock.ts";
import { cloneDatabase, emptyDatabase, type TestDatabase } from "../server/test/cluster.ts";
import { cohortTemplate } from "../server/test/cohort.ts";
import { loadDemonstration } from "./demonstration.ts";
import { lancashirePlan, lancashireTerms } from "./lancashire/places.ts";
import { BUSINESS_DAY } from "./load.ts";

const [plan, terms] = [lancashirePlan(), lancashireTerms()];
const SYSTEM = systemViewer("SYSTEM_STANDINGS");
const silent = (): void => undefined;

const STORED = `SELECT family_id AS "familyId", valid_from AS "validFrom", valid_to AS "validTo", next_change_on AS "nextChangeOn",
    json_build_object('districtCode', district_code, 'needs', needs, 'eligible', eligible, 'attachedOn', attached_on,
      'leadAgencyKind', lead_agency_kind, 'outstanding', outstanding, 'openTo', open_to, 'progress', progress,
      'trackedContinuousEmployment', tracked_continuous_employment, 'needsTwelveMonths', needs_twelve_months,
      'cafOnRecord', caf_on_record, 'openCafOpenedOn', open_caf_opened_on, 'claimSubmittedOn', claim_submitted_on,
      'blockedBy', blocked_by) AS figures
  FROM standing WHERE $1::uuid[] IS NULL OR family_id = ANY ($1) ORDER BY family_id, valid_from`;

function byFamily(rows: readonly StandingRow[]): Map<string, StandingRow[]> {
  const families = new Map<string, StandingRow[]>();
  for (const row of rows) families.set(row.familyId, [...(families.get(row.familyId) ?? []), row]);
  return families;
}

describe("the demonstration in a database", () => {
  let db: TestDatabase;
  let database: Database;
  const noon = (day: string) => offsetClock(new Date(`${day}T12:00:00Z`), new Date());
  const stored = (ids: readonly string[] | null): Promise<StandingRow[]> =>
    database.as(SYSTEM, (tx) => tx.query<StandingRow>(STORED, [ids]));

  beforeAll(async () => {
    db = await cloneDatabase(cohortTemplate);
    ({ database } = await openDatabase({ url: db.urls.app, poolSize: 4, clock: noon(BUSINESS_DAY), watchNesting: true }));
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await db.drop();
  });

  it("reads back facts that give every stored row of every family's history", async () => {
    const rows = byFamily(await stored(null));
    let families = 0;
    const different: string[] = [];
    await database.as(SYSTEM, async (tx) => {
      for await (const batch of streamFacts(tx, 500)) {
        for (const facts of batch) {
          families += 1;
          const expected = historyOf(plan, terms, facts, BUSINESS_DAY).rows;
          if (JSON.stringify(expected.map(comparable)) !== JSON.stringify(rows.get(facts.familyId)?.map(comparable)))
            different.push(facts.familyId);
        }
      }
    });
    expect([families, different]).toEqual([6052, []]);
  }, 120_000);

  it("works out the families that fall due, day by day, as a recomputation from the start does", async () => {
    const until = noon("2017-01-25");
    const standings = new StandingService(database, until, new RulesInForce());
    const due = await database.as(SYSTEM, (tx) =>
      tx.query<{ id: string }>("SELECT family_id AS id FROM standing WHERE valid_to IS NULL AND next_change_on <= $1", [until.today()]),
    );
    expect(due.length).toBeGreaterThan(100);
    const ids = due.slice(0, 300).map((row) => row.id);
    const both = await Promise.all([standings.reevaluateDue(), standings.reevaluateDue()]);
    expect(both[0] + both[1]).toBe(due.length);
    expect(await standings.reevaluateDue()).toBe(0);
    const rows = byFamily(await stored(ids));
    const facts = await database.as(SYSTEM, (tx) => readFacts(tx, ids));
    expect(facts).toHaveLength(ids.length);
    for (const family of facts)
      expect(rows.get(family.familyId)?.map(comparable)).toEqual(historyOf(plan, terms, family, until.today()).rows.map(comparable));
  }, 120_000);

  it("has every returned CAF ready to be written on, and a draft of nothing else", async () => {
    const drafts = await withConnection(db.urls.loader, "test", (client: Client) =>
      client.query<{ status: string; drafted: boolean; n: number }>(
        `SELECT c.status, c.draft_saved_at = (SELECT max(r.reviewed_at) FROM caf_review r WHERE r.caf_id = c.id)
             AND jsonb_array_length(c.draft -> 'members') > 0 AND c.draft ->> 'postcode' = f.postcode AS drafted, count(*) AS n
         FROM caf c JOIN family f ON f.id = c.family_id WHERE c.status = 'RETURNED' OR c.draft IS NOT NULL GROUP BY 1, 2`,
      ),
    );
    expect(drafts.rows).toEqual([{ status: "RETURNED", drafted: true, n: expect.any(Number) }]);
    expect(drafts.rows[0]?.n).toBeGreaterThan(10);
  });

  it("is left as it is by another start", async () => {
    const count = () =>
      withConnection(db.urls.loader, "test", (client: Client) =>
        client
          .query<{ families: number; deeds: number; audited: number }>(
            `SELECT (SELECT count(*) FROM family) AS families, (SELECT count(*) FROM submission_key) AS deeds,
               (SELECT count(*) FROM audit_event) AS audited`,
          )
          .then(({ rows }) => rows[0]),
      );
    const before = await count();
    await loadDemonstration({ urls: db.urls, password: "another-password", log: silent });
    expect(await count()).toEqual(before);
    expect(before?.deeds).toBeGreaterThan(10);
  });
});

const comparable = ({ validFrom, validTo, figures, nextChangeOn }: StandingRow) => ({
  validFrom,
  validTo,
  nextChangeOn: validTo === null ? nextChangeOn : null,
  figures: Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1)),
});

describe("loading", () => {
  it("leaves nothing behind when it breaks off, and loads at the next start", async () => {
    const db = await emptyDatabase();
    try {
      await migrate(db.urls.owner);
      const asOwner = (sql: string) => withConnection(db.urls.owner, "test", (client) => client.query(sql));
      await asOwner("ALTER TABLE publication ADD CONSTRAINT power_cut CHECK (false)");
      const load = () => loadDemonstration({ urls: db.urls, password: "a-password", families: 20, log: silent });
      await expect(load()).rejects.toThrow("power_cut");
      const families = (): Promise<number> =>
        withConnection(db.urls.loader, "test", (client) => client.query("SELECT FROM family").then(({ rowCount }) => rowCount ?? 0));
      expect(await families()).toBe(0);
      await asOwner("ALTER TABLE publication DROP CONSTRAINT power_cut");
      await Promise.all([load(), load()]);
      expect(await families()).toBe(20);
    } finally {
      await db.drop();
    }
  }, 120_000);

  it("refuses without a loader, and into a database with users of its own", async () => {
    const db = await emptyDatabase();
    try {
      await migrate(db.urls.owner);
      const load = (urls: { owner: string; app: string; loader: string | null }) =>
        loadDemonstration({ urls, password: "a-password", log: silent });
      await expect(load({ ...db.urls, loader: null })).rejects.toThrow("bypasses row-level security");
      await withConnection(db.urls.loader, "test", async (client) => {
        await client.query("INSERT INTO agency (id, name, kind) VALUES ('0195c000-0000-7000-8000-000000000001', 'A council', 'WPEHS')");
        await client.query(
          "INSERT INTO app_user (id, name, role, agency_id) VALUES ('0195c000-0000-7000-8000-000000000002', 'Somebody', 'ADMINISTRATOR', '0195c000-0000-7000-8000-000000000001')",
        );
      });
      await expect(load(db.urls)).rejects.toThrow("of its own");
    } finally {
      await db.drop();
    }
  });
});
