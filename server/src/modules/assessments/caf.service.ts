import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { type Connection, type PageArguments, readPage } from "../../graphql/connection.ts";
import type { Selection } from "../../graphql/selection.ts";
import { refuse } from "../../shared/refusal.ts";
import { type CafRow, cafJson } from "./caf.reads.ts";
import type { CafDraftsService, CafStart, DangerReferred, DraftDiscarded, DraftSaved } from "./caf-drafts.service.ts";
import type { CafClosed, CafReviewed, CafReviewService } from "./caf-review.service.ts";
import type { CafTools } from "./caf-tools.ts";

/** How one CAF is looked up. */
type By = "c.reference = $1" | "c.id = $1::uuid";

/** Which fields of a CAF, and of its family inside it, are asked for. */
export interface CafShown {
  readonly fields: Selection;
  readonly familyFields: Selection;
}

export interface CafQueue {
  readonly district?: string | null | undefined;
  readonly page: PageArguments;
  readonly counted: boolean;
}

/** CAFs as the viewer may see them, and the one transaction in which each change to them is made and read again. */
export class CafService {
  readonly #tools: CafTools;
  readonly #drafts: CafDraftsService;
  readonly #reviews: CafReviewService;

  constructor(tools: CafTools, drafts: CafDraftsService, reviews: CafReviewService) {
    this.#tools = tools;
    this.#drafts = drafts;
    this.#reviews = reviews;
  }

  /** Null where there is none or the viewer may not see it. */
  find(viewer: UserViewer, reference: string, shown: CafShown): Promise<CafRow | null> {
    return this.#tools.database.read(viewer, async (tx) => {
      const caf = await this.#read(tx, "c.reference = $1", reference.trim().toUpperCase(), shown);
      if (caf) this.#tools.audit.record(tx, { action: "caf.view", familyIds: caf.familyId ? [caf.familyId] : [], subjectId: caf.id });
      return caf;
    });
  }

  /** What waits for quality assurance, longest waiting first, of the coordinator's districts. */
  toReview(viewer: UserViewer, queue: CafQueue, shown: CafShown): Promise<Connection<CafRow>> {
    return this.#tools.database.read(viewer, async (tx) => {
      const connection = await readPage<CafRow>(tx, {
        from: `caf c JOIN family qf ON qf.id = c.family_id
          JOIN LATERAL (SELECT max(qv.submitted_at) AS at FROM caf_version qv WHERE qv.caf_id = c.id) submitted ON true
          WHERE c.status = 'SUBMITTED' AND ($1::text IS NULL OR qf.district_code = $1)`,
        parameters: [queue.district ?? null],
        keys: [{ sql: "submitted.at", type: "timestamptz" }],
        id: "c.id",
        node: this.#json(shown),
        nodeFrom: "caf c",
        page: queue.page,
        counted: queue.counted,
      });
      const familyIds = connection.edges.flatMap(({ node }) => node.familyId ?? []);
      this.#tools.audit.record(tx, { action: "caf.list", familyIds });
      return connection;
    });
  }

  /** Sent again after the draft was discarded, it makes no second one. */
  async start(viewer: UserViewer, start: CafStart, shown: CafShown): Promise<CafRow> {
    const caf = await this.#write(viewer, shown, (tx) => this.#drafts.start(tx, viewer, start));
    return caf ?? refuse("DISCARDED", null, "This draft was discarded. Start another CAF");
  }

  discard(viewer: UserViewer, discarded: DraftDiscarded): Promise<string> {
    return this.#tools.database.as(viewer, (tx) => this.#drafts.discard(tx, viewer, discarded));
  }

  save(viewer: UserViewer, saved: DraftSaved, shown: CafShown): Promise<CafRow | null> {
    return this.#write(viewer, shown, (tx) => this.#drafts.save(tx, viewer, saved));
  }

  recordDanger(viewer: UserViewer, referred: DangerReferred, shown: CafShown): Promise<CafRow | null> {
    return this.#write(viewer, shown, (tx) => this.#drafts.recordDanger(tx, viewer, referred));
  }

  review(viewer: UserViewer, reviewed: CafReviewed, shown: CafShown): Promise<CafRow | null> {
    return this.#write(viewer, shown, (tx) => this.#reviews.review(tx, viewer, reviewed));
  }

  close(viewer: UserViewer, closed: CafClosed, shown: CafShown): Promise<CafRow | null> {
    return this.#write(viewer, shown, (tx) => this.#reviews.close(tx, viewer, closed));
  }

  /** The change and what it made of the CAF, in one transaction. */
  #write(viewer: UserViewer, shown: CafShown, work: (tx: Transaction) => Promise<string>): Promise<CafRow | null> {
    return this.#tools.database.as(viewer, async (tx) => this.#read(tx, "c.id = $1::uuid", await work(tx), shown));
  }

  async #read(tx: Transaction, condition: By, value: string, shown: CafShown): Promise<CafRow | null> {
    const [row] = await tx.query<{ caf: CafRow }>(oneCaf(this.#json(shown), condition), [value]);
    return row?.caf ?? null;
  }

  #json({ fields, familyFields }: CafShown): string {
    return cafJson(fields.keys(), familyFields.size > 0 ? this.#tools.families.expression(familyFields, "c.family_id") : null);
  }
}

function oneCaf(json: string, condition: By): string {
  return `SELECT ${json} AS caf FROM caf c WHERE ${condition}`;
}
