import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { withConnection } from "../../src/database/connect.ts";
import { emptyLog, type Log } from "../sealed-log.ts";

let log: Log;
beforeEach(async () => {
  log = await emptyLog();
});
afterEach(() => log.close());

const sealedIds = async () =>
  withConnection(log.urls.loader, "test", async (client) =>
    (await client.query<{ event_id: number }>("SELECT event_id FROM audit_link ORDER BY position")).rows.map((row) => Number(row.event_id)),
  );
const count = async (table: string) =>
  withConnection(log.urls.loader, "test", async (client) => (await client.query(`SELECT 1 FROM ${table}`)).rowCount);

/** A promise, and the way to keep it. */
function signal(): [() => void, Promise<void>] {
  let keep: () => void = () => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return [keep, kept];
}

describe("sealing the log", () => {
  it("takes nothing from an empty log, and everything from a full one, in its order", async () => {
    expect(await log.sealing().seal()).toEqual({ events: 0, mark: null, closed: [] });
    await log.deeds(12);
    const sealed = await log.sealed(12);
    expect(sealed).toMatchObject({ events: 12, mark: expect.stringMatching(/^12:[\da-f]{64}$/u) });
    expect(await sealedIds()).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(await log.sealing().seal()).toMatchObject({ events: 0, mark: sealed.mark });
    expect(await log.verification.verify()).toEqual({ events: 12, days: 0, disposed: 0, waiting: 0, mark: sealed.mark, faults: [] });
  });

  it("goes on in steps until all is taken", async () => {
    await log.deeds(25);
    expect((await log.sealed(25, "2026-03-03", { most: 10 })).events).toBe(25);
    expect(await count("audit_seal")).toBeGreaterThan(2);
    expect((await log.verification.verify()).faults).toEqual([]);
  });

  it("waits for a transaction that is still open, and then takes its row before those of later ones", async () => {
    await log.deeds(2);
    const [finish, finished] = signal();
    const [begin, begun] = signal();
    const open = log.database.as(systemViewer("SYSTEM_SIGN_IN"), async (tx) => {
      log.audit.record(tx, { action: "family.list" });
      await tx.query("SELECT 1");
      begin();
      await finished;
      log.audit.record(tx, { action: "family.list" });
    });
    await begun;
    await log.deeds(3);
    await log.sealed(2);
    await log.sealing().seal();
    expect(await sealedIds()).toEqual([1, 2]);
    expect(await log.verification.verify()).toMatchObject({ events: 2, waiting: 3, faults: [] });
    finish();
    await open;
    await log.sealed(5);
    expect(await sealedIds()).toEqual([1, 2, 3, 7, 4, 5, 6]);
    expect((await log.verification.verify()).faults).toEqual([]);
  });

  it("waits for no transaction that was undone", async () => {
    const undone = log.database.as(systemViewer("SYSTEM_SIGN_IN"), async (tx) => {
      log.audit.record(tx, { action: "family.list" });
      await tx.query("SELECT 1");
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await log.deeds(1);
    await log.sealed(1);
    expect(await sealedIds()).toEqual([2]);
  });

  it("is done once by many processes at once, while deeds go on", async () => {
    const deeds = log.deeds(60);
    const jobs = Array.from({ length: 3 }, async () => {
      for (let round = 0; round < 8; round += 1) await log.sealing("2026-03-03", { most: 7 }).seal();
    });
    await Promise.all([deeds, ...jobs]);
    await expect.poll(() => log.sealing().seal().then(sealedIds), { timeout: 20_000 }).toHaveLength(60);
    expect((await sealedIds()).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(await log.verification.verify()).toMatchObject({ events: 60, waiting: 0, faults: [] });
  });

  it("closes each day once it is over, and never goes back to one", async () => {
    await log.deeds(3);
    expect((await log.sealed(3, "2026-03-01")).closed).toEqual([]);
    await log.deeds(3);
    const { closed } = await log.sealed(3, "2026-03-03");
    expect(closed).toEqual([{ day: "2026-03-01", mark: expect.stringMatching(/^3:/u) }]);
    expect((await log.sealing("2026-03-05").seal()).closed.map(({ day }) => day)).toEqual(["2026-03-03"]);
    await log.deeds(3);
    // A process whose clock is behind.
    await log.sealed(3, "2026-03-02");
    expect((await log.sealing("2026-03-05").seal()).closed.map(({ day }) => day)).toEqual(["2026-03-04"]);
    expect(await log.verification.verify()).toMatchObject({ events: 9, days: 3, faults: [] });
  });

  it("goes on in a copy of the database in another cluster, whose transactions have lower numbers", async () => {
    const elsewhere = { most: 3, cluster: "another" };
    await log.deeds(4);
    await log.sealed(4, "2026-03-03", elsewhere);
    await log.deeds(4);
    // What the copy brought along, sealed or not, has numbers that this cluster will not reach for years.
    await log.tamper((superuser) =>
      superuser.query("UPDATE audit_event SET recorded_xact = (recorded_xact::text::bigint + 1000000000)::text::xid8 WHERE id > 4"),
    );
    await log.deeds(4);
    await log.sealed(8, "2026-03-03", { most: 3 });
    await log.deeds(2);
    await log.sealed(2);
    expect((await sealedIds()).sort((a, b) => a - b)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
    expect((await log.verification.verify()).faults).toEqual([]);
  });
});
