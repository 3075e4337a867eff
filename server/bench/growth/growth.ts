import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import type { Role } from "../../src/access/roles.ts";
import { startEmbedded } from "../../src/database/embedded/embedded.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { type BenchViewer, startContender } from "../contenders.ts";
import { asAdmin, type County, makeCounty } from "../counties.ts";
import { post } from "../load.ts";
import { TODAY, viewer } from "../subjects.ts";
import { PAGES, type PageQuestion, type Samples } from "./pages.ts";

/**
 * The portal's own operations over counties of growing size, one request after another: what grows faster than its
 * answer is a fault.
 *
 * `npm run bench -- --growth` makes counties of 6,000 and 60,000 families, and of 600,000 with `--largest` (which takes
 * some ten minutes and 10 GB). It prints milliseconds and kilobytes of each page at each size; with `--json` one line per
 * figure: `PAGE.growth` is how many times as long the largest county takes as the smallest. Sessions and the audit row are
 * left out, as in the benchmark.
 */
const SIZES = [6_000, 60_000, ...(process.argv.includes("--largest") ? [600_000] : [])];
const REQUESTS = 30;
/** A page that is slow need not be asked so often. */
const MOST_MS = 6_000;
const DISTRICT_ROLES: readonly Role[] = ["COORDINATOR"];

const json = process.argv.includes("--json");
const say = (line: string) => void process.stderr.write(`${line}\n`);

interface Line {
  readonly page: string;
  readonly families: number;
  readonly milliseconds: number;
  readonly kilobytes: number;
}

const dataDir = await mkdtemp(join(tmpdir(), "wtwf-bench-growth-"));
const postgres = await startEmbedded({ dataDir, temporary: true, log: () => undefined });
try {
  const lines: Line[] = [];
  for (const families of SIZES)
    lines.push(...(await measureCounty(await makeCounty(postgres, { name: `county_${families}`, families, yearsOfEvidence: false }, say))));
  print(lines);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function measureCounty(county: County): Promise<Line[]> {
  const { viewers, samples } = await asAdmin(county.adminUrl, async (admin) => ({
    viewers: await viewersOf(admin),
    samples: await samplesOf(admin),
  }));
  const service = await startContender("wtwf", process.execPath, join(repositoryRoot, "server/dist/server/bench/wtwf.js"), {
    url: county.appUrl,
    poolSize: 2,
    now: `${TODAY}T09:00:00Z`,
    viewers,
  });
  const documents = trustedDocuments();
  const agent = new Agent({ keepAlive: true });
  try {
    const lines: Line[] = [];
    for (const page of PAGES) {
      const who = viewers.findIndex(({ role }) => role === page.role);
      const ask = (n: number) => post(agent, service.port, { body: requestOf(page, documents, page.variables(n, samples)), viewer: who });
      lines.push({ page: page.name, families: county.families, ...(await measure(ask)) });
    }
    return lines;
  } finally {
    agent.destroy();
    await service.stop();
  }
}

/** The median of some requests about different families, after two that warm up. */
async function measure(ask: (n: number) => Promise<string>): Promise<{ milliseconds: number; kilobytes: number }> {
  await ask(0);
  await ask(1);
  const times: number[] = [];
  let bytes = 0;
  const started = performance.now();
  for (let n = 2; n < REQUESTS + 2 && performance.now() - started < MOST_MS; n += 1) {
    const begun = performance.now();
    bytes = (await ask(n)).length;
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return { milliseconds: times[Math.floor(times.length / 2)] ?? Number.NaN, kilobytes: bytes / 1024 };
}

function requestOf({ operation }: PageQuestion, documents: ReadonlyMap<string, string>, variables: object): string {
  const query = documents.get(operation);
  if (!query) throw new Error(`the portal has no operation ${operation}`);
  return JSON.stringify({ operationName: operation, query, variables });
}

/** What the portal sends, by the name of the operation. */
function trustedDocuments(): ReadonlyMap<string, string> {
  const documents = JSON.parse(readFileSync(join(repositoryRoot, "schema/trusted-documents.json"), "utf8")) as Record<string, string>;
  return new Map(Object.values(documents).map((text) => [/^(?:query|mutation) (\w+)/u.exec(text)?.[1] ?? "", text]));
}

/** One of each role that asks; a practitioner of the team with the most families. */
async function viewersOf(admin: Client): Promise<BenchViewer[]> {
  const { rows } = await admin.query<{ role: Role; userId: string; agencyId: string; teamId: string | null }>(
    `SELECT DISTINCT ON (u.role) u.role, u.id AS "userId", u.agency_id AS "agencyId", u.team_id AS "teamId"
     FROM app_user u LEFT JOIN (SELECT team_id, count(*) AS seen FROM involvement GROUP BY 1) i ON i.team_id = u.team_id
     WHERE u.role = ANY ($1) ORDER BY u.role, cardinality(u.district_codes) DESC, i.seen DESC NULLS LAST, u.id`,
    [[...new Set(PAGES.map(({ role }) => role))]],
  );
  const districts = await admin.query<{ code: string }>("SELECT code FROM district ORDER BY position");
  const codes = districts.rows.map(({ code }) => code);
  return rows.map(({ role, ...who }) => viewer(role, who, DISTRICT_ROLES.includes(role) ? codes : []));
}

async function samplesOf(admin: Client): Promise<Samples> {
  const families = await admin.query<Samples["families"][number]>(
    `SELECT id, name, reference, district_code AS district FROM family WHERE name IS NOT NULL ORDER BY md5(id::text) LIMIT 500`,
  );
  const people = await admin.query<Samples["people"][number]>(
    `SELECT p.family_name AS "familyName", p.date_of_birth::text AS "dateOfBirth", f.postcode FROM family f
     JOIN family_member m ON m.family_id = f.id JOIN person p ON p.id = m.person_id
     WHERE f.postcode IS NOT NULL AND p.date_of_birth IS NOT NULL AND p.family_name IS NOT NULL ORDER BY md5(p.id::text) LIMIT 500`,
  );
  return { families: families.rows, people: people.rows };
}

function print(lines: readonly Line[]): void {
  const at = (page: string, families: number | undefined) => lines.find((line) => line.page === page && line.families === families);
  const growth = (page: string) => (at(page, SIZES.at(-1))?.milliseconds ?? Number.NaN) / (at(page, SIZES[0])?.milliseconds ?? Number.NaN);
  if (json) {
    for (const { name } of PAGES)
      process.stdout.write(`${JSON.stringify({ name: `${name}.growth`, value: Math.round(growth(name) * 100) / 100, unit: "ratio" })}\n`);
    return;
  }
  const heads = SIZES.map((size) => `${size.toLocaleString("en-GB")} families`.padStart(24)).join("");
  process.stdout.write(`${"page".padEnd(24)}${heads}${"growth".padStart(10)}\n`);
  for (const { name } of PAGES) {
    const cells = SIZES.map((size) => {
      const line = at(name, size);
      return `${line?.milliseconds.toFixed(1)} ms ${line?.kilobytes.toFixed(1)} kB`.padStart(24);
    });
    process.stdout.write(`${name.padEnd(24)}${cells.join("")}${growth(name).toFixed(1).padStart(10)}\n`);
  }
}
