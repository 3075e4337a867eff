import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Scene, stop } from "../lifecycle/scene.ts";
import { buildService, makersOn, namesIn, postgresOn, postmasterOf } from "../lifecycle/service.ts";

let scene: Scene;

beforeAll(buildService, 120_000);
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.clear());

describe("an ordinary life", () => {
  it("serves, stops at SIGTERM leaving no Postgres, and finds everything and the same password again", async () => {
    const first = scene.start();
    expect(await (await fetch(await first.ready)).text()).toBe("visits: 1\n");
    expect(postgresOn(scene.dataDir).length).toBeGreaterThan(0);
    await stop(first);
    expect(postgresOn(scene.dataDir)).toEqual([]);
    const password = /password (\S+)/.exec(first.said())?.[1];

    const second = scene.start();
    await second.ready;
    expect(second.said()).not.toMatch(/Making|Migrating|Loading/);
    expect(second.said()).toContain(`password ${password}`);
    await stop(second);
  });

  it("outside a demonstration keeps a key of its own for what it seals, and says how the first administrator gets in", async () => {
    const service = await scene.started({ DEMO: "false", PUBLIC_URL: "https://families.example.gov.uk" });
    expect(service.said()).toContain("  https://families.example.gov.uk/first-administrator#token\n");
    await stop(service);
    const path = join(scene.dataDir, "secret-key");
    const key = readFileSync(path, "utf8");
    expect(key).toMatch(/^[\w-]{43}\n$/);
    expect(service.said()).not.toContain(key.trim());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await stop(await scene.started({ DEMO: "false" }));
    expect(readFileSync(path, "utf8")).toBe(key);
  });

  it("begins anew with --fresh, after saying what it deletes, and keeps a stranger's file", async () => {
    await stop(await scene.started());
    writeFileSync(join(scene.dataDir, "note.txt"), "mine");
    const fresh = scene.start({}, ["--fresh"]);
    await fresh.ready;
    expect(fresh.said()).toMatch(/--fresh: deleting .*\/cluster, .*demonstration-password\n(.*\n)*Making a new database/);
    expect(readFileSync(join(scene.dataDir, "note.txt"), "utf8")).toBe("mine");
    await stop(fresh);
  });

  it("lets a request in hand finish before it stops", async () => {
    const service = scene.start();
    const answer = fetch(new URL("/slow", await service.ready));
    await service.until("asked for /slow");
    service.child.kill("SIGTERM");
    expect(await (await answer).text()).toBe("visits: 1\n");
    expect((await service.ended).code).toBe(0);
  });

  it("stops at once at a second signal, but not at the echo that npm makes of the first", async () => {
    const service = scene.start();
    fetch(new URL("/stuck", await service.ready)).catch(() => undefined);
    await service.until("asked for /stuck");
    service.child.kill("SIGINT");
    // The echo comes once the first has been heard: two at the same moment would arrive as one.
    await service.until("Stopping");
    service.child.kill("SIGINT");
    await pause(700);
    expect(service.child.exitCode).toBeNull();
    service.child.kill("SIGINT");
    expect((await service.ended).code).toBe(130);
    expect(await scene.postgresGone()).toBe(true);
  });

  it.each([20, 150, 400, 800])("leaves nothing half made when told to stop %i ms into the first start", async (delay) => {
    const interrupted = scene.start();
    await pause(delay);
    interrupted.child.kill("SIGTERM");
    await interrupted.ended;
    expect(postgresOn(scene.dataDir)).toEqual([]);
    expect(namesIn(scene.dataDir).filter((name) => name.startsWith("making-"))).toEqual([]);
    await stop(await scene.started());
  });
});

describe("an untimely end", () => {
  it("comes while the database is being made: that has ended too, and is cleared away, before the process ends", async () => {
    const interrupted = scene.start();
    await interrupted.until("Making a new database");
    await pause(100);
    interrupted.child.kill("SIGTERM");
    await interrupted.ended;
    expect(makersOn(scene.dataDir)).toEqual([]);
    expect(namesIn(scene.dataDir).filter((name) => name.startsWith("making-"))).toEqual([]);
    await stop(await scene.started());
  });

  it("leaves no orphan after kill -9, and the next start is clean", async () => {
    await killOutright();
    const next = scene.start();
    expect(await (await fetch(await next.ready)).text()).toBe("visits: 1\n");
    await stop(next);
    expect(await scene.postgresGone()).toBe(true);
  });

  it("recovers what was written when Postgres itself was killed outright", async () => {
    const service = scene.start();
    await service.ready;
    process.kill(postmasterOf(scene.dataDir), "SIGKILL");
    const { code, stderr } = await service.ended;
    expect([code, stderr.trim().split("\n").length]).toEqual([1, 1]);
    expect(stderr).toMatch(/^Postgres ended unexpectedly/);
    await scene.postgresGone();
    const next = scene.start();
    expect(await (await fetch(await next.ready)).text()).toBe("visits: 1\n");
    await stop(next);
  });

  it("is not deceived by a process number that a dead Postgres left behind", async () => {
    await killOutright();
    await scene.postgresGone();
    const file = join(scene.dataDir, "cluster", "data", "postmaster.pid");
    writeFileSync(file, `1\n${join(scene.dataDir, "cluster", "data")}\n0\n1\n\n\n\nready   \n`);
    chmodSync(file, 0o644);
    await stop(await scene.started());
  });

  async function killOutright(): Promise<void> {
    const service = scene.start();
    await service.ready;
    service.child.kill("SIGKILL");
    await service.ended;
  }
});
