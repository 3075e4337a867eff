import { FieldResolver, Resolver, Root } from "type-graphql";
import { Family } from "../families/family.type.ts";
import { Evidence } from "./evidence.type.ts";

@Resolver(() => Family)
export class FamilyEvidenceResolver {
  @FieldResolver(() => [Evidence], { description: "What the viewer may see in full, newest first." })
  evidence(@Root() family: { evidence: Evidence[] }): Evidence[] {
    return family.evidence;
  }
}
