import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { Limiter } from "../../access/limiter.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import { type Connection, type PageArguments, readPage } from "../../graphql/connection.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { Clock } from "../../shared/clock.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Refusal, refuse, refuseUnknown } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import { type LookedIntoFacts, mayLookInto, mayOpenInEmergency } from "./emergency-access.policy.ts";
import { emergencyAccessJson, findToOpen, openNow, type Sought, seesFamily } from "./emergency-access.reads.ts";
import type { EmergencyAccess } from "./emergency-access.type.ts";
import { normalisePostcode } from "./family.rules.ts";
import type { FamilyRow, FamilyService } from "./family.service.ts";

export interface EmergencyTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly families: FamilyService;
  readonly limiter: Limiter;
}

export interface OpenRequest {
  readonly reference?: string | null | undefined;
  readonly familyName?: string | null | undefined;
  readonly dateOfBirth?: LocalDate | null | undefined;
  readonly postcode?: string | null | undefined;
  readonly reason: string;
  readonly idempotencyKey: string;
}

export interface Opened {
  readonly family: FamilyRow | null;
  readonly endsAt: Date;
}

export interface LookedInto {
  readonly emergencyAccessId: string;
  readonly finding: string;
}

const NOTHING: Selection = new Map<string, Selection>();

/** Lets somebody read a family that they do not see, for an hour, and lets the information officer look into each time. */
export class EmergencyAccessService {
  readonly #tools: EmergencyTools;

  constructor(tools: EmergencyTools) {
    this.#tools = tools;
  }

  /** Limited per person and always audited, found or not: who tries references out leaves a trace of each. */
  async open(viewer: UserViewer, request: OpenRequest, familyFields: Selection): Promise<Opened> {
    const { database, submissions, limiter, audit } = this.#tools;
    const { idempotencyKey: key, ...payload } = request;
    const sought = soughtIn(request);
    await limiter.take("emergency-access", viewer.userId);
    try {
      return await database.as(viewer, async (tx) => {
        const submission = { operation: "openFamilyInEmergency", key, payload };
        const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#open(tx, viewer, sought, request.reason.trim()));
        return this.#opened(tx, subjectId, familyFields);
      });
    } catch (error) {
      if (error instanceof Refusal && error.faults.some(({ code }) => code === "NOT_FOUND"))
        await database.as(viewer, async (tx) =>
          audit.record(tx, { action: "family.open-in-emergency", reason: "NONE_FOUND", why: "EMERGENCY" }),
        );
      throw error;
    }
  }

  async #open(tx: Transaction, viewer: UserViewer, sought: Sought, reason: string): Promise<string> {
    const { clock, audit } = this.#tools;
    const field = "reference" in sought ? "reference" : "familyName";
    const family = await tx.elevate("SYSTEM_EMERGENCY", () => findToOpen(tx, sought));
    demand(mayOpenInEmergency(viewer, { found: family !== null, seen: family !== null && (await seesFamily(tx, family.id)) }), field);
    if (!family) throw new Error("what was not found was refused");
    const id = v7();
    await tx.elevate("SYSTEM_EMERGENCY", () =>
      tx.execute(
        "INSERT INTO emergency_access (id, family_id, family_reference, user_id, reason, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
        [id, family.id, family.reference, viewer.userId, reason, clock.now()],
      ),
    );
    tx.renewView();
    const deed = { action: "family.open-in-emergency", familyIds: [family.id], subjectId: id, reason: "OPENED" } as const;
    audit.record(tx, { ...deed, why: "EMERGENCY" });
    return id;
  }

  async #opened(tx: Transaction, id: string, familyFields: Selection): Promise<Opened> {
    const [row] = await tx.query<{ familyId: string; endsAt: Date }>(
      `SELECT family_id AS "familyId", ends_at AS "endsAt" FROM emergency_access WHERE id = $1`,
      [id],
    );
    if (!row) throw new Error("what was opened has gone");
    return { endsAt: row.endsAt, family: await this.#tools.families.read(tx, row.familyId, familyFields) };
  }

  /** What the viewer has open now; a look at families as any other. */
  openNow(viewer: UserViewer, asked: Selection): Promise<Opened[]> {
    const { database, families, audit } = this.#tools;
    return database.read(viewer, async (tx) => {
      const { sql, parameters } = openNow(viewer, families.expression(asked.get("family") ?? NOTHING, "o.family_id"));
      const rows = await tx.query<{ opened: Opened; id: string }>(sql, parameters);
      if (rows.length > 0) audit.record(tx, { action: "family.list", familyIds: rows.map(({ id }) => id) });
      return rows.map(({ opened }) => opened);
    });
  }

  /** Every one of them, or those that nobody has looked into yet, the latest first. */
  list(viewer: UserViewer, waiting: boolean, page: PageArguments, asked: Selection): Promise<Connection<EmergencyAccess>> {
    const { database, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      const connection = await readPage<EmergencyAccess>(tx, {
        from: `emergency_access ea WHERE ${waiting ? "ea.looked_into_at IS NULL" : "true"}`,
        parameters: [],
        keys: [{ sql: "ea.opened_at", type: "timestamptz" }],
        id: "ea.id",
        descending: true,
        node: emergencyAccessJson(asked.get("edges")?.get("node") ?? NOTHING),
        nodeFrom: "emergency_access ea",
        page,
        counted: asked.has("totalCount"),
      });
      audit.record(tx, { action: "emergency-access.list" });
      return connection;
    });
  }

  lookInto(viewer: UserViewer, { emergencyAccessId: id, finding }: LookedInto, asked: Selection): Promise<EmergencyAccess> {
    const { database, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      const [facts] = await tx.query<LookedIntoFacts & { familyId: string }>(
        `SELECT user_id AS "openedBy", looked_into_at IS NOT NULL AS "lookedInto", family_id AS "familyId" FROM emergency_access WHERE id = $1`,
        [id],
      );
      if (!facts) refuseUnknown("emergencyAccessId", "emergency access");
      demand(mayLookInto(viewer, facts), "emergencyAccessId");
      const changed = await tx.execute(
        "UPDATE emergency_access SET looked_into_at = now(), looked_into_by = $2, finding = $3 WHERE id = $1 AND looked_into_at IS NULL",
        [id, viewer.userId, finding.trim()],
      );
      if (changed === 0) refuse("ALREADY_LOOKED_INTO", "emergencyAccessId", "Somebody has looked into this already");
      audit.record(tx, { action: "emergency-access.look-into", familyIds: [facts.familyId], subjectId: id });
      const [row] = await tx.query<{ record: EmergencyAccess }>(
        `SELECT ${emergencyAccessJson(asked)} AS record FROM emergency_access ea WHERE ea.id = $1`,
        [id],
      );
      return row?.record ?? refuseUnknown("emergencyAccessId", "emergency access");
    });
  }
}

/** One way or the other, never a mixture: what does not fit might be what was meant. */
function soughtIn({ reference, familyName, dateOfBirth, postcode }: OpenRequest): Sought {
  const about = [familyName, dateOfBirth, postcode].some((part) => part !== null && part !== undefined);
  if (reference && about)
    refuse("TOO_MUCH", "reference", "Enter the family's reference, or somebody's name, date of birth and postcode, not both");
  if (reference) return { reference: reference.replace(/\s+/gu, "").toUpperCase() };
  if (!about) refuse("MISSING", "reference", "Enter the family's reference");
  if (!familyName) refuse("MISSING", "familyName", "Enter the last name");
  if (!dateOfBirth) refuse("MISSING", "dateOfBirth", "Enter the date of birth");
  return {
    familyName,
    dateOfBirth,
    postcode: normalisePostcode(postcode ?? "") ?? refuse("INVALID", "postcode", "Enter a full UK postcode, like PR1 8XJ"),
  };
}
