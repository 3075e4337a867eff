import { useApolloClient } from "@apollo/client/react";
import { troubleOf } from "../apollo/errors.ts";
import { announceSignOut } from "../apollo/session.ts";
import { SignOutDocument } from "./SignOut.generated.ts";

/**
 * Ends the session, or in another way that is given, and loads the portal afresh: on a shared computer nothing that
 * this person saw or typed stays in the page's memory for the next.
 */
export function useSignOut(end?: () => Promise<void>): () => Promise<void> {
  const client = useApolloClient();
  return async () => {
    try {
      await (end ? end() : client.mutate({ mutation: SignOutDocument }));
    } catch (error) {
      // The banner says that there is no connection; the session, which still stands, must not look ended.
      if (troubleOf(error).kind === "connection") return;
      throw error;
    }
    announceSignOut();
    window.location.replace("/");
  };
}
