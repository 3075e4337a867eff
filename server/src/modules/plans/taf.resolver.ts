import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, Info, Mutation, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { RecordTafMeetingInput } from "./taf.inputs.ts";
import type { TafService } from "./taf.service.ts";
import { TafMeetingPayload } from "./taf.type.ts";

@Resolver()
export class TafResolver {
  readonly #meetings: TafService;

  constructor(meetings: TafService) {
    this.#meetings = meetings;
  }

  @Authorized<Permission>("meetings.record")
  @Mutation(() => TafMeetingPayload, {
    description: "Records a meeting of the team around the family; a team that came has a seat from then on.",
  })
  recordTafMeeting(
    @Arg("input", () => RecordTafMeetingInput) input: RecordTafMeetingInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TafMeetingPayload> {
    return answer(input, () => this.#meetings.record(signedIn(context), input, selectedFields(info, "family")));
  }
}
