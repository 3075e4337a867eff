import { GraphQLError } from "graphql";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import { type Connection, type PageArguments, readPage } from "../../graphql/connection.ts";
import type { Clock } from "../../shared/clock.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import type { EvidenceService, NewEvidence } from "../criteria/evidence.service.ts";
import type { EvidenceSender } from "../criteria/evidence-sender.ts";
import type { EvidenceKind } from "../criteria/facts.rules.ts";
import { MACHINE_FAMILY } from "./machine-family.reads.ts";
import type { MachineFamily } from "./machine-family.type.ts";
import { mayExchange } from "./sharing-agreement.policy.ts";
import { readOwnAgreements } from "./sharing-agreement.reads.ts";
import { coveredKind, coverOf } from "./sharing-agreement.rules.ts";

interface MachineTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly evidence: EvidenceService;
}

/** What an agency's system does: it finds its team's families, and sends what the agency knows about them. */
export class MachineEvidenceService implements EvidenceSender {
  readonly #tools: MachineTools;

  constructor(tools: MachineTools) {
    this.#tools = tools;
  }

  /** The families in which its team is involved, with no more of each than tells one person from another. */
  families(viewer: UserViewer, page: PageArguments, counted: boolean): Promise<Connection<MachineFamily>> {
    return this.#tools.database.read(viewer, async (tx) => {
      const decision = mayExchange(await this.#cover(tx, viewer, null));
      if (!decision.allowed) throw new GraphQLError(decision.message, { extensions: { code: "FORBIDDEN" } });
      const connection = await readPage<MachineFamily>(tx, {
        from: "family f",
        parameters: [],
        keys: [],
        id: "f.id",
        node: MACHINE_FAMILY,
        nodeFrom: "family f",
        page,
        counted,
      });
      const familyIds = connection.edges.map(({ node }) => node.id);
      if (familyIds.length > 0) this.#tools.audit.record(tx, { action: "family.list", familyIds });
      return connection;
    });
  }

  /** Puts a fact into a family's ledger in the name of the machine's agency. Sent again, it says what it made the first time. */
  send(viewer: UserViewer, sent: NewEvidence): Promise<{ evidenceId: string; repeated: boolean }> {
    const { submissions, database, evidence } = this.#tools;
    const { idempotencyKey: key, ...payload } = sent;
    return database.as(viewer, async (tx) => {
      const kind = coveredKind({ kind: sent.fact.kind, of: sent.fact.coverage?.of ?? null });
      demand(mayExchange(await this.#cover(tx, viewer, kind)), "fact.kind");
      const submission = { operation: "sendEvidence", key, payload };
      const { subjectId, repeated } = await submissions.once(tx, viewer, submission, () => evidence.addWithin(tx, viewer, sent));
      return { evidenceId: subjectId, repeated };
    });
  }

  async #cover(tx: Transaction, viewer: UserViewer, kind: EvidenceKind | null) {
    return coverOf(await readOwnAgreements(tx, viewer.agency.id), kind, this.#tools.clock.today());
  }
}
