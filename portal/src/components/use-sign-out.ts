import { useApolloClient } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { troubleOf } from "../apollo/errors.ts";
import { announceSignOut } from "../apollo/session.ts";
import { SignOutDocument } from "./SignOut.generated.ts";
import { ViewerDocument } from "./Viewer.generated.ts";

/** Ends the session, or in another way that is given, and forgets every answer this page has had. */
export function useSignOut(end?: () => Promise<void>): () => Promise<void> {
  const client = useApolloClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await (end ? end() : client.mutate({ mutation: SignOutDocument }));
    } catch (error) {
      // The banner says that there is no connection; the session, which still stands, must not look ended.
      if (troubleOf(error).kind === "connection") return;
      throw error;
    }
    announceSignOut();
    // First of all nobody is signed in: a page that is still drawn would ask, and be told to sign in again.
    client.cache.updateQuery({ query: ViewerDocument }, (data) => data && { ...data, viewer: null });
    await navigate("/");
    await client.resetStore().catch((error: unknown) => {
      // A page that has gone meanwhile is not asked again, and need not be.
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    });
  };
}
