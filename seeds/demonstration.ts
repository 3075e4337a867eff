import { withConnection } from "../server/src/database/connect.ts";
import type { DatabaseUrls } from "../server/src/database/roles.ts";
import { StartupError } from "../server/src/shared/startup-error.ts";
import { DEEDS_SETTING, playDeeds } from "./deeds/play.ts";
import { loadSharedCare } from "./deeds/shared-care.ts";
import { loadCohort } from "./load.ts";
import { LANCASHIRE_FAMILIES, LANCASHIRE_SEED } from "./scale.ts";

export interface DemonstrationOptions {
  readonly urls: DatabaseUrls;
  /** Of every demonstration account. */
  readonly password: string;
  readonly log: (line: string) => void;
  /** Another size of county, and more facts about each family, for trials of scale. */
  readonly families?: number;
  readonly yearsOfEvidence?: boolean;
}

/** Held while loading, so that of several processes that start on one new database one loads and the others wait. */
const LOADING_LOCK = 7_746_003;

/**
 * Loads the demonstration, unless it is there. All of it is one transaction: a process that dies half-way leaves
 * nothing behind, and the next start begins again. A database with families of its own is left alone.
 */
export async function loadDemonstration(options: DemonstrationOptions): Promise<void> {
  const { urls, password, log, families = LANCASHIRE_FAMILIES, yearsOfEvidence = false } = options;
  if (!urls.loader)
    throw new StartupError("The demonstration is loaded by a role that bypasses row-level security, and this Postgres has none");
  const loaded = await withConnection(urls.loader, "Demonstration loader", async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOADING_LOCK]);
    const { rows } = await client.query<{ loaded: boolean; used: boolean }>(
      "SELECT EXISTS (SELECT FROM setting WHERE name = 'business-clock') AS loaded, EXISTS (SELECT FROM family) OR EXISTS (SELECT FROM app_user) AS used",
    );
    if (rows[0]?.loaded) return false;
    if (rows[0]?.used)
      throw new StartupError("This database holds families or users of its own: the demonstration is loaded into an empty one only");
    log(`Making up Lancashire: ${families.toLocaleString("en-GB")} families, for the demonstration`);
    const made = await loadCohort(client, { families, seed: LANCASHIRE_SEED, password, yearsOfEvidence });
    if (families === LANCASHIRE_FAMILIES && !yearsOfEvidence) {
      await loadSharedCare(client);
      await client.query("INSERT INTO setting (name, value) VALUES ($1, 'true')", [DEEDS_SETTING]);
    }
    await client.query("COMMIT");
    const perSecond = Math.round(made.families / made.evaluationSeconds);
    log(
      `Loaded ${made.families.toLocaleString("en-GB")} families and ${made.people.toLocaleString("en-GB")} people in ${made.seconds.toFixed(1)} s; ` +
        `worked out their standings on ${made.evaluations.toLocaleString("en-GB")} days, ${perSecond.toLocaleString("en-GB")} families per second`,
    );
    return true;
  });
  // Without it the first pages would be planned for empty tables; only the owner may.
  if (loaded) await withConnection(urls.owner, "Database owner", (client) => client.query("VACUUM (ANALYZE)"));
  await playDeeds(urls, log);
}
