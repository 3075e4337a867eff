import { isUUID } from "class-validator";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, ID, Info, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import type { Connection } from "../../graphql/connection.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { DecideCorrectionRequestInput, ExtendCorrectionRequestInput, RecordCorrectionRequestInput } from "./correction.inputs.ts";
import type { CorrectionService } from "./correction.service.ts";
import {
  CorrectionRequest,
  CorrectionRequestConnection,
  CorrectionRequestPayload,
  CorrectionSubjects,
  DecideCorrectionRequestPayload,
} from "./correction.type.ts";
import type { CorrectionDecisionService } from "./correction-decision.service.ts";

@Resolver()
export class CorrectionResolver {
  readonly #corrections: CorrectionService;
  readonly #decisions: CorrectionDecisionService;

  constructor(corrections: CorrectionService, decisions: CorrectionDecisionService) {
    this.#corrections = corrections;
    this.#decisions = decisions;
  }

  @Authorized<Permission>("corrections.record")
  @Query(() => CorrectionSubjects, {
    nullable: true,
    description: "Whom and what of a family, by its reference, a request can be about; null where the viewer may not see it.",
  })
  correctionSubjects(@Arg("reference", () => String) reference: string, @Ctx() context: Context): Promise<CorrectionSubjects | null> {
    return this.#corrections.subjects(signedIn(context), reference);
  }

  @Authorized<Permission>("corrections.record")
  @Mutation(() => CorrectionRequestPayload, {
    description: "Takes down that somebody says that something recorded is wrong. The record itself is not changed.",
  })
  recordCorrectionRequest(
    @Arg("input", () => RecordCorrectionRequestInput) input: RecordCorrectionRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CorrectionRequestPayload> {
    const asked = { correction: selectedFields(info, "correctionRequest"), family: selectedFields(info, "family") };
    return answer(input, () => this.#corrections.record(signedIn(context), input, asked));
  }

  @Authorized<Permission>("corrections.decide")
  @Query(() => CorrectionRequestConnection, { description: "Those that wait, the oldest first; or all, the latest first." })
  correctionRequests(
    @Arg("waiting", () => Boolean, { nullable: true, description: "Only those that nobody has decided yet." }) waiting: boolean | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<CorrectionRequest>> {
    return this.#corrections.list(signedIn(context), waiting ?? false, { first, after }, selectedFields(info));
  }

  @Authorized<Permission>("corrections.decide")
  @Query(() => CorrectionRequest, { nullable: true, description: "One of them, to be decided; null where there is none." })
  async correctionRequest(
    @Arg("id", () => ID) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CorrectionRequest | null> {
    return isUUID(id) ? this.#corrections.find(signedIn(context), id, selectedFields(info)) : null;
  }

  @Authorized<Permission>("corrections.decide")
  @Mutation(() => DecideCorrectionRequestPayload, {
    description: "Decides what becomes of it. A name or a date of birth is put right with it; everything else stands beside the record.",
  })
  decideCorrectionRequest(
    @Arg("input", () => DecideCorrectionRequestInput) input: DecideCorrectionRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DecideCorrectionRequestPayload> {
    return answer(input, () => this.#decisions.decide(signedIn(context), input, selectedFields(info, "correctionRequest")));
  }

  @Authorized<Permission>("corrections.decide")
  @Mutation(() => DecideCorrectionRequestPayload, { description: "Takes two further months to answer, once and within the first month." })
  extendCorrectionRequest(
    @Arg("input", () => ExtendCorrectionRequestInput) input: ExtendCorrectionRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DecideCorrectionRequestPayload> {
    return answer(input, () => this.#decisions.extend(signedIn(context), input, selectedFields(info, "correctionRequest")));
  }
}
