import { isUUID } from "class-validator";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, ID, Info, Int, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { Written, type WrittenJson } from "../../graphql/written-json.ts";
import { FamilyFilter } from "./family.inputs.ts";
import type { FamilyPage, FamilyRow, FamilyService } from "./family.service.ts";
import { Family, FamilyConnection } from "./family.type.ts";

@Resolver(() => Family)
export class FamilyResolver {
  readonly #families: FamilyService;

  constructor(families: FamilyService) {
    this.#families = families;
  }

  @Written()
  @Authorized<Permission>("families.read")
  @Query(() => Family, { nullable: true, description: "Null where there is none or the viewer may not see it." })
  async family(
    @Arg("id", () => ID) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FamilyRow | WrittenJson | null> {
    if (!isUUID(id)) return null;
    const fields = selectedFields(info);
    return fields.answerKeys
      ? this.#families.findWritten(signedIn(context), id, fields)
      : this.#families.find(signedIn(context), id, fields);
  }

  @Written()
  @Authorized<Permission>("families.read")
  @Query(() => FamilyConnection, { description: "Families that the viewer may see, by name." })
  families(
    @Arg("filter", () => FamilyFilter, { nullable: true }) filter: FamilyFilter | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FamilyPage> {
    return this.#families.list(signedIn(context), filter ?? {}, { first, after }, selectedFields(info));
  }
}
