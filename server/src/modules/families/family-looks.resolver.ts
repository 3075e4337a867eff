import { FieldResolver, Resolver, Root } from "type-graphql";
import { Written } from "../../graphql/written-json.ts";
import { Family } from "./family.type.ts";
import { Look } from "./look.type.ts";

@Resolver(() => Family)
export class FamilyLooksResolver {
  @Written()
  @FieldResolver(() => [Look], {
    nullable: true,
    description: "Who has looked at the family, for coordinators: whoever looked last first, at most 200 people. Null for others.",
  })
  looks(@Root() family: { looks: Look[] | null }): Look[] | null {
    return family.looks;
  }
}
