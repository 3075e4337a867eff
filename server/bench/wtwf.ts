import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { Limiter } from "../src/access/limiter.ts";
import { ROLE_PERMISSIONS } from "../src/access/permissions.ts";
import type { UserViewer } from "../src/access/viewer.ts";
import { readConfig } from "../src/config.ts";
import { openDatabase } from "../src/database/database.ts";
import type { Context } from "../src/graphql/context.ts";
import { graphqlServer } from "../src/graphql/server.ts";
import { serveGraphql } from "../src/http/http.ts";
import { AuditService } from "../src/modules/audit/audit.service.ts";
import { rulesInForce } from "../src/modules/criteria/rules-in-force.ts";
import { createSchema } from "../src/schema.ts";
import { createServices } from "../src/services.ts";
import { offsetClock } from "../src/shared/clock.ts";
import type { ContenderSettings } from "./contenders.ts";

/** No contender writes the audit row, because PostGraphile has no place for one in a query. */
class SilentAudit extends AuditService {
  override record(): void {}
}

/** This server as it is, but for the session's look-up (every contender has one fixed viewer) and the audit row. */
const settings = JSON.parse(process.argv[2] ?? "") as ContenderSettings;
const clock = offsetClock(new Date(settings.now), new Date());
const { database, source } = await openDatabase({ url: settings.url, poolSize: settings.poolSize, clock });
const services = createServices({
  config: readConfig({ DEMO: "true" }, []),
  database,
  limiter: new Limiter(source),
  clock,
  audit: new SilentAudit(clock),
  ...(await rulesInForce(database)),
});
const apollo = graphqlServer({
  schema: await createSchema(services),
  logger: pino({ level: "error" }),
  trustedDocuments: null,
  introspection: false,
});
await apollo.start();
const viewer: UserViewer = {
  kind: "USER",
  correlationId: "bench",
  userId: settings.viewer.userId,
  name: "Bench",
  role: "COORDINATOR",
  agency: { id: settings.viewer.agencyId, name: "Bench", kind: "WPEHS" },
  teamId: null,
  teamIds: [],
  districts: settings.viewer.districts,
  permissions: ROLE_PERMISSIONS.COORDINATOR,
};
const context: Context = {
  viewer,
  correlationId: "bench",
  address: "bench",
  session: { token: null, start: () => undefined, end: () => undefined },
};
const app = express();
serveGraphql(app, apollo, async () => context);
const server = createServer(app).listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
process.on("SIGTERM", () => process.exit(0));
