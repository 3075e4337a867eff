import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import { type Connection, type PageArguments, readPage } from "../../graphql/connection.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { Clock } from "../../shared/clock.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { refuse, refuseUnknown } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import type { CafCriterion } from "../criteria/facts.rules.ts";
import { lockFamily } from "../families/family.lock.ts";
import type { FamilyRow, FamilyService } from "../families/family.service.ts";
import type { Standings } from "../families/standings.ts";
import { mayRecordCorrection } from "./correction.policy.ts";
import { correctionJson, correctionSubjects, namedRecord, officerFinds, readCorrection, recordingFacts } from "./correction.reads.ts";
import { type CorrectionCapacity, type CorrectionSubject, isDetail } from "./correction.rules.ts";
import type { CorrectionRequest, CorrectionSubjects } from "./correction.type.ts";

export interface CorrectionTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly families: FamilyService;
  readonly standings: Standings;
}

export interface NewCorrectionRequest {
  readonly familyId: string;
  readonly personId: string;
  readonly capacity: CorrectionCapacity;
  readonly about: CorrectionSubject;
  readonly recordId?: string | null | undefined;
  readonly versionNumber?: number | null | undefined;
  readonly criterion?: CafCriterion | null | undefined;
  readonly wrong: string;
  readonly statement?: string | null | undefined;
  readonly receivedOn: LocalDate;
  readonly idempotencyKey: string;
}

interface Recorded {
  readonly correctionRequest: CorrectionRequest;
  readonly family: FamilyRow | null;
}

/** What is older is asked about anew. */
const MOST_MONTHS = 12;

const NOTHING: Selection = new Map<string, Selection>();

const INSERT = `INSERT INTO correction_request (id, family_id, family_reference, person_id, capacity, about, caf_id, version_number, criterion, evidence_id,
    action_id, meeting_id, said, wrong, statement, received_on, recorded_at, recorded_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`;

/** Takes down that somebody says that something recorded is wrong, in their own words. What was recorded stays as it is. */
export class CorrectionService {
  readonly #tools: CorrectionTools;

  constructor(tools: CorrectionTools) {
    this.#tools = tools;
  }

  /** Who and what of a family can be named in a request: as the viewer sees it, and for the officer by its reference. */
  subjects(viewer: UserViewer, reference: string): Promise<CorrectionSubjects | null> {
    return this.#tools.database.as(viewer, async (tx) => {
      const subjects = await asReader(tx, viewer, () => correctionSubjects(tx, reference));
      if (subjects) this.#tools.audit.record(tx, { action: "correction-subjects.view", familyIds: [subjects.familyId] });
      return subjects;
    });
  }

  /** Those that wait, the oldest first, or all of them, the latest first. */
  list(viewer: UserViewer, waiting: boolean, page: PageArguments, asked: Selection): Promise<Connection<CorrectionRequest>> {
    return this.#tools.database.as(viewer, async (tx) => {
      const connection = await tx.elevate("SYSTEM_RIGHTS", () =>
        readPage<CorrectionRequest>(tx, {
          from: `correction_request cr WHERE ${waiting ? "cr.decided_at IS NULL" : "true"}`,
          parameters: [],
          keys: [{ sql: "cr.received_on", type: "date" }],
          id: "cr.id",
          descending: !waiting,
          node: correctionJson(asked.get("edges")?.get("node") ?? NOTHING),
          nodeFrom: "correction_request cr",
          page,
          counted: asked.has("totalCount"),
        }),
      );
      const familyIds = [...new Set(connection.edges.map(({ node }) => node.familyId))];
      this.#tools.audit.record(tx, { action: "correction.list", familyIds });
      return connection;
    });
  }

  find(viewer: UserViewer, id: string, asked: Selection): Promise<CorrectionRequest | null> {
    return this.#tools.database.as(viewer, async (tx) => {
      const [row] = await tx.query<{ familyId: string }>(`SELECT family_id AS "familyId" FROM correction_request WHERE id = $1`, [id]);
      if (!row) return null;
      this.#tools.audit.record(tx, { action: "correction.view", familyIds: [row.familyId], subjectId: id });
      return tx.elevate("SYSTEM_RIGHTS", () => readCorrection(tx, id, asked));
    });
  }

  record(
    viewer: UserViewer,
    request: NewCorrectionRequest,
    asked: { readonly correction: Selection; readonly family: Selection },
  ): Promise<Recorded> {
    const { database, submissions, families } = this.#tools;
    const { idempotencyKey: key, ...payload } = request;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "recordCorrectionRequest", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#record(tx, viewer, request));
      const correctionRequest = await asReader(tx, viewer, () => readCorrection(tx, subjectId, asked.correction));
      const family = asked.family.size > 0 ? await families.read(tx, request.familyId, asked.family) : null;
      return { correctionRequest: correctionRequest ?? refuseUnknown(null, "request"), family };
    });
  }

  async #record(tx: Transaction, viewer: UserViewer, request: NewCorrectionRequest): Promise<string> {
    const { clock, audit } = this.#tools;
    const { familyId, personId, about, wrong, receivedOn } = request;
    await holdFamily(tx, viewer, familyId);
    demand(mayRecordCorrection(viewer, await recordingFacts(tx, familyId)), "familyId");
    if (receivedOn > clock.today()) refuse("FUTURE", "receivedOn", "The day on which they told you must be today or in the past");
    if (receivedOn < addMonths(clock.today(), -MOST_MONTHS))
      refuse("LONG_AGO", "receivedOn", "The day on which they told you must be within the last year");
    const recordId = isDetail(about)
      ? null
      : (request.recordId ?? refuse("REQUIRED", "recordId", "Choose the record that they say is wrong"));
    const versionNumber = about === "CAF" ? (request.versionNumber ?? null) : null;
    const named = await asReader(tx, viewer, () => namedRecord(tx, familyId, personId, about, recordId, versionNumber));
    if (!named.isMember) refuseUnknown("personId", "person in this family");
    if (!named.isThere) refuseUnknown("recordId", "record of this family");
    const of = (subject: CorrectionSubject) => (about === subject ? recordId : null);
    const id = v7();
    await tx.execute(INSERT, [
      id,
      familyId,
      named.reference,
      personId,
      request.capacity,
      about,
      of("CAF"),
      versionNumber,
      about === "CAF" ? (request.criterion ?? null) : null,
      of("EVIDENCE"),
      of("PLAN_ACTION"),
      of("TAF_MEETING"),
      (about === "NAME" && named.name) || (about === "DATE_OF_BIRTH" && named.dateOfBirth) || null,
      wrong.trim(),
      request.statement?.trim() || null,
      receivedOn,
      clock.now(),
      viewer.userId,
    ]);
    audit.record(tx, { action: "correction.record", familyIds: [familyId], subjectId: id, reason: about });
    return id;
  }
}

/** The officer sees no family: what a request names is read for them by a viewer of the system's own. */
function asReader<T>(tx: Transaction, viewer: UserViewer, work: () => Promise<T>): Promise<T> {
  return viewer.role === "INFORMATION_OFFICER" ? tx.elevate("SYSTEM_RIGHTS", work) : work();
}

/** A restricted family is closed to the officer, in the words in which one that is not there is. */
async function holdFamily(tx: Transaction, viewer: UserViewer, familyId: string): Promise<void> {
  if (viewer.role !== "INFORMATION_OFFICER") {
    await lockFamily(tx, familyId, "familyId");
    return;
  }
  if (!(await tx.elevate("SYSTEM_RIGHTS", () => officerFinds(tx, familyId)))) refuseUnknown("familyId", "family");
}
