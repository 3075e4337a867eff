import type { ApolloServerPlugin } from "@apollo/server";
import { type ASTVisitor, GraphQLError, type StringValueNode, type ValidationContext } from "graphql";
import type { Context } from "./context.ts";

/** A null character, or half of a character that takes two: Postgres can keep neither, and nobody types one. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

const MESSAGE = "The request holds a character that cannot be kept";

/** Walks without recursion: a body may be nested more deeply than the stack is. */
function holdsUnstorable(variables: unknown): boolean {
  const pending: unknown[] = [variables];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === "string") {
      if (UNSTORABLE.test(value)) return true;
    } else if (typeof value === "object" && value !== null) {
      for (const inner of Object.values(value)) pending.push(inner);
    }
  }
  return false;
}

/** Refuses variables that no column could hold, before they are looked at, whatever the operation. */
export const storableVariables: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request }) {
        if (!holdsUnstorable(request.variables)) return;
        throw new GraphQLError(MESSAGE, { extensions: { code: "BAD_REQUEST", http: { status: 400 } } });
      },
    };
  },
};

/** The same for what stands in the document itself. */
export function storableLiterals(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node: StringValueNode) {
      if (UNSTORABLE.test(node.value)) context.reportError(new GraphQLError(MESSAGE, { nodes: node }));
    },
  };
}
