import { isUUID } from "class-validator";
import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Connection } from "../../graphql/connection.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { answer } from "../../graphql/user-error.ts";
import type { Permission } from "../permissions.ts";
import type { InvitationService } from "./invitation.service.ts";
import { ChangeUserInput, InviteUserInput, UserDeedInput, UserFilter } from "./user.inputs.ts";
import type { UserDeed, UserService } from "./user.service.ts";
import { InvitationPayload, User, UserConnection, UserPayload } from "./user.type.ts";

@Resolver()
export class UserResolver {
  readonly #users: UserService;
  readonly #invitations: InvitationService;

  constructor(users: UserService, invitations: InvitationService) {
    this.#users = users;
    this.#invitations = invitations;
  }

  @Authorized<Permission>("users.manage")
  @Query(() => UserConnection, { description: "Everyone who works here, by name." })
  users(
    @Arg("filter", () => UserFilter, { nullable: true }) filter: UserFilter | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<User>> {
    return this.#users.list(signedIn(context), filter ?? {}, { first, after });
  }

  @Authorized<Permission>("users.manage")
  @Query(() => User, { nullable: true, description: "One user, or null where there is none." })
  async user(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<User | null> {
    return isUUID(id) ? this.#users.find(signedIn(context), id) : null;
  }

  @Authorized<Permission>("users.manage")
  @Mutation(() => InvitationPayload, { description: "Makes a user and sends them a link to choose a password with." })
  inviteUser(@Arg("input", () => InviteUserInput) input: InviteUserInput, @Ctx() context: Context): Promise<InvitationPayload> {
    return answer(input, () => this.#invitations.invite(signedIn(context), { ...input, teamId: input.teamId ?? null }));
  }

  @Authorized<Permission>("users.manage")
  @Mutation(() => InvitationPayload, { description: "Sends another link, in place of the first, to somebody who has not used theirs." })
  inviteUserAgain(@Arg("input", () => UserDeedInput) input: UserDeedInput, @Ctx() context: Context): Promise<InvitationPayload> {
    return answer(input, () => this.#invitations.again(signedIn(context), input));
  }

  @Authorized<Permission>("users.manage")
  @Mutation(() => UserPayload, { description: "Another name, role, agency, team or districts. Their sessions end at once." })
  changeUser(@Arg("input", () => ChangeUserInput) input: ChangeUserInput, @Ctx() context: Context): Promise<UserPayload> {
    return answer(input, async () => ({
      user: await this.#users.change(signedIn(context), { ...input, teamId: input.teamId ?? null }),
    }));
  }

  @Authorized<Permission>("users.manage")
  @Mutation(() => UserPayload, { description: "Shuts somebody out at once." })
  disableUser(@Arg("input", () => UserDeedInput) input: UserDeedInput, @Ctx() context: Context): Promise<UserPayload> {
    return this.#deed(input, () => this.#users.disable(signedIn(context), input));
  }

  @Authorized<Permission>("users.manage")
  @Mutation(() => UserPayload, { description: "Lets somebody in again who was shut out." })
  enableUser(@Arg("input", () => UserDeedInput) input: UserDeedInput, @Ctx() context: Context): Promise<UserPayload> {
    return this.#deed(input, () => this.#users.enable(signedIn(context), input));
  }

  @Authorized<Permission>("users.manage")
  @Mutation(() => UserPayload, { description: "Takes somebody's authenticator app and recovery codes away, and ends their sessions." })
  resetSecondFactor(@Arg("input", () => UserDeedInput) input: UserDeedInput, @Ctx() context: Context): Promise<UserPayload> {
    return this.#deed(input, () => this.#users.resetSecondFactor(signedIn(context), input));
  }

  #deed(input: UserDeed, work: () => Promise<User>): Promise<UserPayload> {
    return answer(input, async () => ({ user: await work() }));
  }
}
