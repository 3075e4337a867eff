import { GraphQLError } from "graphql";
import { type Permission, STEP_UP_PERMISSIONS } from "../access/permissions.ts";
import type { UserViewer } from "../access/viewer.ts";

/** What every resolver is given: who asks, under which correlation id, and the way to start or end a session. */
export interface Context {
  readonly viewer: UserViewer | null;
  readonly correlationId: string;
  /** The address that limits count by; never logged. */
  readonly address: string;
  readonly session: Ticket;
  /** Of somebody who has shown one factor and has yet to show the second. */
  readonly signInStep: Ticket;
}

/** A token in a cookie that scripts cannot read. */
export interface Ticket {
  start(token: string): void;
  end(): void;
  readonly token: string | null;
}

/** The signed-in viewer; a resolver behind @Authorized always has one. */
export function signedIn(context: Context): UserViewer {
  if (!context.viewer) throw unauthenticated();
  return context.viewer;
}

function unauthenticated(): GraphQLError {
  return new GraphQLError("Sign in first", { extensions: { code: "UNAUTHENTICATED", http: { status: 401 } } });
}

/** For what a role may not even try; what it may try and not do is a policy's refusal, with its reason. */
export function forbidden(): GraphQLError {
  return new GraphQLError("Your role does not allow this", { extensions: { code: "FORBIDDEN" } });
}

/** The portal asks for the password or a code, and then sends the same again. */
export function stepUpRequired(): GraphQLError {
  return new GraphQLError("Show first that it is you", { extensions: { code: "STEP_UP_REQUIRED" } });
}

/**
 * TypeGraphQL's authChecker: `@Authorized<Permission>("...")` on each root field names the permissions of which one
 * is needed; some of them need fresh proof too. An arrow function, because a function with a prototype would be taken
 * for a class to construct.
 */
export const checkPermission = ({ context }: { context: Context }, permissions: Permission[]): boolean => {
  const { permissions: all, session } = signedIn(context);
  const held = permissions.filter((permission) => all.has(permission));
  if (held.length === 0) throw forbidden();
  if (!session?.steppedUp && held.every((permission) => STEP_UP_PERMISSIONS.has(permission))) throw stepUpRequired();
  return true;
};
