import type { Client } from "pg";
import { loadDemonstration } from "../../seeds/demonstration.ts";
import { withConnection } from "../src/database/connect.ts";
import type { EmbeddedPostgres } from "../src/database/embedded/embedded.ts";
import { migrate } from "../src/database/migrate.ts";
import { prepareEmbedded } from "../src/database/prepare.ts";

/** A county in a database of its own. */
export interface County {
  readonly name: string;
  readonly families: number;
  readonly facts: number;
  readonly loadedSeconds: number;
  readonly appUrl: string;
  readonly adminUrl: string;
}

export interface CountyWanted {
  readonly name: string;
  readonly families: number;
  /** Some twenty facts a family. */
  readonly yearsOfEvidence: boolean;
}

export async function makeCounty(
  postgres: EmbeddedPostgres,
  { name, families, yearsOfEvidence }: CountyWanted,
  log: (line: string) => void,
): Promise<County> {
  const urls = await prepareEmbedded(postgres, name);
  await migrate(urls.owner);
  const began = performance.now();
  await loadDemonstration({ urls, password: "benchmark-only", families, yearsOfEvidence, log });
  const loadedSeconds = (performance.now() - began) / 1000;
  const adminUrl = postgres.superuserUrl(name);
  const facts = await asAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ facts: number }>("SELECT count(*)::int AS facts FROM evidence");
    return rows[0]?.facts ?? 0;
  });
  return { name, families, facts, loadedSeconds, appUrl: urls.app, adminUrl };
}

export function asAdmin<T>(adminUrl: string, work: (admin: Client) => Promise<T>): Promise<T> {
  return withConnection(adminUrl, "Benchmark", work);
}
