import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";
import { addDays, localDate } from "../../src/shared/local-date.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { startContender } from "../contenders.ts";
import { asAdmin, type County } from "../counties.ts";
import { post } from "../load.ts";
import { subjectsOf } from "../subjects.ts";

const REPORTS = ["attached-by-district", "eligible-not-attached", "progress-to-claims"] as const;
const REQUESTS = 60;
const WARM_UPS = 5;
const POOL = 4;
/** The coordinator's place among the viewers. */
const COORDINATOR = 0;

export interface ReportTimes {
  readonly report: (typeof REPORTS)[number];
  readonly p50: number;
  readonly p95: number;
}

/**
 * The board's three reports as a coordinator asks for them, one request after the other, through the whole server: each
 * as of another day of the past year, so that no answer can be an earlier one's.
 */
export async function reportTimes({ adminUrl, appUrl }: County): Promise<readonly ReportTimes[]> {
  const { settings } = await asAdmin(adminUrl, (admin) => subjectsOf(admin, appUrl, POOL));
  const server = await startContender("wtwf", process.execPath, join(repositoryRoot, "server/dist/server/bench/wtwf.js"), settings);
  const agent = new Agent({ keepAlive: true });
  const times = new Map<string, number[]>(REPORTS.map((report) => [report, []]));
  try {
    for (let n = 0; n < REQUESTS + WARM_UPS; n++) {
      for (const report of REPORTS) {
        const question = { body: bodyOf(report, n), viewer: COORDINATOR };
        const began = performance.now();
        await post(agent, server.port, question);
        if (n >= WARM_UPS) times.get(report)?.push(performance.now() - began);
      }
    }
  } finally {
    agent.destroy();
    await server.stop();
  }
  return REPORTS.map((report) => {
    const sorted = (times.get(report) ?? []).sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    return { report, p50: at(0.5), p95: at(0.95) };
  });
}

const LAST_DAY = localDate("2017-01-02");

function bodyOf(report: string, n: number): string {
  const query = readFileSync(join(repositoryRoot, "server/test/acceptance", `${report}.graphql`), "utf8");
  // Some days apart, and never twice the same.
  const asOf = addDays(LAST_DAY, -((n * 37) % 365));
  return JSON.stringify({ query, variables: { asOf, ...(report === "eligible-not-attached" ? { openedSince: "2016-04-01" } : {}) } });
}
