import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import type { Connection } from "../../graphql/connection.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import type { ContributionService } from "../reports/contribution.service.ts";
import type { MachineEvidenceService } from "./machine-evidence.service.ts";
import { MachineContribution, type MachineFamily, MachineFamilyConnection } from "./machine-family.type.ts";

@Resolver()
export class MachineResolver {
  readonly #machines: MachineEvidenceService;
  readonly #contributions: ContributionService;

  constructor(machines: MachineEvidenceService, contributions: ContributionService) {
    this.#machines = machines;
    this.#contributions = contributions;
  }

  @Authorized<Permission>("machine-families.read")
  @Query(() => MachineFamilyConnection, { description: "For a machine client: the families in which its team is involved." })
  machineFamilies(
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<MachineFamily>> {
    return this.#machines.families(signedIn(context), { first, after }, selectedFields(info).has("totalCount"));
  }

  @Authorized<Permission>("machine-contribution.read")
  @Query(() => MachineContribution, { description: "For a machine client: what its agency has put in by today." })
  machineContribution(@Ctx() context: Context): Promise<MachineContribution> {
    return this.#contributions.contribution(signedIn(context), null);
  }
}
