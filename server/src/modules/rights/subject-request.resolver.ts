import { isUUID } from "class-validator";
import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import type { SubjectFileService } from "./subject-file.service.ts";
import type { SubjectHoldingService } from "./subject-holding.service.ts";
import { SubjectHolding, SubjectHoldingPayload } from "./subject-holding.type.ts";
import {
  DecideSubjectItemsInput,
  DiscloseSubjectRequestInput,
  ExtendSubjectRequestInput,
  MakeSubjectFileInput,
  PrepareSubjectRequestInput,
  ProveSubjectIdentityInput,
  RecordSubjectRequestInput,
  RefuseSubjectRequestInput,
  WithdrawSubjectRequestInput,
} from "./subject-request.inputs.ts";
import type { SubjectRequestService } from "./subject-request.service.ts";
import { SubjectFilePayload, SubjectRequest, SubjectRequestPayload, SubjectRequestQueue } from "./subject-request.type.ts";

@Resolver()
export class SubjectRequestResolver {
  readonly #requests: SubjectRequestService;
  readonly #holdings: SubjectHoldingService;
  readonly #files: SubjectFileService;

  constructor(requests: SubjectRequestService, holdings: SubjectHoldingService, files: SubjectFileService) {
    this.#requests = requests;
    this.#holdings = holdings;
    this.#files = files;
  }

  @Authorized<Permission>("subject-access.manage")
  @Query(() => SubjectRequestQueue, {
    description: "Subject access requests: the open ones by the day on which they are due, or the closed ones.",
  })
  subjectRequests(@Arg("open", () => Boolean) open: boolean, @Ctx() context: Context): Promise<SubjectRequestQueue> {
    return this.#requests.queue(signedIn(context), open);
  }

  @Authorized<Permission>("subject-access.manage")
  @Query(() => SubjectRequest, { nullable: true, description: "One request by its reference; null where there is none." })
  subjectRequest(@Arg("reference", () => String) reference: string, @Ctx() context: Context): Promise<SubjectRequest | null> {
    return this.#requests.find(signedIn(context), reference);
  }

  @Authorized<Permission>("subject-access.manage")
  @Query(() => SubjectHolding, {
    nullable: true,
    description: "What is held about the person of an open request, once it is proved who asks; null before and after.",
  })
  async subjectHolding(@Arg("requestId", () => ID) requestId: string, @Ctx() context: Context): Promise<SubjectHolding | null> {
    return isUUID(requestId) ? this.#holdings.find(signedIn(context), requestId) : null;
  }

  @Authorized<Permission>("subject-access.manage")
  @Mutation(() => SubjectRequestPayload, { description: "Records that somebody asked for what is held about a person." })
  recordSubjectRequest(
    @Arg("input", () => RecordSubjectRequestInput) input: RecordSubjectRequestInput,
    @Ctx() context: Context,
  ): Promise<SubjectRequestPayload> {
    return answer(input, () => this.#requests.record(signedIn(context), input));
  }

  @Authorized<Permission>("subject-access.manage")
  @Mutation(() => SubjectRequestPayload, { description: "Records how it was proved who asks, and when." })
  proveSubjectIdentity(
    @Arg("input", () => ProveSubjectIdentityInput) input: ProveSubjectIdentityInput,
    @Ctx() context: Context,
  ): Promise<SubjectRequestPayload> {
    return answer(input, () => this.#requests.prove(signedIn(context), input));
  }

  @Authorized<Permission>("subject-access.manage")
  @Mutation(() => SubjectRequestPayload, { description: "Takes one or two months more, within the first." })
  extendSubjectRequest(
    @Arg("input", () => ExtendSubjectRequestInput) input: ExtendSubjectRequestInput,
    @Ctx() context: Context,
  ): Promise<SubjectRequestPayload> {
    return answer(input, () => this.#requests.extend(signedIn(context), input));
  }

  @Authorized<Permission>("subject-access.manage")
  @Mutation(() => SubjectHoldingPayload, { description: "Decides what of some items is given; the last decision counts." })
  decideSubjectItems(
    @Arg("input", () => DecideSubjectItemsInput) input: DecideSubjectItemsInput,
    @Ctx() context: Context,
  ): Promise<SubjectHoldingPayload> {
    return answer(input, () => this.#holdings.decide(signedIn(context), input));
  }

  @Authorized<Permission>("subject-access.manage")
  @Mutation(() => SubjectRequestPayload, { description: "Marks a request as prepared: each item was decided on." })
  prepareSubjectRequest(
    @Arg("input", () => PrepareSubjectRequestInput) input: PrepareSubjectRequestInput,
    @Ctx() context: Context,
  ): Promise<SubjectRequestPayload> {
    return answer(input, () => this.#holdings.prepare(signedIn(context), input));
  }

  @Authorized<Permission>("subject-access.disclose")
  @Mutation(() => SubjectFilePayload, { description: "Makes the file that is handed over, and keeps its digest." })
  makeSubjectFile(
    @Arg("input", () => MakeSubjectFileInput) input: MakeSubjectFileInput,
    @Ctx() context: Context,
  ): Promise<SubjectFilePayload> {
    return answer(input, () => this.#files.make(signedIn(context), input));
  }

  @Authorized<Permission>("subject-access.disclose")
  @Mutation(() => SubjectRequestPayload, { description: "Records when and how the file was handed over." })
  discloseSubjectRequest(
    @Arg("input", () => DiscloseSubjectRequestInput) input: DiscloseSubjectRequestInput,
    @Ctx() context: Context,
  ): Promise<SubjectRequestPayload> {
    return answer(input, () => this.#files.disclose(signedIn(context), input));
  }

  @Authorized<Permission>("subject-access.manage")
  @Mutation(() => SubjectRequestPayload, { description: "Refuses a request on a ground of the law." })
  refuseSubjectRequest(
    @Arg("input", () => RefuseSubjectRequestInput) input: RefuseSubjectRequestInput,
    @Ctx() context: Context,
  ): Promise<SubjectRequestPayload> {
    return answer(input, () => this.#requests.refuse(signedIn(context), input));
  }

  @Authorized<Permission>("subject-access.manage")
  @Mutation(() => SubjectRequestPayload, { description: "Records that whoever asked no longer does." })
  withdrawSubjectRequest(
    @Arg("input", () => WithdrawSubjectRequestInput) input: WithdrawSubjectRequestInput,
    @Ctx() context: Context,
  ): Promise<SubjectRequestPayload> {
    return answer(input, () => this.#requests.withdraw(signedIn(context), input));
  }
}
