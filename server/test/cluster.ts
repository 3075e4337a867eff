import { createHash, randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import { inject } from "vitest";
import { migrate } from "../src/database/migrate.ts";
import { closeToTemporaryTables, databaseUrls, ensureDatabase, ROLES } from "../src/database/roles.ts";
import { closeKept, onKept } from "./kept-connections.ts";

export interface TestUrls {
  readonly owner: string;
  readonly app: string;
  readonly loader: string;
}

export interface TestDatabase {
  readonly urls: TestUrls;
  drop(): Promise<void>;
}

/** A database that is prepared once per run and then cloned for each test file. */
export interface Template {
  readonly name: string;
  prepare(urls: TestUrls): Promise<void>;
}

/** Tables and policies, and nothing in them. */
const migrated: Template = {
  name: "wtwf_template",
  prepare: async (urls) => {
    await migrate(urls.owner);
  },
};

/**
 * A database of one's own, cloned in some 20 ms. Pass a template to begin with more than the empty tables, for
 * example with a cohort: its `prepare` runs once, in the first worker that asks, and the others wait for it.
 */
export async function cloneDatabase(template: Template = migrated): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(async (admin) => {
    await ensureTemplate(admin, template);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${admin.escapeIdentifier(template.name)} OWNER ${ROLES.owner}`);
    // A clone has its template's tables, and not what was granted on the database itself.
    await admin.query(closeToTemporaryTables(name));
  });
  return {
    urls: databaseUrls(addressOf(name)),
    drop: async () => {
      await closeKept(name);
      await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database of the owner's, with nothing migrated, for tests of migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return cloneDatabase({ name: "wtwf_empty", prepare: async () => undefined });
}

/** The superuser's address of any database in the cluster. */
export function addressOf(database: string): string {
  const url = new URL(inject("clusterUrl"));
  url.pathname = `/${database}`;
  return url.href;
}

/** Work as the superuser, outside the databases under test. */
export function asAdmin<T>(work: (admin: ClientBase) => Promise<T>): Promise<T> {
  return onKept(addressOf("postgres"), work);
}

/** A template counts as there once it is marked as one; one left half made by a failed `prepare` is made again. */
async function ensureTemplate(admin: ClientBase, template: Template): Promise<void> {
  const lock = createHash("sha256").update(template.name).digest().readInt32BE();
  await admin.query("SELECT pg_advisory_lock($1)", [lock]);
  try {
    const { rows } = await admin.query<{ done: boolean }>("SELECT datistemplate AS done FROM pg_database WHERE datname = $1", [
      template.name,
    ]);
    if (rows[0]?.done) return;
    const name = admin.escapeIdentifier(template.name);
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await ensureDatabase(admin, template.name);
    await template.prepare(databaseUrls(addressOf(template.name)));
    await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  } finally {
    await admin.query("SELECT pg_advisory_unlock($1)", [lock]);
  }
}
