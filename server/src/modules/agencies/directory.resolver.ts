import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import { AddAgencyInput, AddDistrictInput, AddTeamInput } from "./agency.inputs.ts";
import { AgencyPayload, DistrictPayload, TeamPayload } from "./agency.type.ts";
import type { DirectoryService } from "./directory.service.ts";

@Resolver()
export class DirectoryResolver {
  readonly #directory: DirectoryService;

  constructor(directory: DirectoryService) {
    this.#directory = directory;
  }

  @Authorized<Permission>("agencies.manage")
  @Mutation(() => DistrictPayload, { description: "A district of the authority, after those that there are." })
  addDistrict(@Arg("input", () => AddDistrictInput) input: AddDistrictInput, @Ctx() context: Context): Promise<DistrictPayload> {
    return answer(input, async () => ({ district: await this.#directory.addDistrict(signedIn(context), input) }));
  }

  @Authorized<Permission>("agencies.manage")
  @Mutation(() => AgencyPayload, { description: "A partner." })
  addAgency(@Arg("input", () => AddAgencyInput) input: AddAgencyInput, @Ctx() context: Context): Promise<AgencyPayload> {
    return answer(input, async () => ({ agency: await this.#directory.addAgency(signedIn(context), input) }));
  }

  @Authorized<Permission>("agencies.manage")
  @Mutation(() => TeamPayload, { description: "A part of an agency." })
  addTeam(@Arg("input", () => AddTeamInput) input: AddTeamInput, @Ctx() context: Context): Promise<TeamPayload> {
    return answer(input, async () => ({ team: await this.#directory.addTeam(signedIn(context), input) }));
  }
}
