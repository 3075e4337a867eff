import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

const URL_WITH_PASSWORD = "postgres://admin:secret@db.example:5432/county";

function faults(env: NodeJS.ProcessEnv, argv: string[] = []): string[] {
  try {
    readConfig(env, argv);
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
}

describe("readConfig", () => {
  it("runs the demonstration on the embedded database when nothing is set", () => {
    const config = readConfig({}, []);
    expect(config).toMatchObject({ host: "127.0.0.1", port: 4000, demo: true, cookieSecure: false, fresh: false, poolSize: 8 });
    expect(config.dataDir).toMatch(/\/\.data$/);
    expect(config.placeholderPhones).toEqual(["MASH_PHONE", "EARLY_HELP_PHONE"]);
  });

  it("asks for no demonstration and a secure cookie when a database is given", () => {
    expect(readConfig({ DATABASE_URL: URL_WITH_PASSWORD }, [])).toMatchObject({ demo: false, cookieSecure: true });
  });

  it("cannot be altered after boot", () => {
    expect(Object.isFrozen(readConfig({}, []))).toBe(true);
  });

  it("takes an empty setting as one that is not set, as compose files write them", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: " " }, [])).toMatchObject({ port: 4000, databaseUrl: undefined });
  });

  it("names every faulty setting at once, one line each", () => {
    const lines = faults({ PORT: "4000x", HOST: "no spaces", DEMO: "yes", LOG_LEVEL: "loud", MASH_PHONE: "ring us", POOL_SIZE: "0" }, [
      "--frsh",
    ]);
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["PORT", "HOST", "DEMO", "LOG_LEVEL", "MASH_PHONE", "POOL_SIZE", "unknown"]);
  });

  it.each([
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["SESSION_HOURS", "1.5"],
    ["TRUST_PROXY", "maybe"],
    ["DATABASE_URL", "mysql://admin:secret@db/county"],
    ["DATABASE_URL", "postgres://admin@db/county"],
    ["DATABASE_URL", "postgres://admin:secret@db/"],
    ["DEMO_PASSWORD", "short"],
    ["SMALL_NUMBER_THRESHOLD", "2"],
  ])("refuses %s=%s without repeating the value", (name, value) => {
    const lines = faults({ [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} must`));
    expect(lines[0]).not.toContain(value);
  });

  it("refuses settings that contradict each other", () => {
    expect(faults({ DATABASE_APP_URL: URL_WITH_PASSWORD })).toHaveLength(1);
    expect(faults({ DATABASE_URL: URL_WITH_PASSWORD, DEMO: "true" })[0]).toMatch(/^DEMO_PASSWORD must be set/);
    expect(faults({ DATABASE_URL: URL_WITH_PASSWORD }, ["--fresh"])[0]).toMatch(/^--fresh/);
    expect(faults({ SESSION_HOURS: "1", SESSION_IDLE_MINUTES: "90" })[0]).toMatch(/^SESSION_IDLE_MINUTES/);
  });
});
