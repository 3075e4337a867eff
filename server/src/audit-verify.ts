import { readFile } from "node:fs/promises";
import { readConfigBeside } from "./config.ts";
import { openDatabase } from "./database/database.ts";
import { withEmbedded } from "./database/embedded/embedded.ts";
import { EMBEDDED_DATABASE } from "./database/prepare.ts";
import { databaseUrls } from "./database/roles.ts";
import { marksIn } from "./modules/audit/audit-chain.ts";
import { type Verdict, VerificationService } from "./modules/audit/verification.service.ts";
import { systemClock } from "./shared/clock.ts";
import { reasonOf, StartupError } from "./shared/startup-error.ts";

/*
 * `npm run audit:verify [FILE...]`: looks through the whole audit log of the database that the settings name, also
 * while the service runs. Files hold marks that were kept elsewhere, as the service's own log does. Ends with 0 where
 * all is as it was written, 1 where it is not, 2 where that could not be found out.
 */

async function verify(url: string, files: readonly string[]): Promise<Verdict> {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const { database } = await openDatabase({ url, poolSize: 1, clock: systemClock(), watchNesting: false });
  try {
    return await new VerificationService(database).verify(texts.flatMap(marksIn));
  } finally {
    await database.close();
  }
}

const plural = (count: number, one: string, many: string) => `${new Intl.NumberFormat("en-GB").format(count)} ${count === 1 ? one : many}`;

function describe({ events, days, disposed, waiting, mark, faults }: Verdict): string {
  const before = disposed > 0 ? `, ${plural(disposed, "row", "rows")} before it disposed of` : "";
  const size = `${plural(events, "row", "rows")} in the chain${before}, ${plural(days, "day", "days")} closed, ${plural(waiting, "row waits", "rows wait")} for a seal`;
  if (faults.length > 0) return [`The audit log is NOT as it was written (${size}):`, ...faults.map((fault) => `  ${fault}`)].join("\n");
  return [
    `The audit log is as it was written: ${size}.`,
    ...(mark ? [`Keep this mark where nobody here can change it: ${mark}`] : []),
  ].join("\n");
}

try {
  const config = readConfigBeside();
  const files = process.argv.slice(2);
  const verdict = config.databaseUrl
    ? await verify(config.databaseAppUrl ?? databaseUrls(config.databaseUrl).app, files)
    : await withEmbedded(config.dataDir, ({ superuserUrl }) => verify(databaseUrls(superuserUrl(EMBEDDED_DATABASE)).app, files));
  process.stdout.write(`${describe(verdict)}\n`);
  process.exitCode = verdict.faults.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`The audit log could not be looked through: ${error instanceof StartupError ? error.message : reasonOf(error)}\n`);
  process.exitCode = 2;
}
