import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../shared/paths.ts";
import { withConnection } from "./connect.ts";
import { type EmbeddedPostgres, startEmbedded } from "./embedded/embedded.ts";
import { migrate } from "./migrate.ts";
import { prepareGiven } from "./prepare.ts";

// Rented Postgres gives no superuser, only somebody who may make roles. That needs a cluster of its own, since roles
// belong to the whole cluster and the other tests' would be in the way.
let dataDir: string;
let postgres: EmbeddedPostgres;
let tenant: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "wtwf-rented-"));
  await chmod(dataDir, 0o711);
  postgres = await startEmbedded({ dataDir, temporary: true, log: () => undefined });
  await asSuperuser("CREATE ROLE tenant LOGIN CREATEROLE PASSWORD 'rented'");
  await asSuperuser("CREATE DATABASE county OWNER tenant");
  tenant = `postgres://tenant:rented@127.0.0.1:${postgres.port}/county`;
});

afterAll(async () => {
  await postgres.stop();
  await rm(dataDir, { recursive: true });
});

function asSuperuser(sql: string): Promise<unknown> {
  return withConnection(postgres.superuserUrl("postgres"), "test", (client) => client.query(sql));
}

describe("a rented Postgres, whose administrator is no superuser", () => {
  it("is prepared and migrated, without a loader, at the first start and at later ones", async () => {
    const urls = await prepareGiven(tenant, undefined);
    expect(urls.loader).toBeNull();
    expect(await migrate(urls.owner)).not.toEqual([]);
    expect(await prepareGiven(tenant, undefined)).toEqual(urls);
    expect(await migrate(urls.owner)).toEqual([]);
  });

  it("is refused when somebody has let the application's role escape row-level security", async () => {
    await prepareGiven(tenant, undefined);
    await asSuperuser("ALTER ROLE wtwf_app BYPASSRLS");
    await expect(prepareGiven(tenant, undefined)).rejects.toThrow("ALTER ROLE wtwf_app NOSUPERUSER NOBYPASSRLS");
    await asSuperuser("ALTER ROLE wtwf_app NOBYPASSRLS");
  });

  it("is refused with the remedy when its roles are another's", async () => {
    await asSuperuser("CREATE ROLE neighbour LOGIN CREATEROLE PASSWORD 'rented'");
    const neighbour = new URL(tenant);
    neighbour.username = "neighbour";
    await expect(prepareGiven(neighbour.href, undefined)).rejects.toThrow(/may not prepare the database .*docker\/roles\.sql/);
  });

  it("lets roles made by hand with docker/roles.sql be used by address", async () => {
    for (const role of ["owner", "app", "loader"]) {
      await asSuperuser(`DO $$ BEGIN ALTER ROLE wtwf_${role} RENAME TO former_${role}; EXCEPTION WHEN undefined_object THEN NULL; END $$`);
    }
    await asSuperuser("CREATE DATABASE handmade");
    const script = await readFile(join(repositoryRoot, "docker", "roles.sql"), "utf8");
    const variables: Record<string, string> = { ":'owner_password'": "'first'", ":'app_password'": "'second'", ':"DBNAME"': "handmade" };
    const sql = script.replace(/^\\.*$/gm, "").replace(/:(['"])\w+\1/g, (variable) => variables[variable] ?? variable);
    await withConnection(postgres.superuserUrl("handmade"), "test", (client) => client.query(sql));
    const address = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${postgres.port}/handmade`;
    const urls = await prepareGiven(address("wtwf_owner", "first"), address("wtwf_app", "second"));
    expect(urls).toEqual({ owner: address("wtwf_owner", "first"), app: address("wtwf_app", "second"), loader: null });
    expect(await migrate(urls.owner)).not.toEqual([]);
  });
});
