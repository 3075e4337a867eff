import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import type { Permission } from "../permissions.ts";
import { AddMachineClientInput, RevokeMachineClientInput } from "./machine-client.inputs.ts";
import type { MachineClientService } from "./machine-client.service.ts";
import { MachineClient, MachineClientPayload } from "./machine-client.type.ts";

@Resolver()
export class MachineClientResolver {
  readonly #clients: MachineClientService;

  constructor(clients: MachineClientService) {
    this.#clients = clients;
  }

  @Authorized<Permission>("machine-clients.manage")
  @Query(() => [MachineClient], { description: "Agencies' own systems that may sign in, and those that no longer may." })
  machineClients(@Ctx() context: Context): Promise<MachineClient[]> {
    return this.#clients.list(signedIn(context));
  }

  @Authorized<Permission>("machine-clients.manage")
  @Mutation(() => MachineClientPayload, { description: "Makes a machine client, and shows its token this once." })
  addMachineClient(
    @Arg("input", () => AddMachineClientInput) input: AddMachineClientInput,
    @Ctx() context: Context,
  ): Promise<MachineClientPayload> {
    return answer(input, () => this.#clients.add(signedIn(context), { ...input, teamId: input.teamId ?? null }));
  }

  @Authorized<Permission>("machine-clients.manage")
  @Mutation(() => MachineClientPayload, { description: "Ends a machine client's token at once." })
  revokeMachineClient(
    @Arg("input", () => RevokeMachineClientInput) input: RevokeMachineClientInput,
    @Ctx() context: Context,
  ): Promise<MachineClientPayload> {
    return answer(input, async () => ({ client: await this.#clients.revoke(signedIn(context), input.clientId) }));
  }
}
