import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Connection, connectionType } from "../../graphql/connection.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Fault } from "../../shared/refusal.ts";
import type { FamilyRow, FamilyService } from "../families/family.service.ts";
import {
  CheckForCafInput,
  CloseCafInput,
  DiscardCafDraftInput,
  RecordDangerReferralInput,
  ReviewCafInput,
  SaveCafDraftInput,
  StartCafInput,
} from "./caf.inputs.ts";
import { mayCloseCaf, mayDiscardCaf, mayEditCaf, mayReviewCaf } from "./caf.policy.ts";
import { shownDraft, shownPrinciples, shownVersion } from "./caf.present.ts";
import type { CafRow } from "./caf.reads.ts";
import type { CafService, CafShown } from "./caf.service.ts";
import { Caf, type CafDraft, CafPayload, type CafVersion, CheckForCafPayload, DiscardCafDraftPayload, PrincipleCheck } from "./caf.type.ts";
import type { CafCheckService } from "./caf-check.service.ts";
import type { PrincipleFinding } from "./caf-principles.rules.ts";

const CafConnection = connectionType(Caf);

/** What a mutation made; the type's own field resolvers turn the row into a Caf. */
type Answered = { caf?: CafRow | null; errors: Fault[] };

@Resolver(() => Caf)
export class CafResolver {
  readonly #cafs: CafService;
  readonly #checks: CafCheckService;
  readonly #families: FamilyService;
  readonly #clock: Clock;

  constructor(cafs: CafService, checks: CafCheckService, families: FamilyService, clock: Clock) {
    this.#cafs = cafs;
    this.#checks = checks;
    this.#families = families;
    this.#clock = clock;
  }

  @Authorized<Permission>("families.read")
  @Query(() => Caf, { nullable: true, description: "Null where there is none or the viewer may not see it." })
  caf(
    @Arg("reference", () => String) reference: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CafRow | null> {
    return this.#cafs.find(signedIn(context), reference, shown(info));
  }

  @Authorized<Permission>("cafs.review")
  @Query(() => CafConnection, { description: "CAFs waiting for quality assurance, oldest first." })
  cafsToReview(
    @Arg("district", () => String, { nullable: true }) district: string | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<CafRow>> {
    const queue = { district, page: { first, after }, counted: selectedFields(info).has("totalCount") };
    return this.#cafs.toReview(signedIn(context), queue, shown(info, "edges", "node"));
  }

  @Authorized<Permission>("cafs.check")
  @Mutation(() => CheckForCafPayload, {
    description: "A mutation because each check is written to the audit log, and so that no name stands in a URL.",
  })
  checkForCaf(@Arg("input", () => CheckForCafInput) input: CheckForCafInput, @Ctx() context: Context): Promise<CheckForCafPayload> {
    return answer(input, () => this.#checks.check(signedIn(context), input));
  }

  @Authorized<Permission>("cafs.write")
  @Mutation(() => CafPayload, { description: "Opens a draft for the viewer's team, of a family on record or of one not yet known." })
  startCaf(
    @Arg("input", () => StartCafInput) input: StartCafInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Answered> {
    return answer(input, async () => ({ caf: await this.#cafs.start(signedIn(context), input, shown(info, "caf")) }));
  }

  @Authorized<Permission>("cafs.write")
  @Mutation(() => CafPayload, { description: "Keeps unfinished content; each save has a new version." })
  saveCafDraft(
    @Arg("input", () => SaveCafDraftInput) input: SaveCafDraftInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Answered> {
    return answer(input, async () => ({ caf: await this.#cafs.save(signedIn(context), input, shown(info, "caf")) }));
  }

  @Authorized<Permission>("cafs.write")
  @Mutation(() => DiscardCafDraftPayload, {
    description: "Throws away a draft that was never submitted and in which no referral to MASH is recorded.",
  })
  discardCafDraft(
    @Arg("input", () => DiscardCafDraftInput) input: DiscardCafDraftInput,
    @Ctx() context: Context,
  ): Promise<DiscardCafDraftPayload> {
    return answer(input, async () => ({ cafId: await this.#cafs.discard(signedIn(context), input) }));
  }

  @Authorized<Permission>("cafs.write")
  @Mutation(() => CafPayload, { description: "Records that MASH was called. It asks for nothing else and waits for nobody." })
  recordDangerReferral(
    @Arg("input", () => RecordDangerReferralInput) input: RecordDangerReferralInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Answered> {
    return answer(input, async () => ({ caf: await this.#cafs.recordDanger(signedIn(context), input, shown(info, "caf")) }));
  }

  @Authorized<Permission>("cafs.review")
  @Mutation(() => CafPayload, { description: "Passes a submitted version or returns it with reasons." })
  reviewCaf(
    @Arg("input", () => ReviewCafInput) input: ReviewCafInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Answered> {
    return answer(input, async () => ({ caf: await this.#cafs.review(signedIn(context), input, shown(info, "caf")) }));
  }

  @Authorized<Permission>("cafs.write")
  @Mutation(() => CafPayload, { description: "Ends a CAF; its team goes on seeing the family for four weeks." })
  closeCaf(
    @Arg("input", () => CloseCafInput) input: CloseCafInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Answered> {
    return answer(input, async () => ({ caf: await this.#cafs.close(signedIn(context), input, shown(info, "caf")) }));
  }

  @FieldResolver()
  family(@Root() caf: CafRow, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): FamilyRow | null | Promise<FamilyRow | null> {
    if (caf.family !== undefined || caf.familyId === null) return caf.family ?? null;
    const [viewer, fields] = [signedIn(context), selectedFields(info)];
    return caf.familyIsShown ? this.#families.findAgain(viewer, caf.familyId, fields) : this.#families.find(viewer, caf.familyId, fields);
  }

  @FieldResolver()
  draft(@Root() caf: CafRow, @Ctx() context: Context): CafDraft | null {
    return shownDraft(signedIn(context), caf, this.#clock.today());
  }

  @FieldResolver()
  versions(@Root() caf: CafRow, @Ctx() context: Context): CafVersion[] {
    const viewer = signedIn(context);
    return (caf.versions ?? []).map((version) => shownVersion(viewer, caf, version));
  }

  @FieldResolver(() => [PrincipleCheck], {
    description: "What the four principles still need, by what the draft (or else the last version) says.",
  })
  principles(@Root() caf: CafRow, @Ctx() context: Context): PrincipleFinding[] {
    return shownPrinciples(signedIn(context), caf, this.#clock.today());
  }

  @FieldResolver(() => Boolean)
  viewerCanEdit(@Root() caf: CafRow, @Ctx() context: Context): boolean {
    return mayEditCaf(signedIn(context), caf).allowed;
  }

  @FieldResolver(() => Boolean)
  viewerCanDiscard(@Root() caf: CafRow, @Ctx() context: Context): boolean {
    return mayDiscardCaf(signedIn(context), { ...caf, referred: (caf.dangerReferrals ?? []).length > 0 }).allowed;
  }

  @FieldResolver(() => Boolean)
  viewerCanReview(@Root() caf: CafRow, @Ctx() context: Context): boolean {
    return mayReviewCaf(signedIn(context), caf).allowed;
  }

  @FieldResolver(() => Boolean)
  viewerCanClose(@Root() caf: CafRow, @Ctx() context: Context): boolean {
    return mayCloseCaf(signedIn(context), caf).allowed;
  }
}

function shown(info: GraphQLResolveInfo, ...path: string[]): CafShown {
  return { fields: selectedFields(info, ...path), familyFields: selectedFields(info, ...path, "family") };
}
