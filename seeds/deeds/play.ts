import { Limiter } from "../../server/src/access/limiter.ts";
import { ENTITIES } from "../../server/src/app.ts";
import { withConnection } from "../../server/src/database/connect.ts";
import { inOneTransaction } from "../../server/src/database/one-transaction.ts";
import type { DatabaseUrls } from "../../server/src/database/roles.ts";
import { movableClock } from "../../server/src/shared/clock.ts";
import { assess, leaveDrafts } from "./assessments.ts";
import { correct } from "./corrections.ts";
import { agree, handOver, openInEmergency, restrict } from "./families.ts";
import { connect, share } from "./machines.ts";
import { answerSubjects, keep } from "./rights.ts";
import { reckonSharedCare } from "./shared-care.ts";
import { FIRST_KEY, Stage } from "./stage.ts";

/** Written with the cohort: a county that was loaded before there were deeds goes on without them. */
export const DEEDS_SETTING = "demonstration-deeds";

/** The first uses the first key. Which family each is about follows from the order. */
const DEEDS = [
  restrict,
  agree,
  openInEmergency,
  correct,
  answerSubjects,
  keep,
  share,
  connect,
  assess,
  leaveDrafts,
  handOver,
  reckonSharedCare,
];

/** Held while they are played, so that of several processes that start at once one plays and the others wait. */
const PLAYING_LOCK = 7_746_006;

const WAITING = `SELECT EXISTS (SELECT FROM setting WHERE name = $1) AND NOT EXISTS (SELECT FROM submission_key WHERE key = $2) AS waiting`;

/**
 * What people of the demonstration did on the days before it begins, played through the services by which they would
 * have done it. All of it is one transaction: a process that dies half-way leaves nothing, and the next start plays it.
 */
export async function playDeeds(urls: DatabaseUrls, log: (line: string) => void): Promise<void> {
  const { loader } = urls;
  if (!loader) return;
  await withConnection(loader, "Demonstration loader", async (client) => {
    const waiting = async () => (await client.query<{ waiting: boolean }>(WAITING, [DEEDS_SETTING, FIRST_KEY])).rows[0]?.waiting === true;
    if (!(await waiting())) return;
    await client.query("SELECT pg_advisory_lock($1)", [PLAYING_LOCK]);
    if (!(await waiting())) return;
    const began = performance.now();
    const clock = movableClock();
    await inOneTransaction({ url: urls.app, clock, entities: ENTITIES }, async (database, source) => {
      const stage = new Stage(database, new Limiter(source), clock);
      stage.at("2017-01-03", "07:30");
      for (const play of DEEDS) await play(stage);
    });
    log(`Played what people did before the demonstration begins in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  });
}
