import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";

const read = (path: string): string => readFileSync(join(repositoryRoot, path), "utf8");
const dockerfile = read("docker/Dockerfile");
const compose = read("docker/compose.yaml");

/** What the image is copied from: paths of the checkout, and paths that an earlier stage has made. */
function copied(text: string): { fromCheckout: string[]; fromStages: string[] } {
  const lines = [...text.matchAll(/^COPY (--from=\w+ )?(.+) \S+$/gm)];
  const sources = (staged: boolean): string[] =>
    lines.filter(([, stage]) => Boolean(stage) === staged).flatMap(([, , paths = ""]) => paths.split(" "));
  return { fromCheckout: sources(false), fromStages: sources(true) };
}

/** Settings under `environment:` of the API, as `NAME: value`. */
const settingsIn = (text: string): string[] =>
  [...(text.split("services:")[0] ?? "").matchAll(/^ {4}([A-Z_]+): /gm)].map(([, name = ""]) => name);

const servicesIn = (text: string): string[] =>
  [...(text.split(/^services:$/m)[1]?.split(/^volumes:$/m)[0] ?? "").matchAll(/^ {2}([a-z0-9-]+):/gm)].map(([, name = ""]) => name);

// No container engine runs where these tests do, so this is what can be said without one.
describe("the image", () => {
  it("copies only what the checkout holds", () => {
    const { fromCheckout } = copied(dockerfile);
    expect(fromCheckout.length).toBeGreaterThan(10);
    expect(fromCheckout.filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([]);
  });

  it("starts what the build makes, as an ordinary user, on the Node that we run on in production", () => {
    expect(copied(dockerfile).fromStages).toEqual(["/wtwf/node_modules", "/wtwf/server/dist", "/wtwf/portal/dist"]);
    expect(dockerfile).toMatch(/^CMD \["node", "server\/dist\/server\/src\/main\.js"\]$/m);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(Array(3).fill("node:24-bookworm-slim"));
  });

  it("asks for its health where the server answers", () => {
    expect(dockerfile).toContain("/health/ready");
    expect(read("docker/Caddyfile")).toContain("health_uri /health/ready");
    expect(read("server/src/http/http.ts")).toContain('app.get("/health/ready"');
  });
});

describe("the composition", () => {
  it("is a database, two API processes and a proxy that knows both", () => {
    expect(servicesIn(compose)).toEqual(["postgres", "api-1", "api-2", "proxy"]);
    expect(read("docker/Caddyfile")).toContain("reverse_proxy api-1:4000 api-2:4000");
    expect(compose).not.toContain("\t");
  });

  it("sets only settings that the server reads", () => {
    const names = settingsIn(compose);
    expect(names).toContain("DATABASE_URL");
    const config = read("server/src/config.ts");
    expect(names.filter((name) => !new RegExp(`^  ${name}:`, "m").test(config))).toEqual([]);
  });

  it("gives the server settings that it accepts", () => {
    const env = {
      HOST: "0.0.0.0",
      PORT: "4000",
      DATABASE_URL: "postgres://postgres:secret@postgres:5432/wtwf",
      TRUST_PROXY: "1",
      COOKIE_SECURE: "true",
      DEMO: "false",
      SECRET_KEY: "0123456789abcdef0123456789abcdef",
      PUBLIC_URL: "https://wtwf.example.gov.uk",
      SMTP_URL: "",
      MAIL_FROM: "",
      MASH_PHONE: "",
      POOL_SIZE: "16",
    };
    expect(readConfig(env, [])).toMatchObject({ trustProxy: 1, cookieSecure: true, demo: false, poolSize: 16 });
  });
});

describe("these checks", () => {
  it("would find a path that is not there, and a setting that is not read", () => {
    expect(copied("COPY a b c/\nCOPY --from=x /d e\n")).toEqual({ fromCheckout: ["a", "b"], fromStages: ["/d"] });
    expect(settingsIn("x:\n  environment:\n    PLANTED: 1\nservices:\n")).toEqual(["PLANTED"]);
  });
});
