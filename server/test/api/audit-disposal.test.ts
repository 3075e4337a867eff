import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { addDays, addMonths, type LocalDate } from "../../src/shared/local-date.ts";
import { emptyLog, type Log } from "../sealed-log.ts";

const today = systemClock().today();
/** The last day that is seven years old today. */
const due = addMonths(today, -84);
const DAYS: readonly LocalDate[] = [addDays(due, -1), due, addDays(due, 1), addDays(due, 2)];

let log: Log;
beforeEach(async () => {
  log = await emptyLog();
  for (const day of DAYS) {
    await log.deeds(6);
    await log.sealed(6, day, { most: 4 });
  }
});
afterEach(() => log.close());

const DISPOSE = "SELECT first_day::text AS first, last_day::text AS last, events::int AS events FROM dispose_of_audit_days()";
const dispose = () => withConnection(log.urls.owner, "test", async (client) => (await client.query(DISPOSE)).rows);
const asLoader = (sql: string, values: readonly unknown[] = []) =>
  withConnection(log.urls.loader, "test", async (client) => (await client.query(sql, [...values])).rows);
const positions = async () => (await asLoader("SELECT position::int AS p FROM audit_link ORDER BY 1")).map(({ p }) => p);

test("whole days go that are seven years old, and the chain still verifies from the first that is kept, and goes on", async () => {
  const mark = (await log.verification.verify()).mark ?? "none";
  expect(await dispose()).toEqual([{ first: DAYS[0], last: due, events: 12 }]);
  expect((await positions())[0]).toBe(13);
  expect(await log.verification.verify([[24, mark.split(":")[1] ?? ""]])).toMatchObject({ faults: [], events: 12, disposed: 12 });
  expect(await dispose()).toEqual([]);

  await log.deeds(2);
  await log.sealed(2, addDays(due, 3));
  const later = await log.verification.verify();
  // The deed of the disposal itself is in the log.
  expect(later).toMatchObject({ faults: [], disposed: 12 });
  expect(later.events).toBeGreaterThanOrEqual(14);
  expect(await asLoader("SELECT action FROM audit_event WHERE action = 'audit-log.dispose'")).toHaveLength(1);
});

test("what is changed after a disposal is still found, in the rows, in the certificate and in the days", async () => {
  await dispose();
  const faultsOf = async (sql: string): Promise<readonly string[]> => {
    let faults: readonly string[] = [];
    await log.pretend(async (superuser, tampered) => {
      await superuser.query("ALTER TABLE audit_disposal DISABLE TRIGGER ALL");
      await superuser.query(sql);
      const { VerificationService } = await import("../../src/modules/audit/verification.service.ts");
      faults = (await new VerificationService(tampered).verify()).faults;
    });
    return faults;
  };
  expect(await faultsOf("UPDATE audit_event SET action = 'x.y' WHERE id = (SELECT event_id FROM audit_link WHERE position = 13)")).toEqual([
    expect.stringContaining("row 13 of the chain, is not as it was sealed"),
  ]);
  expect((await faultsOf("DELETE FROM audit_link WHERE position = 13")).join()).toContain("missing");
  expect((await faultsOf("UPDATE audit_disposal SET last_position = 14")).join()).toContain("does not fit");
  expect((await faultsOf("UPDATE audit_disposal SET link_hash = sha256(link_hash)")).join()).toContain("does not fit");
  expect((await faultsOf("DELETE FROM audit_disposal")).join()).toContain("missing");
  expect((await faultsOf(`UPDATE audit_day SET hash = sha256(hash) WHERE day = '${DAYS[0]}'`)).join()).toContain(`The day ${DAYS[0]}`);
});

test("a hold keeps every day from the first that tells of its family", async () => {
  const [first] = await asLoader(
    "SELECT a.family_id AS id FROM audit_family a JOIN audit_link l ON l.event_id = a.event_id WHERE l.position BETWEEN 7 AND 12 LIMIT 1",
  );
  const [userId, agencyId] = [randomUUID(), randomUUID()];
  await asLoader("INSERT INTO district (code, name, area, position) VALUES ('burnley', 'Burnley', 'East', 1)");
  await asLoader("INSERT INTO agency (id, name, kind, phone) VALUES ($1, 'Service', 'WPEHS', '01632 960789')", [agencyId]);
  await asLoader("INSERT INTO app_user (id, name, role, agency_id) VALUES ($1, 'Mo', 'INFORMATION_OFFICER', $2)", [userId, agencyId]);
  await asLoader(
    "INSERT INTO family (id, reference, district_code, source, recorded_at) VALUES ($1, 'F-100001', 'burnley', 'CAF', '2016-12-01')",
    [first?.id],
  );
  await asLoader("INSERT INTO legal_hold (id, family_id, reason, placed_by, placed_at) VALUES ($1, $2, 'A claim', $3, now())", [
    randomUUID(),
    first?.id,
    userId,
  ]);
  expect(await dispose()).toEqual([{ first: DAYS[0], last: DAYS[0], events: 6 }]);
  expect(await dispose()).toEqual([]);
  await asLoader("UPDATE legal_hold SET lifted_by = $1, lifted_at = now()", [userId]);
  expect(await dispose()).toEqual([{ first: due, last: due, events: 6 }]);
  expect(await log.verification.verify()).toMatchObject({ faults: [], disposed: 12 });
});

test("goes by the schedule, and is nothing that the application can do", async () => {
  for (const url of [log.urls.app, log.urls.loader])
    await expect(withConnection(url, "test", (client) => client.query(DISPOSE))).rejects.toThrow(/permission denied/u);
  const forge = withConnection(log.urls.app, "test", async (client) => {
    await client.query("SELECT open_view('SYSTEM_AUDIT', '', '', '', '', '2026-03-03', false)");
    await client.query(
      "INSERT INTO audit_disposal SELECT 1, '2016-01-01', '2016-01-01', 1, 6, 1, sha256('x'), sha256('x'), 7, '2026-01-01'",
    );
  });
  await expect(forge).rejects.toThrow(/permission denied/u);
  for (const url of [log.urls.app, log.urls.owner])
    await expect(withConnection(url, "test", (client) => client.query("DELETE FROM audit_event"))).rejects.toThrow(
      /permission denied|never changed/u,
    );
  const [userId, agencyId] = [randomUUID(), randomUUID()];
  await asLoader("INSERT INTO agency (id, name, kind, phone) VALUES ($1, 'Service', 'WPEHS', '01632 960789')", [agencyId]);
  await asLoader("INSERT INTO app_user (id, name, role, agency_id) VALUES ($1, 'Mo', 'INFORMATION_OFFICER', $2)", [userId, agencyId]);
  await asLoader(
    `INSERT INTO retention_change (id, record, number, amount, valid_from, reason, changed_by, changed_at)
     VALUES ($1, 'AUDIT_LOG', 1, 8, '2017-01-01', 'x', $2, now())`,
    [randomUUID(), userId],
  );
  expect(await dispose()).toEqual([]);
});
