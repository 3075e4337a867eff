import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import type { Connection } from "../../graphql/connection.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { answer } from "../../graphql/user-error.ts";
import { LookIntoEmergencyAccessInput, OpenFamilyInEmergencyInput } from "./emergency-access.inputs.ts";
import type { EmergencyAccessService, Opened } from "./emergency-access.service.ts";
import {
  EmergencyAccess,
  EmergencyAccessConnection,
  LookIntoEmergencyAccessPayload,
  OpenedFamily,
  OpenFamilyInEmergencyPayload,
} from "./emergency-access.type.ts";
import { Family } from "./family.type.ts";

/** What the reads put on a family's row, as far as it was asked for. */
interface EmergencyRow {
  readonly emergencyAccesses: EmergencyAccess[];
  readonly openedInEmergencyUntil: Date | null;
}

@Resolver(() => Family)
export class EmergencyAccessResolver {
  readonly #emergencies: EmergencyAccessService;

  constructor(emergencies: EmergencyAccessService) {
    this.#emergencies = emergencies;
  }

  @FieldResolver(() => [EmergencyAccess], { description: "Who opened the family in an emergency, the latest first." })
  emergencyAccesses(@Root() family: EmergencyRow): EmergencyAccess[] {
    return family.emergencyAccesses;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: "The viewer reads it in an emergency until then; null where they see it anyway.",
  })
  openedInEmergencyUntil(@Root() family: EmergencyRow): Date | null {
    return family.openedInEmergencyUntil;
  }

  @Authorized<Permission>("families.open-in-emergency")
  @Query(() => [OpenedFamily], { description: "What the viewer has open in an emergency now." })
  familiesOpenedInEmergency(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Opened[]> {
    return this.#emergencies.openNow(signedIn(context), selectedFields(info));
  }

  @Authorized<Permission>("families.open-in-emergency")
  @Mutation(() => OpenFamilyInEmergencyPayload, {
    description: "Opens a family that the viewer does not see: read only, for an hour, reported to the information officer.",
  })
  openFamilyInEmergency(
    @Arg("input", () => OpenFamilyInEmergencyInput) input: OpenFamilyInEmergencyInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OpenFamilyInEmergencyPayload> {
    return answer(input, () => this.#emergencies.open(signedIn(context), input, selectedFields(info, "family")));
  }

  @Authorized<Permission>("emergency-accesses.look-into")
  @Query(() => EmergencyAccessConnection, { description: "Every emergency access, the latest first." })
  emergencyAccessReport(
    @Arg("waiting", () => Boolean, { nullable: true, description: "Only those that nobody has looked into yet." }) waiting: boolean | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<EmergencyAccess>> {
    return this.#emergencies.list(signedIn(context), waiting ?? false, { first, after }, selectedFields(info));
  }

  @Authorized<Permission>("emergency-accesses.look-into")
  @Mutation(() => LookIntoEmergencyAccessPayload, { description: "Marks an emergency access as looked into, with what was found." })
  lookIntoEmergencyAccess(
    @Arg("input", () => LookIntoEmergencyAccessInput) input: LookIntoEmergencyAccessInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LookIntoEmergencyAccessPayload> {
    return answer(input, async () => ({
      emergencyAccess: await this.#emergencies.lookInto(signedIn(context), input, selectedFields(info, "emergencyAccess")),
    }));
  }
}
