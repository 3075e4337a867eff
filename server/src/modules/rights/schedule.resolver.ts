import { Arg, Authorized, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { answer } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { DisposeDraftsInput } from "./draft.inputs.ts";
import type { DraftDisposalService } from "./draft.service.ts";
import { DisposeDraftsPayload, DraftsDue } from "./draft.type.ts";
import type { RetainedRecord } from "./retention.rules.ts";
import { RetainedRecordEnum } from "./retention.type.ts";
import { ChangeRetentionRuleInput } from "./schedule.inputs.ts";
import type { ScheduleService } from "./schedule.service.ts";
import { RetentionPreview, RetentionRule, RetentionRulePayload } from "./schedule.type.ts";

@Resolver()
export class ScheduleResolver {
  readonly #schedule: ScheduleService;
  readonly #drafts: DraftDisposalService;

  constructor(schedule: ScheduleService, drafts: DraftDisposalService) {
    this.#schedule = schedule;
    this.#drafts = drafts;
  }

  @Authorized<Permission>("retention.read")
  @Query(() => [RetentionRule], { description: "How long each kind of record is kept." })
  retentionSchedule(@Ctx() context: Context): Promise<RetentionRule[]> {
    return this.#schedule.list(signedIn(context));
  }

  @Authorized<Permission>("retention.read")
  @Query(() => RetentionPreview, { description: "How many records a change of the schedule would move, and which way." })
  retentionPreview(
    @Arg("record", () => RetainedRecordEnum) record: RetainedRecord,
    @Arg("amount", () => Int) amount: number,
    @Arg("validFrom", () => LocalDateScalar) validFrom: LocalDate,
    @Ctx() context: Context,
  ): Promise<RetentionPreview> {
    return this.#schedule.preview(signedIn(context), { record, amount: Math.max(1, Math.min(amount, 100)), validFrom });
  }

  @Authorized<Permission>("retention.change-schedule")
  @Mutation(() => RetentionRulePayload, {
    description: "Decides how long a kind of record is kept, from a day on. What it said before stays.",
  })
  changeRetentionRule(
    @Arg("input", () => ChangeRetentionRuleInput) input: ChangeRetentionRuleInput,
    @Ctx() context: Context,
  ): Promise<RetentionRulePayload> {
    return answer(input, () => this.#schedule.change(signedIn(context), input));
  }

  @Authorized<Permission>("retention.read")
  @Query(() => DraftsDue, { description: "CAFs that were begun, never submitted, and left for as long as the schedule says." })
  draftsDue(@Ctx() context: Context): Promise<DraftsDue> {
    return this.#drafts.due(signedIn(context));
  }

  @Authorized<Permission>("records.dispose")
  @Mutation(() => DisposeDraftsPayload, { description: "Disposes of every draft that is due. It cannot be undone." })
  disposeDrafts(@Arg("input", () => DisposeDraftsInput) input: DisposeDraftsInput, @Ctx() context: Context): Promise<DisposeDraftsPayload> {
    return answer(input, () => this.#drafts.dispose(signedIn(context), input));
  }
}
