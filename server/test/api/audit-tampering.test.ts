import fc from "fast-check";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { SealingService } from "../../src/modules/audit/sealing.service.ts";
import { VerificationService } from "../../src/modules/audit/verification.service.ts";
import { offsetClock } from "../../src/shared/clock.ts";
import { type Log, sealedLog } from "../sealed-log.ts";

const EVENTS = 36;
/** Row of the chain -> the event's id: here they are the same. */
const at = fc.integer({ min: 1, max: EVENTS });

/** For each column of the log a value that it has not got. */
const COLUMNS: Readonly<Record<string, string>> = {
  id: "id + 1000000",
  at: "at - interval '1 microsecond'",
  business_at: "business_at + interval '1 day'",
  user_id: "gen_random_uuid()",
  role: "'ADMINISTRATOR'",
  action: "'family.view'",
  family_ids: "family_ids || gen_random_uuid()",
  subject_id: "gen_random_uuid()",
  reason: "'OTHER'",
  why: "'DISTRICT'",
  correlation_id: "gen_random_uuid()::text",
  recorded_xact: "'3'::xid8",
};
const SEAL_COLUMNS: Readonly<Record<string, string>> = {
  number: "number + 100",
  day: "day + 1",
  sealed_at: "sealed_at - interval '1 second'",
  last_position: "CASE last_position WHEN 1 THEN 2 ELSE last_position - 1 END",
  horizon: "'5'::xid8",
  cluster: "'another'",
  hash: "sha256(hash)",
};
const DAY_COLUMNS: Readonly<Record<string, string>> = {
  day: "day + 30",
  last_seal: "last_seal + 100",
  last_position: "last_position + 1",
  seal_hash: "sha256(hash)",
  link_hash: "sha256(hash)",
  hash: "sha256(hash)",
};

interface Tampering {
  readonly what: string;
  readonly sql: readonly string[];
}

const columns = (of: Readonly<Record<string, string>>) => fc.constantFrom(...Object.entries(of));
const two = fc.uniqueArray(at, { minLength: 2, maxLength: 2 }).map(([a = 1, b = 2]) => [a, b] as const);

const SEALS = 9;
const TAMPERINGS: readonly fc.Arbitrary<Tampering>[] = [
  fc.tuple(at, columns(COLUMNS)).map(([id, [column, value]]) => ({
    what: `event ${id}: another ${column}`,
    sql: [`UPDATE audit_event SET ${column} = ${value} WHERE id = ${id}`],
  })),
  at.map((id) => ({ what: `event ${id} deleted`, sql: [`DELETE FROM audit_event WHERE id = ${id}`] })),
  at.map((id) => ({
    what: `event ${id} and its link deleted`,
    sql: [`DELETE FROM audit_event WHERE id = ${id}`, `DELETE FROM audit_link WHERE event_id = ${id}`],
  })),
  at.map((id) => ({
    what: `event ${id} deleted, and those after it moved up in the chain`,
    sql: [
      `DELETE FROM audit_event WHERE id = ${id}`,
      `DELETE FROM audit_link WHERE event_id = ${id}`,
      `UPDATE audit_link SET position = position + 1000 WHERE position > ${id}`,
      `UPDATE audit_link SET position = position - 1001 WHERE position > 1000`,
    ],
  })),
  two.map(([a, b]) => ({
    what: `events ${a} and ${b} change places`,
    sql: [
      `UPDATE audit_event SET id = -1 WHERE id = ${a}`,
      `UPDATE audit_event SET id = ${a} WHERE id = ${b}`,
      `UPDATE audit_event SET id = ${b} WHERE id = -1`,
    ],
  })),
  two.map(([a, b]) => ({
    what: `links ${a} and ${b} change places`,
    sql: [
      `UPDATE audit_link SET position = 1000 WHERE position = ${a}`,
      `UPDATE audit_link SET position = ${a} WHERE position = ${b}`,
      `UPDATE audit_link SET position = ${b} WHERE position = 1000`,
    ],
  })),
  at.map((id) => ({
    what: `an event slipped in beside ${id}`,
    sql: [
      `INSERT INTO audit_event (id, at, business_at, role, action, family_ids, correlation_id, recorded_xact)
       OVERRIDING SYSTEM VALUE SELECT -id, at, business_at, role, action, '{}', 'x', recorded_xact FROM audit_event WHERE id = ${id}`,
    ],
  })),
  at.map((id) => ({ what: `link ${id}: another hash`, sql: [`UPDATE audit_link SET hash = sha256(hash) WHERE position = ${id}`] })),
  fc.tuple(fc.integer({ min: 1, max: SEALS }), columns(SEAL_COLUMNS)).map(([number, [column, value]]) => ({
    what: `seal ${number}: another ${column}`,
    sql: [`UPDATE audit_seal SET ${column} = ${value} WHERE number = ${number}`],
  })),
  fc.integer({ min: 1, max: SEALS }).map((number) => ({
    what: `seal ${number} deleted`,
    sql: [`DELETE FROM audit_seal WHERE number = ${number}`],
  })),
  fc.tuple(fc.constantFrom("2026-03-01", "2026-03-02"), columns(DAY_COLUMNS)).map(([day, [column, value]]) => ({
    what: `the day ${day}: another ${column}`,
    sql: [`UPDATE audit_day SET ${column} = ${value} WHERE day = '${day}'`],
  })),
  fc
    .constantFrom("2026-03-01", "2026-03-02")
    .map((day) => ({ what: `the day ${day} opened`, sql: [`DELETE FROM audit_day WHERE day = '${day}'`] })),
  fc
    .constantFrom("family_id = gen_random_uuid()", "business_at = now()", "user_id = gen_random_uuid()", "action = 'family.view'")
    .map((change) => ({
      what: `found by a family otherwise: ${change}`,
      sql: [`UPDATE audit_family SET ${change} WHERE event_id = (SELECT max(event_id) FROM audit_family)`],
    })),
  fc.constant({
    what: "no longer found by a family",
    sql: ["DELETE FROM audit_family WHERE event_id = (SELECT min(event_id) FROM audit_family)"],
  }),
];

const run = async (superuser: Client, { sql }: Tampering) => {
  for (const statement of sql) {
    const { rowCount } = await superuser.query(statement);
    if (!rowCount && !statement.includes("position > ")) throw new Error(`nothing was tampered with by ${statement}`);
  }
};

let log: Log;
beforeAll(async () => {
  log = await sealedLog();
});
afterAll(() => log.close());

const links = () =>
  withConnection(log.urls.loader, "test", async (client) => {
    const { rows } = await client.query<{ position: string; hash: Buffer }>("SELECT position, hash FROM audit_link");
    return new Map(rows.map(({ position, hash }) => [Number(position), hash.toString("hex")]));
  });

describe("a log that nobody has tampered with", () => {
  it("has no fault, and its marks hold", async () => {
    const kept = await links();
    expect(kept.size).toBe(EVENTS);
    expect(await log.verification.verify(kept)).toMatchObject({ events: EVENTS, days: 2, waiting: 1, faults: [] });
  });
});

describe("a log that a superuser has tampered with", () => {
  it("is always found out, also after the job has run again", { timeout: 120_000 }, async () => {
    await log.pretend((superuser, tampered) =>
      fc.assert(
        fc.asyncProperty(fc.oneof(...TAMPERINGS), async (tampering) => {
          const faults = async () => (await new VerificationService(tampered).verify()).faults;
          await superuser.query("SAVEPOINT whole");
          await run(superuser, tampering);
          expect(await faults(), tampering.what).not.toEqual([]);
          // It may refuse to go on with what does not fit; it may not mend it.
          await new SealingService(tampered, offsetClock(new Date("2026-03-04T12:00:00Z"), new Date())).seal().catch(() => undefined);
          // A day opened at the end of the chain is closed again as it was.
          if (tampering.what !== "the day 2026-03-02 opened") expect(await faults(), tampering.what).not.toEqual([]);
          await superuser.query("ROLLBACK TO whole");
        }),
        { numRuns: 300 },
      ),
    );
  });

  it("is found out by a kept mark where the chain was made anew over it", async () => {
    const kept = await links();
    await log.pretend(async (superuser, tampered) => {
      await superuser.query("UPDATE audit_event SET user_id = NULL, role = 'SYSTEM_REPORTS' WHERE id = 20");
      for (const table of ["audit_day", "audit_seal", "audit_link", "audit_family"]) await superuser.query(`DELETE FROM ${table}`);
      await new SealingService(tampered, offsetClock(new Date("2026-03-03T12:00:00Z"), new Date())).seal();
      const verification = new VerificationService(tampered);
      expect((await verification.verify()).faults).toEqual([]);
      const { faults } = await verification.verify(kept);
      expect(faults[0]).toBe("Row 20 of the chain is not the one whose mark was kept");
    });
  });

  it("is found out by a kept mark where the end was cut off", async () => {
    const kept = await links();
    await log.pretend(async (superuser, tampered) => {
      const { rows } = await superuser.query<{ last: string }>("SELECT last_position AS last FROM audit_seal WHERE number = $1", [
        SEALS - 1,
      ]);
      await superuser.query("DELETE FROM audit_seal WHERE number = $1", [SEALS]);
      for (const table of ["audit_event WHERE id", "audit_link WHERE event_id", "audit_family WHERE event_id"])
        await superuser.query(`DELETE FROM ${table} > $1`, [rows[0]?.last]);
      const verification = new VerificationService(tampered);
      expect((await verification.verify()).faults).toEqual([]);
      expect((await verification.verify(kept)).faults).toContain(`Row ${EVENTS} of the chain is not the one whose mark was kept`);
    });
  });
});
