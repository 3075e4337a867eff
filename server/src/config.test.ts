import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

const KEY = "a key of more than thirty-two characters";
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
    const env = { DATABASE_URL: URL_WITH_PASSWORD, SECRET_KEY: KEY };
    expect(readConfig(env, [])).toMatchObject({ demo: false, cookieSecure: true, secondFactor: true, secretKey: KEY });
  });

  it("asks for one-time codes outside a demonstration, and in one where it is told to", () => {
    expect(readConfig({}, []).secondFactor).toBe(false);
    expect(readConfig({ SECOND_FACTOR: "true" }, []).secondFactor).toBe(true);
    expect(readConfig({ DATABASE_URL: URL_WITH_PASSWORD, SECOND_FACTOR: "false" }, []).secondFactor).toBe(false);
  });

  it("reads where people reach it, where mail goes, and the secrets of identity providers", () => {
    const env = {
      PUBLIC_URL: "https://families.example.gov.uk",
      SMTP_URL: "smtp://user:secret@mail.example:587",
      MAIL_FROM: "Families <families@example.gov.uk>",
      OIDC_SECRET_SCHOOLS: "hush",
      OIDC_SECRET_EMPTY: " ",
    };
    expect(readConfig(env, [])).toMatchObject({
      publicUrl: "https://families.example.gov.uk/",
      mail: { url: env.SMTP_URL, from: env.MAIL_FROM },
      providerSecrets: { SCHOOLS: "hush" },
    });
    expect(readConfig({}, [])).toMatchObject({ publicUrl: undefined, mail: undefined, providerSecrets: {} });
  });

  it("cannot be altered after boot", () => {
    expect(Object.isFrozen(readConfig({}, []))).toBe(true);
  });

  it("takes an empty setting as one that is not set, as compose files write them", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: " ", SECRET_KEY: "" }, [])).toMatchObject({ port: 4000, databaseUrl: undefined });
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
    ["SECRET_KEY", "too short"],
    ["PUBLIC_URL", "wtwf.example"],
    ["PUBLIC_URL", "https://families.example.gov.uk/app"],
    ["PUBLIC_URL", "ftp://families.example.gov.uk"],
    ["SECOND_FACTOR", "maybe"],
  ])("refuses %s=%s without repeating the value", (name, value) => {
    const lines = faults({ [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} must`));
    expect(lines[0]).not.toContain(value);
  });

  it("refuses settings that contradict each other", () => {
    expect(faults({ DATABASE_APP_URL: URL_WITH_PASSWORD })).toHaveLength(1);
    expect(faults({ DATABASE_URL: URL_WITH_PASSWORD, DEMO: "true" })[0]).toMatch(/^DEMO_PASSWORD must be set/);
    expect(faults({ DATABASE_URL: URL_WITH_PASSWORD, SECRET_KEY: KEY }, ["--fresh"])[0]).toMatch(/^--fresh/);
    expect(faults({ DATABASE_URL: URL_WITH_PASSWORD })).toEqual([expect.stringMatching(/^SECRET_KEY must be set/)]);
    expect(faults({ SMTP_URL: "smtp://mail.example" })).toEqual([
      expect.stringMatching(/^SMTP_URL and MAIL_FROM need each other/),
      expect.stringMatching(/^PUBLIC_URL must be set/),
    ]);
    for (const wrong of ["http://mail.example", "mail.example:25"]) expect(faults({ SMTP_URL: wrong })[0]).toMatch(/^SMTP_URL must/);
    expect(faults({ MAIL_FROM: "nobody" })[0]).toMatch(/^MAIL_FROM must/);
    expect(faults({ SESSION_HOURS: "1", SESSION_IDLE_MINUTES: "90" })[0]).toMatch(/^SESSION_IDLE_MINUTES/);
  });
});
