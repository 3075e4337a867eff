import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import {
  AddImpactAssessmentInput,
  AddSharingAgreementInput,
  EndImpactAssessmentInput,
  EndSharingAgreementInput,
} from "./sharing-agreement.inputs.ts";
import type { SharingAgreementService } from "./sharing-agreement.service.ts";
import { SharingAgreement, SharingAgreementPayload } from "./sharing-agreement.type.ts";

@Resolver()
export class SharingAgreementResolver {
  readonly #agreements: SharingAgreementService;

  constructor(agreements: SharingAgreementService) {
    this.#agreements = agreements;
  }

  @Authorized<Permission>("sharing-agreements.manage")
  @Query(() => [SharingAgreement], { description: "Every sharing agreement, the latest to run out first; those that were ended last." })
  sharingAgreements(@Ctx() context: Context): Promise<SharingAgreement[]> {
    return this.#agreements.list(signedIn(context));
  }

  @Authorized<Permission>("sharing-agreements.manage")
  @Mutation(() => SharingAgreementPayload, { description: "Records an agreement that agencies have signed." })
  addSharingAgreement(
    @Arg("input", () => AddSharingAgreementInput) input: AddSharingAgreementInput,
    @Ctx() context: Context,
  ): Promise<SharingAgreementPayload> {
    return answer(input, async () => ({ agreement: await this.#agreements.add(signedIn(context), input) }));
  }

  @Authorized<Permission>("sharing-agreements.manage")
  @Mutation(() => SharingAgreementPayload, { description: "Ends an agreement at once, before its time." })
  endSharingAgreement(
    @Arg("input", () => EndSharingAgreementInput) input: EndSharingAgreementInput,
    @Ctx() context: Context,
  ): Promise<SharingAgreementPayload> {
    return answer(input, async () => ({ agreement: await this.#agreements.end(signedIn(context), input) }));
  }

  @Authorized<Permission>("sharing-agreements.manage")
  @Mutation(() => SharingAgreementPayload, { description: "Records the approved impact assessment (DPIA) of an agreement." })
  addImpactAssessment(
    @Arg("input", () => AddImpactAssessmentInput) input: AddImpactAssessmentInput,
    @Ctx() context: Context,
  ): Promise<SharingAgreementPayload> {
    return answer(input, async () => ({ agreement: await this.#agreements.addAssessment(signedIn(context), input) }));
  }

  @Authorized<Permission>("sharing-agreements.manage")
  @Mutation(() => SharingAgreementPayload, { description: "Takes an assessment's approval back, at once." })
  endImpactAssessment(
    @Arg("input", () => EndImpactAssessmentInput) input: EndImpactAssessmentInput,
    @Ctx() context: Context,
  ): Promise<SharingAgreementPayload> {
    return answer(input, async () => ({ agreement: await this.#agreements.endAssessment(signedIn(context), input) }));
  }
}
