import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { Worker } from "../agencies/agency.type.ts";
import { Family } from "./family.type.ts";
import { LiftRestrictionInput, NameViewerInput, RestrictFamilyInput } from "./restriction.inputs.ts";
import { mayChangeRestriction, mayRestrict, type RestrictionFacts } from "./restriction.policy.ts";
import type { RestrictionService } from "./restriction.service.ts";
import { FamilyRestriction, NamedViewer, RestrictionPayload } from "./restriction.type.ts";

/** What the reads put on a family's row, as far as it was asked for. */
interface RestrictionRow {
  readonly restriction: FamilyRestriction | null;
  readonly namedViewers: NamedViewer[];
  readonly possibleViewers: Worker[];
  readonly viewerCanRestrict: RestrictionFacts;
  readonly viewerCanChangeRestriction: RestrictionFacts;
}

@Resolver(() => Family)
export class RestrictionResolver {
  readonly #restrictions: RestrictionService;

  constructor(restrictions: RestrictionService) {
    this.#restrictions = restrictions;
  }

  @FieldResolver(() => FamilyRestriction, { nullable: true, description: "Why it is restricted, for coordinators." })
  restriction(@Root() family: RestrictionRow): FamilyRestriction | null {
    return family.restriction;
  }

  @FieldResolver(() => [NamedViewer], { description: "Who may see it while it is restricted; nobody where it is not." })
  namedViewers(@Root() family: RestrictionRow): NamedViewer[] {
    return family.namedViewers;
  }

  @FieldResolver(() => [Worker], { description: "Who has a ground for seeing it and is not named, for coordinators." })
  possibleViewers(@Root() family: RestrictionRow): Worker[] {
    return family.possibleViewers;
  }

  @FieldResolver(() => Boolean)
  viewerCanRestrict(@Root() family: RestrictionRow, @Ctx() context: Context): boolean {
    return mayRestrict(signedIn(context), family.viewerCanRestrict).allowed;
  }

  @FieldResolver(() => Boolean, { description: "May name people, un-name them and lift the restriction." })
  viewerCanChangeRestriction(@Root() family: RestrictionRow, @Ctx() context: Context): boolean {
    return mayChangeRestriction(signedIn(context), family.viewerCanChangeRestriction).allowed;
  }

  @Authorized<Permission>("families.restrict")
  @Mutation(() => RestrictionPayload, { description: "Shuts the family, at once, to all but those named and whoever restricts it." })
  restrictFamily(
    @Arg("input", () => RestrictFamilyInput) input: RestrictFamilyInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RestrictionPayload> {
    return answer(input, () => this.#restrictions.restrict(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("families.restrict")
  @Mutation(() => RestrictionPayload, { description: "Opens it again to everybody who has a ground for seeing it." })
  liftRestriction(
    @Arg("input", () => LiftRestrictionInput) input: LiftRestrictionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RestrictionPayload> {
    return answer(input, () => this.#restrictions.lift(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("families.restrict")
  @Mutation(() => RestrictionPayload, { description: "Lets somebody see it who has a ground for it." })
  nameViewer(
    @Arg("input", () => NameViewerInput) input: NameViewerInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RestrictionPayload> {
    return answer(input, () => this.#restrictions.name(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("families.restrict")
  @Mutation(() => RestrictionPayload, { description: "Shuts it to somebody at once; the family is null where it was the viewer." })
  unnameViewer(
    @Arg("input", () => NameViewerInput) input: NameViewerInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RestrictionPayload> {
    return answer(input, () => this.#restrictions.unname(signedIn(context), input, selectedFields(info, "family")));
  }
}
