import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { Written } from "../../graphql/written-json.ts";
import type { FamilyStage } from "../families/family.rules.ts";
import type { FamilyPage } from "../families/family.service.ts";
import { Family, FamilyConnection, FamilyStageEnum } from "../families/family.type.ts";
import { AttachFamilyInput } from "./attachment.inputs.ts";
import { type AttachFacts, mayAttach } from "./attachment.policy.ts";
import type { AttachmentService } from "./attachment.service.ts";
import { AttachFamilyPayload, TimelineEvent } from "./attachment.type.ts";
import { Standing } from "./standing.type.ts";

/** What the reads of this module put on a family's row, as far as it was asked for. */
interface AttachmentRow {
  readonly standing: Standing | null;
  readonly stage: FamilyStage;
  readonly timeline: TimelineEvent[];
  readonly viewerCanAttach: AttachFacts;
  readonly attachRefusal: AttachFacts;
}

@Resolver(() => Family)
export class AttachmentResolver {
  readonly #attachments: AttachmentService;

  constructor(attachments: AttachmentService) {
    this.#attachments = attachments;
  }

  @Written()
  @FieldResolver(() => Standing, { nullable: true })
  standing(@Root() family: AttachmentRow): Standing | null {
    return family.standing;
  }

  @Written()
  @FieldResolver(() => FamilyStageEnum)
  stage(@Root() family: AttachmentRow): FamilyStage {
    return family.stage;
  }

  @FieldResolver(() => [TimelineEvent], { description: "Everything dated that the viewer may see, newest first." })
  timeline(@Root() family: AttachmentRow): TimelineEvent[] {
    return family.timeline;
  }

  @FieldResolver(() => Boolean)
  viewerCanAttach(@Root() family: AttachmentRow, @Ctx() context: Context): boolean {
    return mayAttach(signedIn(context), family.viewerCanAttach).allowed;
  }

  @FieldResolver(() => String, { nullable: true, description: "Why not, where viewerCanAttach is false and the viewer's role could." })
  attachRefusal(@Root() family: AttachmentRow, @Ctx() context: Context): string | null {
    const viewer = signedIn(context);
    const decision = mayAttach(viewer, family.attachRefusal);
    return decision.allowed || !viewer.permissions.has("families.attach") ? null : decision.message;
  }

  @Written()
  @Authorized<Permission>("families.attach")
  @Query(() => FamilyConnection, { description: "Families eligible and not attached, those with the fewest blockers first." })
  attachmentQueue(
    @Arg("district", () => String, { nullable: true }) district: string | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FamilyPage> {
    return this.#attachments.queue(signedIn(context), district ?? null, { first, after }, selectedFields(info));
  }

  @Authorized<Permission>("families.attach")
  @Mutation(() => AttachFamilyPayload, { description: "Attaches a family that is eligible today and for which all four principles hold." })
  attachFamily(
    @Arg("input", () => AttachFamilyInput) input: AttachFamilyInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AttachFamilyPayload> {
    return answer(input, () => this.#attachments.attach(signedIn(context), input, selectedFields(info, "family")));
  }
}
