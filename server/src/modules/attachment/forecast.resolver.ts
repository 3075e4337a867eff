import { isUUID } from "class-validator";
import { Arg, Authorized, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { SuppositionInput } from "./forecast.inputs.ts";
import type { ForecastService, SeenForecast } from "./forecast.service.ts";
import { Forecast } from "./forecast.type.ts";

@Resolver()
export class ForecastResolver {
  readonly #forecasts: ForecastService;

  constructor(forecasts: ForecastService) {
    this.#forecasts = forecasts;
  }

  @Authorized<Permission>("families.read")
  @Query(() => Forecast, {
    nullable: true,
    description: "What would become of a family's claim if something were so; null where there is none or the viewer may not see it.",
  })
  async familyForecast(
    @Arg("familyId", () => ID) familyId: string,
    @Arg("suppose", () => [SuppositionInput]) suppose: SuppositionInput[],
    @Ctx() context: Context,
  ): Promise<SeenForecast | null> {
    return isUUID(familyId) ? this.#forecasts.forecast(signedIn(context), familyId, suppose) : null;
  }
}
