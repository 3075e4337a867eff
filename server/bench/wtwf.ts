import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import pg from "pg";
import { pino } from "pino";
import { Limiter } from "../src/access/limiter.ts";
import { ROLE_PERMISSIONS } from "../src/access/permissions.ts";
import type { UserViewer } from "../src/access/viewer.ts";
import { ENTITIES } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { openDatabase } from "../src/database/database.ts";
import type { Context } from "../src/graphql/context.ts";
import { graphqlServer } from "../src/graphql/server.ts";
import { serveGraphql } from "../src/http/http.ts";
import { AuditService } from "../src/modules/audit/audit.service.ts";
import { OutcomesPlanService } from "../src/modules/criteria/outcomes-plan.service.ts";
import { RulesInForce } from "../src/modules/criteria/rules-in-force.ts";
import { createSchema } from "../src/schema.ts";
import { createServices } from "../src/services.ts";
import { offsetClock } from "../src/shared/clock.ts";
import { type BenchViewer, type ContenderSettings, countStatements, VIEWER_HEADER, viewerOf } from "./contenders.ts";

/** No contender writes the audit row, because PostGraphile has no place for one in a query. */
class SilentAudit extends AuditService {
  override record(): void {}
}

/** This server as it is, but for the session's look-up (every contender has one fixed viewer) and the audit row. */
const settings = JSON.parse(process.argv[2] ?? "") as ContenderSettings;
const statements = countStatements(pg.Client);
const clock = offsetClock(new Date(settings.now), new Date());
const { database, source } = await openDatabase({
  url: settings.url,
  poolSize: settings.poolSize,
  clock,
  entities: ENTITIES,
  watchNesting: false,
});
const audit = new SilentAudit(clock);
const rules = new RulesInForce();
const services = createServices({
  config: readConfig({ DEMO: "true" }, []),
  database,
  limiter: new Limiter(source),
  clock,
  audit,
  plans: new OutcomesPlanService(database, clock, audit, rules),
  rules,
  jobs: { send: async () => undefined, wake: () => undefined },
  threads: null,
});
const apollo = graphqlServer({
  schema: await createSchema(services),
  logger: pino({ level: "error" }),
  introspection: false,
});
await apollo.start();
const contexts = new Map(settings.viewers.map((viewer) => [viewer, contextOf(viewer)]));

function contextOf({ role, userId, agencyId, teamId, districts }: BenchViewer): Context {
  const viewer: UserViewer = {
    kind: "USER",
    correlationId: "bench",
    userId,
    name: "Bench",
    role,
    agency: { id: agencyId, name: "Bench", kind: role === "PRACTITIONER" ? "SCHOOL" : "WPEHS" },
    teamId,
    teamIds: teamId ? [teamId] : [],
    districts,
    permissions: ROLE_PERMISSIONS[role],
  };
  const session = { token: null, start: () => undefined, end: () => undefined };
  return { viewer, correlationId: "bench", address: "bench", session };
}

const app = express();
app.get("/statements", (_request, response) => void response.send(String(statements())));
serveGraphql(app, apollo, async (request) => {
  const context = contexts.get(viewerOf(settings, request.headers[VIEWER_HEADER]));
  if (!context) throw new Error("no such viewer");
  return context;
});
const server = createServer(app).listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
process.on("SIGTERM", () => process.exit(0));
