import type { Api } from "../api-client.ts";
import { type Account, PASSWORD, USERS } from "../town.ts";
import { SIGN_IN, type Visitor, visitor } from "./visitor.ts";

const USER = "id version name email role status agency { id } team { id } districts { code } codeSetUp";

export interface ListedUser {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly role: string;
}

interface Payload {
  readonly user: ListedUser | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}

/** What an administrator does to users. */
export interface Administration {
  readonly at: Visitor;
  get(account: Account): Promise<ListedUser>;
  /** One of changeUser, disableUser, enableUser and resetSecondFactor. */
  act(name: string, input: object): Promise<Payload>;
}

export async function signInAs(api: Api, account: Account): Promise<Visitor> {
  const at = visitor(api.url);
  await at.query(SIGN_IN, { input: { email: USERS[account].email, password: PASSWORD } });
  return at;
}

export async function administrationOf(api: Api): Promise<Administration> {
  const at = await signInAs(api, "admin");
  return {
    at,
    get: async (account) =>
      (await at.query<{ user: ListedUser }>(`query User($id: ID!) { user(id: $id) { ${USER} } }`, { id: USERS[account].id })).user,
    act: async (name, input) => (await at.query<Record<string, Payload>>(deed(name), { input }))[name] as Payload,
  };
}

/** The document of one such deed. */
export function deed(name: string): string {
  const type = name === "changeUser" ? "ChangeUserInput" : "UserDeedInput";
  return `mutation Deed($input: ${type}!) { ${name}(input: $input) { user { ${USER} } errors { code field } } }`;
}

/** What a change sends of somebody whom it leaves as they are. */
export function asTheyAre(account: Account): object {
  const { name, role, agency, team, districts } = USERS[account];
  return { name, role, agencyId: agency.id, teamId: team, districtCodes: [...districts] };
}
