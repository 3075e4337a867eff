import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import { codeOf, reasonOf, StartupError } from "../shared/startup-error.ts";

/**
 * owner: runs the migrations and owns what they make. app: serves requests, owns nothing, never bypasses row-level
 * security. loader: bulk loading by COPY, which row-level security forbids, so it bypasses it; seeds alone use it.
 */
export const ROLES = { owner: "wtwf_owner", app: "wtwf_app", loader: "wtwf_loader" } as const;

export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  /** Null where this Postgres does not let us make a role that bypasses row-level security. */
  readonly loader: string | null;
}

interface RoleRow {
  readonly rolname: string;
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
}

/** Any constant will do, as long as every process that starts on one database takes the same. */
export const STARTUP_LOCK = 7_746_001;

const ATTRIBUTES = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION";

/**
 * The addresses of the three roles on the administrator's database. Their passwords are derived from the
 * administrator's own, so that several API processes with one DATABASE_URL agree without telling each other.
 */
export function databaseUrls(adminUrl: string): { owner: string; app: string; loader: string } {
  return { owner: urlFor(adminUrl, ROLES.owner), app: urlFor(adminUrl, ROLES.app), loader: urlFor(adminUrl, ROLES.loader) };
}

function urlFor(adminUrl: string, role: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = passwordFor(adminUrl, role);
  return url.href;
}

function passwordFor(adminUrl: string, role: string): string {
  const secret = decodeURIComponent(new URL(adminUrl).password);
  if (!secret) throw new StartupError("DATABASE_URL must carry a password, from which the other roles' passwords are derived");
  return createHmac("sha256", secret).update(role).digest("hex");
}

/** Whether this connection may make and alter roles. */
export async function mayCreateRoles(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    "SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user",
  );
  return rows[0]?.may ?? false;
}

/**
 * Makes the three roles, or brings their passwords up to date, on a connection that may. Safe to run from many
 * processes at once. Returns whether the loader may bypass row-level security: where it may not it is made all the
 * same, so that the migrations' grants to it hold, and is of no use.
 */
export async function ensureRoles(admin: ClientBase, adminUrl: string): Promise<{ loader: boolean }> {
  return inLockedTransaction(admin, async () => {
    for (const role of [ROLES.owner, ROLES.app]) await ensureRole(admin, role, passwordFor(adminUrl, role), "NOBYPASSRLS");
    const loader = (await findRole(admin, ROLES.loader))?.rolbypassrls ?? (await mayGrantBypass(admin));
    await ensureRole(admin, ROLES.loader, passwordFor(adminUrl, ROLES.loader), loader ? "BYPASSRLS" : "NOBYPASSRLS");
    return { loader };
  });
}

async function ensureRole(admin: ClientBase, role: string, password: string, bypass: "BYPASSRLS" | "NOBYPASSRLS"): Promise<void> {
  const existing = await findRole(admin, role);
  const verifier = scramVerifier(password);
  if (!existing) {
    await admin.query(`CREATE ROLE ${role} ${ATTRIBUTES} ${bypass} PASSWORD '${verifier}'`);
    return;
  }
  if (existing.rolsuper || existing.rolbypassrls !== (bypass === "BYPASSRLS")) {
    throw new StartupError(
      `The database role ${role} is a superuser or may bypass row-level security: ALTER ROLE ${role} NOSUPERUSER ${bypass}`,
    );
  }
  await admin.query(`ALTER ROLE ${role} LOGIN PASSWORD '${verifier}'`);
}

/** A role's attributes, or nothing where the cluster has none of that name. */
export async function findRole(client: ClientBase, role: string): Promise<RoleRow | undefined> {
  const { rows } = await client.query<RoleRow>("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1", [role]);
  return rows[0];
}

/** A superuser may; from Postgres 16 so may a role that bypasses row-level security itself. */
async function mayGrantBypass(admin: ClientBase): Promise<boolean> {
  const { rows } = await admin.query<{ may: boolean }>(`
    SELECT rolsuper OR (rolbypassrls AND current_setting('server_version_num')::int >= 160000) AS may
    FROM pg_roles WHERE rolname = current_user`);
  return rows[0]?.may ?? false;
}

/** Lets the roles into the database and the owner make things in it, which a Postgres 15 `public` schema allows nobody. */
export async function grantDatabase(admin: ClientBase): Promise<void> {
  const roles = Object.values(ROLES);
  await inLockedTransaction(admin, async () => {
    const { rows } = await admin.query<{ name: string }>("SELECT quote_ident(current_database()) AS name");
    await admin.query(`GRANT CONNECT ON DATABASE ${rows[0]?.name} TO ${roles.join(", ")}`);
    await admin.query(`GRANT CREATE, TEMPORARY ON DATABASE ${rows[0]?.name} TO ${ROLES.owner}`);
    await admin.query(closeToTemporaryTables(rows[0]?.name ?? ""));
    await admin.query(`GRANT USAGE ON SCHEMA public TO ${roles.join(", ")}`);
    await admin.query(`GRANT CREATE ON SCHEMA public TO ${ROLES.owner}`);
  });
}

/**
 * A temporary table stands before a real one of its name for as long as its connection lasts: whoever got to make one
 * would decide what the connection's next users read. The application makes none.
 */
export function closeToTemporaryTables(quotedName: string): string {
  return `REVOKE TEMPORARY ON DATABASE ${quotedName} FROM PUBLIC`;
}

/** Makes a database of the owner's, unless it is there. For the embedded Postgres, where we are the superuser. */
export async function ensureDatabase(admin: ClientBase, name: string): Promise<void> {
  const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [name]);
  if (!rowCount) {
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)} OWNER ${ROLES.owner}`).catch((error: unknown) => {
      if (codeOf(error) !== "42P04" && codeOf(error) !== "23505") throw error;
    });
  }
  await admin.query(closeToTemporaryTables(admin.escapeIdentifier(name)));
}

async function inLockedTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [STARTUP_LOCK]);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    if (codeOf(error) !== "42501") throw error;
    throw new StartupError(
      `DATABASE_URL: the role may not prepare the database (${reasonOf(error)}): run docker/roles.sql as a superuser`,
      { cause: error },
    );
  }
}

/** What Postgres stores instead of a password (RFC 5803), worked out here so that no statement log ever shows one. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const mac = (text: string) => createHmac("sha256", salted).update(text).digest();
  const storedKey = createHash("sha256").update(mac("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${mac("Server Key").toString("base64")}`;
}
