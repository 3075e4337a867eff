import { GraphQLError } from "graphql";
import type { Permission } from "../access/permissions.ts";
import type { UserViewer } from "../access/viewer.ts";

/** What every resolver is given: who asks, under which correlation id, and the way to start or end a session. */
export interface Context {
  readonly viewer: UserViewer | null;
  readonly correlationId: string;
  /** The address that limits count by; never logged. */
  readonly address: string;
  readonly session: {
    start(token: string): void;
    end(): void;
    readonly token: string | null;
  };
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

/**
 * TypeGraphQL's authChecker: `@Authorized<Permission>("...")` on each root field names the permissions of which one
 * is needed. An arrow function, because a function with a prototype would be taken for a class to construct.
 */
export const checkPermission = ({ context }: { context: Context }, permissions: Permission[]): boolean => {
  const held = signedIn(context).permissions;
  if (!permissions.some((permission) => held.has(permission))) throw forbidden();
  return true;
};
