import { useApolloClient } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { announceSignOut } from "../apollo/session.ts";
import { SignOutDocument } from "./SignOut.generated.ts";

/** Ends the session and forgets every answer this page has had. */
export function useSignOut(): () => Promise<void> {
  const client = useApolloClient();
  const navigate = useNavigate();
  return async () => {
    await client.mutate({ mutation: SignOutDocument });
    announceSignOut();
    await navigate("/");
    await client.resetStore();
  };
}
