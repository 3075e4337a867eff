import { readFileSync } from "node:fs";
import { join } from "node:path";
import { systemViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import { repositoryRoot } from "../../shared/paths.ts";
import { type OutcomesPlan, parseOutcomesPlan } from "./outcomes-plan.rules.ts";
import { parseSchoolTerms, type SchoolTerm } from "./terms.rules.ts";

/** The authority's outcomes plan and terms, as its settings hold them; Lancashire's files until it has set its own. */
export async function rulesInForce(database: Database): Promise<{ plan: OutcomesPlan; terms: readonly SchoolTerm[] }> {
  const rows = await database.as(systemViewer("SYSTEM_STANDINGS"), (tx) =>
    tx.query<{ name: string; value: unknown }>("SELECT name, value FROM setting WHERE name IN ('outcomes-plan', 'school-terms')"),
  );
  const set = new Map(rows.map((row) => [row.name, row.value]));
  const file = (path: string): unknown => JSON.parse(readFileSync(join(repositoryRoot, "seeds", path), "utf8"));
  return {
    plan: parseOutcomesPlan(set.get("outcomes-plan") ?? file("outcomes-plans/lancashire-2016-17.json")),
    terms: parseSchoolTerms(set.get("school-terms") ?? file("lancashire/school-terms.json")),
  };
}
