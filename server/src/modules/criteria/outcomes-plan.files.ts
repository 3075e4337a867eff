import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { v7 } from "uuid";
import { repositoryRoot } from "../../shared/paths.ts";
import { reasonOf, StartupError } from "../../shared/startup-error.ts";
import { parseOutcomesPlan } from "./outcomes-plan.rules.ts";

const FOLDER = join(repositoryRoot, "seeds", "outcomes-plans");

/** What is in force in a database that has not chosen. */
const FIRST_IN_FORCE = "lancashire-2016-17";

/** Whatever can ask a statement: a viewer's transaction, or the loader's connection. */
interface Asker {
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

const ADD = `INSERT INTO outcomes_plan (id, document, added_at)
  SELECT p.id, p.document, $2 FROM jsonb_to_recordset($1) AS p (id uuid, document jsonb)
  ON CONFLICT (md5(document::text)) DO NOTHING RETURNING id`;

/** In force since the plan began, for the days that are past go by it too. */
const PUT_FIRST_IN_FORCE = `INSERT INTO plan_in_force (number, plan_id, from_at)
  SELECT 1, p.id, (p.document ->> 'from')::timestamp AT TIME ZONE 'Europe/London' FROM outcomes_plan p
  WHERE p.document ->> 'id' = $1 AND NOT EXISTS (SELECT FROM plan_in_force)
  ORDER BY p.added_at DESC, p.id LIMIT 1 ON CONFLICT DO NOTHING`;

/**
 * Adds the plans that the service brings and that are not on record in these words, and puts the first one in force
 * where none is. A file that was changed is another plan, which an administrator may put in force; nothing else does.
 * Returns the ids of those added.
 */
export async function addPlanFiles(asker: Asker, addedAt: Date): Promise<string[]> {
  const added = await asker.query<{ id: string }>(ADD, [JSON.stringify(planFiles()), addedAt]);
  await asker.query(PUT_FIRST_IN_FORCE, [FIRST_IN_FORCE]);
  return added.map(({ id }) => id);
}

function planFiles(): { id: string; document: unknown }[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => ({ id: v7(), document: readPlanFile(name) }));
}

/** A faulty file is never put on record. */
function readPlanFile(name: string): unknown {
  const document: unknown = JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
  try {
    parseOutcomesPlan(document);
  } catch (error) {
    throw new StartupError(`seeds/outcomes-plans/${name} is no outcomes plan: ${reasonOf(error)}`, { cause: error });
  }
  return document;
}
