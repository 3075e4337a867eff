import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { AnswerLeadProfessionalInput, AskLeadProfessionalInput } from "./lead-professional.inputs.ts";
import { mayAnswerRequest } from "./lead-professional.policy.ts";
import type { LeadProfessionalService } from "./lead-professional.service.ts";
import { LeadProfessional, LeadProfessionalPayload } from "./lead-professional.type.ts";

@Resolver(() => LeadProfessional)
export class LeadProfessionalResolver {
  readonly #leads: LeadProfessionalService;

  constructor(leads: LeadProfessionalService) {
    this.#leads = leads;
  }

  @FieldResolver(() => Boolean)
  viewerCanAnswer(@Root() request: LeadProfessional, @Ctx() context: Context): boolean {
    return mayAnswerRequest(signedIn(context), request).allowed;
  }

  @Authorized<Permission>("lead-professionals.ask")
  @Mutation(() => LeadProfessionalPayload, { description: "Asks one practitioner of any agency; their team sees the family from today." })
  askLeadProfessional(
    @Arg("input", () => AskLeadProfessionalInput) input: AskLeadProfessionalInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LeadProfessionalPayload> {
    return answer(input, () => this.#leads.ask(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("lead-professionals.answer")
  @Mutation(() => LeadProfessionalPayload, { description: "Accepts, or declines with a reason; for the one who was asked." })
  answerLeadProfessionalRequest(
    @Arg("input", () => AnswerLeadProfessionalInput) input: AnswerLeadProfessionalInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LeadProfessionalPayload> {
    return answer(input, () => this.#leads.answer(signedIn(context), input, selectedFields(info, "family")));
  }
}
