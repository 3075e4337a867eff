import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { mayCorrectPerson } from "./caf.policy.ts";
import type { CafContent } from "./caf-content.rules.ts";
import { type Correction, correctionsIn } from "./caf-correction.rules.ts";
import type { CafForWriting } from "./caf-facts.reads.ts";
import { memberSince } from "./caf-version.rules.ts";

const ELSEWHERE = "SELECT DISTINCT person_id AS id FROM family_member WHERE person_id = ANY ($1::uuid[]) AND family_id <> $2";

const CORRECT = `UPDATE person p SET given_name = j.given_name, family_name = j.family_name, date_of_birth = j.date_of_birth
  FROM jsonb_to_recordset($1) AS j (person_id uuid, given_name text, family_name text, date_of_birth date) WHERE p.id = j.person_id`;

const BELONG_SINCE = `UPDATE family_member m SET valid_from = j.since FROM jsonb_to_recordset($1) AS j (person_id uuid, since date)
  WHERE m.family_id = $2 AND m.person_id = j.person_id AND m.valid_to IS NULL AND m.valid_from > j.since`;

/** Mends typing mistakes in names and dates of birth that a CAF itself brought on record. */
export class CafCorrectionService {
  readonly #clock: Clock;
  readonly #audit: AuditService;

  constructor(clock: Clock, audit: AuditService) {
    this.#clock = clock;
    this.#audit = audit;
  }

  /** What the CAF says otherwise than the record, and may: the rest is for submission to refuse. */
  async find(tx: Transaction, viewer: UserViewer, caf: CafForWriting, content: CafContent): Promise<readonly Correction[]> {
    const people = new Map(caf.members.map((member) => [member.personId, member]));
    const wished = correctionsIn(content, people);
    if (wished.length === 0 || !caf.familyId) return [];
    // Families that this team does not see count too, so the system looks; what it finds is told to nobody.
    const ids = wished.map(({ personId }) => personId);
    const others = await tx.elevate("SYSTEM_STANDINGS", () => tx.query<{ id: string }>(ELSEWHERE, [ids, caf.familyId]));
    const elsewhere = new Set(others.map(({ id }) => id));
    return wished.filter(({ personId }) => {
      const person = people.get(personId);
      const recordedByThisCaf = person?.recordedByCafId === caf.id;
      const facts = { recordedByThisCaf, elsewhere: elsewhere.has(personId), disposed: person?.disposed ?? true };
      return mayCorrectPerson(viewer, caf, facts).allowed;
    });
  }

  /** Puts the record right; who was corrected is in the audit log, the values are not. */
  async carryOut(tx: Transaction, familyId: string, content: CafContent, corrections: readonly Correction[]): Promise<void> {
    if (corrections.length === 0) return;
    const rows = corrections.map(({ personId, member: { givenName, familyName, dateOfBirth } }) => ({
      person_id: personId,
      given_name: givenName,
      family_name: familyName,
      date_of_birth: dateOfBirth,
    }));
    const corrected = await tx.execute(CORRECT, [JSON.stringify(rows)]);
    if (corrected !== rows.length) throw new Error("row-level security and the policy disagree about a correction");
    await this.#belongSince(tx, familyId, content, corrections);
    for (const { personId } of corrections) {
      this.#audit.record(tx, { action: "person.correct", familyIds: [familyId], subjectId: personId });
    }
  }

  /** A child belongs to the family from birth: born earlier than was typed, facts from before count too. */
  async #belongSince(tx: Transaction, familyId: string, content: CafContent, corrections: readonly Correction[]): Promise<void> {
    const today = this.#clock.today();
    const since = corrections.flatMap(({ personId, member, birthChanged }) =>
      birthChanged ? [{ person_id: personId, since: memberSince(member, content.members, today) }] : [],
    );
    if (since.length > 0) await tx.execute(BELONG_SINCE, [JSON.stringify(since), familyId]);
  }
}
