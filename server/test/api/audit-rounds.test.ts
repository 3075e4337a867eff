import { afterAll, beforeAll, expect, test } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { type App, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { withConnection } from "../../src/database/connect.ts";
import { marksIn } from "../../src/modules/audit/audit-chain.ts";
import { VerificationService } from "../../src/modules/audit/verification.service.ts";
import { cloneDatabase, type TestDatabase } from "../cluster.ts";
import { sealedLogTemplate } from "../sealed-log.ts";

/** The job as the service runs it: at the start, when the schedule's job comes round, and at the end. */
let database: TestDatabase;
let app: App;
const logged: string[] = [];

beforeAll(async () => {
  database = await cloneDatabase(sealedLogTemplate);
  const config = readConfig({ DEMO: "true", LOG_LEVEL: "info", STANDING_THREADS: "0" }, []);
  app = await createApp({ config, urls: database.urls, logTo: { write: (line) => void logged.push(line) } });
});
afterAll(() => database.drop());

const deed = () =>
  app.database.as(systemViewer("SYSTEM_SIGN_IN"), async (tx) => app.services.audit.record(tx, { action: "session.start" }));
const unsealed = () =>
  withConnection(database.urls.loader, "test", async (client) =>
    Number(
      (await client.query("SELECT count(*) AS n FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id)"))
        .rows[0].n,
    ),
  );
const sealedSoon = () => expect.poll(unsealed, { timeout: 20_000, interval: 200 }).toBe(0);
const comeRound = () =>
  withConnection(database.urls.owner, "test", (client) =>
    client.query("INSERT INTO pgboss.job (name, policy) VALUES ('audit-seal', 'short') ON CONFLICT DO NOTHING"),
  );

test("what an earlier life left is sealed at the start or the next round, with a mark in the log", async () => {
  await comeRound();
  await sealedSoon();
  await deed();
  await comeRound();
  await sealedSoon();
  const marks = marksIn(logged.join("\n"));
  expect(marks.length).toBeGreaterThan(0);
  expect((await new VerificationService(app.database).verify(marks)).faults).toEqual([]);
});

test("what the last requests left is sealed once more before the service ends", async () => {
  const { sealing } = app.services;
  let rounds = 0;
  const seal = sealing.seal.bind(sealing);
  sealing.seal = () => {
    rounds += 1;
    return seal();
  };
  await deed();
  await app.close();
  expect(rounds).toBeGreaterThan(0);
});
