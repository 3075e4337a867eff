import { isUUID } from "class-validator";
import { Arg, Authorized, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { AgencyKindEnum } from "../../graphql/enums.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import type { AgencyService } from "./agency.service.ts";
import { Agency, District, Team, Worker } from "./agency.type.ts";

@Resolver()
export class AgencyResolver {
  readonly #agencies: AgencyService;

  constructor(agencies: AgencyService) {
    this.#agencies = agencies;
  }

  @Authorized<Permission>("directory.read")
  @Query(() => [District], { description: "The districts of the authority, in the order of its papers." })
  districts(@Ctx() context: Context): Promise<District[]> {
    return this.#agencies.districts(signedIn(context));
  }

  @Authorized<Permission>("directory.read")
  @Query(() => [Agency], { description: "Every partner, by name." })
  agencies(@Ctx() context: Context): Promise<Agency[]> {
    return this.#agencies.agencies(signedIn(context));
  }

  @Authorized<Permission>("directory.read")
  @Query(() => [Team], { description: "The teams of one agency, by name." })
  async agencyTeams(@Arg("agencyId", () => ID) agencyId: string, @Ctx() context: Context): Promise<Team[]> {
    return isUUID(agencyId) ? this.#agencies.teamsOf(signedIn(context), agencyId) : [];
  }

  @Authorized<Permission>("directory.read")
  @Query(() => [Team], { description: "The viewer's own team, or all of an agency lead's branch." })
  branchTeams(@Ctx() context: Context): Promise<Team[]> {
    return this.#agencies.branchTeams(signedIn(context));
  }

  @Authorized<Permission>("directory.read")
  @Query(() => [Team], { description: "Teams by part of a name; at most 200." })
  teams(
    @Arg("search", () => String, { nullable: true }) search: string | null,
    @Arg("kind", () => AgencyKindEnum, { nullable: true }) kind: AgencyKind | null,
    @Arg("district", () => String, { nullable: true }) district: string | null,
    @Ctx() context: Context,
  ): Promise<Team[]> {
    return this.#agencies.teams(signedIn(context), { search, kind, district });
  }

  @Authorized<Permission>("directory.read")
  @Query(() => [Worker], { description: "Workers who could be asked to lead a family." })
  workers(
    @Arg("search", () => String, { nullable: true }) search: string | null,
    @Arg("kind", () => AgencyKindEnum, { nullable: true }) kind: AgencyKind | null,
    @Arg("district", () => String, { nullable: true }) district: string | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Ctx() context: Context,
  ): Promise<Worker[]> {
    return this.#agencies.workers(signedIn(context), { search, kind, district }, first ?? 50);
  }
}
