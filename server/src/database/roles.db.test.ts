import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addressOf, asAdmin, cloneDatabase, emptyDatabase, type TestDatabase } from "../../test/cluster.ts";
import { withConnection } from "./connect.ts";
import { prepareGiven } from "./prepare.ts";
import { databaseUrls } from "./roles.ts";

let database: TestDatabase;
let administrator: string;
let password: string;

const nameOf = (url: string): string => new URL(url).pathname.slice(1);
const addressAs = (role: string, url = database.urls.owner): string => {
  const address = new URL(addressOf(nameOf(url)));
  address.username = role;
  address.password = password;
  return address.href;
};
const whoAmI = (url: string): Promise<string | undefined> =>
  withConnection(url, "test", async (client) => (await client.query<{ me: string }>("SELECT current_user AS me")).rows[0]?.me);

beforeEach(async () => {
  database = await emptyDatabase();
  administrator = `administrator_${randomBytes(4).toString("hex")}`;
  password = randomBytes(8).toString("hex");
});

afterEach(async () => {
  await database.drop();
  await asAdmin((admin) => admin.query(`DROP ROLE IF EXISTS ${administrator}`));
});

describe("the three roles", () => {
  it("sign in with passwords derived from the administrator's", async () => {
    expect(await whoAmI(database.urls.owner)).toBe("wtwf_owner");
    expect(await whoAmI(database.urls.app)).toBe("wtwf_app");
    expect(await whoAmI(database.urls.loader)).toBe("wtwf_loader");
  });

  it("derive other passwords from another administrator's", () => {
    const mine = databaseUrls("postgres://a:one@h/d");
    expect(databaseUrls("postgres://a:one@h/d")).toEqual(mine);
    expect(databaseUrls("postgres://a:two@h/d").app).not.toBe(mine.app);
    expect(new Set(Object.values(mine)).size).toBe(3);
  });

  it("refuse an administrator's address without a password, which would make theirs known to all", () => {
    expect(() => databaseUrls("postgres://a@h/d")).toThrow("must carry a password");
  });

  it("let the application neither make tables nor escape row-level security", async () => {
    await withConnection(database.urls.app, "test", async (client) => {
      await expect(client.query("CREATE TABLE mine (id int)")).rejects.toMatchObject({ code: "42501" });
      const { rows } = await client.query(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user",
      );
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    });
  });
});

describe("a database that the operator gives", () => {
  it("is prepared by many processes at once, and all agree", async () => {
    const given = addressOf(nameOf(database.urls.owner));
    const urls = await Promise.all([1, 2, 3, 4].map(() => prepareGiven(given, undefined)));
    expect(new Set(urls.map((each) => each.app)).size).toBe(1);
    expect(await whoAmI(urls[0]?.loader ?? "")).toBe("wtwf_loader");
  });

  it("lets the application make no temporary table, which would stand before a real one", async () => {
    const given = addressOf(nameOf(database.urls.owner));
    await withConnection(given, "test", (client) => client.query(`GRANT TEMPORARY ON DATABASE ${nameOf(given)} TO PUBLIC`));
    const { app } = await prepareGiven(given, undefined);
    await withConnection(app, "test", async (client) => {
      await expect(client.query("CREATE TEMPORARY TABLE mine (id int)")).rejects.toMatchObject({ code: "42501" });
    });
  });

  it("is refused with the remedy when its role may not make roles", async () => {
    await asAdmin((admin) => admin.query(`CREATE ROLE ${administrator} LOGIN PASSWORD '${password}'`));
    await expect(prepareGiven(addressAs(administrator), undefined)).rejects.toThrow(/may not make roles: run docker\/roles\.sql/);
  });

  it("is used as it was set up by hand, when the owner's and the application's addresses are given", async () => {
    await expect(prepareGiven(database.urls.owner, undefined)).rejects.toThrow("DATABASE_APP_URL must be set");
    expect(await prepareGiven(database.urls.owner, database.urls.app)).toEqual({ ...database.urls, loader: null });
  });

  it("is refused when requests would be served by a role that escapes row-level security", async () => {
    await expect(prepareGiven(database.urls.owner, database.urls.loader)).rejects.toThrow(
      /^DATABASE_APP_URL: .*escapes row-level security/,
    );
    await expect(prepareGiven(database.urls.owner, database.urls.owner)).rejects.toThrow(/escapes row-level security/);
  });

  it("is refused in one line when it does not answer, does not exist or refuses the password", async () => {
    const address = new URL(addressOf("nowhere"));
    await expect(prepareGiven(address.href, undefined)).rejects.toThrow(/^DATABASE_URL: .* has no database named nowhere$/);
    address.password = "wrong";
    await expect(prepareGiven(address.href, undefined)).rejects.toThrow(/refused the password of postgres$/);
    address.port = "1";
    await expect(prepareGiven(address.href, undefined)).rejects.toThrow(/no Postgres answers at 127\.0\.0\.1:1 \(.*ECONNREFUSED/);
  });
});

describe("cloneDatabase", () => {
  it("gives each caller a migrated database of its own, also when many ask at once", async () => {
    const clones = await Promise.all([1, 2, 3, 4].map(() => cloneDatabase()));
    expect(new Set(clones.map((clone) => clone.urls.app)).size).toBe(4);
    for (const clone of clones) expect(await whoAmI(clone.urls.app)).toBe("wtwf_app");
    await Promise.all(clones.map((clone) => clone.drop()));
  });
});
