import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { v7 } from "uuid";
import { planFile } from "../../../seeds/lancashire/places.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { asAdmin, type County } from "../counties.ts";
import type { Outcome, Wish } from "./reevaluating-process.ts";

const PROCESS = join(repositoryRoot, "server/dist/server/bench/rules/reevaluating-process.js");

/**
 * Puts a plan in force that is stricter about absence and gives other paragraphs for every rule: some families then
 * stand elsewhere, and the reasons of all are to be written anew, so nothing is saved by their being the same.
 */
export async function reevaluateUnderAnotherPlan(county: County): Promise<Outcome> {
  const planId = v7();
  await asAdmin(county.adminUrl, async (admin) => {
    await admin.query("INSERT INTO outcomes_plan (id, document, added_at) VALUES ($1, $2, now())", [
      planId,
      JSON.stringify(stricterPlan()),
    ]);
  });
  return reevaluate({ ...county, planId });
}

async function reevaluate({ appUrl, adminUrl, planId }: Wish): Promise<Outcome> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROCESS, JSON.stringify({ appUrl, adminUrl, planId } satisfies Wish)], {
    env: { ...process.env, NODE_ENV: "production" },
  });
  return JSON.parse(stdout) as Outcome;
}

const PERCENT_STRICTER = 2;

function stricterPlan(): unknown {
  return JSON.parse(JSON.stringify(planFile()), (key, value: unknown) => {
    if (key === "id" && value === "lancashire-2016-17") return "stricter";
    if (key === "percent" && typeof value === "number") return value - PERCENT_STRICTER;
    return /source$/iu.test(key) && typeof value === "string" ? `${value}; made stricter for a benchmark` : value;
  });
}
