import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";
import { repositoryRoot } from "../shared/paths.ts";
import { reasonOf, StartupError } from "../shared/startup-error.ts";
import { withConnection } from "./connect.ts";
import { prepareJobStore } from "./job-store.ts";
import { STARTUP_LOCK } from "./roles.ts";

/** Migrations are read from the source tree, also when built code runs: they are data, not code. */
const MIGRATIONS = join(repositoryRoot, "server", "src", "database", "migrations");

const FILE_NAME = /^(\d{3})-[a-z0-9-]+\.sql$/;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

export interface MigrateOptions {
  readonly dir?: string;
  readonly log?: (line: string) => void;
}

/**
 * Brings the database up to this version: every file not yet applied, in order, each in a transaction of its own, and
 * then the job store. Processes that start together take turns. A database that has run a file which is unknown here,
 * or whose text has changed since, is left exactly as it is. Returns the names of the files applied now.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.dir ?? MIGRATIONS);
  return withConnection(ownerUrl, "Database owner", async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [STARTUP_LOCK]);
    await client.query(`
      CREATE TABLE IF NOT EXISTS schema_migration (
        name text PRIMARY KEY,
        sha256 text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`);
    const pending = await findPending(client, migrations);
    for (const migration of pending) {
      options.log?.(`Migrating the database: ${migration.name}`);
      await apply(client, migration);
    }
    if (await prepareJobStore(client)) options.log?.("Migrating the database: the tables of pg-boss");
    return pending.map((migration) => migration.name);
  });
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".sql")).sort();
  const numbers = new Set<string>();
  for (const name of names) {
    const number = FILE_NAME.exec(name)?.[1];
    if (!number || numbers.has(number)) throw new Error(`Migrations are named NNN-words.sql, each with a number of its own: ${name}`);
    numbers.add(number);
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), "utf8");
      return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function findPending(client: Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>("SELECT name, sha256 FROM schema_migration ORDER BY name");
  rows.forEach((applied, position) => {
    const known = migrations.find((migration) => migration.name === applied.name);
    if (!known) {
      throw new StartupError(
        `The database was migrated by a newer version of this program (${applied.name} is unknown here): start that version`,
      );
    }
    if (known.sha256 !== applied.sha256)
      throw new StartupError(
        `The migration ${known.name} was changed after it had been applied: restore its text, and write a new migration`,
      );
    if (migrations[position] !== known)
      throw new StartupError(
        `The migration ${migrations[position]?.name} comes before ${known.name}, which has been applied already: number it after`,
      );
  });
  return migrations.slice(rows.length);
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(migration.sql);
    await client.query("INSERT INTO schema_migration (name, sha256) VALUES ($1, $2)", [migration.name, migration.sha256]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw new StartupError(`The migration ${migration.name} failed and was undone: ${reasonOf(error)}`, { cause: error });
  }
}
