import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf } from "../cluster.ts";
import { Scene, stop } from "../lifecycle/scene.ts";
import { buildService, postgresOn, runBuilt } from "../lifecycle/service.ts";
import { emptyLog, type Log, sealedLog } from "../sealed-log.ts";

let log: Log;
let folder: string;
beforeAll(buildService);
beforeAll(async () => {
  log = await sealedLog();
  folder = mkdtempSync(join(tmpdir(), "wtwf-marks-"));
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await log.close();
});

const given = () => ({ DATABASE_URL: addressOf(new URL(log.urls.owner).pathname.slice(1)) });
const verify = (env: NodeJS.ProcessEnv, ...files: string[]) => runBuilt("server/src/audit-verify.js", env, files);
const WHOLE = "The audit log is as it was written: 36 rows in the chain, 2 days closed, 1 row waits for a seal.";

describe("npm run audit:verify", () => {
  it("says that a whole log is whole, gives its mark, and holds it against the marks that were kept", async () => {
    const { code, stdout, stderr } = await verify(given());
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(WHOLE);
    const mark = /: (36:[\da-f]{64})$/m.exec(stdout)?.[1] ?? "none";

    const serviceLog = join(folder, "service.log");
    writeFileSync(serviceLog, `{"level":30,"time":1772539200000,"events":5,"mark":"${mark}","msg":"audit log sealed"}\n`);
    expect(await verify(given(), serviceLog)).toMatchObject({ code: 0 });
    writeFileSync(serviceLog, `{"mark":"${mark.replace("36:", "35:")}"}\n`);
    const other = await verify(given(), serviceLog);
    expect(other.code).toBe(1);
    expect(other.stdout).toContain("Row 35 of the chain is not the one whose mark was kept");
  });

  it("names the row that was changed, and ends with 1", async () => {
    await log.tamper((superuser) => superuser.query("UPDATE audit_event SET user_id = gen_random_uuid() WHERE id = 17"));
    const { code, stdout } = await verify(given());
    expect(code).toBe(1);
    expect(stdout).toMatch(/^The audit log is NOT as it was written/);
    expect(stdout).toContain("Event 17, row 17 of the chain, is not as it was sealed, or not in its place");
    expect(stdout.match(/^ {2}.*row \d+/gm)).toHaveLength(1);
  });

  it("ends with 2 where it cannot find out, without the address's password", async () => {
    const url = new URL(given().DATABASE_URL);
    url.port = "1";
    const { code, stderr } = await verify({ DATABASE_URL: url.href });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^The audit log could not be looked through: /);
    expect(stderr).not.toContain(url.password);
    expect((await verify({ DATA_DIR: join(folder, "nothing") })).stderr).toMatch(/There is no database in/);
    expect(existsSync(join(folder, "nothing"))).toBe(false);
  });

  it("looks through the database that npm start made, whether the service runs or not", async () => {
    const scene = new Scene();
    try {
      const service = await scene.started();
      const empty = "0 rows in the chain, 0 days closed, 0 rows wait for a seal";
      expect((await verify({ DATA_DIR: scene.dataDir })).stdout).toContain(empty);
      expect(await (await fetch(await service.ready)).text()).toBe("visits: 1\n");
      await stop(service);
      expect(await verify({ DATA_DIR: scene.dataDir })).toMatchObject({ code: 0 });
      expect(postgresOn(scene.dataDir)).toEqual([]);
    } finally {
      await scene.clear();
    }
  });
});

describe("npm run audit:dispose", () => {
  it("takes what is older than seven years, once, and leaves a log that is as it was written", async () => {
    const old = await emptyLog();
    for (const day of ["2016-01-01", "2016-01-02", "2016-01-04"]) {
      await old.deeds(3);
      await old.sealed(3, day);
    }
    const env = { DATABASE_URL: addressOf(new URL(old.urls.owner).pathname.slice(1)) };
    const dispose = () => runBuilt("server/src/audit-dispose.js", env);
    expect(await dispose()).toMatchObject({
      code: 0,
      stdout: "Disposed of 6 rows of 2016-01-01 to 2016-01-02. What is kept is as it was written.\n",
    });
    expect(await dispose()).toMatchObject({ code: 0, stdout: "Nothing of the audit log is due, or what is due is on hold.\n" });
    expect((await verify(env)).stdout).toContain("3 rows in the chain, 6 rows before it disposed of, 2 days closed");
    await old.tamper((superuser) => superuser.query("UPDATE audit_event SET user_id = gen_random_uuid() WHERE id = 8"));
    const refused = await dispose();
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain("Nothing of it is disposed of");
    await old.close();
  }, 120_000);
});
