import { Arg, Authorized, Ctx, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { ContributionService } from "./contribution.service.ts";
import { Contribution } from "./contribution.type.ts";

@Resolver()
export class ContributionResolver {
  readonly #contributions: ContributionService;

  constructor(contributions: ContributionService) {
    this.#contributions = contributions;
  }

  @Authorized<Permission>("contributions.read")
  @Query(() => Contribution, { description: "Of the viewer's own agency, by the end of a day: today unless given." })
  contribution(
    @Arg("asOf", () => LocalDateScalar, { nullable: true }) asOf: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<Contribution> {
    return this.#contributions.contribution(signedIn(context), asOf);
  }
}
