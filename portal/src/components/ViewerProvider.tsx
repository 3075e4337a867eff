import { useQuery } from "@apollo/client/react";
import { createContext, type ReactNode, useContext } from "react";
import { Loading } from "./Loading.tsx";
import { ViewerDocument, type ViewerQuery } from "./Viewer.generated.ts";

export type Viewer = NonNullable<ViewerQuery["viewer"]>;
export type Service = ViewerQuery["service"];

type ViewerContext = {
  /** Nobody, before signing in. Pages inside RequireViewer use `useSignedIn` instead. */
  viewer: Viewer | null;
  service: Service;
  /** What was asked next of whoever had begun to sign in here when this was loaded. */
  signInNext: ViewerQuery["signInNext"];
  /** May this role try it? Whether it may do so to one record, the record's own viewerCan... fields say. */
  can: (permission: string) => boolean;
};

const Context = createContext<ViewerContext | null>(null);

type ViewerProviderProps = {
  /** In place of the whole portal, when not even this could be asked. */
  trouble: (error: unknown, onRetry: () => void) => ReactNode;
  children: ReactNode;
};

export function ViewerProvider({ trouble, children }: ViewerProviderProps) {
  const query = useQuery(ViewerDocument);
  const { data } = query;

  if (data === undefined) {
    return (
      <div className="govuk-width-container">
        <main className="govuk-main-wrapper">
          {query.error ? trouble(query.error, () => void query.refetch().catch(() => undefined)) : <Loading />}
        </main>
      </div>
    );
  }
  const { viewer, service, signInNext } = data;
  const can = (permission: string) => viewer?.permissions.includes(permission) ?? false;
  return <Context value={{ viewer, service, signInNext, can }}>{children}</Context>;
}

export function useViewer(): ViewerContext {
  const context = useContext(Context);
  if (context === null) throw new Error("useViewer needs a ViewerProvider above it.");
  return context;
}

/** The person signed in, on pages that only they can reach. */
export function useSignedIn(): Viewer {
  const { viewer } = useViewer();
  if (viewer === null) throw new Error("This page is for people who are signed in.");
  return viewer;
}
