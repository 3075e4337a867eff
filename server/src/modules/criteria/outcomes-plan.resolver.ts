import { Authorized, Ctx, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import type { OutcomesPlanService } from "./outcomes-plan.service.ts";
import { OutcomesPlan } from "./outcomes-plan.type.ts";

@Resolver()
export class OutcomesPlanResolver {
  readonly #plans: OutcomesPlanService;

  constructor(plans: OutcomesPlanService) {
    this.#plans = plans;
  }

  @Authorized<Permission>("outcomes-plans.read")
  @Query(() => [OutcomesPlan], { description: "Every outcomes plan on record, the one in force first." })
  outcomesPlans(@Ctx() context: Context): Promise<OutcomesPlan[]> {
    return this.#plans.list(signedIn(context));
  }
}
