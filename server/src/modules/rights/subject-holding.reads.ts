import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { cafItems, type HeldCaf } from "./subject-caf.rules.ts";
import { CASE_STATEMENTS } from "./subject-case.reads.ts";
import { type HeldItem, type LeftOut, markClosed } from "./subject-items.rules.ts";
import { namesSomebody, type OthersNamed, type Own } from "./subject-masking.rules.ts";
import { OVERSIGHT_STATEMENTS } from "./subject-oversight.reads.ts";
import { type HeldStatement, ofFamily } from "./subject-statement.reads.ts";
import { plainValue, plainWord } from "./subject-words.rules.ts";
import { WORK_STATEMENTS } from "./subject-work.reads.ts";

interface Row {
  readonly key: string;
  readonly title: string;
  readonly on: LocalDate | null;
  readonly about: string | null;
  readonly sensitive: boolean;
  readonly facts: readonly (readonly [string, string | null])[];
  readonly texts: readonly (readonly [string, string | null])[];
  readonly leftOut: readonly LeftOut[];
}

const FAMILIES = "SELECT DISTINCT m.family_id AS id FROM family_member m WHERE m.person_id = $1 ORDER BY m.family_id";

const LIVES_THERE = `EXISTS (SELECT 1 FROM family_member lm WHERE lm.family_id = c.family_id AND lm.person_id = $2
  AND (lm.valid_to IS NULL OR lm.valid_to >= (SELECT viewer_today())))`;

/** Versions in the order in which they were sent, and each CAF's draft after them; a draft of no family where it names the person. */
const CAF_VERSIONS: HeldStatement = {
  part: "ASSESSMENT",
  tables: ["caf_version", "caf"],
  sql: `SELECT v.* FROM (
      SELECT c.id AS "cafId", c.reference, (SELECT g.name FROM agency g WHERE g.id = c.agency_id) AS agency, w.number, w.on AS "on",
        w.content, w.words, ${LIVES_THERE} AS "livesThere", c.recorded_at
      FROM caf c CROSS JOIN LATERAL (
        SELECT n.number, (n.submitted_at AT TIME ZONE 'Europe/London')::date AS "on", n.content, n.words FROM caf_version n WHERE n.caf_id = c.id
        UNION ALL SELECT NULL, (c.draft_saved_at AT TIME ZONE 'Europe/London')::date, c.draft, NULL WHERE c.draft IS NOT NULL) w
      WHERE ${ofFamily("c.family_id")} OR c.family_id IS NULL AND c.draft -> 'members' @> jsonb_build_array(jsonb_build_object('personId', $2::text))
    ) v ORDER BY v.recorded_at, v."cafId", v.number NULLS LAST`,
};

export const HELD_STATEMENTS: readonly HeldStatement[] = [...CASE_STATEMENTS, CAF_VERSIONS, ...WORK_STATEMENTS, ...OVERSIGHT_STATEMENTS];

const OTHERS = `SELECT p.given_name AS given, p.family_name AS family, p.date_of_birth AS "dateOfBirth", p.id = $2 AS own
  FROM person p WHERE p.id = $2 OR p.id IN (SELECT m.person_id FROM family_member m WHERE ${ofFamily("m.family_id")})`;

const HOMES = `SELECT f.name, f.address, f.postcode, EXISTS (SELECT 1 FROM family_member lm WHERE lm.family_id = f.id AND lm.person_id = $2
    AND (lm.valid_to IS NULL OR lm.valid_to >= (SELECT viewer_today()))) AS "livesThere"
  FROM family f WHERE ${ofFamily("f.id")}`;

/** Colleagues, with whether they have had to do with the family; guests of meetings, managers, and whom only a draft names. */
const COLLEAGUES = `SELECT u.name, EXISTS (SELECT 1 FROM audit_family a WHERE a.user_id = u.id AND ${ofFamily("a.family_id")})
    OR EXISTS (SELECT 1 FROM lead_professional l WHERE l.user_id = u.id AND ${ofFamily("l.family_id")})
    OR EXISTS (SELECT 1 FROM evidence e WHERE e.recorded_by = u.id AND ${ofFamily("e.family_id")})
    OR EXISTS (SELECT 1 FROM caf c WHERE c.author_id = u.id AND ${ofFamily("c.family_id")}) AS involved
  FROM app_user u WHERE u.role <> 'MACHINE' AND $2::uuid IS NOT NULL
  UNION ALL SELECT t.guest_name, true FROM taf_attendance t JOIN taf_meeting m ON m.id = t.meeting_id
    WHERE t.guest_name IS NOT NULL AND ${ofFamily("m.family_id")}
  UNION ALL SELECT concat_ws(' ', x.member ->> 'givenName', x.member ->> 'familyName'), true
    FROM caf c CROSS JOIN jsonb_array_elements(c.draft -> 'members') AS x (member)
    WHERE ${ofFamily("c.family_id")} AND x.member ->> 'personId' IS NULL AND COALESCE(x.member ->> 'givenName', x.member ->> 'familyName') IS NOT NULL
  UNION ALL SELECT b.manager, true FROM lawful_basis b WHERE b.manager IS NOT NULL AND ${ofFamily("b.family_id")}`;

/** Everything that is held about a person, and whom else it may name. */
export interface Holding {
  readonly familyIds: readonly string[];
  readonly items: readonly HeldItem[];
  readonly others: OthersNamed;
  readonly own: Own;
  readonly name: string | null;
}

/** What is closed to a person in a family, by its places; told by the module that keeps it, since rights leans on none. */
export type ClosedTo = (tx: Transaction, familyId: string, personId: string) => Promise<ReadonlySet<string>>;

/** Read by the viewer for rights, and by nobody else: row-level security shows an information officer none of it. */
export async function readHolding(tx: Transaction, personId: string, closedTo: ClosedTo): Promise<Holding> {
  const families = await tx.query<{ id: string }>(FAMILIES, [personId]);
  const familyIds = families.map(({ id }) => id);
  const read = <R extends object>(sql: string) => tx.query<R>(sql, [familyIds, personId]);
  const [rows, cafs, people, homes, colleagues, closed] = await Promise.all([
    Promise.all(
      [...CASE_STATEMENTS, ...WORK_STATEMENTS, ...OVERSIGHT_STATEMENTS].map(async ({ part, sql }) =>
        (await read<Row>(sql)).map((row) => itemOf(part, row)),
      ),
    ),
    read<HeldCaf>(CAF_VERSIONS.sql),
    read<{ given: string | null; family: string | null; dateOfBirth: LocalDate | null; own: boolean }>(OTHERS),
    read<{ name: string | null; address: string | null; postcode: string | null; livesThere: boolean }>(HOMES),
    read<{ name: string; involved: boolean }>(COLLEAGUES),
    Promise.all(familyIds.map((familyId) => closedTo(tx, familyId, personId))).then(
      (places) => new Set(places.flatMap((each) => [...each])),
    ),
  ]);
  const named = colleagues.filter(({ name }) => namesSomebody(name));
  const self = people.find(({ own }) => own);
  const others = people.filter(({ own }) => !own);
  const elsewhere = homes.filter(({ livesThere }) => !livesThere);
  return {
    familyIds,
    items: markClosed([...rows.flat(), ...cafItems(cafs, personId)], closed).filter(saysSomething),
    name: [self?.given, self?.family].filter(Boolean).join(" ") || null,
    own: {
      names: [self?.given, self?.family].filter((name) => name != null),
      postcodes: homes.filter(({ livesThere }) => livesThere).flatMap(({ postcode }) => postcode ?? []),
    },
    others: {
      people: [
        ...others.map(({ given, family }) => ({ given, family })),
        ...homes.map(({ name }) => ({ given: null, family: name })),
        ...named.filter(({ involved }) => involved).map(({ name }) => splitName(name)),
      ],
      wholeNames: named.filter(({ involved }) => !involved).map(({ name }) => name),
      datesOfBirth: others.flatMap(({ dateOfBirth }) => (dateOfBirth && dateOfBirth !== ownBirth(self) ? [dateOfBirth] : [])),
      addresses: elsewhere.flatMap(({ address }) => address ?? []),
    },
  };
}

const ownBirth = (self: { readonly dateOfBirth: LocalDate | null } | undefined) => self?.dateOfBirth ?? null;

function splitName(name: string): { given: string | null; family: string | null } {
  const words = name.trim().split(/\s+/u);
  return { given: words.slice(0, -1).join(" ") || null, family: words.at(-1) ?? null };
}

function itemOf(part: HeldItem["part"], row: Row): HeldItem {
  return {
    key: row.key,
    part,
    title: plainTitle(row.title),
    on: row.on,
    about: row.about,
    sensitive: row.sensitive,
    leftOut: row.leftOut,
    facts: row.facts.flatMap(([label, value]) =>
      value === null || value === "" ? [] : [[plainWord(label), AS_WRITTEN.has(label) ? value : plainList(value)] as const],
    ),
    texts: row.texts.flatMap(([label, text]) => (text === null || text === "" ? [] : [{ label, text }])),
    cafId: null,
    place: null,
    closable: closableOf(row.key),
    closed: false,
  };
}

/** Evidence and actions are closed by their own ids. */
function closableOf(key: string): string | null {
  const [table, id = ""] = key.split(":");
  if (table === "evidence") return `evidence.${id}`;
  return table === "plan_action" ? `actions.${id}` : null;
}

/** Names and addresses may be in capitals and are no closed words. */
const AS_WRITTEN = new Set(["Given name", "Family name", "Name", "Address", "Postcode", "Reference", "school"]);

/** A kind of evidence is a closed word, everything else is said already. */
const plainTitle = (title: string): string => (/^[A-Z_]+$/u.test(title) ? plainWord(title) : title);

const plainList = (value: string): string =>
  /^[A-Z_]+(?:, [A-Z_]+)*$/u.test(value) ? value.split(", ").map(plainWord).join(", ") : plainValue(value);

const saysSomething = ({ facts, texts, on }: HeldItem): boolean => facts.length > 0 || texts.length > 0 || on !== null;
