import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { AddPlanActionInput, CompletePlanActionInput } from "./plan-action.inputs.ts";
import { mayCompleteAction } from "./plan-action.policy.ts";
import type { PlanActionService } from "./plan-action.service.ts";
import { PlanAction, PlanActionPayload } from "./plan-action.type.ts";

@Resolver(() => PlanAction)
export class PlanActionResolver {
  readonly #actions: PlanActionService;

  constructor(actions: PlanActionService) {
    this.#actions = actions;
  }

  @FieldResolver(() => Boolean)
  viewerCanComplete(@Root() action: PlanAction, @Ctx() context: Context): boolean {
    return mayCompleteAction(signedIn(context), action).allowed;
  }

  @Authorized<Permission>("plans.write")
  @Mutation(() => PlanActionPayload, {
    description: "Adds an action to the family's plan; a team that is to do it sees the family from today.",
  })
  addPlanAction(
    @Arg("input", () => AddPlanActionInput) input: AddPlanActionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PlanActionPayload> {
    return answer(input, () => this.#actions.add(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("plans.complete")
  @Mutation(() => PlanActionPayload, {
    description: "Marks an action as done; for the team that owns it, or the lead professional where the family does.",
  })
  completePlanAction(
    @Arg("input", () => CompletePlanActionInput) input: CompletePlanActionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PlanActionPayload> {
    return answer(input, () => this.#actions.complete(signedIn(context), input, selectedFields(info, "family")));
  }
}
