import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withConnection } from "../../src/database/connect.ts";
import { startEmbedded } from "../../src/database/embedded/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import { databaseUrls, ensureDatabase, ensureRoles } from "../../src/database/roles.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { listDatabase } from "./database-listing.ts";
import { schemaText } from "./schema-text.ts";

const DATABASE = "listed";

/** Writes schema/schema.graphql from the resolvers and schema/database.sql from a Postgres made for the moment. */
export async function writeContract(): Promise<void> {
  const schema = join(repositoryRoot, "schema");
  await writeFile(join(schema, "schema.graphql"), await schemaText());
  await writeFile(join(schema, "database.sql"), await listFreshDatabase());
}

async function listFreshDatabase(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "wtwf-generate-"));
  try {
    const postgres = await startEmbedded({ dataDir, temporary: true, log: () => undefined });
    try {
      const url = postgres.superuserUrl("postgres");
      await withConnection(url, "New database", async (admin) => {
        await ensureRoles(admin, url);
        await ensureDatabase(admin, DATABASE);
      });
      const { owner } = databaseUrls(postgres.superuserUrl(DATABASE));
      await migrate(owner);
      return await withConnection(owner, "New database", listDatabase);
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
