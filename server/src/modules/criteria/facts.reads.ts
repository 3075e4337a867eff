import type { Transaction } from "../../database/database.ts";
import { type FactRows, factsFromRows } from "./facts-rows.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";

/** The day on which something was recorded is a day in England, whatever the server's zone. */
const day = (column: string): string => `(${column} AT TIME ZONE 'Europe/London')::date`;

/** A table's rows about families: the family's column, the values asked for (facts-rows.rules.ts), and where they stand. */
interface Part {
  readonly family: string;
  readonly values: string;
  readonly from: string;
  readonly where?: string;
}

const PARTS: Readonly<Record<keyof FactRows, Part>> = {
  family: { family: "f.id", values: `f.district_code, ${day("f.recorded_at")}`, from: "family f" },
  members: {
    family: "m.family_id",
    values: `m.person_id, p.date_of_birth, m.valid_from, m.valid_to, ${day("m.recorded_at")}, ${day("m.ended_recorded_at")}`,
    from: "family_member m JOIN person p ON p.id = m.person_id",
  },
  evidence: {
    family: "e.family_id",
    values: `e.id, e.kind, e.person_id, e.source, e.valid_from, e.valid_to, ${day("e.recorded_at")}, e.supersedes_id, e.facts, e.withdrawn`,
    from: "evidence e",
  },
  /** One row per submitted version: what an earlier version said stays what was known until the later one came. */
  cafs: {
    family: "c.family_id",
    values: `c.id, a.kind, LEAST(c.opened_on, ${day("first.at")}), ${day("v.submitted_at")}, ${day("r.reviewed_at")},
      c.closed_on, ${day("c.closed_recorded_at")}, v.content -> 'members', v.content -> 'answers'`,
    from: `caf c JOIN agency a ON a.id = c.agency_id JOIN caf_version v ON v.caf_id = c.id
      JOIN LATERAL (SELECT min(submitted_at) AS at FROM caf_version WHERE caf_id = c.id) first ON true
      LEFT JOIN caf_review r ON r.caf_id = v.caf_id AND r.version_number = v.number AND r.result = 'COMPLIANT'`,
    where: "c.status <> 'DRAFT'",
  },
  socialCare: {
    family: "s.family_id",
    values: `s.id, s.assessed_on, ${day("s.recorded_at")}, s.considered`,
    from: "social_care_assessment s",
  },
  /** An action that is done goes on answering its need; one that was cancelled answers it up to the day before. */
  actions: {
    family: "x.family_id",
    values: `x.id, x.criterion, x.has_outcome, ${day("x.recorded_at")}, CASE WHEN x.status = 'CANCELLED' THEN x.ended_on - 1 END`,
    from: "plan_action x",
  },
  leads: {
    family: "l.family_id",
    values: `l.id, a.kind, l.asked_on, l.accepted_on, ${day("l.accepted_recorded_at")}, COALESCE(l.ended_on, l.declined_on),
      ${day("l.ended_recorded_at")}`,
    from: "lead_professional l JOIN agency a ON a.id = l.agency_id",
  },
  attachments: {
    family: "t.family_id",
    values: `t.attached_on, ${day("t.recorded_at")}, t.district_code, t.lead_agency_kind, t.voided_on, ${day("t.voided_recorded_at")}`,
    from: "attachment t",
  },
  claims: { family: "k.family_id", values: `k.route, k.submitted_on, ${day("k.recorded_at")}`, from: "claim k" },
};

const NAMES = Object.keys(PARTS) as (keyof FactRows)[];

/**
 * A list for each family and table, in one pass over each table: gathered family by family instead, the same rows cost
 * three times as much.
 */
const FACTS = NAMES.map((name, part) => {
  const { family, values, from, where = "true" } = PARTS[name];
  return `SELECT ${family} AS id, ${part} AS part, json_agg(json_build_array(${values})) AS rows
    FROM ${from} WHERE ${family} = ANY ($1::uuid[]) AND ${where} GROUP BY ${family}`;
}).join(" UNION ALL ");

/** All that is on record of these families, in one statement. Whose rows come is up to the transaction's viewer. */
export async function readFacts(tx: Transaction, familyIds: readonly string[]): Promise<FamilyFacts[]> {
  const families = new Map<string, FactRows>();
  for (const { id, part, rows } of await tx.query<{ id: string; part: number; rows: unknown }>(FACTS, [familyIds])) {
    const found = families.get(id) ?? {};
    families.set(id, found);
    const name = NAMES[part];
    if (name) Object.assign(found, { [name]: rows });
  }
  return [...families].flatMap(([id, rows]) => (rows.family ? [factsFromRows(id, rows.family[0], rows)] : []));
}

const PAGE = "SELECT id FROM family WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2";

/**
 * Every family's facts, `batch` at a time in order of id, so that a county never stands in memory at once. The
 * database reads the next batch while the caller works on this one.
 */
export async function* streamFacts(tx: Transaction, batch: number): AsyncGenerator<FamilyFacts[], void, void> {
  const nextIds = async (after: string | null): Promise<string[]> =>
    (await tx.query<{ id: string }>(PAGE, [after, batch])).map((row) => row.id);
  let ids = await nextIds(null);
  let reading = readFacts(tx, ids);
  for (let last = ids.at(-1); last !== undefined; last = ids.at(-1)) {
    const following = nextIds(last);
    const families = await reading;
    ids = await following;
    reading = ids.length > 0 ? readFacts(tx, ids) : Promise.resolve([]);
    // A caller that stops early never asks how the batch under way went.
    reading.catch(() => undefined);
    yield families;
  }
}
