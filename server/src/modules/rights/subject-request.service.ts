import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { refuse, refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import { dueDate, isOpen } from "./subject-clock.rules.ts";
import { mayClose, mayExtend, mayProveIdentity, mayRecordRequest } from "./subject-request.policy.ts";
import {
  findSubject,
  type KnownRequest,
  readQueue,
  readRequest,
  readRequestByReference,
  readSubject,
  type SoughtSubject,
} from "./subject-request.reads.ts";
import type { RefusalGround, SubjectAsker } from "./subject-request.rules.ts";
import type { SubjectRequest, SubjectRequestQueue } from "./subject-request.type.ts";

export interface SubjectTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
}

export interface AskedFor {
  readonly askedBy: SubjectAsker;
  readonly requesterName?: string | null | undefined;
  readonly authority?: string | null | undefined;
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: LocalDate;
  readonly familyReference?: string | null | undefined;
  readonly postcode?: string | null | undefined;
  readonly receivedOn: LocalDate;
  readonly scope?: string | null | undefined;
  readonly idempotencyKey: string;
}

export interface OfVersion {
  readonly requestId: string;
  readonly version: number;
}

interface Told {
  readonly request: SubjectRequest;
}

const MOST_SHOWN = 100;
const INSERT = `INSERT INTO subject_request (id, reference, person_id, asked_by, requester_name, authority, scope, received_on, due_on, state,
    recorded_at, recorded_by)
  VALUES ($1, 'SAR-' || nextval('subject_request_reference'), $2, $3, $4, $5, $6, $7, $8, 'RECEIVED', $9, $10)`;

const UNCHANGED = "WHERE id = $1 AND version = $2 AND closed_on IS NULL";
const PROVE = `UPDATE subject_request SET state = 'IDENTITY_PROVED', identity_proved_on = $3, identity_proof = $4, due_on = $5,
  version = version + 1 ${UNCHANGED}`;
const EXTEND = `UPDATE subject_request SET extended_on = $3, extended_months = $4, extension_reason = $5, due_on = $6,
  version = version + 1 ${UNCHANGED}`;
const REFUSE = `UPDATE subject_request SET state = 'REFUSED', closed_on = $3, refusal_ground = $4, close_reason = $5,
  version = version + 1 ${UNCHANGED}`;
const WITHDRAW = `UPDATE subject_request SET state = 'WITHDRAWN', closed_on = $3, close_reason = $4, version = version + 1 ${UNCHANGED}`;

/** Subject access requests about somebody, and their clock. What is held is SubjectHoldingService's. */
export class SubjectRequestService {
  readonly #tools: SubjectTools;

  constructor(tools: SubjectTools) {
    this.#tools = tools;
  }

  queue(viewer: UserViewer, open: boolean): Promise<SubjectRequestQueue> {
    const { database, clock, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      const { total, requests } = await readQueue(tx, open, MOST_SHOWN, clock.today());
      audit.record(tx, { action: "subject-request.list" });
      return { total, requests: requests.map((request) => ({ ...request, subjectName: null, familyReferences: [] })) };
    });
  }

  find(viewer: UserViewer, reference: string): Promise<SubjectRequest | null> {
    const { database, clock, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      const known = await readRequestByReference(tx, reference.trim(), clock.today());
      if (!known) return null;
      const { request, familyIds } = await named(tx, known);
      audit.record(tx, { action: "subject-request.view", familyIds, subjectId: known.id, why: "SUBJECT_ACCESS" });
      return request;
    });
  }

  /** Who is meant must be one person: the officer is shown no list to choose from. */
  record(viewer: UserViewer, asked: AskedFor): Promise<Told> {
    const { database, clock, submissions } = this.#tools;
    demand(mayRecordRequest(viewer));
    const sought = soughtIn(asked);
    const { idempotencyKey: key, ...payload } = asked;
    const today = clock.today();
    if (asked.receivedOn < addMonths(today, -12)) refuse("TOO_EARLY", "receivedOn", "The day it was received must be within the last year");
    if (asked.receivedOn > today) refuse("FUTURE", "receivedOn", "The day it was received must be today or before");
    return database.as(viewer, async (tx) => {
      const { subjectId } = await submissions.once(tx, viewer, { operation: "recordSubjectRequest", key, payload }, async () => {
        const personId = await tx.elevate("SYSTEM_RIGHTS", () => findSubject(tx, sought));
        if (personId === null)
          refuse("NOT_FOUND", "familyName", "Nobody on record fits this, or more than one person does. Check each part with whoever asks");
        const id = v7();
        const { askedBy, receivedOn } = asked;
        const forAnother = askedBy !== "THEMSELVES";
        await tx.execute(INSERT, [
          id,
          personId,
          askedBy,
          forAnother ? required(asked.requesterName, "requesterName", "Enter who asks") : null,
          forAnother ? required(asked.authority, "authority", "Enter what shows that they may ask") : null,
          asked.scope?.trim() || null,
          receivedOn,
          dueDate({ receivedOn, identityProvedOn: null, extendedMonths: null }),
          clock.now(),
          viewer.userId,
        ]);
        await this.#audited(tx, "subject-request.record", id, personId, askedBy);
        return id;
      });
      return this.#told(tx, subjectId);
    });
  }

  prove(viewer: UserViewer, input: OfVersion & { readonly provedOn: LocalDate; readonly proof: string }): Promise<Told> {
    const { provedOn, proof } = input;
    return this.change(viewer, input, "subject-request.prove", async (tx, request) => {
      demand(mayProveIdentity(viewer, request), "requestId");
      if (provedOn < request.receivedOn) refuse("TOO_EARLY", "provedOn", "The day must not be before the day it was received");
      if (provedOn > this.#tools.clock.today()) refuse("FUTURE", "provedOn", "The day must be today or before");
      await changed(tx, PROVE, input, [provedOn, proof.trim(), dueDate({ ...request, identityProvedOn: provedOn })]);
    });
  }

  extend(viewer: UserViewer, input: OfVersion & { readonly months: number; readonly reason: string }): Promise<Told> {
    const today = this.#tools.clock.today();
    return this.change(viewer, input, "subject-request.extend", async (tx, request) => {
      demand(mayExtend(viewer, request, today), "requestId");
      await changed(tx, EXTEND, input, [today, input.months, input.reason.trim(), dueDate({ ...request, extendedMonths: input.months })]);
    });
  }

  refuse(viewer: UserViewer, input: OfVersion & { readonly ground: RefusalGround; readonly reason: string }): Promise<Told> {
    return this.change(viewer, input, "subject-request.refuse", async (tx, request) => {
      demand(mayClose(viewer, request), "requestId");
      await changed(tx, REFUSE, input, [this.#tools.clock.today(), input.ground, input.reason.trim()]);
    });
  }

  withdraw(viewer: UserViewer, input: OfVersion & { readonly reason: string }): Promise<Told> {
    return this.change(viewer, input, "subject-request.withdraw", async (tx, request) => {
      demand(mayClose(viewer, request), "requestId");
      await changed(tx, WITHDRAW, input, [this.#tools.clock.today(), input.reason.trim()]);
    });
  }

  /** Finds the request, does the work with it, writes that down and answers with what became of it. */
  change(
    viewer: UserViewer,
    { requestId }: { readonly requestId: string },
    action: `subject-${"request" | "file"}.${string}`,
    work: (tx: Transaction, request: KnownRequest) => Promise<void>,
  ): Promise<Told> {
    return this.#tools.database.as(viewer, async (tx) => {
      const request = await this.known(tx, requestId);
      await work(tx, request);
      await this.#audited(tx, action, request.id, request.personId);
      return this.#told(tx, request.id);
    });
  }

  async known(tx: Transaction, requestId: string): Promise<KnownRequest> {
    return (await readRequest(tx, requestId, this.#tools.clock.today())) ?? refuseUnknown("requestId", "request");
  }

  async #told(tx: Transaction, id: string): Promise<Told> {
    const { request } = await named(tx, await this.known(tx, id));
    return { request };
  }

  async #audited(tx: Transaction, action: `subject-${"request" | "file"}.${string}`, id: string, personId: string, reason?: string) {
    const { familyIds } = await tx.elevate("SYSTEM_RIGHTS", () => readSubject(tx, personId));
    this.#tools.audit.record(tx, { action, familyIds, subjectId: id, why: "SUBJECT_ACCESS", ...(reason ? { reason } : {}) });
  }
}

/** Whom it is about is told while it is open: afterwards its reference says enough. */
async function named(tx: Transaction, known: KnownRequest): Promise<{ request: SubjectRequest; familyIds: readonly string[] }> {
  const { name, references, familyIds } = await tx.elevate("SYSTEM_RIGHTS", () => readSubject(tx, known.personId));
  return { request: { ...known, subjectName: isOpen(known.state) ? name : null, familyReferences: references }, familyIds };
}

/** The statement's $1 is the request and $2 its version; the values follow. */
export async function changed(tx: Transaction, sql: string, { requestId, version }: OfVersion, values: readonly unknown[]): Promise<void> {
  if ((await tx.execute(sql, [requestId, version, ...values])) === 0) refuseStale();
}

function required(value: string | null | undefined, field: string, message: string): string {
  return value?.trim() || refuse("REQUIRED", field, message);
}

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/u;

function soughtIn({ givenName, familyName, dateOfBirth, familyReference, postcode }: AskedFor): SoughtSubject {
  const reference = familyReference?.trim() || null;
  const joined = postcode?.replaceAll(/\s+/gu, "").toUpperCase() || null;
  if (reference === null && joined === null)
    refuse("REQUIRED", "familyReference", "Enter the family’s reference or the postcode of the person’s home");
  if (reference !== null && !/^F-\d{6,12}$/iu.test(reference)) refuse("INVALID", "familyReference", "Enter a reference, like F-100084");
  if (joined !== null && !POSTCODE.test(joined)) refuse("INVALID", "postcode", "Enter a postcode, like PR1 8XJ");
  return { givenName, familyName, dateOfBirth, reference, postcode: joined && `${joined.slice(0, -3)} ${joined.slice(-3)}` };
}
