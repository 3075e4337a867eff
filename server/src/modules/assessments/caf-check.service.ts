import { systemViewer, type UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { ageOn, type LocalDate } from "../../shared/local-date.ts";
import { refuse } from "../../shared/refusal.ts";
import { comparableName, normalisePostcode } from "../families/family.rules.ts";
import { answerCafCheck, type CafCheckResult, type FoundCaf } from "./caf-check.rules.ts";
import { OLDEST_YEARS } from "./caf-submission.rules.ts";
import type { CafTools } from "./caf-tools.ts";

export interface CafCheck {
  readonly familyName: string;
  readonly dateOfBirth: LocalDate;
  readonly postcode: string;
}

/** CAFs of the families at a postcode that have, or lately had, a member born on a day; names are compared afterwards. */
const FIND = `SELECT p.family_name AS "familyName", f.id AS "familyId", f.restricted, c.status, c.closed_on AS "closedOn", a.kind AS holder,
    t.name AS team, a.name AS agency, COALESCE(t.phone, a.phone) AS phone
  FROM family f JOIN family_member m ON m.family_id = f.id JOIN person p ON p.id = m.person_id
    JOIN caf c ON c.family_id = f.id JOIN team t ON t.id = c.team_id JOIN agency a ON a.id = c.agency_id
  WHERE f.postcode = $1 AND p.date_of_birth = $2 AND c.status <> 'DRAFT'
    AND (m.valid_to IS NULL OR m.valid_to >= (SELECT viewer_today()))
  ORDER BY c.opened_on DESC, c.id`;

/** Tells somebody who has a family before them whether a CAF exists, and never more than whom to ask (domain.md, roles). */
export class CafCheckService {
  readonly #tools: CafTools;

  constructor(tools: CafTools) {
    this.#tools = tools;
  }

  /** Limited per person and always audited, found or not; the log names the family only where one was found. */
  async check(viewer: UserViewer, asked: CafCheck): Promise<CafCheckResult> {
    const { database, clock, limiter, audit, earlyHelpPhone } = this.#tools;
    const today = clock.today();
    if (asked.dateOfBirth > today) refuse("IN_THE_FUTURE", "dateOfBirth", "Date of birth must be today or in the past");
    if (ageOn(asked.dateOfBirth, today) > OLDEST_YEARS)
      refuse("TOO_LONG_AGO", "dateOfBirth", `Date of birth must be in the last ${OLDEST_YEARS} years`);
    const postcode = normalisePostcode(asked.postcode) ?? refuse("INVALID", "postcode", "Enter a full UK postcode, like PR1 8XJ");
    await limiter.take("caf-check", viewer.userId);
    const found = await database.as(systemViewer("SYSTEM_CAF_CHECK"), (tx) => this.#find(tx, asked, postcode));
    const result = answerCafCheck(found, today, earlyHelpPhone);
    const familyIds = result.answer === "NONE_KNOWN" ? [] : [...new Set(found.map((caf) => caf.familyId))];
    await database.as(viewer, async (tx) => audit.record(tx, { action: "caf.check", familyIds, reason: result.answer, why: "CHECK" }));
    return result;
  }

  async #find(tx: Transaction, asked: CafCheck, postcode: string): Promise<FoundCaf[]> {
    const rows = await tx.query<FoundCaf & { familyName: string | null }>(FIND, [postcode, asked.dateOfBirth]);
    const name = comparableName(asked.familyName);
    return rows.filter((row) => row.familyName !== null && comparableName(row.familyName) === name);
  }
}
