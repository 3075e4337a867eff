import type { SubjectPart } from "./subject-items.rules.ts";

/**
 * Everything that is held, a statement for each kind of record, read by the viewer for rights. $1 the families that the
 * person is or was in, $2 the person. Each row is one item: key, title, day, whom it is about, whether it is sensitive, its
 * facts, what is written in it, and what of it is left out for the sake of others.
 */
export interface HeldStatement {
  readonly part: SubjectPart;
  /** What it reads, for the test that walks the catalogue. */
  readonly tables: readonly string[];
  readonly sql: string;
}

export const day = (instant: string) => `(${instant} AT TIME ZONE 'Europe/London')::date`;
const pairs = (values: Readonly<Record<string, string>>): string =>
  `jsonb_build_array(${Object.entries(values)
    .map(([label, sql]) => `jsonb_build_array('${label.replaceAll("'", "''")}', (${sql})::text)`)
    .join(", ")})`;
export const agency = (id: string) => `(SELECT g.name FROM agency g WHERE g.id = ${id})`;
export const team = (id: string) => `(SELECT t.name FROM team t WHERE t.id = ${id})`;
export const listed = (array: string) => `array_to_string(${array}, ', ')`;
export const agencies = (ids: string) => `(SELECT string_agg(g.name, ', ' ORDER BY g.name) FROM agency g WHERE g.id = ANY (${ids}))`;
export const fields = (json: string) =>
  `COALESCE((SELECT jsonb_agg(jsonb_build_array(x.key, x.value) ORDER BY x.key) FROM jsonb_each_text(${json}) x), '[]')`;

interface Columns {
  readonly key: string;
  readonly title: string;
  readonly on?: string;
  /** SQL of a person's id; NULL unless given. */
  readonly about?: string;
  readonly sensitive?: string;
  readonly facts: Readonly<Record<string, string>>;
  /** SQL of further pairs. */
  readonly moreFacts?: string;
  readonly texts?: Readonly<Record<string, string>>;
  /** SQL of a text array. */
  readonly leftOut?: string;
  readonly from: string;
}

export function statement(part: SubjectPart, tables: string, columns: Columns): HeldStatement {
  const {
    key,
    title,
    on = "NULL",
    about = "NULL",
    sensitive = "false",
    facts,
    moreFacts,
    texts = {},
    leftOut = "'{}'::text[]",
    from,
  } = columns;
  return {
    part,
    tables: tables.split(" "),
    // Each statement is sent both parameters, whether it asks for both or not.
    sql: `WITH asked AS (SELECT $1::uuid[], $2::uuid) SELECT ${key} AS key, ${title} AS title, (${on})::date AS "on", (${about})::text AS about, ${sensitive} AS sensitive,
      ${pairs(facts)}${moreFacts ? ` || ${moreFacts}` : ""} AS facts, ${pairs(texts)} AS texts, ${leftOut} AS "leftOut"
      FROM ${from}`,
  };
}

/** Whether somebody is in a family today. */
export const isMember = (person: string, family: string) =>
  `EXISTS (SELECT 1 FROM family_member im WHERE im.family_id = ${family} AND im.person_id = ${person}
    AND (im.valid_to IS NULL OR im.valid_to >= (SELECT viewer_today())))`;
/** Somebody else of the family, whose record it then is. */
export const anotherOf = (
  family: string,
) => `COALESCE((SELECT om.person_id FROM family_member om WHERE om.family_id = ${family} AND om.person_id <> $2
  ORDER BY om.person_id LIMIT 1), $2)`;
export const professional = (id: string) => `CASE WHEN ${id} IS NULL THEN '{}'::text[] ELSE '{PROFESSIONAL}' END`;
export const ofFamily = (table: string) => `${table} = ANY ($1::uuid[])`;
