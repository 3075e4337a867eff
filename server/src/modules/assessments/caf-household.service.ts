import { v7 } from "uuid";
import type { Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addDays, ageOn, type LocalDate } from "../../shared/local-date.ts";
import { comparableName, normalisePostcode } from "../families/family.rules.ts";
import type { InvolvementService } from "../families/involvement.service.ts";
import type { CafContent, CafMember } from "./caf-content.rules.ts";
import type { CafForWriting, MemberOnRecord } from "./caf-facts.reads.ts";
import type { KnownPerson } from "./caf-submission.rules.ts";
import { memberSince } from "./caf-version.rules.ts";

/** Where a submitted CAF belongs: its family, and who of its members is whom on record. */
export interface Household {
  readonly familyId: string;
  /** Member key -> person. */
  readonly personIds: ReadonlyMap<string, string>;
  /** Whether the family was on record without the team's having been told of it. */
  readonly joined: boolean;
}

interface OnRecord {
  readonly familyId: string;
  readonly members: readonly MemberOnRecord[];
}

const AT_POSTCODE = `SELECT f.id AS "familyId", json_agg(json_build_object('memberId', m.id, 'personId', m.person_id, 'from', m.valid_from,
    'givenName', p.given_name, 'familyName', p.family_name, 'dateOfBirth', p.date_of_birth)) AS members
  FROM family f JOIN family_member m ON m.family_id = f.id JOIN person p ON p.id = m.person_id
  WHERE f.postcode = $1 AND NOT f.restricted AND (m.valid_to IS NULL OR m.valid_to > (SELECT viewer_today()))
  GROUP BY f.id`;

/** Brings the people of a submitted CAF on record, or finds them there. */
export class CafHouseholdService {
  readonly #clock: Clock;
  readonly #involvements: InvolvementService;

  constructor(clock: Clock, involvements: InvolvementService) {
    this.#clock = clock;
    this.#involvements = involvements;
  }

  /** Makes or updates the family, its people and their time in it, and opens the family to the CAF's team. */
  async settle(tx: Transaction, caf: CafForWriting, content: CafContent): Promise<Household> {
    const known: OnRecord | null = caf.familyId ? { familyId: caf.familyId, members: caf.members } : null;
    const found = known ?? (await this.#match(tx, content));
    const familyId = found?.familyId ?? (await this.#newFamily(tx, content));
    const joined = found !== null && known === null;
    if (!caf.last) await this.#begin(tx, caf, familyId, joined);
    if (known) await this.#updateFamily(tx, familyId, content);
    const personIds = identify(content.members, found?.members ?? []);
    const present = new Set(found?.members.map(({ personId }) => personId));
    await this.#join(tx, caf, familyId, content.members, personIds, present);
    if (known) await this.#leave(tx, leaving(caf, new Set(personIds.values())));
    return { familyId, personIds, joined };
  }

  /** A family brought on record by this CAF. Its reference is the next of the county's numbers. */
  async #newFamily(tx: Transaction, content: CafContent): Promise<string> {
    const id = v7();
    await tx.execute(
      `INSERT INTO family (id, reference, district_code, source, name, postcode, address, recorded_at)
       VALUES ($1, 'F-' || lpad(nextval('family_reference')::text, 6, '0'), $2, 'CAF', $3, $4, $5, $6)`,
      [id, content.district, content.familyName, normalisePostcode(content.postcode ?? ""), content.address, this.#clock.now()],
    );
    return id;
  }

  async #updateFamily(tx: Transaction, familyId: string, content: CafContent): Promise<void> {
    await tx.execute(
      `UPDATE family SET name = $2, postcode = $3, address = $4, district_code = $5, version = version + 1
       WHERE id = $1 AND (name, postcode, address, district_code) IS DISTINCT FROM ($2, $3, $4, $5)`,
      [familyId, content.familyName, normalisePostcode(content.postcode ?? ""), content.address, content.district],
    );
  }

  /**
   * A family on record already (matched, or known through another agency) gets this CAF instead of a double. It takes
   * an adult and a child who agree in name, birth and postcode, and one family alone that fits; restricted families
   * are never joined to. Whoever submits is told nothing of it: the record stays as it is, the version keeps what they wrote.
   */
  async #match(tx: Transaction, content: CafContent): Promise<OnRecord | null> {
    const postcode = normalisePostcode(content.postcode ?? "");
    const today = this.#clock.today();
    const candidates = await tx.elevate("SYSTEM_CAF_CHECK", () => tx.query<OnRecord>(AT_POSTCODE, [postcode]));
    const fitting = candidates.filter(({ members }) => {
      const ages = content.members.flatMap((member) => (members.some((other) => samePerson(member, other)) ? [ageAt(member, today)] : []));
      return ages.some((age) => age >= 18) && ages.some((age) => age < 18);
    });
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  }

  /** The team cannot yet see a family that was matched, so there the system opens it. */
  async #begin(tx: Transaction, caf: CafForWriting, familyId: string, matched: boolean): Promise<void> {
    const begin = () =>
      this.#involvements.begin(tx, { familyId, teamId: caf.teamId, ground: "CAF", groundId: caf.id, from: this.#clock.today() });
    await (matched ? tx.elevate("SYSTEM_STANDINGS", begin) : begin());
  }

  async #join(
    tx: Transaction,
    caf: CafForWriting,
    familyId: string,
    members: readonly CafMember[],
    personIds: ReadonlyMap<string, string>,
    present: ReadonlySet<string>,
  ): Promise<void> {
    const today = this.#clock.today();
    const joining = members.flatMap((member) => {
      const personId = personIds.get(member.key);
      if (!personId || present.has(personId)) return [];
      const { givenName, familyName, dateOfBirth, relationship } = member;
      return [
        {
          member_id: v7(),
          person_id: personId,
          given_name: givenName,
          family_name: familyName,
          date_of_birth: dateOfBirth,
          relationship,
          since: memberSince(member, members, today),
        },
      ];
    });
    if (joining.length === 0) return;
    const rows = JSON.stringify(joining);
    await tx.execute(
      `INSERT INTO person (id, given_name, family_name, date_of_birth, recorded_at, recorded_by_caf_id)
       SELECT j.person_id, j.given_name, j.family_name, j.date_of_birth, $2, $3
       FROM jsonb_to_recordset($1) AS j (person_id uuid, given_name text, family_name text, date_of_birth date)`,
      [rows, this.#clock.now(), caf.id],
    );
    await tx.execute(
      `INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at)
       SELECT j.member_id, $2, j.person_id, j.relationship, j.since, $3
       FROM jsonb_to_recordset($1) AS j (member_id uuid, person_id uuid, relationship text, since date)`,
      [rows, familyId, this.#clock.now()],
    );
  }

  /** Yesterday was the last day in the family; for somebody who joined today, today is. */
  async #leave(tx: Transaction, memberIds: readonly string[]): Promise<void> {
    if (memberIds.length === 0) return;
    const today = this.#clock.today();
    await tx.execute(
      "UPDATE family_member SET valid_to = GREATEST(valid_from, $2::date), ended_recorded_at = $3 WHERE id = ANY ($1::uuid[])",
      [memberIds, addDays(today, -1), this.#clock.now()],
    );
  }
}

/** Each member is a person whom the CAF names, one on record with the same name and birth, or somebody new. */
function identify(members: readonly CafMember[], onRecord: readonly MemberOnRecord[]): Map<string, string> {
  const taken = new Set(members.flatMap(({ personId }) => personId ?? []));
  const ids = new Map<string, string>();
  for (const member of members) {
    const known = member.personId ?? onRecord.find((other) => !taken.has(other.personId) && samePerson(member, other))?.personId;
    if (known) taken.add(known);
    ids.set(member.key, known ?? v7());
  }
  return ids;
}

function samePerson(a: KnownPerson, b: KnownPerson): boolean {
  if (!a.givenName || !a.familyName || !b.givenName || !b.familyName || a.dateOfBirth === null) return false;
  return (
    a.dateOfBirth === b.dateOfBirth &&
    comparableName(a.givenName) === comparableName(b.givenName) &&
    comparableName(a.familyName) === comparableName(b.familyName)
  );
}

function ageAt(member: CafMember, today: LocalDate): number {
  return member.dateOfBirth ? ageOn(member.dateOfBirth, today) : 0;
}

/**
 * Who is no longer in the family: those whom the version before named and this one does not. A first CAF about a
 * family on record was filled in with everybody, so there it is whoever was taken out.
 */
function leaving(caf: CafForWriting, staying: ReadonlySet<string>): string[] {
  const named = caf.last ? new Set(caf.last.content.members.map(({ personId }) => personId)) : null;
  return caf.members
    .filter(({ personId }) => !staying.has(personId) && (named === null || named.has(personId)))
    .map(({ memberId }) => memberId);
}
