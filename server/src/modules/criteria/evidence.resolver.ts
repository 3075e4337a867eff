import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { Family } from "../families/family.type.ts";
import { AddEvidenceInput, CorrectEvidenceInput } from "./evidence.inputs.ts";
import { kindsToAdd, type LeadFacts, mayCorrectEvidence } from "./evidence.policy.ts";
import type { EvidenceRow } from "./evidence.reads.ts";
import type { EvidenceService } from "./evidence.service.ts";
import { AddEvidencePayload, CorrectEvidencePayload, Evidence } from "./evidence.type.ts";
import { readLedger } from "./evidence-ledger.rules.ts";
import { EvidenceKindEnum } from "./evidence-words.type.ts";
import type { EvidenceKind } from "./facts.rules.ts";
import { SchoolTerm } from "./school-term.type.ts";

@Resolver(() => Evidence)
export class EvidenceResolver {
  readonly #evidence: EvidenceService;

  constructor(evidence: EvidenceService) {
    this.#evidence = evidence;
  }

  @FieldResolver(() => Boolean)
  viewerCanCorrect(@Root() evidence: Evidence, @Ctx() context: Context): boolean {
    const superseded = evidence.supersededOn !== null;
    return mayCorrectEvidence(signedIn(context), { ...evidence, superseded, withdrawn: false }).allowed;
  }

  @Authorized<Permission>("directory.read")
  @Query(() => [SchoolTerm], { description: "The school terms of the authority, in order." })
  schoolTerms(@Ctx() context: Context): Promise<readonly SchoolTerm[]> {
    return this.#evidence.schoolTerms(signedIn(context));
  }

  @Authorized<Permission>("evidence.add")
  @Mutation(() => AddEvidencePayload, {
    description: "Adds a fact that the viewer's agency knows, or that they record as lead professional, and works the family out anew.",
  })
  addEvidence(
    @Arg("input", () => AddEvidenceInput) input: AddEvidenceInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AddEvidencePayload> {
    return answer(input, () => this.#evidence.add(signedIn(context), input, asked(info)));
  }

  @Authorized<Permission>("evidence.add")
  @Mutation(() => CorrectEvidencePayload, {
    description:
      "Puts right, or withdraws, a fact that the viewer's agency recorded. What was known until today stays what was known then.",
  })
  correctEvidence(
    @Arg("input", () => CorrectEvidenceInput) input: CorrectEvidenceInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CorrectEvidencePayload> {
    return answer(input, () => this.#evidence.correct(signedIn(context), input, asked(info)));
  }
}

const asked = (info: GraphQLResolveInfo) => ({ evidence: selectedFields(info, "evidence"), family: selectedFields(info, "family") });

/** What the reads of this module put on a family's row, as far as it was asked for. */
interface FamilyLedger {
  readonly evidence: readonly EvidenceRow[];
  readonly viewerCanAddEvidence: LeadFacts & { readonly readOnly: boolean };
}

@Resolver(() => Family)
export class FamilyEvidenceResolver {
  @FieldResolver(() => [Evidence], {
    description: "What the viewer may see in full, newest first: what stands now, unless a day is named.",
  })
  evidence(
    @Root() family: FamilyLedger,
    @Arg("asOf", () => LocalDateScalar, {
      nullable: true,
      description: "What had begun by the end of this day and, unless knownAt says otherwise, was known then.",
    })
    asOf: LocalDate | null,
    @Arg("knownAt", () => LocalDateScalar, { nullable: true, description: "What was known by the end of this day, whenever it held." })
    knownAt: LocalDate | null,
    @Arg("corrected", () => Boolean, { defaultValue: false, description: "Also what had been corrected or withdrawn." })
    corrected: boolean,
  ): object[] {
    return readLedger(family.evidence, { asOf, knownAt, corrected });
  }

  @FieldResolver(() => [EvidenceKindEnum], { description: "The kinds of evidence that the viewer may add about this family." })
  viewerCanAddEvidence(@Root() family: FamilyLedger, @Ctx() context: Context): readonly EvidenceKind[] {
    const { viewerLeads, readOnly } = family.viewerCanAddEvidence;
    return readOnly ? [] : kindsToAdd(signedIn(context), { viewerLeads });
  }
}
