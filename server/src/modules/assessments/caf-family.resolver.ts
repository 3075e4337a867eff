import { FieldResolver, Resolver, Root } from "type-graphql";
import { Family } from "../families/family.type.ts";
import type { CafRow } from "./caf.reads.ts";
import { Caf } from "./caf.type.ts";

/** What this module adds to a family. */
@Resolver(() => Family)
export class CafFamilyResolver {
  @FieldResolver(() => [Caf], { description: "Its CAFs, newest first; a draft is there for the team that writes it." })
  cafs(@Root() family: { readonly cafs: CafRow[] }): CafRow[] {
    return family.cafs.map((caf) => ({ ...caf, familyIsShown: true }));
  }
}
