import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import type { CafContent, CafStatus } from "./caf-content.rules.ts";
import type { KnownPerson } from "./caf-submission.rules.ts";
import type { FamilyWords, FrozenContent, Words } from "./caf-version.rules.ts";

/** A member on record now, as whoever writes sees them. */
export interface MemberOnRecord extends KnownPerson {
  readonly memberId: string;
  readonly personId: string;
  readonly from: LocalDate;
}

/** The same with what decides whether this CAF may correct them. */
export interface MemberOfCaf extends MemberOnRecord {
  /** The CAF that brought this person on record, where it was one. */
  readonly recordedByCafId: string | null;
  readonly disposed: boolean;
}

export interface LastVersion {
  readonly number: number;
  readonly content: FrozenContent;
  readonly words: Words | null;
}

/** What a write on a CAF goes by. */
export interface CafForWriting {
  readonly id: string;
  readonly status: CafStatus;
  readonly version: number;
  readonly teamId: string;
  readonly agencyId: string;
  readonly familyId: string | null;
  readonly openedOn: LocalDate | null;
  readonly family: FamilyWords | null;
  /** Those who have not left; somebody whose last day is today has left. */
  readonly members: readonly MemberOfCaf[];
  readonly last: LastVersion | null;
  /** Plan actions of the family that can still be cancelled. */
  readonly openActions: readonly string[];
  /** Whether MASH was called while it was written. */
  readonly referred: boolean;
}

const MEMBERS = (
  familyId: string,
) => `(SELECT COALESCE(json_agg(json_build_object('memberId', m.id, 'personId', m.person_id, 'from', m.valid_from,
    'givenName', p.given_name, 'familyName', p.family_name, 'dateOfBirth', p.date_of_birth,
    'recordedByCafId', p.recorded_by_caf_id, 'disposed', p.disposed_at IS NOT NULL) ORDER BY p.date_of_birth, p.id), '[]')
  FROM family_member m JOIN person p ON p.id = m.person_id
  WHERE m.family_id = ${familyId} AND (m.valid_to IS NULL OR m.valid_to > (SELECT viewer_today())))`;

const FAMILY = (familyId: string) =>
  `(SELECT json_build_object('name', f.name, 'postcode', f.postcode, 'address', f.address) FROM family f WHERE f.id = ${familyId})`;

const FACTS = `json_build_object('id', c.id, 'status', c.status, 'version', c.version, 'teamId', c.team_id, 'agencyId', c.agency_id,
  'familyId', c.family_id, 'openedOn', c.opened_on, 'family', ${FAMILY("c.family_id")}, 'members', ${MEMBERS("c.family_id")},
  'last', (SELECT json_build_object('number', v.number, 'content', v.content, 'words', v.words)
    FROM caf_version v WHERE v.caf_id = c.id ORDER BY v.number DESC LIMIT 1),
  'referred', EXISTS (SELECT 1 FROM danger_referral d WHERE d.caf_id = c.id),
  'openActions', (SELECT COALESCE(json_agg(pa.id), '[]') FROM plan_action pa WHERE pa.family_id = c.family_id AND pa.status = 'OPEN'))`;

const LOCK = "SELECT 1 FROM caf WHERE id = $1 FOR NO KEY UPDATE";

/**
 * Reads what a write goes by; a CAF that the viewer does not see is unknown. It is held for the rest of the
 * transaction, so that of two people at once the second reads what the first has made of it. The lock is a statement
 * of its own, because what is read in the same one would still be as it was before the wait; whoever may not change
 * the CAF locks nothing, and is refused by the policy.
 */
export async function cafForWriting(tx: Transaction, cafId: string): Promise<CafForWriting> {
  const read = () => tx.query<{ caf: CafForWriting }>(`SELECT ${FACTS} AS caf FROM caf c WHERE c.id = $1`, [cafId]);
  const [, [found]] = await Promise.all([tx.execute(LOCK, [cafId]), read()]);
  if (found) return found.caf;
  // Submitted while this waited, it has a family now, which was not yet among those that the team sees.
  tx.renewView();
  const [row] = await read();
  return row?.caf ?? refuseUnknown("cafId", "CAF");
}

export function demandVersion(caf: CafForWriting, version: number): void {
  if (caf.version !== version) refuseStale();
}

export interface FamilyForDraft {
  readonly words: FamilyWords;
  readonly district: string;
  readonly members: readonly (MemberOnRecord & { readonly relationship: CafContent["members"][number]["relationship"] })[];
}

/** What is on record of a family that a CAF is started for. */
export async function familyForDraft(tx: Transaction, familyId: string): Promise<FamilyForDraft> {
  const [row] = await tx.query<{ family: FamilyForDraft }>(
    `SELECT json_build_object('words', ${FAMILY("$1::uuid")}, 'district', f.district_code,
       'members', (SELECT COALESCE(json_agg(json_build_object('memberId', m.id, 'personId', m.person_id, 'from', m.valid_from,
           'relationship', m.relationship, 'givenName', p.given_name, 'familyName', p.family_name, 'dateOfBirth', p.date_of_birth)
           ORDER BY p.date_of_birth, p.id), '[]')
         FROM family_member m JOIN person p ON p.id = m.person_id
         WHERE m.family_id = f.id AND (m.valid_to IS NULL OR m.valid_to > (SELECT viewer_today())))) AS family
     FROM family f WHERE f.id = $1`,
    [familyId],
  );
  return row?.family ?? refuseUnknown("familyId", "family");
}

/** Which of the words that a submission uses the directory knows. */
export interface KnownWords {
  readonly district: boolean;
  readonly agencies: readonly string[];
  readonly teams: Readonly<Record<string, string>>;
}

/** Districts, agencies and teams (with their agencies) in one look at the directory. */
export async function knownWords(tx: Transaction, content: CafContent): Promise<KnownWords> {
  const [row] = await tx.query<KnownWords>(
    `SELECT EXISTS (SELECT 1 FROM district WHERE code = $1) AS district,
       (SELECT COALESCE(json_agg(id), '[]') FROM agency WHERE id = ANY ($2::uuid[])) AS agencies,
       (SELECT COALESCE(json_object_agg(id, agency_id), '{}') FROM team WHERE id = ANY ($3::uuid[])) AS teams`,
    [content.district, content.agreement?.agencyIds ?? [], content.plan.flatMap(({ teamId }) => teamId ?? [])],
  );
  return row ?? { district: false, agencies: [], teams: {} };
}
