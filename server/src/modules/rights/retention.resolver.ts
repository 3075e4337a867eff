import { Arg, Authorized, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import type { Connection } from "../../graphql/connection.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { answer } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { DisposalService } from "./disposal.service.ts";
import { DisposeRecordInput, LiftLegalHoldInput, PlaceLegalHoldInput, ReviewRecordInput } from "./retention.inputs.ts";
import type { RetentionState } from "./retention.rules.ts";
import type { RetentionService } from "./retention.service.ts";
import { RetentionPayload, RetentionRecord, RetentionRecordConnection, RetentionStateEnum } from "./retention.type.ts";

@Resolver()
export class RetentionResolver {
  readonly #retention: RetentionService;
  readonly #disposals: DisposalService;

  constructor(retention: RetentionService, disposals: DisposalService) {
    this.#retention = retention;
    this.#disposals = disposals;
  }

  @Authorized<Permission>("retention.read")
  @Query(() => RetentionRecordConnection, { description: "Records in one state, the one that falls due first before the others." })
  retentionQueue(
    @Arg("state", () => RetentionStateEnum) state: RetentionState,
    @Arg("dueBy", () => LocalDateScalar, { nullable: true, description: "As if it were that day; today unless given." })
    dueBy: LocalDate | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<RetentionRecord>> {
    return this.#retention.queue(signedIn(context), state, dueBy, { first, after });
  }

  @Authorized<Permission>("retention.read")
  @Query(() => RetentionRecord, { nullable: true, description: "One record by its family's reference; null where there is none." })
  retentionRecord(@Arg("reference", () => String) reference: string, @Ctx() context: Context): Promise<RetentionRecord | null> {
    return this.#retention.find(signedIn(context), reference);
  }

  @Authorized<Permission>("retention.manage")
  @Mutation(() => RetentionPayload, { description: "Stops the disposal of a family's record until the hold is lifted." })
  placeLegalHold(@Arg("input", () => PlaceLegalHoldInput) input: PlaceLegalHoldInput, @Ctx() context: Context): Promise<RetentionPayload> {
    return answer(input, () => this.#retention.placeHold(signedIn(context), input));
  }

  @Authorized<Permission>("retention.manage")
  @Mutation(() => RetentionPayload, { description: "Lets a family's record go its way again." })
  liftLegalHold(@Arg("input", () => LiftLegalHoldInput) input: LiftLegalHoldInput, @Ctx() context: Context): Promise<RetentionPayload> {
    return answer(input, () => this.#retention.liftHold(signedIn(context), input));
  }

  @Authorized<Permission>("retention.manage")
  @Mutation(() => RetentionPayload, { description: "Decides of a record that fell due: keep it until a day, or dispose of it." })
  reviewRecord(@Arg("input", () => ReviewRecordInput) input: ReviewRecordInput, @Ctx() context: Context): Promise<RetentionPayload> {
    return answer(input, () => this.#retention.review(signedIn(context), input));
  }

  @Authorized<Permission>("records.dispose")
  @Mutation(() => RetentionPayload, {
    description:
      "Blanks who the people of a family are and what was written of them, as another person's review decided. It cannot be undone.",
  })
  disposeRecord(@Arg("input", () => DisposeRecordInput) input: DisposeRecordInput, @Ctx() context: Context): Promise<RetentionPayload> {
    return answer(input, () => this.#disposals.dispose(signedIn(context), input));
  }
}
