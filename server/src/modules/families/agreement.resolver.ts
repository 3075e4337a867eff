import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import {
  EndLawfulBasisInput,
  RecordAgreementInput,
  RecordDeclinedAgreementInput,
  RecordLawfulBasisInput,
  WithdrawAgreementInput,
} from "./agreement.inputs.ts";
import { mayEndLawfulBasis, mayWithdrawAgreement } from "./agreement.policy.ts";
import type { AgreementService } from "./agreement.service.ts";
import { Agreement, AgreementPayload, LawfulBasis, LawfulBasisPayload } from "./agreement.type.ts";
import type { LawfulBasisService } from "./lawful-basis.service.ts";

@Resolver(() => Agreement)
export class AgreementResolver {
  readonly #agreements: AgreementService;

  constructor(agreements: AgreementService) {
    this.#agreements = agreements;
  }

  @FieldResolver(() => Boolean)
  viewerCanWithdraw(@Root() agreement: Agreement, @Ctx() context: Context): boolean {
    return mayWithdrawAgreement(signedIn(context), agreement).allowed;
  }

  @Authorized<Permission>("agreements.record")
  @Mutation(() => AgreementPayload, { description: "Records that a family agrees: who of it, to which agencies, for which purposes." })
  recordAgreement(
    @Arg("input", () => RecordAgreementInput) input: RecordAgreementInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AgreementPayload> {
    return answer(input, () => this.#agreements.record(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("agreements.record")
  @Mutation(() => AgreementPayload, { description: "Records that a family was asked and said no: who of it, and when." })
  recordDeclinedAgreement(
    @Arg("input", () => RecordDeclinedAgreementInput) input: RecordDeclinedAgreementInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AgreementPayload> {
    return answer(input, () => this.#agreements.decline(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("agreements.withdraw")
  @Mutation(() => AgreementPayload, {
    description: "Records that somebody of the family takes an agreement back. What rested on it alone ends at once.",
  })
  withdrawAgreement(
    @Arg("input", () => WithdrawAgreementInput) input: WithdrawAgreementInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AgreementPayload> {
    return answer(input, () => this.#agreements.withdraw(signedIn(context), input, selectedFields(info, "family")));
  }
}

@Resolver(() => LawfulBasis)
export class LawfulBasisResolver {
  readonly #bases: LawfulBasisService;

  constructor(bases: LawfulBasisService) {
    this.#bases = bases;
  }

  @FieldResolver(() => Boolean)
  viewerCanEnd(@Root() basis: LawfulBasis, @Ctx() context: Context): boolean {
    return mayEndLawfulBasis(signedIn(context), basis).allowed;
  }

  @Authorized<Permission>("lawful-bases.record")
  @Mutation(() => LawfulBasisPayload, { description: "Lets one agency work with a family without its agreement, to keep a child safe." })
  recordLawfulBasis(
    @Arg("input", () => RecordLawfulBasisInput) input: RecordLawfulBasisInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LawfulBasisPayload> {
    return answer(input, () => this.#bases.record(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("lawful-bases.record")
  @Mutation(() => LawfulBasisPayload, { description: "Ends it. What rested on it alone ends at once." })
  endLawfulBasis(
    @Arg("input", () => EndLawfulBasisInput) input: EndLawfulBasisInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LawfulBasisPayload> {
    return answer(input, () => this.#bases.end(signedIn(context), input, selectedFields(info, "family")));
  }
}
