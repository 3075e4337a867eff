import { readConfigBeside } from "./config.ts";
import { withConnection } from "./database/connect.ts";
import { openDatabase } from "./database/database.ts";
import { withEmbedded } from "./database/embedded/embedded.ts";
import { EMBEDDED_DATABASE } from "./database/prepare.ts";
import { databaseUrls } from "./database/roles.ts";
import { VerificationService } from "./modules/audit/verification.service.ts";
import { systemClock } from "./shared/clock.ts";
import { reasonOf, StartupError } from "./shared/startup-error.ts";

/*
 * `npm run audit:dispose`: takes the closed days from the front of the audit log that are older than the retention
 * schedule says, up to the first that tells of a family on hold. As the owner of the tables, whom no request comes from;
 * only where the log is as it was written, before and after. Ends with 0, with 1 where it is not, 2 where that failed.
 */

interface Certificate {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly events: number;
}

const DISPOSE = `SELECT first_day::text AS "firstDay", last_day::text AS "lastDay", events::int AS events FROM dispose_of_audit_days()`;

async function faultsIn(appUrl: string): Promise<readonly string[]> {
  const { database } = await openDatabase({ url: appUrl, poolSize: 1, clock: systemClock(), watchNesting: false });
  try {
    return (await new VerificationService(database).verify()).faults;
  } finally {
    await database.close();
  }
}

/** What was disposed of; null where nothing is due. */
async function dispose(ownerUrl: string): Promise<Certificate | null> {
  return withConnection(ownerUrl, "wtwf audit disposal", async (client) => (await client.query<Certificate>(DISPOSE)).rows[0] ?? null);
}

async function run({ app, owner }: { app: string; owner: string }): Promise<string> {
  const before = await faultsIn(app);
  if (before.length > 0) return refuse(["The audit log is NOT as it was written. Nothing of it is disposed of:", ...before]);
  const certificate = await dispose(owner);
  if (!certificate) return "Nothing of the audit log is due, or what is due is on hold.";
  const after = await faultsIn(app);
  if (after.length > 0) return refuse(["The audit log is NOT as it was written, after a disposal:", ...after]);
  const { firstDay, lastDay, events } = certificate;
  return `Disposed of ${events} rows of ${firstDay} to ${lastDay}. What is kept is as it was written.`;
}

function refuse(lines: readonly string[]): string {
  process.exitCode = 1;
  return lines.join("\n  ");
}

try {
  const config = readConfigBeside();
  const said = config.databaseUrl
    ? await run({ ...databaseUrls(config.databaseUrl), ...(config.databaseAppUrl ? { app: config.databaseAppUrl } : {}) })
    : await withEmbedded(config.dataDir, ({ superuserUrl }) => run(databaseUrls(superuserUrl(EMBEDDED_DATABASE))));
  process.stdout.write(`${said}\n`);
} catch (error) {
  process.stderr.write(`Nothing of the audit log was disposed of: ${error instanceof StartupError ? error.message : reasonOf(error)}\n`);
  process.exitCode = 2;
}
