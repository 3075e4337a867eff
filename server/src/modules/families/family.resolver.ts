import { isUUID } from "class-validator";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, ID, Info, Int, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import type { Connection } from "../../graphql/connection.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { FamilyFilter } from "./family.inputs.ts";
import type { FamilyRow, FamilyService } from "./family.service.ts";
import { Family, FamilyConnection } from "./family.type.ts";

@Resolver(() => Family)
export class FamilyResolver {
  readonly #families: FamilyService;

  constructor(families: FamilyService) {
    this.#families = families;
  }

  @Authorized<Permission>("families.read")
  @Query(() => Family, { nullable: true, description: "Null where there is none or the viewer may not see it." })
  async family(@Arg("id", () => ID) id: string, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<FamilyRow | null> {
    return isUUID(id) ? this.#families.find(signedIn(context), id, selectedFields(info)) : null;
  }

  @Authorized<Permission>("families.read")
  @Query(() => FamilyConnection, { description: "Families that the viewer may see, by name." })
  families(
    @Arg("filter", () => FamilyFilter, { nullable: true }) filter: FamilyFilter | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<FamilyRow>> {
    const counted = selectedFields(info).has("totalCount");
    return this.#families.list(signedIn(context), filter ?? {}, { first, after }, selectedFields(info, "edges", "node"), counted);
  }
}
