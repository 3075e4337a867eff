import { isUUID } from "class-validator";
import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import { PlanComparison } from "./plan-comparison.type.ts";
import { ChangePlanInput, PauseReevaluationInput, ResumeReevaluationInput, StartReevaluationInput } from "./reevaluation.inputs.ts";
import { mayPause, mayResume } from "./reevaluation.policy.ts";
import type { ReevaluationService } from "./reevaluation.service.ts";
import { Reevaluation, ReevaluationPayload } from "./reevaluation.type.ts";
import type { StandingWork } from "./standing-work.ts";

@Resolver(() => Reevaluation)
export class ReevaluationResolver {
  readonly #reevaluations: ReevaluationService;
  readonly #work: StandingWork;

  constructor(reevaluations: ReevaluationService, work: StandingWork) {
    this.#reevaluations = reevaluations;
    this.#work = work;
  }

  @FieldResolver(() => Boolean)
  viewerCanPause(@Root() run: Reevaluation, @Ctx() context: Context): boolean {
    return mayPause(signedIn(context), run).allowed;
  }

  @FieldResolver(() => Boolean)
  viewerCanResume(@Root() run: Reevaluation, @Ctx() context: Context): boolean {
    return mayResume(signedIn(context), run).allowed;
  }

  @Authorized<Permission>("outcomes-plans.compare")
  @Query(() => PlanComparison, {
    nullable: true,
    description: "What another plan would make of the viewer's families today. Null where there is no such plan.",
  })
  async planComparison(@Arg("planId", () => ID) planId: string, @Ctx() context: Context): Promise<PlanComparison | null> {
    return isUUID(planId) ? this.#work.compare(signedIn(context), planId) : null;
  }

  @Authorized<Permission>("outcomes-plans.change")
  @Query(() => [Reevaluation], {
    description: "Re-evaluations of the whole county and how far each has come, the latest first; at most 50.",
  })
  reevaluations(@Ctx() context: Context): Promise<Reevaluation[]> {
    return this.#reevaluations.list(signedIn(context));
  }

  @Authorized<Permission>("outcomes-plans.change")
  @Mutation(() => ReevaluationPayload, { description: "Puts another plan in force from now, and has every family worked out under it." })
  changePlan(@Arg("input", () => ChangePlanInput) input: ChangePlanInput, @Ctx() context: Context): Promise<ReevaluationPayload> {
    return answer(input, () => this.#reevaluations.changePlan(signedIn(context), input));
  }

  @Authorized<Permission>("outcomes-plans.change")
  @Mutation(() => ReevaluationPayload, { description: "Has every family worked out anew under the plan in force." })
  startReevaluation(
    @Arg("input", () => StartReevaluationInput) input: StartReevaluationInput,
    @Ctx() context: Context,
  ): Promise<ReevaluationPayload> {
    return answer(input, () => this.#reevaluations.start(signedIn(context), input));
  }

  @Authorized<Permission>("outcomes-plans.change")
  @Mutation(() => ReevaluationPayload, { description: "Lets the batches in hand end and begins no other." })
  pauseReevaluation(
    @Arg("input", () => PauseReevaluationInput) input: PauseReevaluationInput,
    @Ctx() context: Context,
  ): Promise<ReevaluationPayload> {
    return answer(input, () => this.#reevaluations.pause(signedIn(context), input));
  }

  @Authorized<Permission>("outcomes-plans.change")
  @Mutation(() => ReevaluationPayload, { description: "Goes on with what is left, and tries again what had failed." })
  resumeReevaluation(
    @Arg("input", () => ResumeReevaluationInput) input: ResumeReevaluationInput,
    @Ctx() context: Context,
  ): Promise<ReevaluationPayload> {
    return answer(input, () => this.#reevaluations.resume(signedIn(context), input));
  }
}
