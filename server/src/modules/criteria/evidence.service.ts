import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { Clock } from "../../shared/clock.ts";
import { Refusal, refuse, refuseUnknown } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import { lockFamily } from "../families/family.lock.ts";
import type { FamilyRow, FamilyService } from "../families/family.service.ts";
import type { Standings } from "../families/standings.ts";
import { EvidenceEntity } from "./evidence.entity.ts";
import { mayAddEvidence, mayCorrectEvidence, mayCover } from "./evidence.policy.ts";
import { type EvidenceRow, factsForEvidence, findCorrectable, type LedgerFacts, readEvidence } from "./evidence.reads.ts";
import { checkEvidence, type SettledFact } from "./evidence-checks.rules.ts";
import { sameRecord } from "./evidence-company.rules.ts";
import { type EvidenceFact, sameHeading, schoolIn } from "./evidence-facts.rules.ts";
import { type Correction, readLedger } from "./evidence-ledger.rules.ts";
import { groundFor } from "./evidence-suppliers.rules.ts";
import type { RulesInForce } from "./rules-in-force.ts";
import type { SchoolTerm } from "./terms.rules.ts";

interface EvidenceTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly families: FamilyService;
  readonly standings: Standings;
  readonly rules: RulesInForce;
}

export interface NewEvidence {
  readonly familyId: string;
  readonly fact: EvidenceFact;
  readonly statement?: string | null | undefined;
  readonly idempotencyKey: string;
}

export interface CorrectedEvidence {
  readonly evidenceId: string;
  readonly withdraw: boolean;
  readonly fact?: EvidenceFact | null | undefined;
  readonly statement?: string | null | undefined;
  readonly idempotencyKey: string;
}

export interface EvidenceResult {
  readonly evidence: EvidenceRow & Correction<EvidenceRow>;
  readonly family: FamilyRow | null;
}

/** What was asked for of the answer. */
interface Asked {
  readonly evidence: Selection;
  readonly family: Selection;
}

/** Puts dated facts into a family's ledger and puts them right. Nothing in it is changed: a correction is a fact of its own. */
export class EvidenceService {
  readonly #tools: EvidenceTools;

  constructor(tools: EvidenceTools) {
    this.#tools = tools;
  }

  /** Adds a fact in the name of the viewer's agency. */
  add(viewer: UserViewer, added: NewEvidence, asked: Asked): Promise<EvidenceResult> {
    const { idempotencyKey: key, ...payload } = added;
    return this.#once(viewer, { operation: "addEvidence", key, payload }, asked, (tx) => this.#add(tx, viewer, added));
  }

  /** The same inside a transaction that somebody else answers for; returns the new fact's id. */
  addWithin(tx: Transaction, viewer: UserViewer, added: NewEvidence): Promise<string> {
    return this.#add(tx, viewer, added);
  }

  /** Puts another fact in the place of one, or says that it never was. What was known until today stays what was known then. */
  correct(viewer: UserViewer, corrected: CorrectedEvidence, asked: Asked): Promise<EvidenceResult> {
    const { idempotencyKey: key, ...payload } = corrected;
    return this.#once(viewer, { operation: "correctEvidence", key, payload }, asked, (tx) => this.#correct(tx, viewer, corrected));
  }

  /** The school terms of the authority, in order. */
  schoolTerms(viewer: UserViewer): Promise<readonly SchoolTerm[]> {
    return this.#tools.database.as(viewer, async (tx) => (await this.#tools.rules.now(tx)).terms);
  }

  #once(
    viewer: UserViewer,
    submission: { operation: string; key: string; payload: object },
    asked: Asked,
    work: (tx: Transaction) => Promise<string>,
  ): Promise<EvidenceResult> {
    return this.#tools.database.as(viewer, async (tx) => {
      const { subjectId } = await this.#tools.submissions.once(tx, viewer, submission, () => work(tx));
      const { familyId, rows } = await readEvidence(tx, subjectId, asked.evidence);
      const family = asked.family.size > 0 ? await this.#tools.families.read(tx, familyId, asked.family) : null;
      // A withdrawal says nothing itself: what it withdrew is shown.
      const subject = rows.find(({ id }) => id === subjectId);
      const shown = subject?.withdrawn ? subject.supersedes : subjectId;
      const evidence = readLedger(rows, { corrected: true }).find(({ id }) => id === shown);
      return { evidence: evidence ?? refuseUnknown(null, "evidence"), family };
    });
  }

  async #add(tx: Transaction, viewer: UserViewer, { familyId, fact, statement }: NewEvidence): Promise<string> {
    await lockFamily(tx, familyId, "familyId");
    const facts = await factsForEvidence(tx, familyId, fact.kind, schoolIn(fact));
    const { viewerLeads } = facts;
    demand(mayAddEvidence(viewer, { kind: fact.kind, viewerLeads }), "fact.kind");
    const settled = await this.#settle(tx, viewer, fact, facts, statement);
    return this.#record(tx, viewer, { familyId, ...settled, statement, supersedesId: null, withdrawn: false }, "evidence.add");
  }

  async #correct(tx: Transaction, viewer: UserViewer, corrected: CorrectedEvidence): Promise<string> {
    const { evidenceId: id, withdraw, fact, statement } = corrected;
    const original = (await findCorrectable(tx, id)) ?? refuseUnknown("evidenceId", "evidence");
    const { familyId, kind } = original;
    await lockFamily(tx, familyId, "evidenceId");
    const facts = await factsForEvidence(tx, familyId, kind, fact ? schoolIn(fact) : null);
    const stood = facts.ledger.find((each) => each.id === id);
    demand(mayCorrectEvidence(viewer, { ...original, viewerLeads: facts.viewerLeads, superseded: !stood }), "evidenceId");
    if (!stood) throw new Error("the policy lets a fact be corrected that does not stand");
    const correction = { familyId, statement, supersedesId: id };
    if (withdraw) {
      if (fact) refuse("FACT_NOT_NEEDED", "fact", "To withdraw it, leave out what would take its place");
      if (!statement?.trim()) refuse("STATEMENT_NEEDED", "statement", "Enter why it never was");
      return this.#record(tx, viewer, { ...correction, ...stood, kind, flags: [], withdrawn: true }, "evidence.withdraw");
    }
    if (!fact) refuse("FACT_NEEDED", "fact", "Enter what is right, or withdraw it");
    if (fact.kind !== kind) refuse("ANOTHER_KIND", "fact.kind", "This is another kind of evidence. Withdraw what is wrong, and add this");
    const others = { ...facts, ledger: facts.ledger.filter((each) => each.id !== id) };
    const settled = await this.#settle(tx, viewer, fact, others, statement);
    if (!sameHeading(settled.facts, stood.facts))
      refuse("ANOTHER_HEADING", "fact", "This is about another heading. Withdraw what is wrong, and add this");
    if (sameRecord(settled, stood) && (statement?.trim() || null) === original.statement)
      refuse("NOTHING_CHANGED", "fact", "This is what the record says already");
    return this.#record(tx, viewer, { ...correction, ...settled, withdrawn: false }, "evidence.correct");
  }

  /** The fact as it will be stored, or every reason why it cannot be. */
  async #settle(
    tx: Transaction,
    viewer: UserViewer,
    fact: EvidenceFact,
    facts: LedgerFacts,
    statement: string | null | undefined,
  ): Promise<SettledFact> {
    if (fact.coverage) demand(mayCover(viewer, fact.coverage.of), "fact.coverage.of");
    const { clock, rules } = this.#tools;
    const { terms } = await rules.now(tx);
    const settled = checkEvidence(fact, { today: clock.today(), terms, agency: viewer.agency, ...facts });
    if (!("kind" in settled)) throw new Refusal(...settled.map((fault) => ({ ...fault, field: `fact.${fault.field}` })));
    // A bare entry is no evidence (domain: need) where no agency's own record stands behind it.
    if (groundFor(viewer.agency.kind, fact.kind) === null && !statement?.trim())
      refuse("STATEMENT_NEEDED", "statement", "Enter what this rests on: what you saw, or who confirmed it in writing");
    return settled;
  }

  async #record(
    tx: Transaction,
    viewer: UserViewer,
    row: Omit<SettledFact, "flags"> & {
      readonly flags: readonly string[];
      readonly familyId: string;
      readonly statement: string | null | undefined;
      readonly supersedesId: string | null;
      readonly withdrawn: boolean;
    },
    action: string,
  ): Promise<string> {
    const { clock, standings, audit } = this.#tools;
    const id = v7();
    await tx.manager.insert(EvidenceEntity, {
      id,
      familyId: row.familyId,
      personId: row.personId,
      kind: row.kind,
      source: viewer.agency.kind,
      agencyId: viewer.agency.id,
      validFrom: row.from,
      validTo: row.to,
      facts: row.facts,
      flags: [...row.flags],
      statement: row.statement?.trim() || null,
      supersedesId: row.supersedesId,
      withdrawn: row.withdrawn,
      recordedAt: clock.now(),
      recordedBy: viewer.userId,
    });
    await standings.reevaluate(tx, [row.familyId]);
    audit.record(tx, { action, familyIds: [row.familyId], subjectId: id });
    return id;
  }
}
