import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { Family } from "../families/family.type.ts";
import { CloseAnswerInput, OpenAnswerInput } from "./closed-answer.inputs.ts";
import { closableFor, shownClosed } from "./closed-answer.present.ts";
import type { ClosableRow, ClosingsRow } from "./closed-answer.reads.ts";
import type { ClosedAnswerService } from "./closed-answer.service.ts";
import { ClosablePlace, ClosedAnswer, ClosedAnswerPayload } from "./closed-answer.type.ts";

/** What the reads put on a family's row, as far as it was asked for. */
interface ClosedRow {
  readonly closedAnswers: ClosingsRow;
  readonly closablePlaces: ClosableRow;
}

@Resolver(() => Family)
export class ClosedAnswerResolver {
  readonly #closed: ClosedAnswerService;

  constructor(closed: ClosedAnswerService) {
    this.#closed = closed;
  }

  @FieldResolver(() => [ClosedAnswer], { description: "What on record is not to be shown to which member." })
  closedAnswers(@Root() family: ClosedRow, @Ctx() context: Context): ClosedAnswer[] {
    return shownClosed(signedIn(context), family.closedAnswers);
  }

  @FieldResolver(() => [ClosablePlace], { description: "What the viewer may close to members of the family." })
  closablePlaces(@Root() family: ClosedRow, @Ctx() context: Context): ClosablePlace[] {
    return closableFor(signedIn(context), family.closablePlaces);
  }

  @Authorized<Permission>("answers.close")
  @Mutation(() => ClosedAnswerPayload, {
    description: "Closes an answer, an action or an entry of evidence to members of the family; all who work with them go on seeing it.",
  })
  closeAnswer(
    @Arg("input", () => CloseAnswerInput) input: CloseAnswerInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ClosedAnswerPayload> {
    return answer(input, () => this.#closed.close(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("answers.close")
  @Mutation(() => ClosedAnswerPayload, { description: "Opens it again to one of them." })
  openAnswer(
    @Arg("input", () => OpenAnswerInput) input: OpenAnswerInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ClosedAnswerPayload> {
    return answer(input, () => this.#closed.open(signedIn(context), input, selectedFields(info, "family")));
  }
}
