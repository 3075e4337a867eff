import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { refuse } from "../../shared/refusal.ts";
import { readSchedule } from "./schedule.reads.ts";
import { disclosureOf } from "./subject-disclosure.rules.ts";
import { fileJson, fileName, filePage, type SubjectFileFormat } from "./subject-file.rules.ts";
import type { SubjectHoldingService } from "./subject-holding.service.ts";
import { filePdf } from "./subject-pdf.ts";
import { mayDisclose, mayMakeFile } from "./subject-request.policy.ts";
import { lockRequest } from "./subject-request.reads.ts";
import type { HandingOver } from "./subject-request.rules.ts";
import { changed, type OfVersion, type SubjectRequestService, type SubjectTools } from "./subject-request.service.ts";
import type { SubjectFileContent, SubjectRequest } from "./subject-request.type.ts";

const INSERT = `INSERT INTO subject_file (id, request_id, format, digest, size, outcomes, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
/** Whether a file was made after everything that was decided. */
const CURRENT = `SELECT EXISTS (SELECT 1 FROM subject_file f WHERE f.request_id = $1
    AND NOT EXISTS (SELECT 1 FROM subject_decision d WHERE d.request_id = $1 AND d.decided_at > f.made_at)) AS current`;
const DISCLOSE = `UPDATE subject_request SET state = 'DISCLOSED', closed_on = $3, handed_over_by = $4, version = version + 1
  WHERE id = $1 AND version = $2 AND state = 'PREPARED'`;
const MEDIA_TYPES: Readonly<Record<SubjectFileFormat, string>> = { JSON: "application/json", PDF: "application/pdf" };

export interface SubjectFileTools extends SubjectTools {
  /** Whose records these are. */
  readonly authority: string;
}

/** The files that are handed over. Their bytes go to the officer's browser and are kept nowhere; their digests are. */
export class SubjectFileService {
  readonly #tools: SubjectFileTools;
  readonly #requests: SubjectRequestService;
  readonly #holdings: SubjectHoldingService;

  constructor(tools: SubjectFileTools, requests: SubjectRequestService, holdings: SubjectHoldingService) {
    this.#tools = tools;
    this.#requests = requests;
    this.#holdings = holdings;
  }

  async make(
    viewer: UserViewer,
    { requestId, format }: { readonly requestId: string; readonly format: SubjectFileFormat },
  ): Promise<{ file: SubjectFileContent; request: SubjectRequest }> {
    const { clock, authority } = this.#tools;
    let file: SubjectFileContent | null = null;
    const { request } = await this.#requests.change(viewer, { requestId }, "subject-file.make", async (tx, known) => {
      await lockRequest(tx, requestId);
      demand(mayMakeFile(viewer, known, 0), "requestId");
      const collected = await this.#holdings.collect(tx, known);
      demand(mayMakeFile(viewer, known, collected.undecided.length), "requestId");
      const { items, decisions, mask, name, digests } = collected;
      const disclosure = disclosureOf(items, known.personId, decisions, mask);
      const madeAt = clock.now();
      const { reference, receivedOn, scope } = known;
      const schedule = await scheduleWords(tx, this.#tools.clock.today());
      // Their own words, which may name others all the same.
      const asked = scope === null ? null : mask(scope).text;
      const page = filePage({ reference, authority, subjectName: name, receivedOn, madeOn: clock.today(), scope: asked, schedule });
      const bytes = format === "PDF" ? await filePdf(page, disclosure, madeAt) : Buffer.from(fileJson(page, disclosure), "utf8");
      const digest = createHash("sha256").update(bytes).digest();
      const outcomes = disclosure.outcomes.map(({ key, outcome }) => ({ key, outcome, digest: digests.get(key)?.toString("hex") }));
      await tx.execute(INSERT, [v7(), requestId, format, digest, bytes.length, JSON.stringify(outcomes), madeAt, viewer.userId]);
      file = {
        fileName: fileName(reference, format),
        mediaType: MEDIA_TYPES[format],
        base64: bytes.toString("base64"),
        digest: digest.toString("hex"),
      };
    });
    if (file === null) throw new Error("the work of a change was done");
    return { file, request };
  }

  /** Says that it was handed over, when and how: what was said in it is known by the digest and the outcomes of its items. */
  disclose(viewer: UserViewer, input: OfVersion & { readonly handedOverOn: LocalDate; readonly handedOverBy: HandingOver }) {
    const { handedOverOn, handedOverBy } = input;
    return this.#requests.change(viewer, input, "subject-request.disclose", async (tx, request) => {
      await lockRequest(tx, request.id);
      const [file] = await tx.query<{ current: boolean }>(CURRENT, [request.id]);
      demand(mayDisclose(viewer, request, file?.current === true), "requestId");
      if (handedOverOn > this.#tools.clock.today()) refuse("FUTURE", "handedOverOn", "The day must be today or before");
      if (request.identityProvedOn !== null && handedOverOn < request.identityProvedOn)
        refuse("TOO_EARLY", "handedOverOn", "The day must not be before it was proved who asks");
      await changed(tx, DISCLOSE, input, [handedOverOn, handedOverBy]);
    });
  }
}

/** How long records are kept, as the schedule has it. */
async function scheduleWords(tx: Transaction, today: LocalDate): Promise<string[]> {
  const lines = await readSchedule(tx, today);
  return lines.map(({ record, measure, amount }) => {
    const what = {
      MATCHED_NEVER_ATTACHED: "A family only matched from data",
      CLOSED_CASE: "A case that was closed",
      DRAFT_NEVER_SUBMITTED: "An assessment that was begun and never sent in",
      AUDIT_LOG: "The log of who has looked",
    }[record];
    if (measure === "BIRTHDAY_OF_YOUNGEST_CHILD") return `${what}: until the youngest child is ${amount} years old.`;
    return `${what}: ${amount} ${measure === "MONTHS_KEPT" ? "months" : "years"}.`;
  });
}
