import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withConnection } from "../src/database/connect.ts";
import { repositoryRoot } from "../src/shared/paths.ts";
import type { Api } from "./api-client.ts";
import { rows } from "./household.ts";

interface PlanDocument {
  name: string;
  eligibility: { needs: number };
  targets: { attachedBefore: number; attachNew: number; cumulative: number };
}

export interface PlanWishes {
  /** Of the six: under so many criteria there must be a need. */
  readonly needs: number;
  /** Families to attach. */
  readonly target?: number;
}

let made = 0;

/** Lancashire's plan with another number of needs that make a family eligible: another plan, by another name. */
export async function addPlan(loaderUrl: string, { needs, target = 4303 }: PlanWishes): Promise<string> {
  made += 1;
  const file = join(repositoryRoot, "seeds/outcomes-plans/lancashire-2016-17.json");
  const document = JSON.parse(readFileSync(file, "utf8")) as PlanDocument;
  const changed: PlanDocument = {
    ...document,
    name: `Trial ${made}`,
    eligibility: { ...document.eligibility, needs },
    targets: { ...document.targets, attachedBefore: 0, attachNew: target, cumulative: target },
  };
  const id = randomUUID();
  await withConnection(loaderUrl, "Plan", (client) =>
    client.query("INSERT INTO outcomes_plan (id, document, added_at) VALUES ($1, $2, '2017-01-02T09:00Z')", [id, JSON.stringify(changed)]),
  );
  return id;
}

export async function planInForceOf(api: Api): Promise<string> {
  const [row] = await rows<{ id: string }>(api, "SELECT plan_id AS id FROM plan_in_force ORDER BY number DESC LIMIT 1");
  return row?.id ?? "none";
}
