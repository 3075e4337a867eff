import { StartupError } from "../shared/startup-error.ts";
import { requireUsableServer, withConnection } from "./connect.ts";
import type { EmbeddedPostgres } from "./embedded/embedded.ts";
import { type DatabaseUrls, databaseUrls, ensureDatabase, ensureRoles, findRole, grantDatabase, mayCreateRoles, ROLES } from "./roles.ts";

export const EMBEDDED_DATABASE = "wtwf";

/** Roles and a database in an embedded Postgres, where we are the superuser. */
export async function prepareEmbedded(postgres: EmbeddedPostgres, database: string = EMBEDDED_DATABASE): Promise<DatabaseUrls> {
  const adminUrl = postgres.superuserUrl("postgres");
  await withConnection(adminUrl, "Embedded Postgres", async (admin) => {
    await ensureRoles(admin, adminUrl);
    await ensureDatabase(admin, database);
  });
  return databaseUrls(postgres.superuserUrl(database));
}

/**
 * Roles in a Postgres that the operator gave us. Where its address may make roles, they are made; otherwise it must
 * be the owner's own address, the roles must have been made by docker/roles.sql, and DATABASE_APP_URL must be set.
 */
export async function prepareGiven(databaseUrl: string, databaseAppUrl: string | undefined): Promise<DatabaseUrls> {
  const urls = await withConnection(databaseUrl, "DATABASE_URL", async (client): Promise<DatabaseUrls> => {
    await requireUsableServer(client, "DATABASE_URL");
    if (await mayCreateRoles(client)) {
      const { loader } = await ensureRoles(client, databaseUrl);
      await grantDatabase(client);
      const derived = databaseUrls(databaseUrl);
      return { owner: derived.owner, app: databaseAppUrl ?? derived.app, loader: loader ? derived.loader : null };
    }
    const { username } = new URL(databaseUrl);
    if (username !== ROLES.owner || !(await findRole(client, ROLES.app))) {
      throw new StartupError(
        `DATABASE_URL: the role ${username} may not make roles: run docker/roles.sql as a superuser, then give ${ROLES.owner} in DATABASE_URL and ${ROLES.app} in DATABASE_APP_URL`,
      );
    }
    if (!databaseAppUrl) throw new StartupError(`DATABASE_APP_URL must be set, as ${ROLES.app}, when DATABASE_URL may not make roles`);
    return { owner: databaseUrl, app: databaseAppUrl, loader: null };
  });
  await checkAppRole(urls.app, databaseAppUrl ? "DATABASE_APP_URL" : "DATABASE_URL");
  return urls;
}

/** The role that serves requests must be held by row-level security, or the last of the three layers is not there. */
async function checkAppRole(appUrl: string, name: string): Promise<void> {
  await withConnection(appUrl, name, async (client) => {
    const { rows } = await client.query<{ role: string; free: boolean; app: boolean }>(
      `SELECT rolname AS role,
              rolsuper OR rolbypassrls OR pg_has_role(current_user, $1, 'MEMBER') AS free,
              pg_has_role(current_user, $2, 'USAGE') AS app
       FROM pg_roles WHERE rolname = current_user`,
      [ROLES.owner, ROLES.app],
    );
    const found = rows[0];
    if (found?.free)
      throw new StartupError(`${name}: the role ${found.role} escapes row-level security and may not serve requests: use ${ROLES.app}`);
    if (!found?.app) throw new StartupError(`${name}: the role ${found?.role} must be ${ROLES.app} or a member of it`);
  });
}
